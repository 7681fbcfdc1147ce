package httplink

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/accord"
)

// released reads the messages of a form as released versions sent them, by file.
func released(t *testing.T, form string) map[string]string {
	t.Helper()
	files, err := filepath.Glob("testdata/v*/" + form + ".json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no %s of a released version: %v", form, err)
	}
	m := map[string]string{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		m[f] = string(b)
	}
	return m
}

// Messages of released versions, as they were sent, are read without leaving
// anything out, for ever. Every form and every kind of envelope is among them.
func TestReleasedVersions(t *testing.T) {
	t.Parallel()
	kinds := map[hub.EnvelopeKind]bool{}
	for form := range forms {
		for _, text := range released(t, form) {
			d, ok := strict(t, form, text).(*delivery)
			if !ok {
				continue
			}
			envelopesKeepWhatTheyHave(t, d.Envelopes)
			for _, raw := range d.Envelopes {
				var e hub.Envelope
				if err := json.Unmarshal(raw, &e); err != nil {
					t.Fatal(err)
				}
				kinds[e.Kind] = true
			}
		}
	}
	for _, k := range []hub.EnvelopeKind{hub.KindReplica, hub.KindRemoved, hub.KindUnpair, hub.KindAck, hub.KindAbsent, hub.KindConnect, hub.KindRestored,
		hub.KindRejoin, hub.KindRejoined} {
		if !kinds[k] {
			t.Errorf("no message of kind %s of a released version", k)
		}
	}
}

// A node of a released version says what it always said, and is answered and
// believed: hello, deliveries with all kinds of envelopes, collect, notice.
func TestReleasedVersionsSpeakToUs(t *testing.T) {
	t.Parallel()
	for file, text := range released(t, "hello") {
		at := newAttack(t)
		at.hello(t, func(h map[string]any) {
			has, next, keys := h["has"], h["next"], h["keys"] // which are this pair's own
			clear(h)
			if err := json.Unmarshal([]byte(text), &h); err != nil {
				t.Fatal(err)
			}
			h["has"], h["next"], h["keys"] = has, next, keys
		})
		if status, answer := at.send(t); status != 200 || !strings.Contains(answer, `"version":1`) {
			t.Errorf("%s is answered with %d %s", file, status, answer)
		}
		if p, _ := at.a.book.Partner(at.b.book.Node()); p.Address != "https://sync.globex.example" || p.Name != "Globex Inc." {
			t.Errorf("%s: it is taken for %+v", file, p)
		}
	}
	for file, text := range released(t, "delivery") {
		at := newAttack(t)
		shared, _ := at.b.book.Local("b-a")
		text = strings.NewReplacer("c-Y5T8jsI3m2Zi7lWdSzjxtA", string(shared.ID), `"from":"initiator"`, `"from":"acceptor"`).Replace(text)
		at.body = []byte(text)
		status, answer := at.send(t)
		if status != 200 || strings.Contains(answer, "fault") {
			t.Errorf("%s is answered with %d %s", file, status, answer)
		}
		var d delivery
		if err := json.Unmarshal([]byte(text), &d); err != nil {
			t.Fatal(err)
		}
		arrived := at.a.inbox.envelopes()[1:] // the first made the session
		if len(arrived) != len(d.Envelopes) {
			t.Errorf("%s: %d of %d envelopes arrived", file, len(arrived), len(d.Envelopes))
		}
		for _, raw := range d.Envelopes {
			var want hub.Envelope
			if err := json.Unmarshal(raw, &want); err != nil {
				t.Fatal(err)
			}
			want.Connection = "a-b"
			if !slices.ContainsFunc(arrived, func(e hub.Envelope) bool { return bytes.Equal(compact(t, e), compact(t, want)) }) {
				t.Errorf("%s: %s is not among what arrived:\n%s", file, raw, compact(t, arrived))
			}
		}
	}
	for file, text := range released(t, "collection") {
		at := newAttack(t)
		at.path = "/entwine" + pathCollect
		at.a.link.Ended(at.b.book.Node()) // so that it is answered at once
		at.body = []byte(text)
		if status, answer := at.send(t); status != 200 || strings.Contains(answer, "error") {
			t.Errorf("%s is answered with %d %s", file, status, answer)
		}
	}
	for file, text := range released(t, "notice") {
		heard := make(chan accord.State, 1)
		at := newAttackOn(t, func(o *Options) { o.Noticed = func(_ accord.Agreement, s accord.State) { heard <- s } })
		shared, _ := at.b.book.Local("b-a")
		at.path, at.body = "/entwine"+pathNotice, []byte(strings.Replace(text, "c-Y5T8jsI3m2Zi7lWdSzjxtA", string(shared.ID), 1))
		if status, answer := at.send(t); status != 200 || len(heard) != 1 {
			t.Errorf("%s is answered with %d %s", file, status, answer)
		}
	}
}

