package link

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
)

// inbox notes what it is given and who gives it.
type inbox struct {
	from hub.NodeID
	got  []hub.Envelope
	err  error
}

func (b *inbox) Receive(_ context.Context, from hub.NodeID, e hub.Envelope) error {
	b.from, b.got = from, append(b.got, e)
	return b.err
}

func (b *inbox) OpenBlob(_ context.Context, from hub.NodeID, c hub.ConnectionID, d hub.Digest) (io.ReadCloser, error) {
	b.from = from
	return io.NopCloser(strings.NewReader(string(c) + " " + string(d))), b.err
}

func TestAPipeHandsEverythingOn(t *testing.T) {
	to := &inbox{}
	p := &Pipe{From: "me", To: to}
	if err := p.Deliver(t.Context(), hub.Envelope{ID: "e1", Seq: 7}); err != nil {
		t.Fatal(err)
	}
	if len(to.got) != 1 || to.got[0].ID != "e1" || to.got[0].Seq != 7 || to.from != "me" {
		t.Errorf("got %+v from %s", to.got, to.from)
	}
	to.from = ""
	r, err := p.Blob(t.Context(), "c", "sha256:x")
	if err != nil {
		t.Fatal(err)
	}
	if b, err := io.ReadAll(r); err != nil || string(b) != "c sha256:x" || to.from != "me" {
		t.Errorf("got %s from %s, %v", b, to.from, err)
	}
}

func TestAPipeHandsErrorsBack(t *testing.T) {
	p := &Pipe{To: &inbox{err: &Gap{Want: 3}}}
	var gap *Gap
	if err := p.Deliver(t.Context(), hub.Envelope{Seq: 5}); !errors.As(err, &gap) || gap.Want != 3 {
		t.Errorf("got %v", err)
	}
	if !strings.Contains(gap.Error(), "from 3 on") {
		t.Errorf("got %q", gap)
	}
	if _, err := p.Blob(t.Context(), "c", "d"); !errors.As(err, &gap) {
		t.Errorf("got %v", err)
	}
}
