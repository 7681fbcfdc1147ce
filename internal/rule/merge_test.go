package rule

import (
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/entwine-sync/entwine/hub"
)

func comment(id, body string) hub.Comment { return hub.Comment{ID: id, Body: body} }

func TestMergeComments(t *testing.T) {
	ours := func(remote, local string) hub.Trace {
		return hub.Trace{Field: "comments", Remote: remote, Local: local, Ours: true}
	}
	person := comment("p", "of a person here")
	for _, c := range []struct {
		name               string
		here, before, told []hub.Comment
		traces             []hub.Trace
		want               []hub.Comment
	}{
		{name: "a new one is added behind those here", here: []hub.Comment{person}, told: []hub.Comment{comment("r", "hi")},
			want: []hub.Comment{person, comment("new:r", "hi")}},
		{name: "one told before is not added again", here: []hub.Comment{person}, before: []hub.Comment{comment("r", "hi")},
			told: []hub.Comment{comment("r", "hi")}, want: []hub.Comment{person}},
		{name: "a changed one is changed", here: []hub.Comment{comment("l", "hi"), person}, before: []hub.Comment{comment("r", "hi")},
			told: []hub.Comment{comment("r", "ho")}, traces: []hub.Trace{ours("r", "l")}, want: []hub.Comment{comment("l", "ho"), person}},
		{name: "one that became private there becomes so here", here: []hub.Comment{comment("l", "hi")}, before: []hub.Comment{comment("r", "hi")},
			told: []hub.Comment{{ID: "r", Body: "hi", Private: true}}, traces: []hub.Trace{ours("r", "l")},
			want: []hub.Comment{{ID: "l", Body: "hi", Private: true}}},
		{name: "one told no more is taken out", here: []hub.Comment{comment("l", "hi"), person}, before: []hub.Comment{comment("r", "hi")},
			traces: []hub.Trace{ours("r", "l")}, want: []hub.Comment{person}},
		{name: "one a person took out here stays out", here: []hub.Comment{person}, before: []hub.Comment{comment("r", "hi")},
			told: []hub.Comment{comment("r", "hi")}, traces: []hub.Trace{ours("r", "l")}, want: []hub.Comment{person}},
		{name: "one a person took out here comes back when it changes", before: []hub.Comment{comment("r", "hi")},
			told: []hub.Comment{comment("r", "ho")}, traces: []hub.Trace{ours("r", "l")}, want: []hub.Comment{comment("new:r", "ho")}},
		{name: "one a person changed here stays so while theirs does not change", here: []hub.Comment{comment("l", "mine")},
			before: []hub.Comment{comment("r", "hi")}, told: []hub.Comment{comment("r", "hi")}, traces: []hub.Trace{ours("r", "l")},
			want: []hub.Comment{comment("l", "mine")}},
		{name: "the original of their copy is never touched", here: []hub.Comment{person}, told: []hub.Comment{comment("r", "ho")},
			traces: []hub.Trace{{Field: "comments", Remote: "r", Local: "p"}}, want: []hub.Comment{person}},
		{name: "nor is it taken out", here: []hub.Comment{person}, before: []hub.Comment{comment("r", "hi")},
			traces: []hub.Trace{{Field: "comments", Remote: "r", Local: "p"}}, want: []hub.Comment{person}},
		{name: "a trace of another field means nothing", here: []hub.Comment{person},
			traces: []hub.Trace{{Field: "attachments", Remote: "x", Local: "p", Ours: true}}, want: []hub.Comment{person}},
		{name: "one told twice is added once", told: []hub.Comment{comment("r", "hi"), comment("r", "hi")},
			want: []hub.Comment{comment("new:r", "hi")}},
		{name: "one told but not made by an earlier try is found by its trace", here: []hub.Comment{comment("l", "hi")},
			told: []hub.Comment{comment("r", "hi")}, traces: []hub.Trace{ours("r", "l")}, want: []hub.Comment{comment("l", "hi")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := incoming(t, Basic{}, In{Issue: hub.Issue{Comments: c.here}, Previous: hub.Issue{Comments: c.before},
				Replica: hub.Issue{Comments: c.told}, Traces: c.traces})
			if len(got.Comments)+len(c.want) > 0 && !reflect.DeepEqual(got.Comments, c.want) {
				t.Errorf("got\n%+v\nwant\n%+v", got.Comments, c.want)
			}
		})
	}
}

