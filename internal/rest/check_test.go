package rest

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	const json, html = "application/json", "text/html; charset=utf-8"
	for _, c := range []struct {
		status     int
		kind, body string
		headers    []string
		code       hub.Code
		scope      hub.Scope
		retryIn    time.Duration
		says       string // part of the message
	}{
		{200, json, `{}`, nil, "", "", 0, ""},
		{204, "", "", nil, "", "", 0, ""},
		{304, "", "", nil, "", "", 0, ""},
		{200, html, "<html><title>Sign in</title>", nil, hub.Denied, hub.ScopeTracker, pageTime, "web page in place of data: a log-in page, or a wrong address: Sign in"},
		{302, "", "", nil, hub.Invalid, hub.ScopeTracker, 0, "another address"},
		{400, json, `{"errorMessages":["Field 'x' is required"],"errors":{"summary":"too long","dueDate":"no date"}}`, nil,
			hub.Invalid, hub.ScopeIssue, 0, "refused the content: Field 'x' is required; dueDate: no date; summary: too long"},
		{422, json, `{"message":"Validation Failed","errors":[{"resource":"Issue","field":"title","code":"missing"}]}`, nil,
			hub.Invalid, hub.ScopeIssue, 0, "code: missing; field: title; resource: Issue; Validation Failed"},
		{422, json, `{"errors":["Subject cannot be blank"]}`, nil, hub.Invalid, hub.ScopeIssue, 0, "Subject cannot be blank"},
		{400, json, `{"error":{"message":"No Record found","detail":"gone"},"status":"failure"}`, nil, hub.Invalid, hub.ScopeIssue, 0, "No Record found; gone"},
		{413, "text/plain", "too\r\nlarge", nil, hub.Invalid, hub.ScopeIssue, 0, "refused the content: too large"},
		{401, html, "<html><head><title>\n Unauthorized </title>" + strings.Repeat("x", 10000), nil, hub.Denied, hub.ScopeTracker, 0, "credentials: Unauthorized"},
		{403, json, `{"message":"Forbidden"}`, nil, hub.Denied, hub.ScopeConnection, 0, "not allow us this: Forbidden"},
		{403, json, `{"message":"secondary rate limit"}`, []string{"Retry-After", "60"}, hub.Busy, hub.ScopeTracker, time.Minute, "slow down"},
		{407, "", "", nil, hub.Denied, hub.ScopeTracker, 0, "proxy"},
		{404, "", "", nil, hub.NotFound, hub.ScopeIssue, 0, "no such thing"},
		{410, "", "", nil, hub.NotFound, hub.ScopeIssue, 0, "no such thing"},
		{409, "", "", nil, hub.Conflict, hub.ScopeIssue, 0, "changed in the meantime"},
		{412, "", "", nil, hub.Conflict, hub.ScopeIssue, 0, "changed in the meantime"},
		{429, "", "", []string{"Retry-After", "90"}, hub.Busy, hub.ScopeTracker, 90 * time.Second, "slow down"},
		{429, "", "", []string{"X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "40"}, hub.Busy, hub.ScopeTracker, 40 * time.Second, "slow down"},
		{429, "", "", nil, hub.Busy, hub.ScopeTracker, 0, "slow down"},
		{503, html, "<title>Maintenance</title>", nil, hub.Busy, hub.ScopeTracker, 0, "no time for us at the moment: Maintenance"},
		{500, html, "<p>no title", nil, hub.Unreachable, hub.ScopeTracker, 0, "failed inside"},
		{502, "", "", nil, hub.Unreachable, hub.ScopeTracker, 0, "failed inside"},
		{504, "", "", nil, hub.Unreachable, hub.ScopeTracker, 0, "failed inside"},
		{501, "", "", nil, hub.Invalid, hub.ScopeIssue, 0, "cannot do this"},
		{418, "application/octet-stream", "a\x00b", nil, hub.Invalid, hub.ScopeIssue, 0, "refused the content"},
	} {
		res := answer(c.status, c.body, append(c.headers, "Content-Type", c.kind)...)
		res.Request = request(t, t.Context(), "GET", "http://tracker.test/x", "")
		res.Request.Header.Set("Accept", "application/json")
		err := Check(res)
		if c.code == "" {
			if err != nil {
				t.Errorf("%d: %v, want none", c.status, err)
			}
			continue
		}
		var e *hub.Error
		if !errors.As(err, &e) {
			t.Fatalf("%d: %v is not a hub.Error", c.status, err)
		}
		if e.Code != c.code || e.Scope != c.scope || e.RetryIn != c.retryIn || !strings.Contains(e.Message, c.says) {
			t.Errorf("%d: got %s, %s, %v, %q; want %s, %s, %v, %q", c.status, e.Code, e.Scope, e.RetryIn, e.Message, c.code, c.scope, c.retryIn, c.says)
		}
	}
}

func TestCheck_webPageThatWasAskedFor(t *testing.T) {
	t.Parallel()
	res := answer(200, "<html>", "Content-Type", "text/html")
	if err := Check(res); err != nil {
		t.Errorf("without a request: %v", err)
	}
	res.Request = request(t, t.Context(), "GET", "http://tracker.test/x", "")
	if err := Check(res); err != nil {
		t.Errorf("without Accept: json: %v", err)
	}
}

func TestCheck_readsLittle(t *testing.T) {
	t.Parallel()
	read := &tallyReader{r: iotest.OneByteReader(io.LimitReader(endless{}, 1<<20))}
	res := answer(400, "")
	res.Body = io.NopCloser(read)
	e := hub.AsError(Check(res))
	if read.n > maxRefusal {
		t.Errorf("read %d bytes of the refusal, want at most %d", read.n, maxRefusal)
	}
	if n := len([]rune(e.Message)); n > maxDetail+100 {
		t.Errorf("message of %d letters", n)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestCheck_brokenRefusal(t *testing.T) {
	t.Parallel()
	res := answer(400, "")
	res.Body = io.NopCloser(io.MultiReader(strings.NewReader("summary is"), iotest.ErrReader(io.ErrUnexpectedEOF)))
	if e := hub.AsError(Check(res)); !strings.HasSuffix(e.Message, "summary is (the answer broke off)") {
		t.Errorf("got %q", e.Message)
	}
}

func TestCheck_showsNoSecrets(t *testing.T) {
	t.Parallel()
	wire := fakeWire(func(req *http.Request) (*http.Response, error) {
		return answer(400, `{"message":"bad key k3y-of-ours","errors":["token=abcdef123","https://me:pw1234@host/x"]}`), nil
	})
	c := open(t, Options{Transport: wire, Secrets: texts("k3y-of-ours")})
	res, err := c.HTTP().Do(request(t, t.Context(), "GET", "http://u:userpass@tracker.test/x?api_key=querykey&note=k3y-of-ours", ""))
	if err != nil {
		t.Fatal(err)
	}
	e := hub.AsError(Check(res))
	read(t, res)
	for _, text := range []string{e.Message, e.Err.Error()} {
		for _, s := range []string{"k3y-of-ours", "abcdef123", "pw1234", "userpass", "querykey"} {
			if strings.Contains(text, s) {
				t.Errorf("%q shows %q", text, s)
			}
		}
	}
	if !strings.Contains(e.Message, "bad key ***") {
		t.Errorf("the reason is lost: %q", e.Message)
	}
}

func TestCheck_secretCutInTwo(t *testing.T) {
	t.Parallel()
	const long = "a-secret-that-lies-across-the-end-of-what-is-read"
	wire := fakeWire(func(*http.Request) (*http.Response, error) {
		return answer(400, strings.Repeat(" ", maxRefusal-20)+long), nil
	})
	res, err := open(t, Options{Transport: wire, Secrets: texts(long)}).HTTP().Do(request(t, t.Context(), "GET", "http://tracker.test/x", ""))
	if err != nil {
		t.Fatal(err)
	}
	e := hub.AsError(Check(res))
	read(t, res)
	if strings.Contains(e.Message, long[:8]) {
		t.Errorf("%q shows the first half of a secret", e.Message)
	}
}
