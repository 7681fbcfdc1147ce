package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/tracker/all"
)

// said is what a run of the program answered.
type said struct {
	code     int
	out, err string
}

// call runs the program as main does.
func call(t *testing.T, args ...string) said {
	t.Helper()
	return callIn(t.Context(), nil, args...)
}

func callIn(ctx context.Context, env []string, args ...string) said {
	var out, errs bytes.Buffer
	code := run(ctx, args, streams{strings.NewReader(""), &out, &errs, env}, all.Specs)
	return said{code, out.String(), errs.String()}
}

func TestExitCodes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	bad, none := filepath.Join(dir, "bad.yaml"), filepath.Join(dir, "none.yaml")
	if err := os.WriteFile(bad, []byte("trackers: {a: {kind: nope}}\nnode: {nme: x}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	good := filepath.Join(dir, "good.yaml")
	if err := os.WriteFile(good, []byte("trackers: {a: {kind: markdown, path: a}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"help", []string{"--help"}, exitFine, "entwine demo"},
		{"nothing", nil, exitFine, "Usage: entwine COMMAND"},
		{"unknown command", []string{"serv"}, exitUsage, "unknown command"},
		{"unknown flag", []string{"status", "--jsn"}, exitUsage, "unknown flag: --jsn"},
		{"too much", []string{"status", "x"}, exitUsage, `takes nothing behind it, not "x"`},
		{"unknown command below", []string{"faults", "rety"}, exitUsage, `faults has no command "rety"`},
		{"too little", []string{"sync"}, exitUsage, "wants the key of an issue"},
		{"pause of what", []string{"pause", "all"}, exitUsage, "connection NAME, tracker NAME, or node"},
		{"no config", []string{"serve", "--config", none}, exitFailed, "there is no config"},
		{"bad config", []string{"serve", "--config", bad}, exitFailed, "bad.yaml:2:8: unknown key \"nme\""},
		{"bad config, all of it", []string{"check", "--config", bad}, exitFailed, "bad.yaml:1:22: unknown kind \"nope\""},
		{"bad level", []string{"check", "--config", good, "--log-level", "loud"}, exitUsage, "debug, info, warn and error"},
		{"no node", []string{"status", "--config", good}, exitUnreachable, "no node is running, and none ever ran"},
		{"no folder", []string{"check", "--config", good}, exitUnreachable, "unreachable"},
		{"offline", []string{"check", "--config", good, "--offline"}, exitFine, "good.yaml is fine: 1 tracker, 0 connections"},
		{"bulk of what", []string{"bulk", "x", "--config", good}, exitFailed, `no connection is named "x"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := call(t, tt.args...)
			if got.code != tt.code || !strings.Contains(got.out+got.err, tt.says) {
				t.Errorf("got %d, %q, %q; want %d with %q", got.code, got.out, got.err, tt.code, tt.says)
			}
		})
	}
}

// Help begins with an example, for every command.
func TestHelp(t *testing.T) {
	t.Parallel()
	a := &app{}
	for _, c := range a.root().Commands() {
		if c.Example == "" || c.Short == "" {
			t.Errorf("%s has no example or says not what it does", c.Name())
		}
		if got := call(t, c.Name(), "--help"); got.code != 0 || !strings.HasPrefix(got.out, "  entwine "+c.Name()) {
			t.Errorf("help of %s begins with %.40q", c.Name(), got.out)
		}
	}
}

func TestInit(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "e.yaml")
	if got := call(t, "init", file); got.code != 0 || !strings.Contains(got.out, "entwine check --config "+file) {
		t.Fatalf("got %+v", got)
	}
	if got := call(t, "check", "--offline", "--config", file); got.code != 0 {
		t.Errorf("what init wrote is not accepted: %+v", got)
	}
	if got := call(t, "init", file); got.code != exitFailed || !strings.Contains(got.err, "--force") {
		t.Errorf("got %+v", got)
	}
	if got := call(t, "init", file, "--force", "--json"); got.code != 0 || !json.Valid([]byte(got.out)) {
		t.Errorf("got %+v", got)
	}
}

// demoJSON runs the demo and reads its answer.
func demoJSON(t *testing.T, dir string) demoResult {
	t.Helper()
	got := call(t, "demo", "--once", "--json", "--dir", dir)
	var r demoResult
	if err := json.Unmarshal([]byte(got.out), &r); err != nil || got.code != 0 {
		t.Fatalf("got %+v, %v", got, err)
	}
	return r
}

func TestDemo(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	r := demoJSON(t, dir)
	if r.Samples < 60 || r.Pairs != r.Samples || r.Issues["globex"] != r.Samples || r.Faults != 0 || !r.Rest {
		t.Errorf("first run: %+v", r)
	}
	if again := demoJSON(t, dir); again.Events != 0 || again.Effects != 0 || again.Pairs != r.Pairs || again.Samples != 0 {
		t.Errorf("second run: %+v", again)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("there is more than three folders: %v, %v", entries, err)
	}
	config := filepath.Join(dir, ".entwine-node", "entwine.yaml")
	for _, args := range [][]string{{"status"}, {"pairs", "--limit", "3"}, {"events"}, {"faults"}, {"check"}} {
		plain := call(t, append(args, "--config", config, "--utc")...)
		if plain.code != 0 || plain.out == "" {
			t.Errorf("%v: %+v", args, plain)
		}
		lines := call(t, append(args, "--config", config, "--json")...)
		for l := range strings.Lines(lines.out) {
			if !json.Valid([]byte(l)) {
				t.Errorf("%v --json says %q", args, l)
			}
		}
	}
}

// An interrupted run ends cleanly wherever it is, and the next one goes on.
func TestDemoInterrupted(t *testing.T) {
	t.Parallel()
	for _, after := range []time.Duration{50, 200, 400, 700} {
		t.Run(fmt.Sprint(after), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			ctx, cancel := context.WithTimeout(t.Context(), after*time.Millisecond)
			defer cancel()
			callIn(ctx, nil, "demo", "--once", "--dir", dir)
			if r := demoJSON(t, dir); r.Pairs < 60 || r.Issues["acme"] != r.Pairs || r.Issues["globex"] != r.Pairs {
				t.Errorf("after an interruption: %+v", r)
			}
		})
	}
}
