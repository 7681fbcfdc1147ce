package richtext_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/richtext"
	"pgregory.net/rapid"
)

func TestProperty_written_and_read_is_the_same_tree(t *testing.T) {
	for _, c := range commons {
		t.Run(string(c.format), rapid.MakeCheck(func(t *rapid.T) {
			d := c.doc(t)
			text := richtext.Write(c.format, d)
			back := richtext.Read(c.format, text)
			got, want := dump(back), dump(d)
			if c.format == richtext.Textile {
				// A sign in an address may come back percent-encoded, which is the same address.
				got, want = signs.Replace(got), signs.Replace(want)
			}
			if got != want {
				t.Fatalf("text:\n%s\n%s", text, differ(got, want))
			}
		}))
	}
}

// Signs are escaped by what stands around them, also where that is a leaf which
// Textile has no place for and writes as text, and the words of a link may begin
// with what would end one.
func TestTextile_leaves_written_as_text_join_the_text_around(t *testing.T) {
	t.Parallel()
	emoji, words := richtext.Emoji{Short: "smile"}, T{Value: `"_x_`}
	for _, in := range [][]I{
		{words, richtext.Link{Target: "#anchor", Inlines: []I{emoji, T{Value: "* aa"}}}},
		{words, richtext.Link{Target: "smile", Inlines: []I{T{Value: "_y_"}}}, T{Value: "_z_"}},
		{words, emoji, T{Value: "* aa*"}, richtext.Status{Text: "_done_", Color: "green"}},
	} {
		d := richtext.Doc{Blocks: []B{p(richtext.Color{Value: "red", Inlines: in})}}
		first := richtext.WriteTextile(d)
		if again := richtext.Convert(first, richtext.Textile, richtext.Textile); again != first {
			t.Errorf("got  %q\nwant %q", again, first)
		}
		want := strings.ReplaceAll(richtext.WritePlain(d), "<smile>", "(smile)") // an address, as it is shown without a link
		if got := richtext.WritePlain(richtext.ReadTextile(first)); got != want {
			t.Errorf("%q says %q, want %q", first, got, want)
		}
	}
}

// differ shows where two dumps part.
func differ(got, want string) string {
	n := 0
	for n < len(got) && n < len(want) && got[n] == want[n] {
		n++
	}
	from := max(0, n-200)
	return "got  …" + got[from:min(len(got), n+200)] + "\nwant …" + want[from:min(len(want), n+200)]
}

var signs = strings.NewReplacer("%2A", "*", "%2B", "+", "%2D", "-", "%3F", "?", "%5F", "_", "%25", "%", "%7E", "~", "%40", "@")

func TestProperty_normal_form_is_stable(t *testing.T) {
	c := commons[0]
	rapid.Check(t, func(t *rapid.T) {
		d := c.doc(t)
		if n := richtext.Normalize(d); !reflect.DeepEqual(n, d) {
			t.Fatalf("got  %s\nwant %s", dump(n), dump(d))
		}
	})
}

func TestProperty_any_tree_reaches_a_fixed_point_in_every_format(t *testing.T) {
	c := commons[0]
	for _, f := range formats {
		t.Run(string(f), rapid.MakeCheck(func(t *rapid.T) {
			first := richtext.Write(f, richtext.Read(f, richtext.Write(f, c.doc(t))))
			again := richtext.Convert(first, f, f)
			if again != first {
				t.Fatalf("got  %q\nwant %q", again, first)
			}
		}))
	}
}

var formats = []richtext.Format{richtext.Markdown, richtext.HTML, richtext.Textile, richtext.Plain, richtext.Jira, richtext.ADF}

// dump shows a tree in one line of Go-like text.
func dump(d richtext.Doc) string {
	var b strings.Builder
	dumpValue(&b, reflect.ValueOf(d.Blocks))
	return b.String()
}

func dumpValue(b *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			b.WriteString("nil")
			return
		}
		dumpValue(b, v.Elem())
	case reflect.Slice:
		b.WriteString("[")
		for i := range v.Len() {
			if i > 0 {
				b.WriteString(" ")
			}
			dumpValue(b, v.Index(i))
		}
		b.WriteString("]")
	case reflect.Struct:
		b.WriteString(v.Type().Name() + "{")
		for i := range v.NumField() {
			if !v.Field(i).IsZero() {
				b.WriteString(v.Type().Field(i).Name + ":")
				dumpValue(b, v.Field(i))
				b.WriteString(" ")
			}
		}
		b.WriteString("}")
	default:
		b.WriteString(strings.ReplaceAll(strings.TrimSpace(goString(v)), "\u00a0", "⍽"))
	}
}
