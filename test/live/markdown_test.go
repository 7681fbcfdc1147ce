package live

import (
	"crypto/rand"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// folder is a tracker of Markdown files, and people with an editor.
type folder struct {
	dir    string
	prefix string
	made   int // by people
}

func newFolder(t testing.TB) *folder {
	t.Helper()
	return &folder{dir: t.TempDir(), prefix: "MD"}
}

func (f *folder) kind() string   { return "markdown" }
func (f *folder) format() string { return "markdown" }
func (f *folder) proxy() *proxy  { return nil }

func (f *folder) tracker(name string) string {
	return fmt.Sprintf("  %s: {kind: markdown, path: %q, prefix: %s, poll: 1h}\n", name, f.dir, f.prefix)
}

func (f *folder) half(name, more string) string { return fmt.Sprintf("{tracker: %s%s}", name, more) }

func (f *folder) status(word string) string {
	return map[string]string{"new": "open", "begun": "doing", "done": "done"}[word]
}

func (f *folder) priorities() []string { return []string{"low", "normal", "high"} }

// files gives the path of each issue by its key.
func (f *folder) files(t testing.TB) map[string]string {
	t.Helper()
	m := map[string]string{}
	err := filepath.WalkDir(f.dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && p != f.dir && (strings.HasPrefix(d.Name(), ".") || strings.HasSuffix(d.Name(), ".files")) {
			if err == nil {
				err = fs.SkipDir
			}
			return err
		}
		if !strings.HasSuffix(p, ".md") {
			return nil
		}
		b, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		m[front(string(b), "key")] = p
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (f *folder) ids(t testing.TB) []string {
	t.Helper()
	var ids []string
	for k := range f.files(t) {
		ids = append(ids, k)
	}
	slices.Sort(ids)
	return ids
}

func front(text, name string) string {
	m := regexp.MustCompile(`(?m)^` + name + `: *(.*?)\r?$`).FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	if s := m[1]; len(s) > 1 && (s[0] == '"' || s[0] == '\'') {
		return s[1 : len(s)-1]
	}
	return m[1]
}

func (f *folder) edit(t testing.TB, id string, change func(string) string) {
	t.Helper()
	path := f.files(t)[id]
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := change(string(b))
	if text == string(b) {
		t.Fatalf("the edit of %s changes nothing:\n%s", id, text)
	}
	// As editors do: beside it, and then in its place.
	if err := os.WriteFile(path+"~", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+"~", path); err != nil {
		t.Fatal(err)
	}
}

// create writes a file with a key, so that it can be found at once.
func (f *folder) create(t testing.TB, k ticket) string {
	t.Helper()
	id := f.prefix + "-" + fmt.Sprint(9000+f.made)
	f.made++
	parent := ""
	if k.Parent != "" {
		parent = "parent: " + k.Parent + "\n"
	}
	text := fmt.Sprintf("---\nkey: %s\nsummary: %s\nstatus: %s\n%s---\n\n%s\n", id, k.Summary, f.status("new"), parent, k.Description)
	if err := os.WriteFile(filepath.Join(f.dir, id+".md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return id
}

func (f *folder) set(t testing.TB, id, name, value string) {
	t.Helper()
	f.edit(t, id, func(s string) string {
		line := regexp.MustCompile(`(?m)^` + name + `:.*\n`)
		if !line.MatchString(s) {
			return strings.Replace(s, "---\n", "---\n"+name+": "+value+"\n", 1)
		}
		return line.ReplaceAllLiteralString(s, name+": "+value+"\n")
	})
}

func (f *folder) rename(t testing.TB, id, s string)    { f.set(t, id, "summary", s) }
func (f *folder) move(t testing.TB, id, status string) { f.set(t, id, "status", status) }
func (f *folder) relate(t testing.TB, id, to string)   { f.set(t, id, "links", "[relates "+to+"]") }
func (f *folder) describe(t testing.TB, id, s string) {
	f.edit(t, id, func(text string) string {
		head, rest, _ := strings.Cut(text[len("---\n"):], "\n---\n")
		_, tail := cutComments(rest)
		return "---\n" + head + "\n---\n\n" + s + "\n" + tail
	})
}

// cutComments parts what stands below the front matter.
func cutComments(text string) (description, comments string) {
	if i := strings.Index(text, "\n## Comments"); i >= 0 {
		return text[:i], text[i:]
	}
	return text, ""
}

func (f *folder) comment(t testing.TB, id, body string, private bool) {
	t.Helper()
	f.edit(t, id, func(s string) string {
		if !strings.Contains(s, "\n## Comments") {
			s += "\n## Comments\n"
		}
		heading := "### Ann, 2026-11-20 10:00 UTC"
		if private {
			heading += " (private)"
		}
		return s + "\n" + heading + "\n\n" + body + "\n"
	})
}

func (f *folder) attach(t testing.TB, id, name string, content []byte) {
	t.Helper()
	path := f.files(t)[id]
	dir := filepath.Join(filepath.Dir(path), id+".files")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	temp := filepath.Join(f.dir, "."+rand.Text())
	if err := os.WriteFile(temp, content, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(temp, filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

func (f *folder) remove(t testing.TB, id string) {
	t.Helper()
	if err := os.Remove(f.files(t)[id]); err != nil {
		t.Fatal(err)
	}
}

func (f *folder) rewrite(t testing.TB, id, note, body string) {
	t.Helper()
	f.edit(t, id, func(s string) string {
		for _, n := range f.show(t, id).Notes {
			if n.ID == note {
				return strings.Replace(s, "\n\n"+n.Body+"\n", "\n\n"+body+"\n", 1)
			}
		}
		return s
	})
}

var heading = regexp.MustCompile(`(?m)^### (.*?)( \(private\))?(?: <!-- comment ([0-9a-z]+) -->)?[ ]*$`)

func (f *folder) withdraw(t testing.TB, id, note string) {
	t.Helper()
	f.edit(t, id, func(s string) string {
		at := heading.FindAllStringSubmatchIndex(s, -1)
		for i, m := range at {
			if m[6] < 0 || s[m[6]:m[7]] != note {
				continue
			}
			end := len(s)
			if i+1 < len(at) {
				end = at[i+1][0]
			}
			return s[:m[0]] + s[end:]
		}
		return s
	})
}

func (f *folder) show(t testing.TB, id string) ticket {
	t.Helper()
	path := f.files(t)[id]
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	head, rest, _ := strings.Cut(strings.TrimPrefix(text, "---\n"), "\n---\n")
	description, comments := cutComments(rest)
	k := ticket{ID: id, Summary: front(head, "summary"), Status: front(head, "status"), Description: strings.Trim(description, "\n"), Parent: front(head, "parent")}
	if spent := front(head, "spent"); spent != "" {
		k.Work = []string{spent}
	}
	at := heading.FindAllStringSubmatchIndex(comments, -1)
	for i, m := range at {
		end := len(comments)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		n := note{Body: strings.Trim(comments[m[1]:end], "\n"), Private: m[4] >= 0}
		if m[6] >= 0 {
			n.ID = comments[m[6]:m[7]]
		}
		k.Notes = append(k.Notes, n)
	}
	dir := filepath.Join(filepath.Dir(path), id+".files")
	entries, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		k.Files = append(k.Files, file{e.Name(), sum(content)})
	}
	for _, m := range regexp.MustCompile(`[a-z]+ (`+f.prefix+`-[0-9]+)`).FindAllStringSubmatch(front(head, "links"), -1) {
		k.Links = append(k.Links, m[1])
	}
	slices.Sort(k.Links)
	return k
}
