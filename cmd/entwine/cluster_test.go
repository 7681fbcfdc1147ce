//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
)

// house is a node of several processes on a PostgreSQL database, between two
// simulated Jiras that the test plays.
type house struct {
	probes  int // issues made to see whether the node knows the tracker
	t       *testing.T
	dir     string
	url     string // of the database
	sites   map[string]*httptest.Server
	mu      sync.Mutex
	on      func(door int, r *http.Request) // hears of each request that writes
	running []*occupant
}

// occupant is one process.
type occupant struct {
	t    *testing.T
	n    int
	cmd  *exec.Cmd
	log  *journal
	done chan struct{}
}

// journal is a process's output, which may be read while it writes.
type journal struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.b.String()
}

func newHouse(t *testing.T, processes int) *house {
	h := &house{t: t, dir: t.TempDir(), url: pgtest.URL(t)}
	h.sites = map[string]*httptest.Server{}
	for _, name := range []string{"ACME", "GLOBEX"} {
		s := httptest.NewUnstartedServer(nil)
		s.Start()
		s.Config.Handler = sim.New(sim.Options{Dialect: sim.Server8, Base: s.URL}).Handler()
		h.sites[name] = s
		t.Cleanup(s.Close)
	}
	answer := h.sites["GLOBEX"].Config.Handler
	for n := range processes { // each has a door of its own, by which it is known
		door := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if on := h.listener(); on != nil && r.Method != http.MethodGet && !strings.HasSuffix(r.URL.Path, "/search") {
				body, err := io.ReadAll(r.Body)
				if err != nil {
					return // it was killed while it sent
				}
				r.Body = io.NopCloser(bytes.NewReader(body))
				on(n, r)
				r = r.WithContext(h.t.Context()) // a request that was sent is carried out, whoever is left to hear the answer
				r.Body = io.NopCloser(bytes.NewReader(body))
			}
			answer.ServeHTTP(w, r)
		}))
		t.Cleanup(door.Close)
		h.writeConfig(n, door.URL)
	}
	t.Cleanup(h.end)
	return h
}

func (h *house) listener() func(int, *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.on
}

// hear has fn called for each request that writes.
func (h *house) hear(fn func(door int, r *http.Request)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.on = fn
}

func (h *house) writeConfig(n int, door string) {
	h.t.Helper()
	text := fmt.Sprintf(`node:
  name: house
  data: d%d
  store: %s
  lease: 2s
trackers:
  acme: {kind: jira, url: %q, user: entwine, token: entwine-token, projects: ACME, internal_role: Developers, poll: 500ms, rate: 1000}
  globex: {kind: jira, url: %q, user: entwine, token: entwine-token, projects: GLOBEX, internal_role: Developers, poll: 500ms, rate: 1000}
connections:
  acme-globex:
    initiator: {tracker: acme, project: ACME, type: Task, trigger: "project = ACME"}
    acceptor: {tracker: globex, project: GLOBEX, type: Task, trigger: none}
`, n, h.url, h.sites["ACME"].URL, door)
	if err := os.WriteFile(h.config(n), []byte(text), 0o600); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) config(n int) string { return filepath.Join(h.dir, fmt.Sprintf("p%d.yaml", n)) }

// start starts a process.
func (h *house) start(n int) *occupant {
	h.t.Helper()
	self, err := os.Executable()
	if err != nil {
		h.t.Fatal(err)
	}
	o := &occupant{t: h.t, n: n, log: &journal{}, done: make(chan struct{})}
	o.cmd = exec.Command(self, "serve", "--config", h.config(n))
	o.cmd.Env = append(os.Environ(), longestVar+"=2s")
	o.cmd.Stdout, o.cmd.Stderr = o.log, o.log
	if err := o.cmd.Start(); err != nil {
		h.t.Fatal(err)
	}
	go func() {
		_ = o.cmd.Wait() // how it ended is in its log, and often our doing
		close(o.done)
	}()
	h.running = append(h.running, o)
	config, err := os.ReadFile(h.config(n))
	if err != nil {
		h.t.Fatal(err)
	}
	begun := "process joined"
	if !bytes.Contains(config, []byte("store:")) {
		begun = " works: " // it has nobody to join
	}
	h.await("process "+fmt.Sprint(n)+" joins", func() bool {
		select {
		case <-o.done:
			h.t.Fatalf("process %d ends before it joined", n)
		default:
		}
		return strings.Contains(o.log.String(), begun)
	})
	return o
}

func (o *occupant) signal(s syscall.Signal) {
	o.t.Helper()
	if err := o.cmd.Process.Signal(s); err != nil {
		o.t.Fatal(err)
	}
}

// stop ends a process as an owner does, and waits for its end.
func (o *occupant) stop() {
	o.t.Helper()
	o.signal(syscall.SIGTERM)
	select {
	case <-o.done:
	case <-time.After(time.Minute):
		o.t.Fatalf("process %d does not end:\n%s", o.n, o.log)
	}
}

