package live

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// server is a place that is reached over a network by an account with rights.
type server interface {
	place
	// secret is the account's key, as it stands in the config.
	secret() string
	// hurts are what its administrators can do to us.
	hurts() []hurt
}

// hurt is something that takes us a right, with what the owner is to be told.
type hurt struct {
	name  string
	begin func(t testing.TB) (mend func())
	scope hub.Scope
	code  hub.Code
	words []string
	fresh bool // it is felt when an issue is made, not when one is changed
}

func TestFaults_Redmine(t *testing.T) {
	t.Parallel()
	faults(t, func(t testing.TB) server { return newRedmine(t) })
}
func TestFaults_RT(t *testing.T) {
	t.Parallel()
	faults(t, func(t testing.TB) server { return newRT(t) })
}

// faults has things go wrong at a server that is synced with a folder. Each
// time it looks at what the owner is told, by what and for how much, mends it,
// and looks whether everything arrives that people did meanwhile.
func faults(t *testing.T, open func(testing.TB) server) {
	t.Run("a wrong key", func(t *testing.T) { newTrouble(t, open(t)).wrongKey() })
	for name, play := range map[string]func(*trouble){
		"a web page in place of data": (*trouble).webPage, "a tracker that vanishes for a while": (*trouble).vanishes,
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			if s.kind() != "redmine" {
				long(t)
			}
			play(newTrouble(t, s))
		})
	}
	for _, h := range open(t).hurts() {
		t.Run(h.name, func(t *testing.T) {
			s := open(t)
			for _, same := range s.hurts() { // of this place
				if same.name == h.name {
					newTrouble(t, s).hurt(same)
				}
			}
		})
	}
}

// trouble is a node between a server and a folder, with one issue synced.
type trouble struct {
	*process
	t        *testing.T
	p        *pairing
	server   server
	folder   *folder
	id, twin string // of the synced issue
	issues   int    // that there are
}

func newTrouble(t *testing.T, s server) *trouble {
	f := newFolder(t)
	x := &trouble{t: t, server: s, folder: f, issues: 1, p: both(hasty{s}, hasty{f})}
	x.process = serve(t, x.p)
	x.id = s.create(t, ticket{Summary: "Before", Description: "All is well."})
	// By hand: a trigger takes in what is made after the tracker was first asked.
	x.until("it is taken in", func() bool { return strings.Contains(x.says("sync", x.id, "--tracker", "a"), "is told over") })
	x.until("it has arrived", func() bool { return len(f.ids(t)) == 1 })
	x.twin = f.ids(t)[0]
	x.until("all is done", x.idle)
	return x
}

// hasty is a place that is asked for changes twice a second.
type hasty struct{ place }

func (h hasty) tracker(name string) string {
	return strings.Replace(h.place.tracker(name), "poll: 1h", "poll: 500ms", 1)
}

func (x *trouble) idle() bool {
	st, err := x.desk.Standing(x.t.Context())
	if err != nil {
		x.t.Fatal(err)
	}
	return st.Pending == 0 && st.Faults == 0
}

// until waits for a state.
func (x *trouble) until(what string, is func() bool) {
	x.t.Helper()
	every := time.NewTicker(100 * time.Millisecond)
	defer every.Stop()
	late := time.NewTimer(2 * time.Minute) // outcomes that are not known are looked for after one
	defer late.Stop()
	for !is() {
		select {
		case <-late.C:
			x.t.Fatalf("waited in vain until %s; the faults are\n%s", what, x.says("faults"))
		case <-every.C:
		}
	}
}

// says runs a command of the program beside the node.
func (x *trouble) says(args ...string) string {
	x.t.Helper()
	b, err := exec.Command(binary(x.t), append(args, "--config", x.config)...).CombinedOutput()
	if err != nil {
		x.t.Logf("entwine %s: %v", strings.Join(args, " "), err)
	}
	return string(b)
}

// faulty waits for an open fault of a scope and a code, and shows what the
// owner is told, which must have all of the words in it.
func (x *trouble) faulty(scope hub.Scope, code hub.Code, words ...string) hub.Fault {
	x.t.Helper()
	var f hub.Fault
	x.until(fmt.Sprintf("there is a fault of the %s, %s", scope, code), func() bool {
		list, err := x.desk.Faults(x.t.Context(), "open")
		if err != nil {
			x.t.Fatal(err)
		}
		i := slices.IndexFunc(list, func(f hub.Fault) bool { return f.Scope == scope && f.Code == code })
		if i >= 0 {
			f = list[i]
		}
		return i >= 0
	})
	x.t.Logf("the owner reads:\n%s\n%s", x.says("faults"), x.says("faults", "show", f.ID))
	for _, w := range words {
		if !strings.Contains(f.Message, w) {
			x.t.Errorf("the fault says %q, and nothing of %q", f.Message, w)
		}
	}
	if strings.Contains(x.says("faults")+x.err.String(), x.server.secret()) {
		x.t.Error("the key is shown")
	}
	return f
}

