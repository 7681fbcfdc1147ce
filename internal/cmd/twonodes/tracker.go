package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net"
	"net/rpc"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// mostChanges of the feed are told in one answer.
const mostChanges = 200

// call and answer cross between a node and its tracker, as JSON: so the memory of
// one is not counted as the other's.
type (
	call struct {
		Name    string
		Ref     hub.Ref
		Text    string // a cursor, a query, an id or a mark
		Only    []hub.Ref
		Write   tracker.Write
		Issue   *hub.Issue
		Patch   tracker.Patch
		Comment hub.Comment
	}
	answer struct {
		Text    string
		User    hub.User
		Issue   *hub.Issue
		Receipt tracker.Receipt
		Ref     hub.Ref
		Refs    []hub.Ref
		Changes []tracker.Change
		Entries []hub.HistoryItem
		Fault   *hub.Error
	}
)

// apart is a tracker in memory in a process of its own. It serves until it is told
// to end, and then says what it has.
func apart(ctx context.Context, name, dir string, issues, comments int) error {
	debug.SetGCPercent(50) // it shares the machine's memory with the nodes, which are measured
	mem := memtracker.New(memtracker.Config{Identity: name, Project: "BENCH"})
	who := hub.User{ID: "ann", Name: "Ann"}
	for i := range issues {
		ref := mem.Add(hub.Issue{
			Summary: fmt.Sprintf("Issue %d", i), Status: "open", Priority: "high", Labels: []string{"bench", "ui"},
			Description: "The quick brown fox jumps over the lazy dog. It does so again and again, until somebody looks.",
		})
		for k := range comments {
			mem.Comment(ref.ID, who, fmt.Sprintf("Comment %d of issue %d: seen again this morning, with the same log as before.", k, i))
		}
	}
	l, err := net.Listen("unix", filepath.Join(dir, name+".sock"))
	if err != nil {
		return err
	}
	defer l.Close()
	s := rpc.NewServer()
	if err := s.RegisterName("Tracker", &server{ctx, mem.Connector()}); err != nil {
		return err
	}
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return // closed in the end
			}
			go s.ServeConn(conn)
		}
	}()
	out, in := json.NewEncoder(os.Stdout), json.NewDecoder(os.Stdin)
	var word string
	if err := errors.Join(out.Encode(l.Addr().String()), in.Decode(&word)); err != nil {
		return err
	}
	var f figures
	for _, is := range mem.Issues() {
		f.Issues++
		f.Comments += len(is.Comments)
	}
	f.PeakMB, f.CPU = used()
	return out.Encode(f)
}

// server answers for the tracker.
type server struct {
	ctx context.Context
	tracker.Connector
}

func (s *server) Do(in []byte, out *[]byte) error {
	var c call
	if err := json.Unmarshal(in, &c); err != nil {
		return err
	}
	a, err := s.do(c)
	if err != nil && !errors.As(err, &a.Fault) {
		return err
	}
	*out, err = json.Marshal(a)
	return err
}

func (s *server) do(c call) (a answer, err error) {
	ctx := s.ctx
	switch c.Name {
	case "Check":
		a.User, err = s.Check(ctx)
	case "Identity":
		a.Text, err = s.Connector.(tracker.Identifier).Identity(ctx)
	case "Get":
		a.Issue, err = s.Get(ctx, c.Ref)
	case "Create":
		a.Receipt, err = s.Create(ctx, c.Write, c.Issue)
	case "Set":
		a.Receipt, err = s.Set(ctx, c.Write, c.Patch)
	case "AddComment":
		a.Receipt, err = s.Connector.(tracker.Commenter).AddComment(ctx, c.Write, c.Comment)
	case "EditComment":
		a.Receipt, err = s.Connector.(tracker.Commenter).EditComment(ctx, c.Write, c.Comment)
	case "DropComment":
		a.Receipt, err = s.Connector.(tracker.Commenter).DropComment(ctx, c.Write, c.Text)
	case "FindMarked":
		a.Ref, err = s.Connector.(tracker.Marker).FindMarked(ctx, c.Text)
	case "Entries":
		a.Entries, err = s.Connector.(tracker.Logger).Entries(ctx, c.Ref, c.Text)
	case "Head":
		var cur tracker.Cursor
		cur, err = s.Head(ctx)
		a.Text = string(cur)
	case "Changes":
		for ch, err := range s.Changes(ctx, tracker.Cursor(c.Text)) {
			if err != nil {
				return a, err
			}
			if a.Changes = append(a.Changes, ch); len(a.Changes) == mostChanges {
				break
			}
		}
	case "Find":
		for ref, err := range s.Find(ctx, c.Text, c.Only...) {
			if err != nil {
				return a, err
			}
			a.Refs = append(a.Refs, ref)
		}
	default:
		err = fmt.Errorf("a tracker has no %s", c.Name)
	}
	return a, err
}

