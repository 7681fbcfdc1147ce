package test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Whatever happens to the wire, both sides agree afterwards and nothing is there
// twice.
func TestTwoNodesOnABadWire(t *testing.T) {
	if testing.Short() {
		t.Skip("half a minute of bad weather")
	}
	t.Parallel()
	a, b, w := two(t, setup{})
	n := 0
	for round, m := range []mood{
		{}, {cut: true}, {delay: 200 * time.Millisecond}, {resetAt: 6_000}, {stopAt: 5_000}, {silently: true, only: "back"},
		{resetAt: 3_500, only: "back"}, {stopAt: 3_000, only: "there"}, {delay: 200 * time.Millisecond, only: "there"}, {cut: true},
	} {
		w.set(m)
		for i := range 3 {
			a.add(fmt.Sprintf("acme %d %d", round, i))
			b.add(fmt.Sprintf("globex %d %d", round, i))
			n += 2
		}
		if round > 0 { // each side edits what it made before, whether or not that has arrived
			a.edit(fmt.Sprintf("acme %d 0", round-1), "(?m)^status: .*$", fmt.Sprintf("status: in round %d", round))
			b.edit(fmt.Sprintf("globex %d 0", round-1), "(?m)^Text of .*$", fmt.Sprintf("Written in round %d.", round))
		}
		weather := time.NewTimer(2 * time.Second) // in which both work
		<-weather.C
		if m != (mood{}) {
			waitUntil(t, fmt.Sprintf("the weather of round %d to be felt: %+v", round, m), []*owner{a, b}, func() bool { return w.felt() > 0 })
		}
		switch round {
		case 4:
			a.kill()
			a.serve()
		case 6:
			b.kill()
			b.serve()
		}
	}
	w.set(mood{})
	agree(t, a, b, n)
	calm(t, a, b)
}

// A router that forgot its connections tells nobody. Both sides find out.
func TestForgottenConnections(t *testing.T) {
	if testing.Short() {
		t.Skip("takes as long as a silence must last to be noticed")
	}
	t.Parallel()
	a, b, w := two(t, setup{})
	a.add("one")
	b.add("two")
	agree(t, a, b, 2)
	if w.forget() == 0 {
		t.Fatal("no connection was open")
	}
	a.add("three")
	b.add("four")
	began := time.Now()
	agree(t, a, b, 4)
	t.Logf("noticed after %v", time.Since(began).Round(time.Second))
}

// The one who calls has no open port, and hears of a change in well under a
// second.
func TestTheCallingSideListensNowhere(t *testing.T) {
	t.Parallel()
	a, b, _ := two(t, setup{})
	a.add("one")
	b.add("two")
	agree(t, a, b, 2)
	if ports := listening(t, b.cmd.Process.Pid); len(ports) > 0 {
		t.Errorf("globex listens on %v", ports)
	}
	if ports := listening(t, a.cmd.Process.Pid); len(ports) == 0 {
		t.Error("acme listens nowhere: the test sees no ports")
	}
	// The quickest of some, since others are at work on the machine too; a look into
	// the folder every half second is part of it.
	quickest := time.Hour
	for i := 0; i < 20 && (i < 3 || quickest > time.Second); i++ {
		now, began := fmt.Sprintf("step %d", i), time.Now()
		a.edit("one", "(?m)^status: .*$", "status: "+now)
		waitUntil(t, "the edit", []*owner{a, b}, func() bool { return b.issues()["one"].Status == now })
		quickest = min(quickest, time.Since(began))
	}
	if quickest > time.Second {
		t.Errorf("globex heard after %v at best", quickest)
	}
	if ports := listening(t, b.cmd.Process.Pid); len(ports) > 0 {
		t.Errorf("after all that globex listens on %v", ports)
	}
}

