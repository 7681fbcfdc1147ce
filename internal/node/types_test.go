package node

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/all"
)

// Each side says of which type issues made there are: of its own, unless theirs
// is one that the config calls the same as a type here. What has no type takes
// the side's.
func TestTypesOfSides(t *testing.T) {
	t.Parallel()
	w := &world{t: t, dir: t.TempDir(), specs: all.Specs, config: strings.NewReplacer(
		"initiator: {tracker: a, trigger: all}", "initiator: {tracker: a, trigger: all, type: story}",
		"acceptor: {tracker: b}", "acceptor: {tracker: b, trigger: all, type: task}\n    values:\n      type: {defect: bug, incident: bug}",
	).Replace(worldConfig)}
	for _, d := range []string{"a", "b"} {
		if err := os.Mkdir(filepath.Join(w.dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	w.open()
	t.Cleanup(func() { w.stop() })
	w.rest()
	given := map[string]map[string]string{
		"a": {"defect": "bug", "incident": "bug", "story": "task", "epic": "task", "bug": "bug", "": "task"},
		"b": {"bug": "defect", "task": "story", "defect": "defect", "incident": "incident", "epic": "story", "": "story"},
	}
	w.stop()
	for side, types := range given {
		for i, typ := range slices.Sorted(maps.Keys(types)) {
			w.write(fmt.Sprintf("%s/%d.md", side, i), fmt.Sprintf("---\nkey: %s-%d\nsummary: of %s, type %s\ntype: %s\nstatus: open\n---\n",
				strings.ToUpper(side), i+1, side, typ, typ))
		}
	}
	w.open()
	w.rest()
	w.pairs(12)
	for side, types := range given {
		other := map[string]string{"a": "b", "b": "a"}[side]
		got := map[string]string{}
		for ref, err := range w.Tracker(other).Find(t.Context(), "") {
			if err != nil {
				t.Fatal(err)
			}
			is, err := w.Tracker(other).Get(t.Context(), ref)
			if err != nil {
				t.Fatal(err)
			}
			got[strings.TrimSpace(is.Summary)] = is.Type
		}
		for typ, want := range types {
			if now := got[strings.TrimSpace("of "+side+", type "+typ)]; now != want {
				t.Errorf("%q of %s is %q at %s, want %q", typ, side, now, other, want)
			}
		}
	}
}

// A side that names no type takes theirs as they are.
func TestTypesOfSides_any(t *testing.T) {
	t.Parallel()
	if l := types("", nil, hub.Acceptor); l != nil {
		t.Errorf("a side without a type may have %q only", l)
	}
	w := setup(t, 0)
	w.rest()
	w.stop()
	w.write("a/x.md", "---\nkey: A-1\nsummary: any\ntype: epic\n---\n")
	w.open()
	w.rest()
	w.pairs(1)
	for ref, err := range w.Tracker("b").Find(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		if is, err := w.Tracker("b").Get(t.Context(), ref); err != nil || is.Type != "epic" {
			t.Errorf("made as %+v, %v", is, err)
		}
	}
}