func (h *house) end() {
	for _, o := range h.running {
		select {
		case <-o.done:
		default:
			_ = o.cmd.Process.Kill() // it is over, one way or another
			_ = o.cmd.Process.Signal(syscall.SIGCONT)
			<-o.done
		}
		if h.t.Failed() {
			h.t.Logf("process %d said:\n%s", o.n, o.log)
		}
		if strings.Contains(o.log.String(), pgtest.Password) {
			h.t.Errorf("process %d tells the password of the database", o.n)
		}
	}
}

// await waits until something is so. A machine under load may take a while.
func (h *house) await(what string, so func() bool) {
	h.t.Helper()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	late := time.After(2 * time.Minute)
	for !so() {
		select {
		case <-tick.C:
		case <-late:
			h.t.Fatalf("it does not come to pass that %s", what)
		}
	}
}

// call asks the site itself, as a person.
func (h *house) call(site, method, path string, in, out any) {
	h.t.Helper()
	b, err := json.Marshal(in)
	if err != nil {
		h.t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(h.t.Context(), method, h.sites[site].URL+"/rest/api/2"+path, bytes.NewReader(b))
	if err != nil {
		h.t.Fatal(err)
	}
	r.SetBasicAuth("dev", "dev-token")
	r.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		h.t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode >= 300 {
		text, _ := io.ReadAll(resp.Body)
		h.t.Fatalf("%s %s: %s %s", method, path, resp.Status, text)
	}
	if out != nil {
		if err := json.NewDecoder(resp.Body).Decode(out); err != nil {
			h.t.Fatal(err)
		}
	}
}

// create makes an issue in ACME and returns its key.
func (h *house) create(summary string) string { return h.createIn("ACME", summary) }

func (h *house) createIn(site, summary string) string {
	h.t.Helper()
	var made struct{ Key string }
	h.call(site, "POST", "/issue", map[string]any{"fields": map[string]any{"project": map[string]any{"key": site},
		"issuetype": map[string]any{"name": "Task"}, "summary": summary}}, &made)
	return made.Key
}

func (h *house) rename(key, summary string) {
	h.call("ACME", "PUT", "/issue/"+key, map[string]any{"fields": map[string]any{"summary": summary}}, nil)
}

// summaries counts the summaries of a project's issues.
func (h *house) summaries(project string) map[string]int {
	var found struct {
		Issues []struct{ Fields struct{ Summary string } }
	}
	h.call(project, "POST", "/search", map[string]any{"jql": "project = " + project, "maxResults": 1000, "fields": []string{"summary"}}, &found)
	l := map[string]int{}
	for _, is := range found.Issues {
		l[is.Fields.Summary]++
	}
	return l
}

// arrived reports whether all issues are in the other project, once each.
func (h *house) arrived(n int) bool {
	there := 0
	for s, k := range h.summaries("GLOBEX") {
		if strings.HasPrefix(s, "issue ") && k == 1 {
			there++
		}
	}
	return there == n
}

// onlyOnce fails if an issue is in the other project twice.
func (h *house) onlyOnce() {
	h.t.Helper()
	for s, k := range h.summaries("GLOBEX") {
		if k != 1 {
			h.t.Errorf("%q is there %d times", s, k)
		}
	}
}

func TestCluster_OneIsKilledInTheMiddleOfBulk(t *testing.T) {
	h := newHouse(t, 2)
	first := h.start(0)
	second := h.start(1)
	h.await("the first asked the tracker for news once", func() bool { return h.cursorKnown(1) })
	issues := 0
	create := func(n int) {
		for range n {
			h.create(fmt.Sprintf("issue %d", issues))
			issues++
		}
	}
	var once sync.Once
	struck := make(chan struct{})
	seen := map[int]int{}
	var mu sync.Mutex
	h.hear(func(door int, r *http.Request) {
		if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/issue") {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		if seen[door]++; door == 0 && seen[0]+seen[1] >= 5 {
			once.Do(func() {
				if err := first.cmd.Process.Signal(syscall.SIGKILL); err != nil {
					t.Error(err)
				}
				close(struck)
			})
		}
	})
	// Which of the two takes what is chance: there is more until the first has some.
	for tries, hit := 0, false; !hit; tries++ {
		if tries == 30 {
			t.Fatal("the first never had anything to do to be killed at it")
		}
		create(30)
		select {
		case <-struck:
			hit = true
		case <-time.After(2 * time.Second):
		}
	}
	began := time.Now()
	h.await("the other one takes over", func() bool { return strings.Contains(second.log.String(), "process taken over") })
	t.Logf("taken over %v after the kill, with a lease of 2s", time.Since(began).Round(time.Millisecond))
	h.await("all issues arrive", func() bool { return h.arrived(issues) })
	h.await("what is left is done", func() bool { return h.idle(1) })
	h.onlyOnce()
	mu.Lock()
	defer mu.Unlock()
	if seen[1] == 0 {
		t.Error("the other one made no issue")
	}
	t.Logf("the other one said:\n%s", second.log)
}