// listening lists the ports that a process listens on.
func listening(t *testing.T, pid int) (ports []string) {
	t.Helper()
	fds, err := filepath.Glob("/proc/" + strconv.Itoa(pid) + "/fd/*")
	if err != nil || len(fds) == 0 {
		t.Skip("the sockets of a process can only be listed on Linux")
	}
	sockets := map[string]bool{}
	for _, fd := range fds {
		if to, err := os.Readlink(fd); err == nil && strings.HasPrefix(to, "socket:[") {
			sockets[strings.Trim(to, "socket:[]")] = true
		}
	}
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		b, err := os.ReadFile(table)
		if err != nil {
			continue // a machine without IPv6
		}
		for l := range strings.Lines(string(b)) {
			const listen = "0A"
			if f := strings.Fields(l); len(f) > 9 && f[3] == listen && sockets[f[9]] {
				ports = append(ports, f[1])
			}
		}
	}
	return ports
}

// Clocks that are ten minutes apart, either way round, change nothing.
func TestClocksApart(t *testing.T) {
	t.Parallel()
	for _, aside := range []string{"10m", "-10m"} {
		t.Run(aside, func(t *testing.T) {
			t.Parallel()
			program := filepath.Join(t.TempDir(), "entwine")
			out, err := exec.Command("go", "build", "-ldflags", "-X main.aside="+aside, "-o", program, "../cmd/entwine").CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			a, b, w := two(t, setup{programB: program})
			for i := range 3 {
				a.add(fmt.Sprintf("acme %d", i))
				b.add(fmt.Sprintf("globex %d", i))
			}
			agree(t, a, b, 6)
			w.set(mood{}) // which cuts off whoever is through
			a.edit("globex 1", "(?m)^status: .*$", "status: done")
			b.edit("acme 1", "(?m)^status: .*$", "status: started")
			waitUntil(t, "both edits on both sides", []*owner{a, b}, func() bool {
				x, y := a.issues(), b.issues()
				return y["globex 1"].Status == "done" && x["acme 1"].Status == "started"
			})
			agree(t, a, b, 6)
			calm(t, a, b)
		})
	}
}

// eventRow is an event as it is listed.
type eventRow struct {
	Lane  string   `json:"lane"`
	State string   `json:"state"`
	Note  string   `json:"note"`
	Wrote []string `json:"wrote"`
}

// A hundred edits while the connection is paused, and a restart of both nodes in
// between: all are recorded, and arrive one after the other in their order.
func TestPaused(t *testing.T) {
	if testing.Short() {
		t.Skip("a hundred edits, each seen before the next is made")
	}
	t.Parallel()
	a, b, _ := two(t, setup{})
	a.add("one")
	agree(t, a, b, 1)
	a.run("connection", "pause", "of-acme", "--reason", "audit")
	const edits = 100
	told := func() (n int) {
		for _, ev := range rows[eventRow](a, "events", "--limit", "0") {
			if ev.Lane == "out" {
				n++
			}
		}
		return n
	}
	before := told()
	for i := range edits {
		a.edit("one", "(?m)^status: .*$", fmt.Sprintf("status: step %03d", i))
		waitUntil(t, "the edit to be recorded", []*owner{a}, func() bool { return told() == before+i+1 })
		if i == edits/2 {
			a.kill()
			a.serve()
			b.stop()
			b.serve()
		}
	}
	if got := b.issues()["one"]; strings.Contains(got.Status, "step") {
		t.Errorf("an edit arrived during the pause: %v", got)
	}
	a.run("connection", "resume", "of-acme")
	last := ""
	waitUntil(t, "the last edit", []*owner{a, b}, func() bool {
		now := b.issues()["one"].Status
		if step := strings.HasPrefix(now, "step "); step && now < last || !step && last != "" && now != "" {
			t.Errorf("after %q globex shows %q", last, now)
		} else if step {
			last = now
		}
		return now == fmt.Sprintf("step %03d", edits-1)
	})
	b.stop()
	wrote := 0
	for _, ev := range rows[eventRow](b, "events", "--limit", "0") {
		if ev.Lane == "in" && len(ev.Wrote) > 0 {
			wrote++
		}
	}
	if wrote != edits+1 {
		t.Errorf("%d messages were applied, want the first and %d edits", wrote, edits)
	}
}
