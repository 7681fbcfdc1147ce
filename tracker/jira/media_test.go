package jira_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/richtext"
	"github.com/entwine-sync/entwine/tracker"
)

// album is an issue of the cloud and what it shows.
type album struct {
	*testing.T
	b   *bench
	c   tracker.Connector
	ref hub.Ref
}

func newAlbum(t *testing.T, fill func(*hub.Issue)) album {
	t.Helper()
	b := newBench(t, sim.Cloud)
	c := b.open(nil)
	return album{t, b, c, newIssue(t, c, fill)}
}

func (a album) attach(name string) string {
	a.Helper()
	r, err := a.c.(tracker.Attacher).AddAttachment(a.Context(), tracker.Write{Ref: a.ref}, hub.Attachment{Name: name, Type: "image/png"}, strings.NewReader("bytes of "+name))
	if err != nil {
		a.Fatal(err)
	}
	return r.ID
}

func (a album) describe(text string) {
	a.Helper()
	if err := put(a.c, a.ref, tracker.Patch{Fields: hub.Issue{Description: text}}); err != nil {
		a.Fatal(err)
	}
}

// files are the ids of the attachments.
func (a album) files() (ids []string) {
	for _, f := range get(a.T, a.c, a.ref).Attachments {
		ids = append(ids, f.ID)
	}
	return ids
}

// do asks in the third version of the interface, as the cloud's editor does.
func (a album) do(method, path string, in any) (out map[string]any) {
	a.Helper()
	b, err := json.Marshal(in)
	if err != nil {
		a.Fatal(err)
	}
	req, err := http.NewRequestWithContext(a.Context(), method, a.b.address+"/rest/api/3/issue/"+a.ref.ID+path, bytes.NewReader(b))
	if err != nil {
		a.Fatal(err)
	}
	req.SetBasicAuth("entwine@example.org", "entwine-token")
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		a.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	said, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode >= 300 {
		a.Fatal(res.Status, err, string(said))
	}
	if len(said) > 0 {
		if err := json.Unmarshal(said, &out); err != nil {
			a.Fatal(err)
		}
	}
	return out
}

// document is the description as the cloud keeps it.
func (a album) document() any {
	a.Helper()
	return a.do(http.MethodGet, "", nil)["fields"].(map[string]any)["description"]
}

// shown are the files that a document shows, by the words that it has for each, and
// their identities in the media service.
func shown(doc any) (names, ids []string) {
	richtext.EachMedia(doc, func(media, _ map[string]any) {
		attrs := media["attrs"].(map[string]any)
		names, ids = append(names, fmt.Sprint(attrs["alt"])), append(ids, fmt.Sprint(attrs["id"]))
	})
	return names, ids
}

func (a album) shows(want ...string) {
	a.Helper()
	doc := a.document()
	if names, _ := shown(doc); !slices.Equal(names, want) {
		b, _ := json.Marshal(doc)
		a.Errorf("shown are %q, want %q: %s", names, want, b)
	}
}

func (a album) says(want string) {
	a.Helper()
	if got := get(a.T, a.c, a.ref).Description; got != want {
		a.Errorf("the text is %q, want %q", got, want)
	}
}

// The text of a new issue names pictures that are attached to it next; they are shown
// where the text names them as soon as they are there, and the text is the same to us.
func TestPicturesOfANewIssue(t *testing.T) {
	text := "before\n\n!a.png!\n\nsee !b.png! and !none.png! here"
	a := newAlbum(t, func(is *hub.Issue) { is.Description = text })
	a.shows()
	a.says(text)
	a.attach("a.png")
	a.shows("a.png")
	a.says(text)
	before := a.b.site.Calls()
	a.attach("other.png")
	if now := a.b.site.Calls(); now["PUT /issue/{key}"] != before["PUT /issue/{key}"] || now["GET /issue/{key}"] != before["GET /issue/{key}"] {
		t.Error("a file that no text names is not looked for in any")
	}
	a.attach("b.png")
	a.shows("a.png", "b.png")
	a.says(text)
	if n := len(a.files()); n != 3 {
		t.Errorf("%d files", n)
	}
}

