package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/tracker"
)

// Exit codes.
const (
	exitFine = iota
	exitFailed
	exitUsage
	exitPartly
	exitUnreachable
)

// streams is what a program is given by who starts it.
type streams struct {
	in       io.Reader
	out, err io.Writer
	env      []string
}

// app is one run of the program.
type app struct {
	streams
	specs []tracker.Spec
	look  look // of what is shown to people

	config   string
	data     string
	json     bool
	utc      bool
	logLevel string

	began bool // flags and arguments were fine
	now   func() time.Time
}

// codeError is an error with an exit code of its own. Without a message it is
// silent: what there is to say was said.
type codeError struct {
	code int
	err  error
}

func (e *codeError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *codeError) Unwrap() error { return e.err }

func usage(format string, args ...any) error {
	return &codeError{exitUsage, fmt.Errorf(format, args...)}
}

// run does what the arguments say and returns the exit code.
func run(ctx context.Context, args []string, s streams, specs []tracker.Spec) int {
	a := &app{streams: s, specs: specs, now: clock}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitFine
	}
	return a.fail(ctx, root, err)
}

// fail says what went wrong, and how badly.
func (a *app) fail(ctx context.Context, root *cobra.Command, err error) int {
	var ce *codeError
	var problems config.Problems
	var he *hub.Error
	switch {
	case errors.As(err, &ce):
		if ce.err != nil {
			a.complain(ce.err)
		}
		if ce.code == exitUsage && ce.err != nil {
			a.note("Try: %s --help", root.Name())
		}
		return ce.code
	case !a.began:
		a.complain(err)
		a.note("Try: %s --help", root.Name())
		return exitUsage
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		a.note("Stopped.")
		return exitFailed
	case errors.As(err, &problems):
		for _, p := range problems {
			fmt.Fprintln(a.err, clean(p.String()))
		}
		a.note("%s in the config. Nothing was started.", plural(len(problems), "mistake"))
		return exitFailed
	case errors.Is(err, node.ErrNotRunning):
		a.complain(err)
		return exitUnreachable
	case errors.As(err, &he):
		a.complain(errors.New(he.Message))
		if he.Code == hub.Unreachable {
			return exitUnreachable
		}
		return exitFailed
	}
	a.complain(err)
	return exitFailed
}

func (a *app) complain(err error) { fmt.Fprintln(a.err, "entwine: "+clean(err.Error())) }

// note says something to people that is not the answer.
func (a *app) note(format string, args ...any) {
	fmt.Fprintln(a.err, clean(fmt.Sprintf(format, args...)))
}

// env returns an environment variable, "" if it is not set.
func (a *app) getenv(name string) string {
	v := ""
	for _, kv := range a.env {
		if s, ok := strings.CutPrefix(kv, name+"="); ok {
			v = s
		}
	}
	return v
}

// self is how this program is called, for lines that can be copied.
func (a *app) self() string {
	name := os.Args[0]
	if strings.Contains(name, "go-build") {
		return "go run ./cmd/entwine"
	}
	if path, err := exec.LookPath("entwine"); err == nil {
		if me, err := os.Executable(); err == nil && me == path {
			return "entwine"
		}
	}
	return name
}

// root is the command with all others below it.
func (a *app) root() *cobra.Command {
	c := &cobra.Command{
		Use:           "entwine",
		Short:         "Keeps the issues of two trackers in step",
		SilenceUsage:  true,
		SilenceErrors: true,
		Example: `  entwine demo                   see it work, with nothing to set up
  entwine init                   write a config to begin with
  entwine check                  is the config right, do the trackers answer?
  entwine serve                  keep in step from now on
  entwine bulk acme-globex       take in what exists already
  entwine faults                 what needs me?`,
		Long: `Entwine keeps the issues of two trackers in step, both ways, without a server
in between. What each side tells and takes is its owner's own rule.`,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			a.began = true
			a.look = lookOf(a)
			return nil
		},
	}
	c.CompletionOptions.HiddenDefaultCmd = true
	c.SetUsageTemplate(usageTemplate)
	c.SetHelpTemplate(helpTemplate)
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &codeError{exitUsage, err} })
	f := c.PersistentFlags()
	f.StringVar(&a.config, "config", "", "config `file` (default ./entwine.yaml, or $ENTWINE_CONFIG)")
	f.StringVar(&a.data, "data", "", "data `folder` of the node (default: as the config says)")
	f.BoolVar(&a.json, "json", false, "answer in JSON")
	f.BoolVar(&a.utc, "utc", false, "show times in UTC")
	f.StringVar(&a.logLevel, "log-level", "", "how much to log, a `level`: debug, info, warn, error")
	c.AddCommand(a.demoCmd(), a.initCmd(), a.checkCmd(), a.serveCmd(), a.statusCmd(), a.pairsCmd(), a.syncCmd(), a.eventsCmd(),
		a.faultsCmd(), a.bulkCmd(), a.pauseCmd(), a.resumeCmd(), a.connectionCmd(), a.nodeCmd(), a.unsyncCmd(), a.pairCmd(), a.groovyCmd(), a.ruleCmd(), a.simCmd(), a.migrateCmd(), a.trackerCmd(), a.noticesCmd())
	return c
}

// Help shows an example before anything else.
const helpTemplate = `{{with .Example}}{{.}}

{{end}}{{with (or .Long .Short)}}{{. | trimTrailingWhitespaces}}

{{end}}{{.UsageString}}`

const usageTemplate = `Usage: {{if .Runnable}}{{.UseLine}}{{else}}{{.CommandPath}} COMMAND{{end}}
{{if .HasAvailableSubCommands}}
Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}
{{end}}{{if .HasAvailableLocalFlags}}
Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}{{if and .HasAvailableInheritedFlags}}
Everywhere:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}`
