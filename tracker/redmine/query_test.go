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
		q := c.Query(x[0], x[1])
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
	if q := c.Query("summary", "a|b"); q != "" {
		t.Errorf("a bar means or: %s", q)
	}
}
