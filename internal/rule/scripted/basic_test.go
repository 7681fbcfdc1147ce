package scripted

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/rule/script"
	"github.com/entwine-sync/entwine/internal/rule/visual"
)

// synced is a node on which some issues are synced: p, q and r here are P, Q
// and R over there.
type synced struct{ tools }

func (synced) Look(_ context.Context, _ string, by map[string]string) (hub.Value, error) {
	return map[string]hub.Value{"name": by["name"]}, nil
}

func (synced) Paired(_ context.Context, id string) (bool, error) { return id == "p" || id == "q", nil }
func (s synced) Synced(ctx context.Context, id, _ string) (bool, error) {
	return s.Paired(ctx, id)
}

func (s synced) RemoteOf(ctx context.Context, id string) (hub.Ref, bool, error) {
	ok, err := s.Paired(ctx, id)
	return hub.Ref{ID: map[string]string{"p": "P", "q": "Q"}[id]}, ok, err
}

func (synced) LocalOf(_ context.Context, id string) (hub.Ref, bool, error) {
	here := map[string]string{"P": "p", "Q": "q"}[id]
	return hub.Ref{ID: here}, here != "", nil
}

// asSet is a mapping as it runs, once it was written and read again.
func asSet(t *rapid.T, m *visual.Mapping) *Set {
	b, err := m.YAML("made of basic mode")
	if err != nil {
		t.Fatal(err)
	}
	read, err := visual.Read("mapping.yaml", b)
	if err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	out, err1 := script.Compile("outgoing", read.Outgoing())
	in, err2 := script.Compile("incoming", read.Incoming())
	if err1 != nil || err2 != nil {
		t.Fatalf("%v, %v\n%s", err1, err2, b)
	}
	return &Set{Out: out, In: in, Limits: Limits}
}