// Whoever wrote something else meanwhile is not overwritten.
func TestPicturesOfATextThatIsGone(t *testing.T) {
	a := newAlbum(t, func(is *hub.Issue) { is.Description = "!a.png!" })
	if err := a.b.site.Person("dev").Edit(a.ref.ID, map[string]any{"fields": map[string]any{"description": "another"}}); err != nil {
		t.Fatal(err)
	}
	a.attach("a.png")
	a.says("another")
}

// A picture that stays in a text stays the picture it was, with its file: of its size,
// in its place, with the words that somebody gave it.
func TestPicturesSurviveAnEditOfTheText(t *testing.T) {
	a := newAlbum(t, nil)
	id := a.attach("a.png")
	a.describe("old !a.png! words\n\n!a.png!")
	doc := a.document()
	richtext.EachMedia(doc, func(media, around map[string]any) {
		media["attrs"].(map[string]any)["alt"] = "a cat"
		media["attrs"].(map[string]any)["width"] = 320
		if around != nil {
			around["attrs"] = map[string]any{"layout": "wrap-left", "width": 50}
			around["content"] = append(around["content"].([]any), map[string]any{"type": "caption", "content": []any{map[string]any{"type": "text", "text": "a cat, asleep"}}})
		}
	})
	a.do(http.MethodPut, "", map[string]any{"fields": map[string]any{"description": doc}})
	a.says("old !a.png! words\n\n!a.png!")
	a.describe("new !a.png! words\n\n!a.png!\n\nand more")
	a.says("new !a.png! words\n\n!a.png!\n\nand more")
	a.shows("a cat", "a cat")
	now, err := json.Marshal(a.document())
	if err != nil {
		t.Fatal(err)
	}
	for _, kept := range []string{`"width":320`, `"layout":"wrap-left"`, `"a cat, asleep"`} {
		if !strings.Contains(string(now), kept) {
			t.Errorf("%s is lost in %s", kept, now)
		}
	}
	if strings.Contains(string(now), "__fileName") {
		t.Errorf("what we named is sent: %s", now)
	}
	if got := a.files(); !slices.Equal(got, []string{id}) {
		t.Errorf("the files are %v, want %s", got, id)
	}
}

// Comments and work logs show what is attached, and stay as private as they are.
func TestPicturesInCommentsAndWorkLogs(t *testing.T) {
	a := newAlbum(t, nil)
	id := a.attach("a.png")
	r, err := a.c.(tracker.Commenter).AddComment(t.Context(), tracker.Write{Ref: a.ref}, hub.Comment{Body: "see !a.png!", Private: true})
	if err == nil {
		_, err = a.c.(tracker.Commenter).EditComment(t.Context(), tracker.Write{Ref: a.ref}, hub.Comment{ID: r.ID, Body: "see now !a.png!", Private: true})
	}
	if err != nil {
		t.Fatal(err)
	}
	comment := a.do(http.MethodGet, "/comment/"+r.ID, nil)
	if names, _ := shown(comment["body"]); !slices.Equal(names, []string{"a.png"}) {
		t.Errorf("the comment shows %q", names)
	}
	log, err := a.c.(tracker.WorkLogger).AddWorkLog(t.Context(), tracker.Write{Ref: a.ref}, hub.WorkLog{Text: "saw !a.png!", Seconds: 60})
	if err == nil {
		_, err = a.c.(tracker.WorkLogger).EditWorkLog(t.Context(), tracker.Write{Ref: a.ref}, hub.WorkLog{ID: log.ID, Text: "saw again !a.png!", Seconds: 60})
	}
	if err != nil {
		t.Fatal(err)
	}
	if names, _ := shown(a.do(http.MethodGet, "/worklog/"+log.ID, nil)["comment"]); !slices.Equal(names, []string{"a.png"}) {
		t.Errorf("the work log shows %q", names)
	}
	is := get(t, a.c, a.ref)
	if cm := is.Comments[0]; cm.Body != "see now !a.png!" || !cm.Private || is.WorkLogs[0].Text != "saw again !a.png!" {
		t.Errorf("%+v %+v", is.Comments, is.WorkLogs)
	}
	if got := a.files(); !slices.Equal(got, []string{id}) {
		t.Errorf("the files are %v, want %s", got, id)
	}
}

