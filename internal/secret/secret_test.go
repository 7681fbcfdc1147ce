package secret_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/internal/secret"
)

const value = "correct horse battery"

func TestText_showsNothing(t *testing.T) {
	t.Parallel()
	type inner struct{ hidden secret.Text }
	type outer struct {
		Shown secret.Text
		in    inner
		list  []secret.Text
	}
	s := secret.New(value)
	o := outer{s, inner{s}, []secret.Text{s}}
	var logged bytes.Buffer
	slog.New(slog.NewTextHandler(&logged, nil)).Info("x", "s", s, "o", o)
	slog.New(slog.NewJSONHandler(&logged, nil)).Info("x", "s", s, "o", o)
	j, err := json.Marshal(map[string]any{"s": s, "o": o, "m": map[string]*secret.Text{"k": &s}})
	if err != nil {
		t.Fatal(err)
	}
	for name, shown := range map[string]string{
		"print":  fmt.Sprint(s, &s, o, &o, o.list),
		"verbs":  fmt.Sprintf("%v %+v %#v %s %q %x %X %d %T", s, s, s, s, s, s, s, s, s),
		"nested": sprintEach(o, "%v", "%+v", "%#v", "%s", "%q", "%x"),
		"json":   string(j),
		"slog":   logged.String(),
	} {
		if strings.Contains(shown, value) || strings.Contains(shown, fmt.Sprintf("%x", value)) {
			t.Errorf("%s shows the value: %s", name, shown)
		}
	}
	if got := fmt.Sprint(s); got != secret.Mask {
		t.Errorf("prints %q, want the mask", got)
	}
	if s.Reveal() != value {
		t.Errorf("Reveal gives %q", s.Reveal())
	}
}

// sprintEach uses verbs that do not fit v, as careless callers do.
func sprintEach(v any, verbs ...string) string {
	var b strings.Builder
	for _, verb := range verbs {
		fmt.Fprintf(&b, verb, v)
	}
	return b.String()
}

func TestText_zero(t *testing.T) {
	t.Parallel()
	var zero secret.Text
	if zero.Reveal() != "" || !zero.IsZero() || !secret.New("").IsZero() {
		t.Error("the zero Text is not empty")
	}
	if fmt.Sprint(zero) != secret.Mask {
		t.Error("an empty Text tells that it is empty")
	}
}

func TestText_isDecoded(t *testing.T) {
	t.Parallel()
	var v struct{ Key secret.Text }
	if err := json.Unmarshal([]byte(`{"Key":"abc"}`), &v); err != nil || v.Key.Reveal() != "abc" {
		t.Errorf("decoded %q, %v, want abc", v.Key.Reveal(), err)
	}
}

func TestEqual(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{{"", "", true}, {"a", "a", true}, {"a", "b", false}, {"a", "aa", false}, {"", "a", false}} {
		if got := secret.Equal(c.a, c.b); got != c.want {
			t.Errorf("Equal(%q, %q) = %v", c.a, c.b, got)
		}
		if got := secret.New(c.a).Equal(secret.New(c.b)); got != c.want {
			t.Errorf("Text %q equal %q = %v", c.a, c.b, got)
		}
	}
}

func TestToken(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 1000 {
		s := secret.Token(24)
		if b, err := base64.RawURLEncoding.DecodeString(s); err != nil || len(b) != 24 {
			t.Fatalf("token %q: %d bytes, %v, want 24", s, len(b), err)
		}
		if seen[s] {
			t.Fatalf("token %q came twice", s)
		}
		seen[s] = true
	}
	if b, _ := base64.RawURLEncoding.DecodeString(secret.Token(3)); len(b) != secret.TokenBytes {
		t.Errorf("a token of 3 bytes, which can be guessed, has %d bytes, want %d", len(b), secret.TokenBytes)
	}
}
