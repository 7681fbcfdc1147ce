package described

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

// Checker compares requests and answers of a dialect with its description, and
// tells of each that is not as described and not among the deviations.
type Checker struct {
	of   sim.Dialect
	d    *Description
	tell func(complaint string)
}

// NewChecker makes one. Without a description it compares nothing.
func NewChecker(of sim.Dialect, d *Description, tell func(complaint string)) *Checker {
	return &Checker{of, d, tell}
}

// roundTripper is what a function does.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Transport is a transport that compares what goes through it.
func (c *Checker) Transport(next http.RoundTripper) http.RoundTripper {
	if c.d == nil {
		return next
	}
	return roundTripper(func(r *http.Request) (*http.Response, error) {
		x, err := c.begin(r)
		if err != nil {
			return nil, err
		}
		res, err := next.RoundTrip(r)
		if err != nil || x.op == nil {
			return res, err
		}
		b, err := io.ReadAll(res.Body)
		_ = res.Body.Close() // read to its end
		if err != nil {
			return nil, err
		}
		res.Body = io.NopCloser(bytes.NewReader(b))
		x.end(res.StatusCode, res.Header, b)
		return res, nil
	})
}

// Middleware is a handler that compares what comes to another one and what it
// answers. Answers are gathered: it is not for those that never end.
func (c *Checker) Middleware(next http.Handler) http.Handler {
	if c.d == nil {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, err := c.begin(r)
		if err != nil { // whoever asks is gone
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if x.op == nil {
			next.ServeHTTP(w, r)
			return
		}
		got := httptest.NewRecorder()
		next.ServeHTTP(got, r)
		x.end(got.Code, got.Header(), got.Body.Bytes())
		for name, v := range got.Header() {
			w.Header()[name] = v
		}
		w.WriteHeader(got.Code)
		_, _ = w.Write(got.Body.Bytes()) // whoever asks may be gone
	})
}

// exchange is one request and its answer.
type exchange struct {
	c    *Checker
	name string
	op   *operation
}

func (c *Checker) complain(format string, args ...any) {
	s := fmt.Sprintf(format, args...)
	for i, d := range deviations {
		if slices.Contains(d.dialects, c.of) && patterns()[i].MatchString(s) {
			return
		}
	}
	c.tell(s)
}

func (c *Checker) begin(r *http.Request) (*exchange, error) {
	path := strings.TrimPrefix(r.URL.Path, "/ex/jira/"+sim.CloudID) // under which apps see the site
	x := &exchange{c, r.Method + " " + path, c.d.find(r.Method, path)}
	if x.op == nil {
		c.complain("%s: there is no such operation", x.name)
		return x, nil
	}
	for q := range r.URL.Query() {
		if !slices.Contains(x.op.query, q) {
			c.complain("%s: there is no parameter %s", x.name, q)
		}
	}
	if r.Body == nil || x.op.request == "" || !isJSON(r.Header) {
		return x, nil
	}
	b, err := io.ReadAll(r.Body)
	_ = r.Body.Close() // read to its end
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(b))
	for _, l := range c.d.validate(x.op.request, b) {
		c.complain("%s sends %s (%.300s)", x.name, l, b)
	}
	return x, nil
}

func (x *exchange) end(code int, header http.Header, body []byte) {
	if code < 400 && len(x.op.codes) > 0 && !slices.Contains(x.op.codes, fmt.Sprint(code)) {
		x.c.complain("%s is answered %d, and described are %s", x.name, code, strings.Join(x.op.codes, " "))
	}
	schema := x.op.answers[fmt.Sprint(code)]
	if schema == "" || !isJSON(header) || len(body) == 0 {
		return
	}
	for _, l := range x.c.d.validate(schema, body) {
		x.c.complain("%s is answered %s (%.300s)", x.name, l, body)
	}
}

func isJSON(h http.Header) bool {
	return strings.HasPrefix(h.Get("Content-Type"), "application/json")
}

// patterns are those of the deviations.
var patterns = sync.OnceValue(func() []*regexp.Regexp {
	var l []*regexp.Regexp
	for _, d := range deviations {
		l = append(l, regexp.MustCompile(d.pattern))
	}
	return l
})
