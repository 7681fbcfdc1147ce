package redmine

import (
	"net/url"
	"strings"
	"testing"
)

// A query for a value reads as that value, whatever it holds; what Redmine
// cannot be asked is said.
func TestQuery(t *testing.T) {
	t.Parallel()
	c := &connector{}
	for _, x := range [][2]string{{"summary", "a & b = 100 %+"}, {"Their key", "!ACME-7"}, {"a=b&c", "x"}} {
		q, err := c.Query(t.Context(), x[0], x[1])
		if err != nil {
			t.Fatal(err)
		}
		name, value, _ := strings.Cut(q, "=")
		n, err1 := url.PathUnescape(name)
		v, err2 := url.PathUnescape(value)
		want := map[string]string{"summary": "subject"}[x[0]]
		if want == "" {
			want = "cf." + x[0]
		}
		if strings.Contains(q, "&") || n != want || v != "="+x[1] || err1 != nil || err2 != nil {
			t.Errorf("%q is asked for with %s: %q, %q", x, q, n, v)
		}
	}
	if q, err := c.Query(t.Context(), "summary", "a|b"); err == nil {
		t.Errorf("a bar means or: %s", q)
	}
}
