package main

import "github.com/owgen/owgen/internal/cli"

// commands is the table of all that owgen does. Help and the doc comment of this package are made from it.
func commands() cli.Table {
	return cli.Table{
		Name: "owgen",
		Main: generateCommand(),
		Commands: []cli.Command{
			initCommand(), devCommand(), listCommand(), invokeCommand(),
			imageCommand(), zipCommand(),
			manifestCommand(), schemaCommand(), openAPICommand(),
		},
		Meant: map[string]string{
			"version": "owgen -version", "check": "owgen -check", "diff": "owgen -diff", "generate": "owgen",
		},
	}
}
