package memory

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

var errRefused = errors.New("refused by the test")

// Whatever is done, both stores answer the same.
func TestTwins_random(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		dir, disk := t.TempDir(), New()
		real, twin := openReal(t, dir), store.Store(open(t, disk))
		defer func() { real.Close() }()
		ids := 0
		r.Repeat(map[string]func(*rapid.T){
			"update": func(r *rapid.T) {
				ops := make([]op, rapid.IntRange(1, 8).Draw(r, "operations"))
				for i := range ops {
					ops[i] = someOp(r, &ids)
				}
				var end error
				if rapid.IntRange(0, 4).Draw(r, "fails") == 0 {
					end = errRefused
				}
				alike(r, real, twin, store.Store.Update, end, append(ops, lookAround(r)))
			},
			"view": func(r *rapid.T) { alike(r, real, twin, store.Store.View, nil, []op{lookAround(r)}) },
			"start again": func(r *rapid.T) {
				if rapid.IntRange(0, 5).Draw(r, "start") > 0 { // it takes long
					r.Skip("not this time")
				}
				if err := real.Close(); err != nil {
					r.Fatal(err)
				}
				real = openReal(t, dir)
				disk.Cut()
				if rapid.Bool().Draw(r, "copy") {
					disk = disk.Copy()
				}
				twin = open(t, disk)
			},
		})
	})
}

// run is Update or View.
type run func(s store.Store, ctx context.Context, fn func(store.Tx) error) error

// op is something that is done in a transaction. It may be run twice.
type op func(tx store.Tx, a *ask)

// alike runs one transaction in both stores.
func alike(r *rapid.T, real, twin store.Store, run run, end error, ops []op) {
	var said [2]ask
	for i, s := range []store.Store{real, twin} {
		err := run(s, ctx, func(tx store.Tx) error {
			for _, do := range ops {
				do(tx, &said[i])
			}
			return end
		})
		if !errors.Is(err, end) {
			r.Fatalf("the transaction ended with %v, want %v", err, end)
		}
	}
	if d := compare(said[0], said[1]); d != "" {
		r.Fatal(d)
	}
}

func pick[T any](r *rapid.T, what string, list ...T) T { return rapid.SampledFrom(list).Draw(r, what) }

var texts = []string{"", "a", "b", "B", "ß", "bad \xff", "nul \x00"}

func someText(r *rapid.T, what string) string { return pick(r, what, texts...) }

func someKey(r *rapid.T) hub.EndKey {
	return hub.EndKey{Pair: pick[hub.PairID](r, "pair", "a", "b", "B", "nul \x00", "bad \xff"), Side: pick(r, "side", hub.Initiator, hub.Acceptor)}
}

func someConnection(r *rapid.T) hub.ConnectionID {
	return pick[hub.ConnectionID](r, "connection", "c1", "c2", "bad \xff")
}

func someRef(r *rapid.T) hub.Ref {
	return hub.Ref{ID: someText(r, "id"), Key: pick(r, "key", "", "PRJ-1", "prj-2", "ÄÖ-1", "%", "bad \xff")}
}

// someTime is one of a few moments, so that they meet.
func someTime(r *rapid.T) time.Time {
	m := rapid.IntRange(-1, 3).Draw(r, "minute")
	if m < 0 {
		return time.Time{}
	}
	return someMoment.Add(time.Duration(m) * time.Minute)
}

func someLane(r *rapid.T) hub.Lane { return pick(r, "lane", hub.Out, hub.In) }

func someOp(r *rapid.T, ids *int) op {
	return pick(r, "operation", endOps, eventOps, eventOps, otherOps)(r, ids)
}

