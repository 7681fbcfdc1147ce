// Package planted holds deliberate faults: each takes one thing out of engine,
// queue, link or store that looks as if one could do without it. Its test builds
// the simulation and the explorer with one fault at a time and sees them find
// it; a fault that is not found means that they are too kind. docs/reliability.md
// shows the list and what it took.
package planted

// Fault is one fault and who must find it.
type Fault struct {
	Name     string
	File     string // below the repository's root
	Old, New string // Old is in the file exactly once
	By       string // "sim", or the name of the scenario that the explorer finds it in
}

// Faults is the list.
var Faults = []Fault{
	{"no envelope de-duplication", "internal/engine/receive.go",
		"		return e.answerAgain(tx, known)", "		_ = known", "a rule that appends, delivered again"},
	{"own writes are taken for edits", "internal/engine/confirm.go",
		"	end.Captured, end.CapRev, end.LogID = *stored, a.Rev, a.Log", "	end.CapRev, end.LogID = a.Rev, a.Log", "one field"},
	{"guard by last told", "internal/engine/confirm.go",
		"end.Base = base.Parts()", "_ = base", "one field"},
	{"guard by re-read", "internal/engine/confirm.go",
		"stored := j.canonical(a)", "stored, _ := j.get(ctx, j.tr, end.Local)", "one field, edits between calls"},
	{"seen stamped at send", "internal/engine/send.go",
		"err := j.conn.Peer.Deliver(dctx, *j.ev.Envelope)",
		"_ = j.opt.Store.View(ctx, func(tx store.Tx) error {\n\t\tif end, err := tx.Ends().Get(j.ev.EndKey); err == nil && j.ev.Envelope.Replica != nil {\n\t\t\tj.ev.Envelope.Replica.Seen = end.InSeq\n\t\t}\n\t\treturn nil\n\t})\n\terr := j.conn.Peer.Deliver(dctx, *j.ev.Envelope)", "one field"},
	{"stamps not kept", "internal/engine/tell.go",
		"	end.Stamps[p] = n\n", "	_ = n\n", "one field"},
	{"a re-tell stamps", "internal/engine/confirm.go",
		"ev.Reason, ev.Force, ev.Captured = hub.Retell, true, true", "ev.Reason, ev.Force, ev.Captured, ev.Changed = hub.Retell, true, true, a.Keep", "one field, once and twice"},
	{"was left out", "internal/engine/tell.go",
		"Format: j.tr.Spec.Habits.Format, Was: was(end.Base, content)}", "Format: j.tr.Spec.Habits.Format}", "one field"},
	{"no marker look-up", "internal/engine/look.go",
		"ref, err = m.FindMarked(ctx, op.Mark)", "_, err = m, &hub.Error{Code: hub.NotFound}", "first sync, one crash"},
	{"no look before repeating", "internal/engine/apply.go",
		"case op.State == hub.OpIntent && !fresh:", "case false:", "comments, lost answer"},
	{"look too early", "internal/engine/look.go",
		"if at := op.At.Add(h.ReadLag + h.Longest); j.opt.Now().Before(at) {", "if at := op.At; h.ReadLag >= 0 && j.opt.Now().Before(at) {", "comments, late call"},
	{"no capture at plan", "internal/engine/plan.go",
		"if again, err := j.captureFound(ctx, l); again || err != nil {", "if again, err := false, error(nil); again || err != nil {", "one field"},
	{"plan does not wait for what is captured", "internal/queue/local/lane.go",
		"	for _, step := range []hub.Step{hub.StepCapture, hub.StepPrepare} {", "	for _, step := range []hub.Step{hub.StepCapture} {\n\t\tif plan != nil {\n\t\t\treturn plan\n\t\t}", "there and back, merged"},
	{"half way is captured", "internal/queue/local/lane.go",
		"		case hub.StepApply:\n			return h\n", "		case hub.StepApply:\n			if plan == nil {\n\t\t\t\tplan = h\n\t\t\t}\n", "comments, lost answer"},
	{"carried states of an equal second believed", "internal/engine/capture.go",
		"case h.Revision == tracker.Exact, h.Revision == tracker.Coarse && c > 0:", "case h.Revision == tracker.Exact, h.Revision == tracker.Coarse && c >= 0:", "whole seconds, hooks"},
	{"poll skips an equal revision", "internal/engine/capture.go",
		"	if j.guarded() && s.Rev.Compare(j.end.CapRev) < 0 || j.showsLess(s) {", "	if s.Rev != \"\" && s.Rev == j.end.CapRev && h.Revision == tracker.Coarse && j.ev.Lane == hub.Out {\n\t\treturn nil, errLate\n\t}\n	if j.guarded() && s.Rev.Compare(j.end.CapRev) < 0 || j.showsLess(s) {", "whole seconds"},
	{"lagging read believed", "internal/engine/capture.go",
		"	if !j.guarded() && j.opt.Now().Before(time.UnixMilli(j.end.TouchedAt).Add(h.ReadLag)) {", "	if h.ReadLag < 0 {", "sim"},
	{"change log not read", "internal/engine/apply.go",
		"if err := j.overwritten(ctx, op, parts, rc, before); err != nil {", "if err := error(nil); err != nil {", "exact without condition, logged"},
	{"no look before an unconditional write", "internal/engine/apply.go",
		"if op.Do != hub.DoCreate && !j.conditional(op) {", "if false {", "sim"},
	{"a receipt that does not account is believed", "internal/engine/apply.go",
		"		a.Loose = true\n		return false\n	}\n	a.Rev = rc.Rev", "		return true\n	}\n	a.Rev = rc.Rev", "exact, looked at before"},
	{"crossing half way is not noticed", "internal/engine/look.go",
		"		case j.toCome(p) && !j.same(p, v, a.Want.Get(p)):", "		case false:", "sim"},
	{"an edit met half way is not read again", "internal/engine/look.go",
		"		a.Loose = true\n		v := s.Get(p)", "		v := s.Get(p)", "sim"},
	{"the whole item is written", "internal/engine/apply.go",
		"		if parts = j.due(a, op); len(parts) == 0 {", "		if parts = j.due(a, op); op.Do == hub.DoSet {\n\t\t\tparts = []hub.Part{\"summary\", \"priority\"}\n\t\t} else if len(parts) == 0 {", "sim"},
	{"create repeated beside our own untraced object", "internal/engine/look.go",
		"		ref, err = j.findUnmarked(ctx, op)", "		err = &hub.Error{Code: hub.NotFound}", "first sync, lost answer, no marks"},
	{"traces not stored", "internal/engine/apply.go",
		"	return tx.Ends().AddTraces(j.ev.EndKey, a.Traces...)\n}", "	return nil\n}", "comments"},
	{"a merge hides a there-and-back", "internal/engine/tell.go",
		"		if hub.Same(pb[p], j.end.Base[p]) {", "		if pb == nil && p == \"\" {", "there and back, merged"},
	{"passed messages count as seen", "internal/engine/tell.go",
		"		seen, end.Passed = min(seen, end.Passed-1), 0", "		missed, end.Passed = false, 0", "missing and back"},
	{"a restored side is believed", "internal/engine/reunite.go",
		"		if j.end.Stamps[p] <= u.acked {", "		if u.acked < 1<<62 {", "sim"},
	{"unknown pairs are taken for new ones", "internal/engine/receive.go",
		"		} else if r != nil && env.Epoch < r.Epoch {", "		} else if r != nil && false {", "first sync, restored from a copy"},
	{"original bytes not kept", "internal/engine/tell.go",
		"			told.Set(p, a.Meant)", "			_ = a.Meant", "sim"},
	{"journal of a rule's calls not read", "internal/engine/tools.go",
		"	if n < len(t.ev.Calls) {", "	if false {", "sim"},
	{"a pause does not keep messages back", "internal/queue/local/lane.go",
		"paused && h.Step == hub.StepSend {", "paused && false {", "sim"},
	{"messages are sent in any order", "internal/queue/local/lane.go",
		"case h.Step == hub.StepSend && (first == nil || h.Seq < first.Seq):", "case h.Step == hub.StepSend && (first == nil || h.Seq > first.Seq):", "sim"},
	{"own half-made issue paired again", "internal/engine/capture.go",
		"			twin = twin || end.Local.ID == s.Ref.ID\n			unsure = unsure || end.Local.ID == \"\"", "			_ = end", "sim"},
	{"the store drops what a write replaced", "internal/store/memory/histories.go",
		"		st.histories.set(st.owner, k, v)\n", "", "two calls"},
}
