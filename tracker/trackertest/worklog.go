package trackertest

import (
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// started is a moment in whole minutes, since some trackers keep no seconds.
var started = time.Date(2024, 2, 29, 13, 37, 0, 0, time.UTC)

func workLogChecks() []check {
	list := []check{
		{topic: "work logs", name: "one call makes one", run: func(x *trial) {
			ref := x.full()
			before := x.get(ref)
			id := x.workLog(ref, "dug a hole")
			is := x.get(ref)
			if len(is.WorkLogs) != 1 {
				x.Fatalf("%d work logs after one call", len(is.WorkLogs))
			}
			x.showsElement(is, "workLogs", id, workLogValue("dug a hole", 3600))
			x.untouched(before, is, "workLogs", "remainingEstimate", "originalEstimate")
		}},
		{topic: "work logs", name: "what is kept stays as it was made", needs: keeps("workLogs", true), run: func(x *trial) {
			ref := x.create(nil)
			id := x.workLog(ref, "first")
			before := x.get(ref)
			_, err := x.workLogger().EditWorkLog(x.ctx(), writeTo(ref), hub.WorkLog{ID: id, Text: "edited", Started: started, Seconds: 7200})
			x.keeps("workLogs", err)
			_, err = x.workLogger().DropWorkLog(x.ctx(), writeTo(ref), id)
			x.keeps("workLogs", err)
			x.untouched(before, x.get(ref))
		}},
		{topic: "work logs", name: "an edit changes one", needs: keeps("workLogs", false), run: func(x *trial) {
			ref := x.create(nil)
			first, second := x.workLog(ref, "first"), x.workLog(ref, "second")
			_, err := x.workLogger().EditWorkLog(x.ctx(), writeTo(ref), hub.WorkLog{ID: first, Text: "edited", Started: started, Seconds: 7200})
			x.ok(err, "edit a work log")
			is := x.get(ref)
			x.showsElement(is, "workLogs", first, workLogValue("edited", 7200))
			x.showsElement(is, "workLogs", second, workLogValue("second", 3600))
		}},
		{topic: "work logs", name: "one is taken out, the others stay", needs: keeps("workLogs", false), run: func(x *trial) {
			ref := x.create(nil)
			first, second := x.workLog(ref, "first"), x.workLog(ref, "second")
			_, err := x.workLogger().DropWorkLog(x.ctx(), writeTo(ref), first)
			x.ok(err, "drop a work log")
			if l := x.get(ref).WorkLogs; len(l) != 1 || l[0].ID != second {
				x.Errorf("left are %+v, want only %s", l, second)
			}
		}},
		{topic: "work logs", name: "missing issue or work log", run: func(x *trial) {
			ref, c := x.create(nil), x.workLogger()
			l := hub.WorkLog{ID: missing.ID, Text: "x", Started: started, Seconds: 60}
			_, err := c.EditWorkLog(x.ctx(), writeTo(ref), l)
			x.refused(err, "edit a missing work log", hub.NotFound)
			_, err = c.DropWorkLog(x.ctx(), writeTo(ref), missing.ID)
			x.refused(err, "drop a missing work log", hub.NotFound)
			l.ID = ""
			_, err = c.AddWorkLog(x.ctx(), writeTo(missing), l)
			x.refused(err, "log work on a missing issue", hub.NotFound)
		}},
		{topic: "work logs", name: "carries a mark", needs: marks("workLogs"), run: func(x *trial) {
			ref, mark := x.create(nil), x.mark()
			_, err := x.workLogger().AddWorkLog(x.ctx(), tracker.Write{Ref: ref, Mark: mark}, hub.WorkLog{Text: "x", Started: started, Seconds: 60})
			x.ok(err, "log work with a mark")
			if l := x.get(ref).WorkLogs; len(l) != 1 || l[0].Mark != mark {
				x.Errorf("the work logs are %+v, want one with mark %s", l, mark)
			}
		}},
	}
	return given(list, can[tracker.WorkLogger]("WorkLogger"))
}

func (x *trial) workLogger() tracker.WorkLogger { return x.c.(tracker.WorkLogger) }

func workLogValue(text string, seconds int64) hub.Value {
	is := hub.Issue{WorkLogs: []hub.WorkLog{{ID: "1", Text: text, Started: started, Seconds: seconds}}}
	return is.Parts()["workLogs/1"]
}

// workLog logs an hour and returns the work log's id.
func (x *trial) workLog(ref hub.Ref, text string) string {
	x.Helper()
	r, err := x.workLogger().AddWorkLog(x.ctx(), writeTo(ref), hub.WorkLog{Text: text, Started: started, Seconds: 3600})
	x.ok(err, "log work")
	if r.ID == "" {
		x.Fatalf("AddWorkLog answered without the id of the work log: %+v", r)
	}
	return r.ID
}
