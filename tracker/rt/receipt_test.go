package rt_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/rt"
)

// oneTicket is an RT with one ticket, to which things happen at moments that a
// real one leaves to chance.
type oneTicket struct {
	t       *testing.T
	mu      sync.Mutex
	subject string
	log     []map[string]any // of transactions
	calls   []string
	during  func(call string) // once a call has looked, before it goes on; without the lock
}

// happens writes a transaction by somebody and returns its number.
func (o *oneTicket) happens(by, kind string, more ...string) int {
	n := 100 + len(o.log)
	x := map[string]any{"id": fmt.Sprint(n), "type": "transaction", "Type": kind, "Creator": map[string]string{"id": by, "type": "user"}, "Created": "2026-01-01T00:00:00Z"}
	for i := 0; i+1 < len(more); i += 2 {
		x[more[i]] = more[i+1]
	}
	o.log = append(o.log, x)
	return n
}

// edits is a person who changes the subject.
func (o *oneTicket) edits(subject string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.happens("ann", "Set", "Field", "Subject", "OldValue", o.subject, "NewValue", subject)
	o.subject = subject
}

func (o *oneTicket) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	call := r.Method + " " + strings.TrimPrefix(r.URL.Path, "/REST/2.0")
	o.mu.Lock()
	o.calls = append(o.calls, call)
	subject, during := o.subject, o.during
	o.mu.Unlock()
	if during != nil {
		during(call)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	newest := fmt.Sprint(99 + len(o.log))
	answer := func(v any) { _ = json.NewEncoder(w).Encode(v) }
	switch call {
	case "GET /ticket/7", "HEAD /ticket/7":
		w.Header().Set("ETag", `"`+newest+`"`)
		answer(map[string]any{
			"id": 7, "type": "ticket", "Type": "ticket", "Subject": subject, "Status": "new", "Priority": "0",
			"Queue": map[string]string{"id": "1", "Name": "Alpha", "Lifecycle": "default"},
			"Owner": map[string]string{"id": "Nobody", "type": "user"}, "Creator": map[string]string{"id": "ann", "type": "user"},
		})
	case "GET /ticket/7/history":
		list := slices.Clone(o.log)
		if r.URL.Query().Get("order") == "DESC" {
			slices.Reverse(list)
		}
		answer(map[string]any{"items": list, "total": len(list)})
	case "PUT /ticket/7":
		if r.Header.Get("If-Match") != `"`+newest+`"` && during == nil { // with during, RT compared before
			w.WriteHeader(http.StatusPreconditionFailed)
			return
		}
		var body struct{ Subject string }
		_ = json.NewDecoder(r.Body).Decode(&body)
		o.happens("sync", "Set", "Field", "Subject", "OldValue", o.subject, "NewValue", body.Subject)
		o.subject = body.Subject
		answer([]string{"Ticket 7: Subject changed"})
	case "POST /ticket/7/comment":
		_, _ = io.Copy(io.Discard, r.Body)
		n := o.happens("sync", "Comment")
		o.happens("RT_System", "CommentEmailRecord")
		w.Header().Set("Location", fmt.Sprintf("/REST/2.0/transaction/%d", n))
		w.WriteHeader(http.StatusCreated)
		answer([]string{"Comments added"})
	case "GET /user/27":
		answer(map[string]string{"id": "27", "Name": "sync"})
	case "POST /attachments", "POST /users", "POST /customfields":
		answer(map[string]any{"items": []any{}})
	case "GET /queue/1/customfields":
		answer(map[string]any{"items": []any{}, "total": 0})
	default:
		o.t.Errorf("unexpected %s", call)
		w.WriteHeader(http.StatusNotFound)
	}
}

