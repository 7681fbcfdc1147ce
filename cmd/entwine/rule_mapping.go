package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/internal/rule/scripted"
	"github.com/entwine-sync/entwine/tracker"
)

func (a *app) ruleMappingCmd() *cobra.Command {
	scripts := false
	c := &cobra.Command{
		Use: "mapping CONNECTION SIDE FOLDER", Short: "Make a mapping, or scripts, of basic mode", Args: ofSide(1, 1, ", and a folder"),
		Long: "Writes mapping.yaml, which does what that side of the connection does in basic mode, into a folder; with --script the\n" +
			"two scripts that the mapping stands for as well. Do it for both sides, name the folders as rules: in the config, and set\n" +
			"mode: visual, or mode: script. There is no way back to basic mode that keeps what you changed: it has no rules to change.",
		Example: "  entwine rule mapping acme-globex initiator rules/acme\n  entwine rule mapping acme-globex acceptor rules/globex --script",
		RunE: func(_ *cobra.Command, args []string) error {
			return a.makeMapping(args[0], hub.Side(args[1]), args[2], scripts)
		},
	}
	c.Flags().BoolVar(&scripts, "script", false, "write the scripts too")
	return c
}

func (a *app) makeMapping(connection string, side hub.Side, dir string, scripts bool) error {
	if side != hub.Initiator && side != hub.Acceptor {
		return usage("a side is initiator or acceptor, not %q", side)
	}
	cfg, err := a.load()
	if err != nil {
		return err
	}
	k := cfg.Connection(connection)
	switch {
	case k == nil:
		return usage("no connection is named %q in %s", connection, cfg.File)
	case k.Mode == "visual":
		return usage("connection %s has a mapping already; entwine rule script FOLDER makes scripts of it", k.Name)
	case k.Mode != "basic":
		return usage("connection %s is in script mode, and there is no way back: a script can do more than a mapping can say", k.Name)
	}
	t := cfg.Tracker(k.Side(side).Tracker)
	if t == nil {
		return usage("the %s of connection %s is no tracker of this node", side, k.Name)
	}
	kind := slices.IndexFunc(a.specs, func(s tracker.Spec) bool { return s.Kind == t.Kind })
	m := node.Mapping(k, side, a.specs[kind].Habits) // the config was refused if it were no kind
	b, err := m.YAML("What basic mode does on this side of " + k.Name + ": go on from here.")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	file := filepath.Join(dir, scripted.MappingFile)
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return usage("%s is there already", file)
	} else if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	fmt.Fprintln(a.out, "wrote "+file)
	if scripts {
		return a.makeScripts(dir, false)
	}
	return nil
}
