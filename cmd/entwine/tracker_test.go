package main

import (
	"bufio"
	"bytes"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker/all"
)

// A person allows the node once; from then on it is let in, and what it was given
// is nowhere to be read but in a file of its own.
func TestTrackerAuthorize(t *testing.T) {
	server := httptest.NewUnstartedServer(nil)
	server.Start()
	t.Cleanup(server.Close)
	site := sim.New(sim.Options{Dialect: sim.Cloud, Base: server.URL})
	server.Config.Handler = site.Handler()
	site.Admit(sim.App{ID: "app", Secret: "secret-of-the-app", Redirect: "http://localhost/entwine"})
	dir := t.TempDir()
	file := filepath.Join(dir, "entwine.yaml")
	text := strings.ReplaceAll(`
node: {name: n, data: data}
trackers:
  acme: {kind: jira, url: SITE, auth: oauth2, client_id: app, client_secret: secret-of-the-app, redirect: "http://localhost/entwine", auth_server: SITE, api_server: SITE}
  globex: {kind: markdown, path: issues}
connections:
  both: {initiator: {tracker: acme, trigger: none}, acceptor: {tracker: globex, trigger: none}}
`, "SITE", server.URL)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "issues"), 0o700); err != nil {
		t.Fatal(err)
	}
	run := func(in io.Reader, says io.Writer, args ...string) (int, string) {
		var out bytes.Buffer
		code := run(t.Context(), append(args, "--config", file, "--log-level", "debug"), streams{in, &out, says, nil}, all.Specs)
		return code, out.String()
	}
	if code, out := run(strings.NewReader(""), io.Discard, "check"); code == 0 || !strings.Contains(out, "entwine tracker authorize") {
		t.Errorf("check before it was allowed: %d, %s", code, out)
	}
	var all bytes.Buffer
	answers, answer := io.Pipe()
	asked, asks := io.Pipe()
	heard := make(chan struct{})
	go func() {
		defer close(heard)
		for lines := bufio.NewScanner(io.TeeReader(asked, &all)); lines.Scan(); {
			if address := strings.TrimSpace(lines.Text()); strings.HasPrefix(address, server.URL+"/authorize?") {
				sent, err := site.Allow(address, "entwine")
				if err != nil {
					t.Error(err)
				}
				go func() { _, _ = io.WriteString(answer, sent+"\n") }() // read, or the test fails
			}
		}
	}()
	code, out := run(answers, asks, "tracker", "authorize", "acme")
	_ = asks.Close() // never fails
	<-heard
	if code != 0 || out != "Tracker acme lets this node in as The entwine.\n" {
		t.Fatalf("%d, %q", code, out)
	}
	if code, out := run(strings.NewReader(""), io.Discard, "check"); code != 0 {
		t.Errorf("check after it was allowed: %d, %s", code, out)
	}
	kept, err := filepath.Glob(filepath.Join(dir, "data", "secrets", "*.oauth2"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept is %v, %v", kept, err)
	}
	b, err := os.ReadFile(kept[0])
	if err != nil || !strings.Contains(string(b), "refresh-") {
		t.Errorf("kept is %s, %v", b, err)
	}
	for _, word := range []string{"secret-of-the-app", "refresh-", "access-"} {
		if strings.Contains(all.String()+out, word) {
			t.Errorf("%q is shown: %s", word, all.String())
		}
	}
	for args, says := range map[string]string{"globex": "not entered in a browser", "none": "names no tracker"} {
		var b bytes.Buffer
		if code, _ := run(strings.NewReader(""), &b, "tracker", "authorize", args); code == 0 || !strings.Contains(b.String(), says) {
			t.Errorf("%s: %d, %s", args, code, b.String())
		}
	}
}
