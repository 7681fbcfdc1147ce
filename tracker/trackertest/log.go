package trackertest

import (
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func logChecks() []check {
	list := []check{
		{topic: "log", name: "names field, values and author", run: func(x *trial) {
			me, err := x.c.Check(x.ctx())
			x.ok(err, "check")
			ref := x.create(func(is *hub.Issue) { is.Summary = "from" })
			after := x.get(ref).Log
			x.setText(ref, "summary", "to")
			list := x.entries(ref, after)
			if len(list) != 1 {
				x.Fatalf("%d entries after one change: %+v", len(list), list)
			}
			h := list[0]
			if h.Field != "summary" || !hub.Same(h.From, x.c.Canon("summary", "from")) || !hub.Same(h.To, x.c.Canon("summary", "to")) {
				x.Errorf("the entry is %+v, want summary from %q to %q", h, "from", "to")
			}
			if h.ID == "" || h.By == nil || !h.By.Is(me) {
				x.Errorf("the entry is %+v by %+v, want an id and our account %+v", h, h.By, me)
			}
		}},
		{topic: "log", name: "is newest at the id that a read shows", run: func(x *trial) {
			ref := x.create(nil)
			x.setText(ref, "summary", "one")
			x.setText(ref, "summary", "two")
			list := x.entries(ref, "")
			is := x.get(ref)
			if len(list) == 0 || is.Log != list[len(list)-1].ID {
				x.Fatalf("the issue shows entry %q, the log is %+v", is.Log, list)
			}
			if rest := x.entries(ref, is.Log); len(rest) != 0 {
				x.Errorf("newer than the newest: %+v", rest)
			}
		}},
		{topic: "log", name: "is oldest first, and newer than any entry", run: func(x *trial) {
			ref := x.create(nil)
			start := x.get(ref).Log
			texts := []string{"one", "two", "three", "two"}
			for _, s := range texts {
				x.setText(ref, "summary", s)
			}
			list := x.entries(ref, start)
			if len(list) != len(texts) {
				x.Fatalf("%d entries after %d changes: %+v", len(list), len(texts), list)
			}
			for i, h := range list {
				if !hub.Same(h.To, x.c.Canon("summary", texts[i])) {
					x.Errorf("entry %d is to %q, want %q", i, text(h.To), texts[i])
				}
				if got := x.entries(ref, h.ID); len(got) != len(list)-i-1 {
					x.Errorf("%d entries are newer than entry %d, want %d", len(got), i, len(list)-i-1)
				}
			}
		}},
		{topic: "log", name: "one write has one id, the receipt's", run: func(x *trial) {
			ref := x.full()
			start := x.get(ref).Log
			var p tracker.Patch
			for _, field := range x.texts() {
				p.Fields.Set(hub.Part(field), "all at once")
			}
			r := x.set(ref, p)
			list := x.entries(ref, start)
			if len(list) != len(x.texts()) {
				x.Fatalf("%d entries for %d fields", len(list), len(x.texts()))
			}
			last := list[len(list)-1].ID
			ids := slices.CompactFunc(slices.Clone(list), func(a, b hub.HistoryItem) bool { return a.ID == b.ID })
			if r.Change != "" && r.Change != last || len(ids) != 1 && len(ids) != len(list) {
				x.Errorf("the entries have %d ids, the last is %q, the receipt has %q", len(ids), last, r.Change)
			}
		}},
		{topic: "log", name: "shows what we wrote over", needs: canEdit, run: func(x *trial) {
			me, err := x.c.Check(x.ctx())
			x.ok(err, "check")
			ref := x.create(nil)
			start := x.get(ref).Log
			x.ok(x.s.Edit(ref, func(is *hub.Issue) { is.Summary = "by hand" }), "edit by hand")
			x.setText(ref, "summary", "over it")
			list := x.entries(ref, start)
			if len(list) != 2 || !hub.Same(list[1].From, hub.Value("by hand")) {
				x.Fatalf("the entries are %+v, want the person's and ours over it", list)
			}
			if list[0].By == nil || list[0].By.Is(me) || list[1].By == nil || !list[1].By.Is(me) {
				x.Errorf("the authors are %+v and %+v", list[0].By, list[1].By)
			}
		}},
		{topic: "log", name: "of sets has an entry for each element", needs: hasSets, run: func(x *trial) {
			for field, e := range sorted(x.s.Sets) {
				ref := x.full()
				start := x.get(ref).Log
				x.set(ref, tracker.Patch{Add: addPatch(field, e[2]).Add, Drop: dropPatch(field, e[0]).Drop})
				in, out := 0, 0
				list := x.entries(ref, start)
				for _, h := range list {
					switch {
					case hub.Part(h.Field).Field() != field:
						x.Errorf("an entry is of %s", h.Field)
					case h.From == nil && h.To != nil:
						in++
					case h.From != nil && h.To == nil:
						out++
					}
				}
				if in != 1 || out != 1 || len(list) != 2 {
					x.Errorf("one element of %s was put in, one taken out; the log has %+v", field, list)
				}
			}
		}},
		{topic: "log", name: "of an issue that is not there", run: func(x *trial) {
			_, err := x.c.(tracker.Logger).Entries(x.ctx(), missing, "")
			x.refused(err, "read the log of a missing issue", hub.NotFound)
		}},
	}
	return given(list, hasLog)
}

// entries reads the change log, in which ids of different writes must differ.
func (x *trial) entries(ref hub.Ref, after string) []hub.HistoryItem {
	x.Helper()
	x.settle()
	list, err := x.c.(tracker.Logger).Entries(x.ctx(), ref, after)
	x.ok(err, "entries")
	ids := slices.CompactFunc(slices.Clone(list), func(a, b hub.HistoryItem) bool { return a.ID == b.ID })
	seen := map[string]bool{}
	for _, h := range ids {
		if h.ID == "" || seen[h.ID] {
			x.Errorf("entry id %q is empty or comes back after another one", h.ID)
		}
		seen[h.ID] = true
	}
	return list
}