// A document may have other words for a file than its name, or none. Nobody is asked
// where it has the name.
func TestPicturesAreNamedByTheirFiles(t *testing.T) {
	a := newAlbum(t, nil)
	a.attach("a.png")
	a.attach("b.png")
	a.describe("!a.png! !b.png!")
	c := a.b.open(nil) // which knows nothing yet
	look := func() string {
		t.Helper()
		return get(t, c, a.ref).Description
	}
	asked := func() int { return a.b.site.Calls()["GET /attachment/content/{id}"] }
	before := asked()
	if got := look(); got != "!a.png! !b.png!" || asked() != before {
		t.Errorf("%q after %d questions, want none", got, asked()-before)
	}
	doc := a.document()
	richtext.EachMedia(doc, func(media, _ map[string]any) {
		if attrs := media["attrs"].(map[string]any); attrs["alt"] == "a.png" {
			attrs["alt"] = "first of all"
		} else {
			delete(attrs, "alt")
		}
	})
	a.do(http.MethodPut, "", map[string]any{"fields": map[string]any{"description": doc}})
	for range 2 {
		if got := look(); got != "!a.png! !b.png!" || asked() != before+2 {
			t.Errorf("%q after %d questions, want one for each file and no more", got, asked()-before)
		}
	}
}

// Where two files have one name, each picture stays with its own, and a new one is the
// newest, as at servers.
func TestPicturesOfOneName(t *testing.T) {
	a := newAlbum(t, nil)
	a.attach("a.png")
	a.describe("!a.png!")
	_, first := shown(a.document())
	a.attach("a.png")
	a.describe("!a.png!\n\n!b.png!")
	if _, now := shown(a.document()); !slices.Equal(now, first) {
		t.Errorf("another file is shown: %q, want %q", now, first)
	}
	a.describe("none")
	if n := len(a.files()); n != 1 {
		t.Fatalf("%d files, want the one that no text showed", n)
	}
	a.describe("!a.png!")
	if _, now := shown(a.document()); slices.Equal(now, first) || len(now) != 1 {
		t.Errorf("shown is %q", now)
	}
}

// Wherever a picture may stand in markup, it is shown there or named there, the text is
// the one that was written, and the file stays.
func TestPicturesEverywhere(t *testing.T) {
	a := newAlbum(t, nil)
	a.attach("a.png")
	a.attach("b c.png")
	if _, err := a.c.(tracker.Commenter).AddComment(t.Context(), tracker.Write{Ref: a.ref}, hub.Comment{Body: "!a.png! !b c.png!"}); err != nil {
		t.Fatal(err) // it keeps them, whatever the description shows
	}
	for _, p := range []string{"!a.png!", "!a.png|thumbnail!", "!a.png|width=300,height=200!", "!a.png|alt=x!", "!b c.png!", "!b%20c.png!", "!a.png! !b c.png!", "[!a.png!|https://example.org/]", "*!a.png!*", "{color:red}!a.png!{color}", "x !a.png! y", "!a.png!\\\\!a.png!", "!nowhere.png! !a.png!"} {
		for _, place := range []string{"%s", "h2. %s", "* %s", "* x\n** %s\n* y", "# x\n%s", "bq. %s", "{quote}\n%s\n{quote}", "{panel:title=x}\n%s\n{panel}", "||a||%s||\n|x|%s|", "x\n%s\ny", "a\n\n%s\n\nb", "{noformat}%s{noformat}", "{{%s}}", "\\%s"} {
			text := strings.ReplaceAll(place, "%s", p)
			if err := put(a.c, a.ref, tracker.Patch{Fields: hub.Issue{Description: text}}); err != nil {
				t.Errorf("%q: %v", text, err)
			}
			if n := len(a.files()); n != 2 {
				t.Fatalf("%q: %d files are left", text, n)
			}
			doc, err := json.Marshal(a.document())
			if err != nil {
				t.Fatal(err)
			}
			if d, _ := shown(a.document()); len(d) == 0 && strings.Contains(place, " %s") {
				t.Errorf("%q shows nothing: %s", text, doc)
			}
		}
	}
}