// What basic mode becomes does what it did, on a thousand random issues: what is
// told, and what is made of what a side in basic mode tells.
func TestBasicAsMapping(t *testing.T) {
	name := rapid.SampledFrom([]string{"Open", "Done", "It's\n\"x\"", "yes", "12"})
	link := rapid.SampledFrom([]string{"blocks", "relates", "odd"})
	rapid.Check(t, func(t *rapid.T) {
		b := rule.Basic{Names: rule.Names{}}
		if rapid.Bool().Draw(t, "project given") {
			b.Project = "PROJ"
		}
		if rapid.Bool().Draw(t, "type given") {
			b.Type = name.Draw(t, "type")
			b.Types = []string{b.Type, "Task"}
		}
		for _, f := range []string{"status", "priority", "type"} {
			for range rapid.IntRange(0, 3).Draw(t, "names of "+f) {
				b.Names.Add(f, name.Draw(t, "theirs"), name.Draw(t, "ours"))
			}
		}
		if rapid.Bool().Draw(t, "links") {
			b.Links = []string{"blocks"}
			if rapid.Bool().Draw(t, "general links") {
				b.Links = append(b.Links, rule.GeneralLink)
			}
		}
		m := MappingOf(b)
		set := asSet(t, m)
		draw := func(ids []string, of string) hub.Issue {
			is := hub.Issue{
				Ref: hub.Ref{ID: of, Key: "K-" + of}, Project: "K", Type: name.Draw(t, of+" type"), Summary: name.Draw(t, of+" summary"),
				Status: name.Draw(t, of+" status"), Description: rapid.SampledFrom([]string{"", "Text."}).Draw(t, of+" description"),
				Priority:   rapid.SampledFrom([]string{"", "Low", "12"}).Draw(t, of+" priority"),
				Resolution: rapid.SampledFrom([]string{"", "Fixed"}).Draw(t, of+" resolution"),
				Labels:     slices.Compact(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b"}), 0, 2).Draw(t, of+" labels")),
			}
			if rapid.Bool().Draw(t, of+" assigned") {
				is.Assignee = &hub.User{ID: "7", Name: "Ada"}
			}
			if p := rapid.SampledFrom(append([]string{""}, ids...)).Draw(t, of+" parent"); p != "" {
				is.Parent = &hub.Ref{ID: p}
			}
			for i := range rapid.IntRange(0, 2).Draw(t, of+" links") {
				is.Links = append(is.Links, hub.Link{ID: of + "k" + string(rune('0'+i)), Type: link.Draw(t, "link"), To: hub.Ref{ID: ids[i]}})
			}
			for i := range rapid.IntRange(0, 2).Draw(t, of+" comments") {
				is.Comments = append(is.Comments, hub.Comment{ID: of + "c" + string(rune('0'+i)), Body: "Hello", Private: rapid.Bool().Draw(t, "private")})
			}
			if rapid.Bool().Draw(t, of+" file") {
				is.Attachments = []hub.Attachment{{ID: of + "f", Name: "a.png", Size: 1, Digest: "sha256:00"}}
			}
			return is
		}
		for range 10 { // a hundred mappings, ten issues each
			here := draw([]string{"p", "q", "r"}, "1")
			traces := []hub.Trace{{Field: "comments", Local: "1c0", Remote: "9c0", Ours: true}}
			told := func(s rule.Set) map[hub.Part]hub.Value {
				got, err := s.Outgoing(t.Context(), rule.Out{Issue: here, Traces: traces, Tools: &synced{}})
				if err != nil {
					t.Fatal(err)
				}
				return content(&got)
			}
			if got, want := told(set), told(b); !reflect.DeepEqual(got, want) {
				t.Fatalf("told %v\nbasic told %v", got, want)
			}
			theirs := draw([]string{"P", "Q"}, "9")
			theirs.Comments = slices.DeleteFunc(theirs.Comments, func(c hub.Comment) bool { return c.Private })
			for _, f := range []string{"description", "status", "priority", "labels", "resolution", "parent"} {
				if theirs.Parts()[hub.PartOf(f, "")] == nil && !(f == "labels" && len(theirs.Labels) > 0) && rapid.Bool().Draw(t, "said to be empty: "+f) || f != "parent" && theirs.Parts()[hub.PartOf(f, "")] == nil && !(f == "labels" && len(theirs.Labels) > 0) {
					theirs.Clear(f)
				}
			}
			in := rule.In{Replica: theirs, Issue: here, Traces: traces, Tools: &synced{}}
			if in.First = rapid.Bool().Draw(t, "first"); in.First {
				in.Issue, in.Traces = hub.Issue{}, nil
			} else {
				in.Previous.Comments = []hub.Comment{{ID: "9c0", Body: "Hello"}} // what the trace is of
			}
			made := func(s rule.Set) map[hub.Part]hub.Value {
				res, err := s.Incoming(t.Context(), in)
				if err != nil {
					t.Fatal(err)
				}
				w := content(&res.Issue)
				delete(w, "cleared") // an issue that is to have nothing there has nothing there
				maps.DeleteFunc(w, func(_ hub.Part, v hub.Value) bool { return v == nil })
				return w
			}
			if got, want := made(set), made(b); !reflect.DeepEqual(got, want) {
				t.Fatalf("made %v\nbasic made %v\n%s", got, want, m.Incoming())
			}
		}
	})
}

// content are the parts of an issue that rules decide on, elements by what they
// say: links have no ids before they are made.
func content(is *hub.Issue) map[hub.Part]hub.Value {
	c := is.Clone()
	c.Created, c.Updated, c.URL, c.Links = is.Updated, is.Updated, "", nil
	parts := map[hub.Part]hub.Value{}
	for k, v := range c.Parts() {
		parts[k] = v
	}
	for _, f := range []hub.Part{"comments", "attachments", "links", "assignee", "reporter"} {
		if parts[f] == nil {
			delete(parts, f) // that there are none says no more than saying nothing
		}
	}
	var links []string
	for _, l := range is.Links {
		links = append(links, l.Type+" "+l.To.ID)
	}
	slices.Sort(links)
	parts["all links"] = strings.Join(slices.Compact(links), ", ")
	cleared := slices.DeleteFunc(slices.Clone(is.Cleared), func(f string) bool {
		return !slices.Contains([]string{"description", "priority", "labels", "parent", "resolution"}, f)
	})
	slices.Sort(cleared)
	parts["cleared"] = strings.Join(cleared, ", ")
	return parts
}
