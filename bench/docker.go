package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/owgen/owgen/bench/internal/measure"
	"github.com/owgen/owgen/internal/epoch"
	"github.com/owgen/owgen/internal/image"
)

// dockerRounds is how often owgen and docker make an image.
const dockerRounds = 9

// measureDocker compares the time of packing a binary with that of docker, once for a binary that is new in each round,
// and once for a binary whose image docker has in its cache. If no docker answers it says so.
func measureDocker(dir string, c buildContext) ([]measure.Row, error) {
	if text, err := exec.Command("docker", "version").CombinedOutput(); err != nil {
		lines := strings.Split(strings.TrimSpace(string(text)), "\n")
		fmt.Printf("The time of packing against that of `docker build` is not measured: %s\n\n", lines[len(lines)-1])
		return nil, nil
	}
	same := buildContext{filepath.Join(dir, "same")}
	if err := os.CopyFS(same.dir, os.DirFS(c.dir)); err != nil {
		return nil, err
	}
	defer exec.Command("docker", "rmi", "-f", dockerName).Run()
	contenders := []func() (float64, error){
		func() (float64, error) {
			return c.timeRenewed(func() error { return c.save(filepath.Join(dir, "reverse.tar")) })
		},
		func() (float64, error) { return c.timeRenewed(c.dockerBuild) },
		func() (float64, error) { return seconds(same.dockerBuild) },
	}
	// The first run of each fills the caches.
	if _, err := measure.Interleave(1, contenders...); err != nil {
		return nil, err
	}
	s, err := measure.Interleave(dockerRounds, contenders...)
	if err != nil {
		return nil, err
	}
	return []measure.Row{
		measure.NewRow("time of packing a new binary", "`docker build` of it", 1, s[0].Over(s[1])),
		measure.NewRow("", "`docker build` of one that it knows", 1, s[0].Over(s[2])),
	}, nil
}

const dockerName = "owgen-bench"

func (c buildContext) dockerBuild() error {
	if text, err := exec.Command("docker", "build", "-q", "-t", dockerName, c.dir).CombinedOutput(); err != nil {
		return fmt.Errorf("docker build: %w\n%s", err, text)
	}
	return nil
}

// save writes the image to a file, as owgen image does when it has built the binary.
func (c buildContext) save(path string) error {
	img, _, err := c.pack()
	if err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return image.WriteTar(f, img.Files, epoch.Default)
}

// timeRenewed is seconds with a binary that is new each time: a byte after its end makes it so and changes nothing
// else.
func (c buildContext) timeRenewed(do func() error) (float64, error) {
	f, err := os.OpenFile(c.binary(), os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return 0, err
	}
	_, err = f.Write([]byte{1})
	f.Close()
	if err != nil {
		return 0, err
	}
	return seconds(do)
}

func seconds(do func() error) (float64, error) {
	start := time.Now()
	err := do()
	return time.Since(start).Seconds(), err
}