func endOps(r *rapid.T, _ *int) op {
	k := someKey(r)
	switch pick(r, "of an end", "put", "put", "remote", "traces", "drop") {
	case "put":
		e := &hub.End{EndKey: k, Connection: someConnection(r), Tracker: pick(r, "tracker", "jira", "redmine"),
			State: pick(r, "state", hub.EndActive, hub.EndMissing), Local: someRef(r), OutSeq: rapid.Uint64Range(0, 3).Draw(r, "seq"),
			TouchedAt: rapid.Int64Range(-1, 2).Draw(r, "touched"), Captured: hub.Issue{Summary: someText(r, "summary")}}
		if rapid.Bool().Draw(r, "base") {
			e.Base = hub.Parts{"a": []hub.Value{"x"}, "b": nil}
		}
		return func(tx store.Tx, a *ask) { a.say("put end", nil, tx.Ends().Put(e)) }
	case "remote":
		ref := someRef(r)
		return func(tx store.Tx, a *ask) { a.say("set remote", nil, tx.Ends().SetRemote(k, ref)) }
	case "traces":
		list := make([]hub.Trace, rapid.IntRange(0, 3).Draw(r, "traces"))
		for i := range list {
			list[i] = hub.Trace{Field: pick(r, "field", "comments", "links"), Local: someText(r, "local"),
				Remote: someText(r, "remote"), Ours: rapid.Bool().Draw(r, "ours")}
		}
		return func(tx store.Tx, a *ask) { a.say("add traces", nil, tx.Ends().AddTraces(k, list...)) }
	}
	return func(tx store.Tx, a *ask) { a.say("drop end", nil, tx.Ends().Drop(k)) }
}

// someEvent changes everything of an event that is looked up.
func someEvent(r *rapid.T) func(ev *hub.Event) {
	as := hub.Event{Connection: someConnection(r), EndKey: someKey(r), Tracker: "jira", Issue: someText(r, "issue"),
		Lane: someLane(r), Step: pick(r, "step", hub.StepSend, hub.StepAwait, hub.StepDone),
		State:     pick(r, "state", hub.Waiting, hub.Running, hub.Blocked, hub.Failed, hub.Done, hub.Skipped),
		Bulk:      rapid.Bool().Draw(r, "bulk"),
		NotBefore: someTime(r), Finished: someTime(r), FaultID: someText(r, "fault")}
	if rapid.Bool().Draw(r, "snapshot") {
		as.Snapshot = &hub.Issue{Summary: someText(r, "summary")}
	}
	if rapid.Bool().Draw(r, "envelope") {
		as.Envelope = &hub.Envelope{Epoch: rapid.Uint64Range(0, 1).Draw(r, "epoch"), Seq: rapid.Uint64Range(0, 2).Draw(r, "seq")}
	}
	return func(ev *hub.Event) {
		id, position := ev.ID, ev.Position
		*ev = as
		ev.ID, ev.Position = id, position
	}
}

func eventOps(r *rapid.T, ids *int) op {
	change := someEvent(r)
	known := hub.EventID(fmt.Sprint("ev", rapid.IntRange(0, max(1, *ids)).Draw(r, "event")))
	switch pick(r, "of an event", "new", "new", "change", "change", "again", "nowhere", "prune", "walk") {
	case "new":
		*ids++
		id := hub.EventID(fmt.Sprint("ev", *ids))
		return func(tx store.Tx, a *ask) {
			ev := &hub.Event{ID: id}
			change(ev)
			a.say("new event", ev, tx.Events().Put(ev))
		}
	case "change":
		return func(tx store.Tx, a *ask) {
			ev, err := tx.Events().Get(known)
			if a.say("get event", ev, err); err == nil {
				change(ev)
				a.say("change event", ev, tx.Events().Put(ev))
			}
		}
	case "again":
		return func(tx store.Tx, a *ask) {
			ev := &hub.Event{ID: known}
			change(ev)
			_, err := tx.Events().Get(known)
			if err == nil {
				a.say("event again", ev.Position, tx.Events().Put(ev))
			}
		}
	case "nowhere":
		position := rapid.Int64Range(-1, 20).Draw(r, "position")
		return func(tx store.Tx, a *ask) {
			if _, err := tx.Events().Get(known); err != nil {
				return
			}
			ev := &hub.Event{ID: known, Position: position}
			change(ev)
			if position != 0 {
				a.say("event nowhere", ev.Position, tx.Events().Put(ev))
			}
		}
	case "prune":
		t, limit := someTime(r), rapid.IntRange(-1, 4).Draw(r, "limit")
		return func(tx store.Tx, a *ask) {
			n, err := tx.Events().Prune(t, limit)
			a.say("prune", n, err)
		}
	}
	q := someEventQuery(r)
	return func(tx store.Tx, a *ask) { // changing what is walked
		var walked []*hub.Event
		for ev, err := range tx.Events().List(q) {
			if err != nil {
				a.say("walk", walked, err)
				return
			}
			as := *ev
			walked = append(walked, &as)
			change(ev)
			a.say("change while walking", ev.Position, tx.Events().Put(ev))
			if len(walked) == 2 {
				n, err := tx.Events().Prune(someMoment.Add(time.Hour), 1)
				a.say("prune while walking", n, err)
			}
		}
		a.say("walk", walked, nil)
	}
}