// Where what was made stays as it is, a change is one more comment or file, and
// nothing is taken out.
func TestMerge_whereWhatWasMadeIsKept(t *testing.T) {
	b := Basic{Kept: []string{"comments", "attachments"}}
	traces := []hub.Trace{
		{Field: "comments", Remote: "r", Local: "l", Ours: true}, {Field: "comments", Remote: "s", Local: "m", Ours: true},
		{Field: "attachments", Remote: "f", Local: "g", Ours: true}, {Field: "attachments", Remote: "h", Local: "i", Ours: true},
	}
	file := func(id, digest string) hub.Attachment { return hub.Attachment{ID: id, Digest: hub.Digest(digest)} }
	here := hub.Issue{
		Comments:    []hub.Comment{comment("l", "hi"), comment("m", "bye")},
		Attachments: []hub.Attachment{file("g", "x"), file("i", "z")},
	}
	in := In{
		Issue: here, Traces: traces,
		Previous: hub.Issue{Comments: []hub.Comment{comment("r", "hi"), comment("s", "bye")}, Attachments: []hub.Attachment{file("f", "x"), file("h", "z")}},
		Replica:  hub.Issue{Comments: []hub.Comment{comment("r", "ho")}, Attachments: []hub.Attachment{file("f", "y")}},
	}
	got := incoming(t, b, in)
	want := hub.Issue{
		Comments: append(here.Comments, comment("new:r", "ho")), Attachments: append(here.Attachments, file("new:f", "y")),
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	// Once that is made, there is nothing more to do.
	in.Issue = want
	in.Issue.Comments[2].ID, in.Issue.Attachments[2].ID = "n", "o"
	in.Traces = append(traces, hub.Trace{Field: "comments", Remote: "r", Local: "n", Ours: true}, hub.Trace{Field: "attachments", Remote: "f", Local: "o", Ours: true})
	if got := incoming(t, b, in); !reflect.DeepEqual(got, in.Issue) {
		t.Errorf("once more, got\n%+v\nwant\n%+v", got, in.Issue)
	}
}

func TestMergeAttachments(t *testing.T) {
	file := func(id, digest string) hub.Attachment {
		return hub.Attachment{ID: id, Name: "log.txt", Digest: hub.Digest(digest)}
	}
	ours := []hub.Trace{{Field: "attachments", Remote: "r", Local: "l", Ours: true}}
	person := file("p", "z")
	for _, c := range []struct {
		name               string
		here, before, told []hub.Attachment
		traces             []hub.Trace
		want               []hub.Attachment
	}{
		{name: "a new one is added", here: []hub.Attachment{person}, told: []hub.Attachment{file("r", "x")},
			want: []hub.Attachment{person, file("new:r", "x")}},
		{name: "one told before is not added again", before: []hub.Attachment{file("r", "x")}, told: []hub.Attachment{file("r", "x")}},
		{name: "other bytes are another one", here: []hub.Attachment{file("l", "x"), person}, before: []hub.Attachment{file("r", "x")},
			told: []hub.Attachment{file("r", "y")}, traces: ours, want: []hub.Attachment{person, file("new:r", "y")}},
		{name: "other bytes are another one, also where nobody has looked at ours", here: []hub.Attachment{file("l", "")},
			before: []hub.Attachment{file("r", "x")}, told: []hub.Attachment{file("r", "y")}, traces: ours,
			want: []hub.Attachment{file("new:r", "y")}},
		{name: "one made by an earlier try stays, though nobody has looked at its bytes", here: []hub.Attachment{file("l", "")},
			told: []hub.Attachment{file("r", "x")}, traces: ours, want: []hub.Attachment{file("l", "")}},
		{name: "bytes that become known do not change", here: []hub.Attachment{file("l", "x")}, before: []hub.Attachment{file("r", "")},
			told: []hub.Attachment{file("r", "x")}, traces: ours, want: []hub.Attachment{file("l", "x")}},
		{name: "one told no more is taken out", here: []hub.Attachment{file("l", "x"), person}, before: []hub.Attachment{file("r", "x")},
			traces: ours, want: []hub.Attachment{person}},
		{name: "the original of their copy is never touched", here: []hub.Attachment{person}, told: []hub.Attachment{file("r", "x")},
			traces: []hub.Trace{{Field: "attachments", Remote: "r", Local: "p"}}, want: []hub.Attachment{person}},
		{name: "nor is it taken out", here: []hub.Attachment{person}, traces: []hub.Trace{{Field: "attachments", Remote: "r", Local: "p"}},
			want: []hub.Attachment{person}},
		{name: "one told twice is added once", told: []hub.Attachment{file("r", "x"), file("r", "x")},
			want: []hub.Attachment{file("new:r", "x")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := incoming(t, Basic{}, In{Issue: hub.Issue{Attachments: c.here}, Previous: hub.Issue{Attachments: c.before},
				Replica: hub.Issue{Attachments: c.told}, Traces: c.traces})
			if len(got.Attachments)+len(c.want) > 0 && !reflect.DeepEqual(got.Attachments, c.want) {
				t.Errorf("got\n%+v\nwant\n%+v", got.Attachments, c.want)
			}
		})
	}
}

var fewIDs = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"1", "2", "3", "4"}), 0, 4, rapid.ID[string])