func TestCluster_AFrozenProcessIsFencedOff(t *testing.T) {
	h := newHouse(t, 2)
	first := h.start(0)
	h.await("the tracker was asked for news once", func() bool { return h.cursorKnown(0) })
	key := h.create("as it was")
	h.await("the issue arrives", func() bool { return h.summaries("GLOBEX")["as it was"] == 1 && h.idle(0) })
	var once sync.Once
	frozen, thaw := make(chan struct{}), make(chan struct{})
	h.hear(func(door int, r *http.Request) {
		if door == 0 && r.Method == http.MethodPut && strings.Contains(r.URL.Path, "/issue/") && !strings.Contains(r.URL.Path, "/properties/") {
			once.Do(func() {
				if err := first.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
					t.Error(err)
				}
				close(frozen)
				<-thaw // the request is on its way all the while
			})
		}
	})
	h.rename(key, "changed once")
	select {
	case <-frozen:
	case <-time.After(time.Minute):
		t.Fatal("the change is not told")
	}
	second := h.start(1)
	h.await("the other one takes over", func() bool { return strings.Contains(second.log.String(), "process taken over") })
	h.await("the change arrives all the same", func() bool { return h.summaries("GLOBEX")["changed once"] == 1 })
	h.rename(key, "changed twice")
	h.await("the next one arrives", func() bool { return h.summaries("GLOBEX")["changed twice"] == 1 })
	// Now the frozen one's request lands, as late as can be, and writes over it.
	close(thaw)
	h.await("the late request lands", func() bool { return h.summaries("GLOBEX")["changed once"] == 1 })
	first.signal(syscall.SIGCONT)
	h.await("the one that was frozen begins anew", func() bool {
		return strings.Contains(first.log.String(), "begins anew") && strings.Count(first.log.String(), "process joined") == 2
	})
	h.await("both sides show the same", func() bool {
		a, b := h.summaries("ACME"), h.summaries("GLOBEX")
		return a["changed once"]+a["changed twice"] == 1 && a["changed once"] == b["changed once"] && a["changed twice"] == b["changed twice"] && h.idle(1)
	})
	h.rename(key, "and on it goes")
	h.await("changes go on arriving", func() bool { return h.summaries("GLOBEX")["and on it goes"] == 1 })
	h.onlyOnce()
}

func TestCluster_ProcessesAreReplacedOneByOne(t *testing.T) {
	h := newHouse(t, 2)
	first, second := h.start(0), h.start(1)
	h.await("the tracker was asked for news once", func() bool { return h.cursorKnown(1) })
	n := 0
	more := func() {
		for range 5 {
			h.create(fmt.Sprintf("issue %d", n))
			n++
		}
	}
	more()
	first.stop() // the one that leads
	more()
	third := h.start(0)
	more()
	second.stop()
	more()
	h.await("all issues arrive", func() bool { return h.arrived(n) && h.idle(0) })
	for _, o := range []*occupant{first, second, third} {
		if strings.Contains(o.log.String(), "taken over") {
			t.Errorf("process %d took over from one that left by itself:\n%s", o.n, o.log)
		}
	}
	third.stop()
	if out, err := h.command(0, "status", "--json"); err != nil || !strings.Contains(out, `"running":false`) {
		t.Errorf("with no process: %v\n%s", err, out)
	}
}

// command runs a command beside a process, as an owner does.
func (h *house) command(n int, args ...string) (string, error) {
	self, err := os.Executable()
	if err != nil {
		h.t.Fatal(err)
	}
	out, err := exec.Command(self, append(args, "--config", h.config(n))...).Output()
	return string(out), err
}

// standing is what the node says of itself.
func (h *house) standing(n int) (s struct {
	Connections []struct{ Events map[string]int }
	Trackers    []struct{ State string }
}) {
	out, err := h.command(n, "status", "--json")
	if err == nil {
		err = json.Unmarshal([]byte(out), &s)
	}
	if err != nil {
		h.t.Logf("status of process %d: %v", n, err) // it is asked again
	}
	return s
}

// idle reports whether nothing is left to do.
func (h *house) idle(n int) bool {
	s := h.standing(n)
	if len(s.Connections) != 1 {
		return false
	}
	for state, n := range s.Connections[0].Events {
		if state != "done" && n > 0 {
			return false
		}
	}
	return true
}

// cursorKnown reports whether the tracker was asked where to start: what is made
// from then on is taken in by itself.
func (h *house) cursorKnown(n int) bool {
	out, err := h.command(n, "status", "--json")
	if err != nil || !strings.Contains(out, `"running":true`) {
		return false
	}
	// One that was made before the tracker was first asked is none of ours.
	for s := range h.summaries("GLOBEX") {
		if strings.HasPrefix(s, "probe ") {
			return true
		}
	}
	h.probes++
	h.create(fmt.Sprintf("probe %d", h.probes))
	return false
}