func otherOps(r *rapid.T, _ *int) op {
	t, id, other := someTime(r), someText(r, "id"), someText(r, "other")
	n := rapid.Int64Range(0, 2).Draw(r, "n")
	switch pick(r, "of another record", "fault", "pause", "no pause", "history", "bulk", "audit", "meta", "digest", "use", "rules", "no draft", "drop blob") {
	case "fault":
		f := &hub.Fault{ID: id, Cause: other, State: pick(r, "state", "open", "resolved"), First: t, Count: int(n)}
		return func(tx store.Tx, a *ask) { a.say("fault", nil, tx.Faults().Put(f)) }
	case "pause":
		p := store.Pause{Scope: pick(r, "scope", hub.ScopeNode, hub.ScopePeer), ID: id, Why: other, At: t}
		return func(tx store.Tx, a *ask) { a.say("pause", nil, tx.Pauses().Put(p)) }
	case "no pause":
		return func(tx store.Tx, a *ask) { a.say("no pause", nil, tx.Pauses().Drop(hub.ScopeNode, id)) }
	case "history":
		h := store.History{EndKey: someKey(r), At: t, Kind: pick(r, "kind", "replaced", "lost"), Part: hub.Part(other), Value: n == 0}
		bad := h
		bad.Value = pick[hub.Value](r, "by", "fine", 5, hub.Number("x"))
		return func(tx store.Tx, a *ask) { a.say("history", nil, tx.Histories().Add(h, bad)) }
	case "bulk":
		b := &store.Bulk{ID: id, Query: other, Started: t, Found: int(n)}
		return func(tx store.Tx, a *ask) { a.say("bulk", nil, tx.Bulks().Put(b)) }
	case "audit":
		return func(tx store.Tx, a *ask) {
			a.say("audit", nil, tx.Audits().Add(store.Audit{At: t, Who: id, What: other}))
		}
	case "meta":
		return func(tx store.Tx, a *ask) { a.say("meta", nil, tx.Meta().Put(id, other)) }
	case "digest":
		return func(tx store.Tx, a *ask) {
			a.say("digest", nil, tx.Blobs().PutDigest("jira", id, n, hub.Digest(other)))
		}
	case "rules":
		v := &store.RuleVersion{Connection: "c1", Side: hub.Acceptor, Number: int(n), At: t, Note: other, Files: map[string]string{id: other}}
		return func(tx store.Tx, a *ask) { a.say("rules", nil, tx.Rules().Put(v)) }
	case "no draft":
		return func(tx store.Tx, a *ask) { a.say("no draft", nil, tx.Rules().DropDraft("c1", hub.Acceptor)) }
	case "use":
		return func(tx store.Tx, a *ask) { a.say("use", nil, tx.Blobs().Use(hub.Digest(id), n, t)) }
	}
	return func(tx store.Tx, a *ask) { a.say("drop blob", nil, tx.Blobs().Drop(hub.Digest(id))) }
}

func someEventQuery(r *rapid.T) store.EventQuery {
	q := store.EventQuery{Limit: rapid.IntRange(-1, 4).Draw(r, "limit"), Before: rapid.Int64Range(-1, 20).Draw(r, "before")}
	for range rapid.IntRange(0, 3).Draw(r, "filters") {
		switch pick(r, "filter", "connection", "pair", "side", "lane", "states", "fault") {
		case "connection":
			q.Connection = someConnection(r)
		case "pair":
			q.Pair = someKey(r).Pair
		case "side":
			q.Side = someKey(r).Side
		case "lane":
			q.Lane = someLane(r)
		case "states":
			q.States = append(q.States, pick(r, "state", hub.Waiting, hub.Blocked, hub.Done))
		case "fault":
			q.FaultID = someText(r, "fault")
		}
	}
	return q
}

