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
