package demo

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
)

// The names of the demo.
const (
	Acme       = "acme"   // the side that has the samples
	Globex     = "globex" // the side that begins empty
	Connection = "acme-globex"
	dataDir    = ".entwine-node"
	stateFile  = "demo.json"
	configFile = "entwine.yaml"
)

// DataDir is where the demo's nodes keep their own data.
func DataDir(dir string) string { return filepath.Join(dir, dataDir) }

// ConfigFile is the config of one of the two nodes: an ordinary one, which serve
// and all other commands take too.
func ConfigFile(dir, side string) string {
	if side == Globex {
		return filepath.Join(DataDir(dir), Globex, configFile)
	}
	return filepath.Join(DataDir(dir), configFile)
}

const configText = `# One of the two nodes of the demo: that of %[1]s. It is an ordinary config: serve,
# status, faults and all other commands take it with --config, and it may be
# changed. The other node is of another owner, and has a process, a database
# and a config of its own.
node:
  name: %[1]s
  data: .
  link:
    title: %[2]s
    listen: %[3]s

trackers:
  %[1]s:
    kind: markdown
    path: %[5]s
    prefix: %[4]s
    poll: 2s

connections:
  acme-globex:
    mode: basic
    here: {tracker: %[1]s, trigger: all}
    winner: initiator   # whose value stands where both sides changed the same: acme's, who invited
`

// ErrOld says that a folder was made by a version with one node for both sides.
var ErrOld = errors.New("this folder is of an older version of the demo: name another with --dir, or delete it")

// writeConfigs makes the two configs, unless they are there.
func writeConfigs(dir string) error {
	if err := writeConfig(ConfigFile(dir, Acme), Acme, "Acme Parcels", "../acme"); err != nil {
		return err
	}
	return writeConfig(ConfigFile(dir, Globex), Globex, "Globex Inc.", "../../globex")
}

func writeConfig(file, side, title, folder string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil
	} else if err != nil {
		return err
	}
	listen, err := FreeAddress("")
	if err == nil {
		_, err = fmt.Fprintf(f, configText, side, title, listen, strings.ToUpper(side), folder)
	}
	return errors.Join(err, f.Close())
}

// FreeAddress returns an address of this machine that nobody listens on: the
// wanted one, if that is free.
func FreeAddress(wanted string) (string, error) {
	if wanted != "" {
		if l, err := net.Listen("tcp", wanted); err == nil {
			return wanted, l.Close()
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}