// A node of a released version answers as it always did, and is understood.
func TestReleasedVersionsAnswerUs(t *testing.T) {
	t.Parallel()
	for file, text := range released(t, "welcome") {
		a, b := newNode(t, "Acme GmbH", false), newNode(t, "Globex Inc.", false)
		connect(t, a, b)
		b.answer(pathHello, func(*request) any {
			w := map[string]any{}
			if err := json.Unmarshal([]byte(text), &w); err != nil {
				t.Error(err)
			}
			w["keys"] = b.book.PublicKeys()
			return w
		})
		// Its session is nobody's here, so the message itself gets nowhere.
		if err := a.link.Peer("a-b").Deliver(t.Context(), envelope(1, hub.Initiator)); err == nil || !strings.Contains(err.Error(), "forgets its sessions") {
			t.Errorf("%s: %v", file, err)
		}
		if p, _ := a.book.Partner(b.book.Node()); p.Name != "Acme GmbH" {
			t.Errorf("%s: it is called %q", file, p.Name)
		}
	}
	for file, text := range released(t, "receipts") {
		a, b := pair(t, false)
		b.answer(pathDeliver, func(*request) any { return raw(text) })
		var r receipts
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			t.Fatal(err)
		}
		for i, want := range r.Results {
			e := envelope(i, hub.Initiator)
			e.ID = want.ID
			err := a.link.Peer("a-b").Deliver(t.Context(), e)
			if (err == nil) != (want.Fault == nil && want.Gap == 0) || want.Fault != nil && hub.CodeOf(err) != want.Fault.Code {
				t.Errorf("%s: of %s it hears %v", file, want.ID, err)
			}
		}
	}
	for file, text := range released(t, "refusal") {
		a, b := pair(t, false)
		b.refuseWith(pathDeliver, http.StatusForbidden, raw(text))
		if err := a.link.Peer("a-b").Deliver(t.Context(), envelope(1, hub.Initiator)); hub.CodeOf(err) != hub.Denied ||
			!strings.Contains(err.Error(), "the other node says: it shares no connection with this node") {
			t.Errorf("%s: it hears %v", file, err)
		}
	}
	for file, text := range released(t, "collected") {
		a, b := newNode(t, "Acme GmbH", false), newNode(t, "Globex Inc.", true)
		connect(t, a, b)
		shared, _ := b.book.Local("b-a")
		var once bool
		a.answer(pathCollect, func(q *request) any {
			if once {
				<-q.r.Context().Done()
				return collected{}
			}
			once = true
			return raw(strings.NewReplacer(`"c-1"`, `"`+string(shared.ID)+`"`, `"from":"acceptor"`, `"from":"initiator"`).Replace(text))
		})
		b.run()
		select {
		case e := <-b.inbox.came:
			if e.ID != "e1" || e.Kind != hub.KindRemoved || e.Connection != "b-a" {
				t.Errorf("%s: %+v arrives", file, e)
			}
		case <-time.After(20 * time.Second):
			t.Errorf("%s: nothing arrives", file)
		}
	}
}
