package rest

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// known is a configured secret; the others below are hidden for where they stand.
const known = "kn0wn/s3cret+key"

func TestScrub(t *testing.T) {
	t.Parallel()
	s := newScrubber(texts(known))
	basic := base64.StdEncoding.EncodeToString([]byte("someone:" + known))
	for _, c := range []struct{ text, want string }{
		{"plain words stay", "plain words stay"},
		{"key is " + known, "key is ***"},
		{"key is " + url.QueryEscape(known), "key is ***"},
		{"Authorization: Bearer abcdef", "Authorization: ***"},
		{"authorization=Basic YTpi", "authorization=***"},
		{"got Bearer abcdef123456 back", "got Bearer *** back"},
		{"basic information, bearer instruments", "basic information, bearer instruments"},
		{"X-Redmine-API-Key: 0123456789abcdef", "X-Redmine-API-Key: ***"},
		{"Cookie: JSESSIONID=1234", "Cookie: ***"},
		{"https://me:pw@host/path", "https://***@host/path"},
		{"https://host/x?private_token=abc&page=2", "https://host/x?private_token=***&page=2"},
		{"https://host/x?X-Amz-Signature=ab12&X-Amz-Date=20260301", "https://host/x?X-Amz-Signature=***&X-Amz-Date=20260301"},
		{"password=a%20b&user=c", "password=***&user=c"},
		{"password: 'x y'", "password: '***'"},
		{`{"password": "a\"b", "user": "c"}`, `{"password": "***", "user": "c"}`},
		{`{"access_token":"a","expires_in":3600,"token_type":"bearer"}`, `{"access_token":"***","expires_in":3600,"token_type":"bearer"}`},
		{`{"session": {"name":"JSESSIONID", "value":"6E34"}, "n":1.0}`, `{"session": {"name":"***", "value":"***"}, "n":1.0}`},
		{`{"tokens":["a","b",1,true,null]}`, `{"tokens":["***","***",0,true,null]}`},
		{`{"nextPageToken":"abc","key":"PRJ-7"}`, `{"nextPageToken":"abc","key":"PRJ-7"}`},
		{`{"a":"{\"apiKey\":\"x\"}"}`, `{"a":"{\"apiKey\":\"***\"}"}`},
		{`["Token:","visible"]`, `["Token:","visible"]`},
		{`{"cut": {"password":"abc`, `{"cut": {"password":"***"`},
		{`"{\"password\":\"abc\"`, `"{\"password\":\"***\"`},
	} {
		if got := s.text(c.text); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
	if got := s.text("x " + basic); strings.Contains(got, basic[len(basic)-12:]) {
		t.Errorf("basic form survived: %s", got)
	}
}

func TestScrub_headers(t *testing.T) {
	t.Parallel()
	s := newScrubber(texts(known))
	h := http.Header{
		"Authorization": {"Basic YTpi"}, "Proxy-Authorization": {"Basic YTpi"}, "Private-Token": {"abc"},
		"X-Redmine-Api-Key": {"abc"}, "X-Bugzilla-Api-Key": {"abc"}, "X-Gitlab-Token": {"abc"},
		"Cookie":           {"a=1; b=2"},
		"Set-Cookie":       {"JSESSIONID=77; Path=/; HttpOnly", "xsrf=8"},
		"Www-Authenticate": {`Basic realm="x"`},
		"Location":         {"https://s3.test/x?sig=abc&v=1"},
		"X-Other":          {"holds " + known},
		"Date":             {"Sun, 01 Mar 2026 12:00:20 GMT"},
		"Idempotency-Key":  {"0-1"},
	}
	want := http.Header{
		"Authorization": {"***"}, "Proxy-Authorization": {"***"}, "Private-Token": {"***"},
		"X-Redmine-Api-Key": {"***"}, "X-Bugzilla-Api-Key": {"***"}, "X-Gitlab-Token": {"***"},
		"Cookie":           {"a=***; b=***"},
		"Set-Cookie":       {"JSESSIONID=***; Path=/; HttpOnly", "xsrf=***"},
		"Www-Authenticate": {`Basic realm="x"`},
		"Location":         {"https://s3.test/x?sig=***&v=1"},
		"X-Other":          {"holds ***"},
		"Date":             {"Sun, 01 Mar 2026 12:00:20 GMT"},
		"Idempotency-Key":  {"0-1"},
	}
	got := s.header(h)
	for name := range want {
		if strings.Join(got[name], "|") != strings.Join(want[name], "|") {
			t.Errorf("%s: %q, want %q", name, got[name], want[name])
		}
	}
}

func TestScrub_logsAndErrors(t *testing.T) {
	t.Parallel()
	log, out := logged()
	wire := fakeWire(func(req *http.Request) (*http.Response, error) {
		if req.URL.Path == "/fails" {
			return nil, errors.New("cannot talk to " + req.URL.String() + " with " + known)
		}
		return answer(429, ""), nil
	})
	c := open(t, Options{Transport: wire, Log: log, Secrets: texts(known), Retry: Retry{Tries: 1}})
	var shown []string
	for _, path := range []string{"/fails", "/busy"} {
		res, err := c.HTTP().Do(request(t, t.Context(), "GET", "http://me:userpass@tracker.test"+path+"?api_key=querykey&x="+url.QueryEscape(known), ""))
		if err != nil {
			err = Classify(err)
			shown = append(shown, err.Error(), errors.Unwrap(err).Error())
			continue
		}
		read(t, res)
	}
	shown = append(shown, out.String())
	for _, text := range shown {
		for _, s := range []string{known, url.QueryEscape(known), "userpass", "querykey"} {
			if strings.Contains(text, s) {
				t.Errorf("%q shows %q", text, s)
			}
		}
	}
	if !strings.Contains(out.String(), "api_key=***") {
		t.Errorf("the log does not name the calls: %s", out)
	}
}

func FuzzScrub(f *testing.F) {
	f.Add(`{"password": "x", "a": ["token: y", {"b": "https://u:p@h?sig=1"}]}`, "hunter22")
	f.Add(`["Token:","]"]`, "abcdefgh")
	f.Add(`{"a":"x token: \\u0041bc"}`, `q"uo\te`)
	f.Fuzz(func(t *testing.T, text, value string) {
		s := newScrubber(texts(value))
		got := s.text(text)
		if len(value) >= 8 && strings.Contains(got, value) {
			t.Errorf("%q survived in %q", value, got)
		}
		if ordinary := newScrubber(nil); json.Valid([]byte(text)) && strings.ContainsAny(text[:1], "{[") && !json.Valid([]byte(ordinary.text(text))) {
			t.Errorf("%q is no longer JSON: %q", text, ordinary.text(text))
		}
	})
}
