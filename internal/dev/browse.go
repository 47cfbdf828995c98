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

// browser returns the command that opens a URL on a system. The browser outlives owgen dev.
func browser(chosen, goos, url string) *exec.Cmd {
	c := exec.Command("xdg-open", url)
	switch {
	case chosen != "":
		c = exec.Command(chosen, url)
	case goos == "windows":
		c = exec.Command("rundll32", "url.dll,FileProtocolHandler", url)
	case goos == "darwin":
		c = exec.Command("open", url)
	}
	setApart(c)
	return c
}