// Wherever the cloud's editor puts a file, an edit of the words leaves it shown.
func TestFilesStayWhereverTheyStand(t *testing.T) {
	a := newAlbum(t, nil)
	for i := range 4 {
		a.attach(fmt.Sprintf("f%d.pdf", i))
	}
	a.describe("!f0.pdf! !f1.pdf! !f2.pdf! !f3.pdf!")
	_, ids := shown(a.document())
	media := func(i int, kind string) string {
		return fmt.Sprintf(`{"type":%q,"attrs":{"type":"file","id":%q,"collection":"","alt":"f%d.pdf"}}`, kind, ids[i], i)
	}
	single := func(i int) string {
		return `{"type":"mediaSingle","attrs":{"layout":"center"},"content":[` + media(i, "media") + `]}`
	}
	words := `{"type":"paragraph","content":[{"type":"text","text":"words"}]}`
	for _, content := range []string{
		`{"type":"mediaGroup","content":[` + media(0, "media") + `,` + media(1, "media") + `,` + media(2, "media") + `,` + media(3, "media") + `]},` + words,
		words + `,{"type":"bulletList","content":[{"type":"listItem","content":[` + words + `,` + single(0) + `]},{"type":"listItem","content":[` + single(1) + `,` + words + `,` + single(2) + `]}]},` + single(3),
		`{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableHeader","content":[` + words + `]},{"type":"tableHeader","content":[` + words + `,` + single(0) + `]}]},{"type":"tableRow","content":[{"type":"tableCell","content":[` + single(1) + `]},{"type":"tableCell","content":[` + single(2) + `,` + single(3) + `]}]}]}`,
		`{"type":"panel","attrs":{"panelType":"info"},"content":[` + words + `,` + single(0) + `]},{"type":"expand","attrs":{"title":"t"},"content":[` + single(1) + `,` + words + `]},{"type":"blockquote","content":[` + words + `,` + single(2) + `]},{"type":"paragraph","content":[{"type":"text","text":"a "},` + media(3, "mediaInline") + `,{"type":"text","text":" b"}]}`,
		`{"type":"paragraph","content":[` + media(0, "mediaInline") + `,` + media(1, "mediaInline") + `]},` + single(2) + `,` + single(3) + `,` + words,
	} {
		var doc any
		if err := json.Unmarshal([]byte(`{"type":"doc","version":1,"content":[`+content+`]}`), &doc); err != nil {
			t.Fatal(err)
		}
		a.do(http.MethodPut, "", map[string]any{"fields": map[string]any{"description": doc}})
		text := get(t, a.c, a.ref).Description
		a.describe(strings.ReplaceAll(text, "words", "other words"))
		if _, now := shown(a.document()); !slices.Equal(now, ids) {
			t.Errorf("of %s\n%q shows %q, want %q", content, text, now, ids)
		}
		if n := len(a.files()); n != len(ids) {
			t.Fatalf("of %s\n%d files are left", content, n)
		}
	}
}

// A store that does not tell identities in its addresses leaves pictures named in the
// text, as it leaves everything else.
func TestPicturesWhereNoIdentityIsTold(t *testing.T) {
	a := newAlbum(t, nil)
	a.b.site.Turn(func(k *sim.Knobs) { k.PlainStore = true })
	a.attach("a.png")
	a.describe("see !a.png! here")
	a.shows()
	a.says("see !a.png! here")
}