func someEndQuery(r *rapid.T) store.EndQuery {
	q := store.EndQuery{Limit: rapid.IntRange(-1, 4).Draw(r, "limit")}
	for range rapid.IntRange(0, 3).Draw(r, "filters") {
		switch pick(r, "filter", "connection", "side", "tracker", "state", "search", "after") {
		case "connection":
			q.Connection = someConnection(r)
		case "side":
			q.Side = someKey(r).Side
		case "tracker":
			q.Tracker = pick(r, "tracker", "jira", "redmine")
		case "state":
			q.State = pick(r, "state", hub.EndActive, hub.EndMissing)
		case "search":
			q.Search = pick(r, "search", "prj", "J-1", "äö", "%", "\xff")
		case "after":
			q.After = someKey(r).Pair
		}
	}
	return q
}

// lookAround asks for all there is, and once in each other way.
func lookAround(r *rapid.T) op {
	endQuery, eventQuery := someEndQuery(r), someEventQuery(r)
	k, lane, c, t := someKey(r), someLane(r), someConnection(r), someTime(r)
	id, limit := someText(r, "id"), rapid.IntRange(-1, 3).Draw(r, "limit")
	epoch, seq := rapid.Uint64Range(0, 1).Draw(r, "epoch"), rapid.Uint64Range(0, 3).Draw(r, "seq")
	state := pick(r, "state", "", "open", "resolved")
	return func(tx store.Tx, a *ask) {
		var rows []store.EndRow
		for row, err := range tx.Ends().List(store.EndQuery{}) {
			a.say("row", row, err)
			rows = append(rows, row)
		}
		for _, row := range rows {
			end, err := tx.Ends().Get(row.EndKey)
			a.say("end", end, err)
			sayAll(a, "histories", tx.Histories().OfEnd(row.EndKey, 0))
		}
		sayAll(a, "some ends", tx.Ends().List(endQuery))
		n, err := tx.Ends().Count(endQuery)
		a.say("count of ends", n, err)
		rows, err = tx.Ends().ByIssue("jira", id)
		a.say("by issue", rows, err)
		rows, err = tx.Ends().ByRemote(c, k.Side, id)
		a.say("by remote", rows, err)
		sayAll(a, "events", tx.Events().List(store.EventQuery{}))
		sayAll(a, "some events", tx.Events().List(eventQuery))
		sayAll(a, "pending", tx.Events().Pending())
		sayAll(a, "of end", tx.Events().OfEnd(k))
		ev, err := tx.Events().BySeq(k, lane, epoch, seq)
		a.say("by seq", ev, err)
		last, err := tx.Events().LastSeq(k, lane, epoch)
		a.say("last seq", last, err)
		for _, of := range []hub.ConnectionID{"", c} {
			counts, err := tx.Events().Counts(of)
			a.say("counts", counts, err)
		}
		sayAll(a, "faults", tx.Faults().List(state, limit))
		f, err := tx.Faults().Get(id)
		a.say("fault", f, err)
		f, err = tx.Faults().Open(id)
		a.say("open fault", f, err)
		sayAll(a, "some histories", tx.Histories().OfEnd(k, limit))
		since, err := tx.Histories().Since(c, t)
		a.say("since", since, err)
		lookAtOthers(tx, a, id, t, limit)
	}
}

func lookAtOthers(tx store.Tx, a *ask, id string, t time.Time, limit int) {
	pauses, err := tx.Pauses().List()
	a.say("pauses", pauses, err)
	bulks, err := tx.Bulks().List()
	a.say("bulks", bulks, err)
	b, err := tx.Bulks().Get(id)
	a.say("bulk", b, err)
	audits, err := tx.Audits().List(limit)
	a.say("audits", audits, err)
	v, err := tx.Meta().Get(id)
	a.say("meta", v, err)
	d, err := tx.Blobs().Digest("jira", id, 1)
	a.say("digest", d, err)
	unused, err := tx.Blobs().Unused(t, limit)
	a.say("unused", unused, err)
	rules, err := tx.Rules().List("c1", hub.Acceptor, limit)
	a.say("rules", rules, err)
	draft, err := tx.Rules().Get("c1", hub.Acceptor, 0)
	a.say("draft", draft, err)
}