func (o *oneTicket) open(t *testing.T) tracker.Connector {
	t.Helper()
	o.t, o.subject = t, "zero"
	o.happens("ann", "Create")
	s := httptest.NewServer(o)
	t.Cleanup(s.Close)
	c, err := rt.Spec.New(tracker.Settings{"url": s.URL, "token": "1-27-abc"}, tracker.Env{HTTP: s.Client(), Now: time.Now, Check: rest.Check})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// once does something the first time that a call comes by.
func (o *oneTicket) once(call string, do func()) {
	var once sync.Once
	o.during = func(c string) {
		if c == call {
			once.Do(do)
		}
	}
}

// A receipt names the newest revision if nobody else was there, and else that of
// the write.
func TestReceiptsAccount(t *testing.T) {
	t.Parallel()
	comment := func(c tracker.Connector, w tracker.Write) (tracker.Receipt, error) {
		return c.(tracker.Commenter).AddComment(t.Context(), w, hub.Comment{Body: "one", Private: true})
	}
	set := func(c tracker.Connector, w tracker.Write) (tracker.Receipt, error) {
		return c.Set(t.Context(), w, tracker.Patch{Fields: hub.Issue{Summary: "ours"}})
	}
	for _, x := range []struct {
		name  string
		write func(tracker.Connector, tracker.Write) (tracker.Receipt, error)
		call  string // during which something happens
		what  func(*oneTicket)
		rev   hub.Rev // that is told
	}{
		{"a comment, nobody there", comment, "", nil, "102"},
		{"a comment, an edit before it", comment, "POST /ticket/7/comment", func(o *oneTicket) { o.edits("theirs") }, "100"},
		{"a comment, an edit after it", comment, "GET /ticket/7/history", func(o *oneTicket) { o.edits("theirs") }, "100"},
		{"a comment, mail after it", comment, "GET /ticket/7/history", func(o *oneTicket) {
			o.mu.Lock()
			defer o.mu.Unlock()
			o.happens("RT_System", "EmailRecord")
		}, "103"},
		{"a field, nobody there", set, "", nil, "101"},
		{"a field, an edit before it", set, "PUT /ticket/7", func(o *oneTicket) { o.edits("theirs") }, "100"},
		{"a field, a comment before it", set, "PUT /ticket/7", func(o *oneTicket) {
			o.mu.Lock()
			defer o.mu.Unlock()
			o.happens("ann", "Comment")
		}, "100"},
		{"a field, another one with our account", set, "PUT /ticket/7", func(o *oneTicket) {
			o.mu.Lock()
			defer o.mu.Unlock()
			o.happens("sync", "Set", "Field", "Priority", "OldValue", "0", "NewValue", "0")
		}, "100"},
	} {
		t.Run(x.name, func(t *testing.T) {
			t.Parallel()
			o := &oneTicket{}
			c := o.open(t)
			if x.what != nil {
				o.once(x.call, func() { x.what(o) })
			}
			r, err := x.write(c, tracker.Write{Ref: hub.Ref{ID: "7"}, IfRev: "100"})
			if err != nil || r.Rev != x.rev {
				t.Errorf("the receipt has %q, %v; want %q\n%v", r.Rev, err, x.rev, o.calls)
			}
			if _, err := x.write(c, tracker.Write{Ref: hub.Ref{ID: "7"}, IfRev: "99"}); hub.CodeOf(err) != hub.Conflict {
				t.Errorf("a write on a former revision: %v", err)
			}
		})
	}
}

// RT names the newest transaction after it has read the ticket: one that comes in
// between must not be taken for shown.
func TestReadShowsItsRevision(t *testing.T) {
	t.Parallel()
	o := &oneTicket{}
	c := o.open(t)
	o.once("GET /ticket/7", func() { o.edits("one") })
	is, err := c.Get(t.Context(), hub.Ref{ID: "7"})
	if err != nil || is.Rev != "101" || is.Summary != "one" {
		t.Errorf("read %+v, %v", is, err)
	}
	o.mu.Lock()
	o.during, o.calls = nil, nil
	o.mu.Unlock()
	if is, err = c.Get(t.Context(), hub.Ref{ID: "7"}); err != nil || is.Rev != "101" || len(o.calls) != 4 {
		t.Errorf("read %+v, %v with %q; want four calls: the history, the ticket, texts, files", is, err, o.calls)
	}
	o.mu.Lock()
	o.during = func(call string) {
		if call == "GET /ticket/7" {
			o.edits("again")
		}
	}
	o.mu.Unlock()
	if _, err = c.Get(t.Context(), hub.Ref{ID: "7"}); hub.CodeOf(err) != hub.Busy {
		t.Errorf("a ticket that never rests: %v", err)
	}
}
