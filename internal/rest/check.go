package rest

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/entwine-sync/entwine/hub"
)

const (
	// maxRefusal is how much of a refusal's body is read for its reason.
	maxRefusal = 4 << 10
	// cutMargin is longer than most keys.
	cutMargin = 256
	// pageTime is when to look again where a web page stood in place of data. It
	// may be one of maintenance that goes by itself; no account is locked for
	// asking, as by refused credentials.
	pageTime = 30 * time.Second
	// maxDetail is how many letters of it an owner is shown.
	maxDetail = 300
)

// Check returns nil for an answer that can be used, and otherwise a *hub.Error
// that says why not. It reads a little of the body of an answer that cannot be
// used and closes none: that stays with the caller, as always. 304 is an answer
// that can be used, for it comes only to those who ask for it.
func Check(res *http.Response) error {
	switch {
	case res.StatusCode >= 200 && res.StatusCode <= 299:
		return checkKind(res)
	case res.StatusCode == http.StatusNotModified:
		return nil
	}
	code, scope, sentence := verdict(res)
	e := &hub.Error{Code: code, Scope: scope, Message: sentence}
	if code == hub.Busy {
		e.RetryIn = adviceOf(res)
	}
	d := detail(res)
	if d != "" {
		e.Message += ": " + d
	}
	e.Err = fmt.Errorf("%s: %d %s: %s", label(res), res.StatusCode, http.StatusText(res.StatusCode), d)
	return e
}

// verdict is the table of statuses.
func verdict(res *http.Response) (hub.Code, hub.Scope, string) {
	if throttled(res) {
		return hub.Busy, hub.ScopeTracker, "the tracker asks us to slow down"
	}
	switch s := res.StatusCode; {
	case s == http.StatusUnauthorized:
		return hub.Denied, hub.ScopeTracker, "the tracker does not accept our credentials"
	case s == http.StatusForbidden, s == http.StatusUnavailableForLegalReasons:
		return hub.Denied, hub.ScopeConnection, "the tracker does not allow us this"
	case s == http.StatusProxyAuthRequired:
		return hub.Denied, hub.ScopeTracker, "the proxy asks for a user name and password, or refuses the ones set"
	case s == http.StatusNotFound, s == http.StatusGone:
		return hub.NotFound, hub.ScopeIssue, "the tracker has no such thing, or hides it from us"
	case s == http.StatusConflict, s == http.StatusPreconditionFailed, s == http.StatusLocked:
		return hub.Conflict, hub.ScopeIssue, "it was changed in the meantime"
	case s == http.StatusRequestTimeout, s == http.StatusTooEarly, s == http.StatusServiceUnavailable, s == http.StatusInsufficientStorage:
		return hub.Busy, hub.ScopeTracker, "the tracker has no time for us at the moment"
	case s == http.StatusNotImplemented, s == http.StatusHTTPVersionNotSupported:
		return hub.Invalid, hub.ScopeIssue, "the tracker cannot do this"
	case s >= 500:
		// The work may have been done before it went wrong.
		return hub.Unreachable, hub.ScopeTracker, "the tracker failed inside"
	case s >= 300 && s < 400:
		return hub.Invalid, hub.ScopeTracker, "the tracker sends us to another address; check the one that is set"
	}
	return hub.Invalid, hub.ScopeIssue, "the tracker refused the content"
}

// checkKind finds the web page that a log-in service or a wrong address puts in
// the place of data, with a status of 200.
func checkKind(res *http.Response) error {
	if res.Request == nil || !strings.Contains(res.Request.Header.Get("Accept"), "json") || !isHTML(res) {
		return nil
	}
	message := "the tracker answered with a web page in place of data: a log-in page, or a wrong address"
	d := detail(res)
	if d != "" {
		message += ": " + d
	}
	return &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker, Message: message, RetryIn: pageTime,
		Err: fmt.Errorf("%s: %d with HTML: %s", label(res), res.StatusCode, d)}
}

func isHTML(res *http.Response) bool {
	kind, _, err := mime.ParseMediaType(res.Header.Get("Content-Type"))
	return err == nil && (kind == "text/html" || kind == "application/xhtml+xml")
}

// adviceOf is when to come back: what the answer says, or the end of a window
// that is used up.
func adviceOf(res *http.Response) time.Duration {
	now := time.Now()
	if d, ok := RetryAfter(res.Header, now); ok {
		return d
	}
	if left, ok := remaining(res.Header); ok && left == 0 {
		return resetIn(res.Header, now)
	}
	return 0
}

// label names the request in the log.
func label(res *http.Response) string {
	if res.Request == nil {
		return "answer"
	}
	return res.Request.Method + " " + scrubberOf(res)(newScrubber(nil).url(res.Request.URL))
}

// scrubberOf is what hides the values that the answer's own client knows.
func scrubberOf(res *http.Response) func(string) string {
	if b, ok := res.Body.(interface{ scrubText(string) string }); ok {
		return b.scrubText
	}
	return newScrubber(nil).text
}

// detail is the tracker's own reason: one line, short, without secrets.
func detail(res *http.Response) string {
	if res.Body == nil {
		return ""
	}
	raw, err := io.ReadAll(io.LimitReader(res.Body, maxRefusal))
	scrub := scrubberOf(res)
	text := strings.ToValidUTF8(scrub(string(raw)), "")
	if len(raw) == maxRefusal {
		// A secret may be cut in two here, and half of one is not recognised.
		text = strings.ToValidUTF8(text[:max(len(text)-cutMargin, 0)], "")
	}
	switch {
	case isHTML(res):
		text = title(text)
	case strings.ContainsRune(text, 0):
		text = "" // not meant for reading
	default:
		text = reason(text)
	}
	// Again, because taking it out of its escapes may have shown more.
	text = shorten(oneLine(scrub(text)))
	if err != nil {
		text = strings.TrimSpace(text + " (the answer broke off)")
	}
	return text
}

var titlePattern = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)

// title is all that is worth reading of an error page.
func title(page string) string {
	if m := titlePattern.FindStringSubmatch(page); m != nil {
		return m[1]
	}
	return ""
}

// reasonKeys are where trackers put their reasons, best first.
var reasonKeys = []string{"errorMessages", "errors", "error_description", "message", "error", "detail", "details",
	"Title", "title", "description", "reason", "messages"}

// reason finds the sentences in a JSON refusal; other text is its own reason.
func reason(text string) string {
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return text
	}
	if found := sentences(v, 0); len(found) > 0 {
		return strings.Join(found, "; ")
	}
	return text
}

// sentences gathers the strings below the keys above. Three levels are as deep
// as any tracker nests them.
func sentences(v any, depth int) []string {
	var out []string
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		for _, e := range v {
			out = append(out, sentences(e, depth)...)
		}
	case map[string]any:
		if depth > 3 {
			return nil
		}
		known := false
		for _, k := range reasonKeys {
			if e, ok := v[k]; ok {
				known = true
				out = append(out, sentences(e, depth+1)...)
			}
		}
		if !known && depth > 0 {
			out = named(v)
		}
	}
	return slices.Compact(out)
}

// named gives "field: sentence", as in Jira's errors.
func named(v map[string]any) []string {
	var out []string
	for k, e := range v {
		if s := strings.Join(sentences(e, 4), ", "); s != "" {
			out = append(out, k+": "+s)
		}
	}
	slices.Sort(out)
	return out
}

func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func shorten(s string) string {
	r := []rune(s)
	if len(r) <= maxDetail {
		return s
	}
	return string(r[:maxDetail]) + "…"
}
