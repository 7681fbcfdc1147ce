package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// room is for a database of a thousand issues, and soon filled; a PostgreSQL
// begins with forty megabytes of its own.
var room = map[string]string{inFile: "96m", onServer: "256m"}

// disk is a small disk of its own below the node's data, which can be filled.
type disk struct {
	path  string // "" if there is none
	why   string // then
	times int
}

// newDisk mounts one, where the system lets us.
func newDisk(path, store string, leftOut bool) disk {
	if leftOut {
		return disk{why: "left out"}
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+room[store]+",mode=700", "tmpfs", path).CombinedOutput(); err != nil {
		return disk{why: "cannot mount one: " + strings.TrimSpace(string(out))}
	}
	return disk{path: path}
}

// full fills the disk while fn runs.
func (d *disk) full(fn func() error) error {
	d.times++
	filler := filepath.Join(d.path, "filler")
	f, err := os.Create(filler)
	if err != nil {
		return err
	}
	// In pieces ever smaller, so that not a page is left.
	for size := 1 << 20; size >= 512; {
		if _, err := f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
	_ = f.Close() // nothing of it matters
	ferr := fn()
	if err := os.Remove(filler); err != nil {
		return err
	}
	return ferr
}

func (d *disk) says() string {
	if d.path == "" {
		return "none (" + d.why + ")"
	}
	return fmt.Sprint(d.times)
}

func (d *disk) close(keep bool) error {
	if d.path == "" {
		return nil
	}
	if keep {
		if err := os.CopyFS(d.path+".kept", os.DirFS(d.path)); err != nil {
			return err
		}
	}
	out, err := exec.Command("umount", d.path).CombinedOutput()
	if err != nil {
		return fmt.Errorf("umount: %w: %s", err, out)
	}
	return nil
}