func draw(t *rapid.T, label, prefix string) hub.Issue {
	word := rapid.SampledFrom([]string{"", "x", "y"})
	is := hub.Issue{Summary: word.Draw(t, label), Description: word.Draw(t, label), Status: word.Draw(t, label)}
	is.Labels = fewIDs.Draw(t, label)
	for _, id := range fewIDs.Draw(t, label+" comments") {
		is.Comments = append(is.Comments, hub.Comment{ID: prefix + id, Body: word.Draw(t, label), Private: rapid.Bool().Draw(t, label)})
	}
	for _, id := range fewIDs.Draw(t, label+" attachments") {
		is.Attachments = append(is.Attachments, hub.Attachment{ID: prefix + id, Digest: hub.Digest(word.Draw(t, label))})
	}
	for _, name := range told {
		if rapid.Bool().Draw(t, label+" cleared") {
			is.Clear(name)
		}
	}
	return is
}

func drawTraces(t *rapid.T) (l []hub.Trace) {
	for _, field := range []string{"comments", "attachments"} {
		remotes, locals := fewIDs.Draw(t, "remotes"), fewIDs.Draw(t, "locals")
		for i := range min(len(remotes), len(locals)) {
			l = append(l, hub.Trace{Field: field, Remote: "r" + remotes[i], Local: "l" + locals[i], Ours: rapid.Bool().Draw(t, "ours")})
		}
	}
	return l
}

// The engine runs a rule again after a crash: what it asked for must then be
// all there is to ask for, whether or not it has been made in between.
func TestIncomingAskedTwiceAsksForNothingMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := In{Issue: draw(t, "here", "l"), Replica: draw(t, "told", "r"), Previous: draw(t, "before", "r"), Traces: drawTraces(t), Tools: tools{}}
		run := func() hub.Issue {
			got, err := Basic{}.Incoming(t.Context(), in)
			if err != nil {
				t.Fatal(err)
			}
			return got.Issue
		}
		want := run()
		if again := run(); !reflect.DeepEqual(again, want) {
			t.Fatalf("the same question, two answers:\n%+v\n%+v", want, again)
		}
		in.Issue = want
		again := run()
		if a, b := again.Parts(), want.Parts(); len(a.Diff(b)) > 0 {
			t.Fatalf("before it was carried out: asks for %v more", a.Diff(b))
		}

		// Now it is carried out: new elements get ids and traces.
		for i := range in.Issue.Comments {
			if remote, ok := IsNew(in.Issue.Comments[i].ID); ok {
				in.Issue.Comments[i].ID = fmt.Sprint("made", i)
				in.Traces = append(forget(in.Traces, "comments", remote), hub.Trace{Field: "comments", Remote: remote, Local: fmt.Sprint("made", i), Ours: true})
			}
		}
		for i := range in.Issue.Attachments {
			if remote, ok := IsNew(in.Issue.Attachments[i].ID); ok {
				in.Issue.Attachments[i].ID = fmt.Sprint("made", i)
				in.Traces = append(forget(in.Traces, "attachments", remote), hub.Trace{Field: "attachments", Remote: remote, Local: fmt.Sprint("made", i), Ours: true})
			}
		}
		done := in.Issue.Parts()
		for range 2 { // with the same previous message, and when this one has become it
			again = run()
			if d := again.Parts().Diff(done); len(d) > 0 {
				t.Fatalf("after it was carried out: asks for %v more", d)
			}
			in.Previous = in.Replica
		}
	})
}

func forget(traces []hub.Trace, field, remote string) (l []hub.Trace) {
	for _, t := range traces {
		if t.Field != field || t.Remote != remote {
			l = append(l, t)
		}
	}
	return l
}

// Whatever is told, a comment or file that people here made is never changed
// and never taken out.
func TestIncomingNeverTouchesWhatPeopleHereMade(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := In{Issue: draw(t, "here", "l"), Replica: draw(t, "told", "r"), Previous: draw(t, "before", "r"), Traces: drawTraces(t), Tools: tools{}}
		ours := map[string]bool{}
		for _, tr := range in.Traces {
			ours[tr.Field+tr.Local] = tr.Ours
		}
		got, err := Basic{}.Incoming(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		ps := got.Issue.Parts()
		for p, v := range in.Issue.Parts() {
			if f := p.Field(); (f == "comments" || f == "attachments") && !ours[f+p.Elem()] && !hub.Same(ps[p], v) {
				t.Fatalf("%s: was %v, becomes %v", p, v, ps[p])
			}
		}
	})
}

// What we made for them is never told to them, whatever people do to it here.
func TestOutgoingTellsNothingPrivateAndNoCopy(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := Out{Issue: draw(t, "here", "l"), Traces: drawTraces(t), Tools: tools{}}
		got, err := Basic{}.Outgoing(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		for _, tr := range in.Traces {
			if tr.Ours && got.Get(hub.PartOf(tr.Field, tr.Local)) != nil {
				t.Fatalf("tells %s %s, which is the copy of theirs", tr.Field, tr.Local)
			}
		}
		for _, c := range got.Comments {
			if c.Private {
				t.Fatalf("tells the private comment %s", c.ID)
			}
		}
	})
}
