package demo

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
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

// DataDir is where the demo's node keeps its own data.
func DataDir(dir string) string { return filepath.Join(dir, dataDir) }

// ConfigFile is the config of the demo's node: an ordinary one, which serve and
// all other commands take too.
func ConfigFile(dir string) string { return filepath.Join(DataDir(dir), configFile) }

const configText = `# The node of the demo. It is an ordinary config: serve, status, faults and all
# other commands take it with --config, and it may be changed.
node:
  name: demo
  data: .

trackers:
  acme:
    kind: markdown
    path: ../acme
    prefix: ACME
    poll: 2s
  globex:
    kind: markdown
    path: ../globex
    prefix: GLOBEX
    poll: 2s

connections:
  acme-globex:
    mode: basic
    initiator: {tracker: acme, trigger: all}
    acceptor: {tracker: globex, trigger: all}
    winner: initiator   # whose value stands where both sides changed the same
`

// writeConfig makes the config, unless there is one.
func writeConfig(dir string) error {
	f, err := os.OpenFile(ConfigFile(dir), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil
	} else if err != nil {
		return err
	}
	_, err = f.WriteString(configText)
	return errors.Join(err, f.Close())
}
