package storetest

import (
	"errors"
	"fmt"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// keptCases are about what of a record is kept. By JSON, as which other cases
// compare, they could not see it.
var keptCases = []kase{
	{name: "what never goes on the wire is not kept", run: wireOnly},
	{name: "an empty list is none, but an empty content is not", run: emptyOrNone},
	{name: "a time keeps its moment and its offset", run: timesKept},
	{name: "what is no value is refused", run: noValue},
	{name: "a number that cannot be ordered is refused", run: tooLarge},
	{name: "an update goes on after what was refused", run: goesOn},
}

func wireOnly(s *subject) {
	end := richEnd(key("p1"))
	is := &end.Captured
	is.Rev, is.Mark, is.Log = "7", "mark", "log"
	is.Comments[0].Mark, is.Attachments[0].Mark, is.WorkLogs[0].Mark = "c", "a", "w"
	ev := richEvent("ev1", key("p1"))
	ev.Snapshot = &end.Captured
	ev.Fault = &hub.Error{Code: hub.Busy, Message: "m", Detail: "stack", Err: errRefused}
	for range 2 { // the second time in the place of itself
		s.putEnds(end)
		s.putEvents(ev)
		got := s.getEvent("ev1")
		for what, is := range map[string]*hub.Issue{"end": &s.getEnd(key("p1")).Captured, "event": got.Snapshot} {
			s.equal(what, []string{string(is.Rev), is.Mark, is.Log, is.Comments[0].Mark, is.Attachments[0].Mark,
				is.WorkLogs[0].Mark}, make([]string, 6))
		}
		if got.Fault.Detail != "" || got.Fault.Err != nil {
			s.Errorf("the fault has %q and %v", got.Fault.Detail, got.Fault.Err)
		}
	}
}

func emptyOrNone(s *subject) {
	end := plainEnd(key("p1"), "c1", "1")
	end.Base, end.Stamps, end.Wrote = hub.Parts{}, map[hub.Part]uint64{}, []hub.Part{}
	end.Captured.Labels, end.Captured.CustomFields = []string{}, hub.Values{}
	for _, base := range []hub.Parts{{}, nil, {}} {
		end.Base = base
		s.putEnds(end)
		got := s.getEnd(end.EndKey)
		if (got.Base == nil) != (base == nil) || len(got.Base) != 0 {
			s.Errorf("base %#v came back as %#v", base, got.Base)
		}
		if got.Stamps != nil || got.Wrote != nil || got.Captured.Labels != nil || got.Captured.CustomFields != nil || got.Traces != nil {
			s.Errorf("got something empty, want none: %#v", got)
		}
	}
	end.Base = hub.Parts{"a": []hub.Value(nil), "b": map[string]hub.Value(nil), "c": map[string]hub.Value{}}
	s.putEnds(end)
	got := s.getEnd(end.EndKey).Base
	list, isList := got["a"].([]hub.Value)
	m, isMap := got["c"].(map[string]hub.Value)
	if !isList || list == nil || got["b"] != nil || !isMap || m == nil {
		s.Errorf("got %#v, want an empty list, nil and an empty map", got)
	}
}

func timesKept(s *subject) {
	end := plainEnd(key("p1"), "c1", "1")
	end.Captured.Due, end.Captured.Created = start, start.UTC()
	end.Base = hub.Parts{"due": start}
	ev := plainEvent("ev1", key("p1"), hub.Out)
	s.putEnds(end)
	s.putEvents(ev)
	got := s.getEnd(end.EndKey)
	s.equal("of an issue", []any{got.Captured.Due, got.Captured.Created, got.Base["due"]}, []any{start, start.UTC(), start})
	s.equal("of an event", s.getEvent("ev1").Created, inMillis(start))
}

func noValue(s *subject) {
	k := key("p1")
	end, ev := richEnd(k), richEvent("ev1", k)
	s.putEnds(end)
	s.putEvents(ev)
	for i, v := range []hub.Value{5, 1.5, []string{"x"}, hub.Number("x"), []hub.Value{hub.Number("")}, map[string]hub.Value{"a": &hub.User{}}} {
		for what, put := range map[string]func(store.Tx) error{
			"base":  func(tx store.Tx) error { e := richEnd(k); e.Base["summary"] = v; return tx.Ends().Put(e) },
			"extra": func(tx store.Tx) error { e := richEnd(k); e.Captured.Extra["x"] = v; return tx.Ends().Put(e) },
			"result": func(tx store.Tx) error {
				as := *ev
				as.Calls = []hub.Call{{Result: hub.Values{"value": v}}}
				return tx.Events().Put(&as)
			},
			"history": func(tx store.Tx) error { return tx.Histories().Add(store.History{EndKey: k, Value: v}) },
		} {
			if err := s.Update(s.ctx, put); err == nil {
				s.Errorf("%s: value %d, %T, was accepted", what, i, v)
			}
		}
	}
	if err := s.Update(s.ctx, func(tx store.Tx) error {
		e := richEnd(k)
		e.Captured.Extra["summary"] = "the name of a field"
		return tx.Ends().Put(e)
	}); err == nil {
		s.Errorf("an extra key with the name of a field was accepted")
	}
	s.sameEnd("end", s.getEnd(k), end)
	s.equal("event", s.getEvent("ev1"), stored(ev))
}

func tooLarge(s *subject) {
	k := key("p1")
	for what, put := range map[string]func(store.Tx) error{
		"out": func(tx store.Tx) error { return tx.Ends().Put(&hub.End{EndKey: k, OutSeq: 1 << 63}) },
		"in":  func(tx store.Tx) error { return tx.Ends().Put(&hub.End{EndKey: k, InSeq: 1 << 63}) },
		"seq": func(tx store.Tx) error { return tx.Events().Put(message("ev1", k, hub.In, 1, 1<<63)) },
		"epoch": func(tx store.Tx) error {
			return tx.Events().Put(message("ev1", k, hub.In, 1<<63, 1))
		},
	} {
		if err := s.Update(s.ctx, put); err == nil {
			s.Errorf("%s: 1<<63 was accepted", what)
		}
	}
	s.none("end", func(tx store.Tx) error { _, err := tx.Ends().Get(k); return err })
	s.none("event", func(tx store.Tx) error { _, err := tx.Events().Get("ev1"); return err })
	largest := message("ev1", k, hub.In, 1, 1<<63-1)
	s.putEvents(largest)
	s.equal("the largest", s.getEvent("ev1"), stored(largest))
}

func goesOn(s *subject) {
	k := key("p1")
	s.putEvents(plainEvent("ev1", k, hub.Out))
	s.update(func(tx store.Tx) error {
		if err := tx.Meta().Put("before", "v"); err != nil {
			return err
		}
		for i, err := range []error{
			tx.Events().Put(plainEvent("ev1", k, hub.Out)), tx.Ends().Put(&hub.End{EndKey: k, Base: hub.Parts{"a": 5}}),
		} {
			if err == nil {
				return fmt.Errorf("number %d was accepted", i)
			}
		}
		return errors.Join(tx.Events().Put(plainEvent("ev2", k, hub.Out)), tx.Meta().Put("after", "v"))
	})
	s.equal("pending", s.pending(), []hub.EventID{"ev1", "ev2"})
	s.view(func(tx store.Tx) error {
		for _, name := range []string{"before", "after"} {
			if got, err := tx.Meta().Get(name); got != "v" || err != nil {
				s.Errorf("%s is %q, %v; want v", name, got, err)
			}
		}
		return nil
	})
}