// remote is the connector to a tracker in another process.
type remote struct {
	line *rpc.Client
	norm tracker.Connector // brings values into form as the tracker does
}

func dial(socket string) (*remote, error) {
	line, err := rpc.Dial("unix", socket)
	if err != nil {
		return nil, err
	}
	return &remote{line, memtracker.New(memtracker.Config{}).Connector()}, nil
}

func (r *remote) do(ctx context.Context, c call) (a answer, err error) {
	in, err := json.Marshal(c)
	if err != nil {
		return a, err
	}
	var out []byte
	select {
	case <-ctx.Done():
		return a, ctx.Err()
	case done := <-r.line.Go("Tracker.Do", in, &out, make(chan *rpc.Call, 1)).Done:
		if done.Error != nil {
			return a, done.Error
		}
	}
	if err := json.Unmarshal(out, &a); err != nil {
		return a, err
	}
	if a.Fault != nil {
		return a, a.Fault
	}
	return a, nil
}

func (r *remote) Check(ctx context.Context) (hub.User, error) {
	a, err := r.do(ctx, call{Name: "Check"})
	return a.User, err
}

func (r *remote) Identity(ctx context.Context) (string, error) {
	a, err := r.do(ctx, call{Name: "Identity"})
	return a.Text, err
}

func (r *remote) Get(ctx context.Context, ref hub.Ref) (*hub.Issue, error) {
	a, err := r.do(ctx, call{Name: "Get", Ref: ref})
	return a.Issue, err
}

func (r *remote) Create(ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
	a, err := r.do(ctx, call{Name: "Create", Write: w, Issue: is})
	return a.Receipt, err
}

func (r *remote) Set(ctx context.Context, w tracker.Write, p tracker.Patch) (tracker.Receipt, error) {
	a, err := r.do(ctx, call{Name: "Set", Write: w, Patch: p})
	return a.Receipt, err
}

func (r *remote) AddComment(ctx context.Context, w tracker.Write, c hub.Comment) (tracker.Receipt, error) {
	a, err := r.do(ctx, call{Name: "AddComment", Write: w, Comment: c})
	return a.Receipt, err
}

func (r *remote) EditComment(ctx context.Context, w tracker.Write, c hub.Comment) (tracker.Receipt, error) {
	a, err := r.do(ctx, call{Name: "EditComment", Write: w, Comment: c})
	return a.Receipt, err
}

func (r *remote) DropComment(ctx context.Context, w tracker.Write, id string) (tracker.Receipt, error) {
	a, err := r.do(ctx, call{Name: "DropComment", Write: w, Text: id})
	return a.Receipt, err
}

func (r *remote) FindMarked(ctx context.Context, mark string) (hub.Ref, error) {
	a, err := r.do(ctx, call{Name: "FindMarked", Text: mark})
	return a.Ref, err
}

func (r *remote) Entries(ctx context.Context, ref hub.Ref, after string) ([]hub.HistoryItem, error) {
	a, err := r.do(ctx, call{Name: "Entries", Ref: ref, Text: after})
	return a.Entries, err
}

func (r *remote) Canon(field string, v hub.Value) hub.Value { return r.norm.Canon(field, v) }

func (r *remote) Head(ctx context.Context) (tracker.Cursor, error) {
	a, err := r.do(ctx, call{Name: "Head"})
	return tracker.Cursor(a.Text), err
}

func (r *remote) Changes(ctx context.Context, since tracker.Cursor) iter.Seq2[tracker.Change, error] {
	return func(yield func(tracker.Change, error) bool) {
		for {
			a, err := r.do(ctx, call{Name: "Changes", Text: string(since)})
			if err != nil {
				yield(tracker.Change{}, err)
				return
			}
			for _, ch := range a.Changes {
				if since = ch.Next; !yield(ch, nil) {
					return
				}
			}
			if len(a.Changes) < mostChanges {
				return
			}
		}
	}
}

func (r *remote) Find(ctx context.Context, query string, only ...hub.Ref) iter.Seq2[hub.Ref, error] {
	return func(yield func(hub.Ref, error) bool) {
		a, err := r.do(ctx, call{Name: "Find", Text: query, Only: only})
		if err != nil {
			yield(hub.Ref{}, err)
			return
		}
		for _, ref := range a.Refs {
			if !yield(ref, nil) {
				return
			}
		}
	}
}