// retry is what owners do when they have mended something.
func (x *trouble) retry() {
	x.t.Helper()
	x.t.Logf("%s", x.says("faults", "retry", "--all"))
}

// meanwhile is what people do on both sides while something is wrong.
func (x *trouble) meanwhile() {
	x.t.Helper()
	x.folder.rename(x.t, x.twin, "After")
	x.folder.comment(x.t, x.twin, "Written meanwhile.", false)
}

// healed waits until all of that has arrived, once.
func (x *trouble) healed() {
	x.t.Helper()
	x.until("it has arrived at the server", func() bool { return x.server.show(x.t, x.id).Summary == "After" && x.idle() })
	equal(x.t, "comments at the server", bodies(x.server, x.server.show(x.t, x.id), false), []string{"Written meanwhile."})
	x.server.comment(x.t, x.id, "And back.", false)
	x.until("an answer arrived", func() bool { return len(bodies(x.folder, x.folder.show(x.t, x.twin), false)) == 2 && x.idle() })
	if n, m := len(x.server.ids(x.t)), len(x.folder.ids(x.t)); n != x.issues || m != x.issues {
		x.t.Errorf("there are %d and %d issues, want %d each", n, m, x.issues)
	}
}

// restart ends the node as its owner does, with another config.
func (x *trouble) restart(config string) {
	x.t.Helper()
	if err := os.WriteFile(x.config, []byte(config), 0o600); err != nil {
		x.t.Fatal(err)
	}
	x.kill()
	x.start()
}

func (x *trouble) wrongKey() {
	right := x.p.text(x.data)
	key := x.server.secret()
	wrong := strings.Map(func(r rune) rune { return map[bool]rune{true: 'f', false: '0'}[r == '0'] }, key[len(key)-8:])
	x.restart(strings.ReplaceAll(right, key, key[:len(key)-8]+wrong))
	x.faulty(hub.ScopeTracker, hub.Denied, "credentials")
	x.t.Logf("check says:\n%s", x.says("check"))
	before := x.server.proxy().counts()
	x.meanwhile()
	x.until("the edit is noticed", func() bool {
		st, err := x.desk.Standing(x.t.Context())
		return err == nil && st.Pending > 0
	})
	if now := x.server.proxy().counts(); now.Writes > before.Writes {
		x.t.Errorf("written with a wrong key: %q", now.Log)
	}
	// Who mends the config and starts again has nothing more to do.
	x.restart(right)
	x.healed()
}

func (x *trouble) webPage() {
	x.server.proxy().answering(func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, "<!DOCTYPE html><html><head><title>Sign in to ACME</title></head><body>Password?</body></html>")
		return true
	})
	x.meanwhile()
	x.faulty(hub.ScopeTracker, hub.Denied, "web page", "Sign in to ACME")
	x.server.proxy().answering(nil)
	x.healed()
}

func (x *trouble) vanishes() {
	x.server.proxy().answering(func(w http.ResponseWriter, _ *http.Request) bool {
		cut(w)
		return true
	})
	began := time.Now()
	x.meanwhile()
	x.faulty(hub.ScopeTracker, hub.Unreachable)
	x.t.Logf("status says:\n%s", x.says("status"))
	if !testing.Short() {
		x.until("it was gone for a minute", func() bool { return time.Since(began) > time.Minute })
	}
	x.server.proxy().answering(nil)
	x.healed()
}

func (x *trouble) hurt(h hurt) {
	mend := h.begin(x.t)
	if h.fresh {
		x.folder.create(x.t, ticket{Summary: "Made meanwhile", Description: "New."})
	} else {
		x.meanwhile()
	}
	x.faulty(h.scope, h.code, h.words...)
	mend()
	x.retry()
	if h.fresh {
		x.until("it is made at the server", func() bool { return len(x.server.ids(x.t)) == 2 && x.idle() })
		x.issues++
		x.meanwhile()
	}
	x.healed()
}
