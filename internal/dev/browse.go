package dev

import (
	"os"
	"os/exec"
	"runtime"
)

// browse opens a URL in a browser, and does not wait for it.
func browse(url string) error {
	c := browser(os.Getenv("BROWSER"), runtime.GOOS, url)
	if err := c.Start(); err != nil {
		return err
	}
	go c.Wait()
	return nil
}

// browser returns the command that opens a URL on a system.
func browser(chosen, goos, url string) *exec.Cmd {
	switch {
	case chosen != "":
		return exec.Command(chosen, url)
	case goos == "windows":
		return exec.Command("rundll32", "url.dll,FileProtocolHandler", url)
	case goos == "darwin":
		return exec.Command("open", url)
	}
	return exec.Command("xdg-open", url)
}
