package httplink

import (
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link/accord"
)

// forms are the bodies of the protocol, by the names they have in its document.
var forms = map[string]func() any{
	"hello": func() any { return &hello{} }, "welcome": func() any { return &welcome{} }, "delivery": func() any { return &delivery{} },
	"receipts": func() any { return &receipts{} }, "collection": func() any { return &collection{} }, "collected": func() any { return &collected{} },
	"acceptance": func() any { return &accord.Acceptance{} }, "refusal": func() any { return &refusal{} }, "notice": func() any { return &notice{} },
}

// strict decodes an example: every member must be one that we know.
func strict(t *testing.T, name, text string) any {
	t.Helper()
	make, ok := forms[name]
	if !ok {
		t.Fatalf("there is no form named %q", name)
	}
	v := make()
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		t.Fatalf("%s: %v in\n%s", name, err, text)
	}
	return v
}

// The examples of the document are messages.
func TestProtocolDocument(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../../docs/protocol.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile("(?s)```json ([a-z]+)\n(.*?)```").FindAllStringSubmatch(string(text), -1) {
		seen[m[1]] = true
		v := strict(t, m[1], m[2])
		if d, ok := v.(*delivery); ok {
			envelopesKeepWhatTheyHave(t, d.Envelopes)
		}
	}
	for name := range forms {
		if !seen[name] {
			t.Errorf("the document has no example of %s", name)
		}
	}
	for _, rt := range routes {
		if !strings.Contains(string(text), rt.method+" "+rt.path) {
			t.Errorf("the document does not name %s %s", rt.method, rt.path)
		}
	}
}

// envelopesKeepWhatTheyHave decodes envelopes, and writes them again without
// losing anything, words of a later version in an issue included.
func envelopesKeepWhatTheyHave(t *testing.T, l []json.RawMessage) {
	t.Helper()
	for _, raw := range l {
		var e hub.Envelope
		if err := json.Unmarshal(raw, &e); err != nil {
			t.Fatalf("%v in %s", err, raw)
		}
		again, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		var x, y any
		if err := json.Unmarshal(raw, &x); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(again, &y); err != nil {
			t.Fatal(err)
		}
		if a, b := compact(t, x), compact(t, y); !bytes.Equal(a, b) {
			t.Errorf("read and written again\n%s\nis\n%s", a, b)
		}
	}
}

func compact(t *testing.T, v any) []byte {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What a later version adds is passed over.
func TestUnknownMembers(t *testing.T) {
	t.Parallel()
	a, b := pair(t, false)
	raw := `{"id":"e1","connection":"C","pair":"p","from":"acceptor","epoch":1,"seq":1,"kind":"replica","later":{"x":[1]},"replica":{"seen":0,"hops":0,"mood":"good","issue":{"summary":"s","newWord":7}}}`
	shared, _ := b.book.Local("b-a")
	raw = strings.Replace(raw, `"C"`, `"`+string(shared.ID)+`"`, 1)
	if r := a.link.receive(t.Context(), b.book.Node(), []json.RawMessage{json.RawMessage(raw)}); r[0].Fault != nil {
		t.Fatalf("refused: %+v", r[0])
	}
	if got := a.inbox.envelopes(); len(got) != 1 || len(got[0].Replica.Issue.Extra) != 1 {
		t.Errorf("arrived as %+v", got)
	}
}
