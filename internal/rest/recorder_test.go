package rest

import (
	"bytes"
	"compress/gzip"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

func TestRecording_format(t *testing.T) {
	t.Parallel()
	const text = `httprec 1

--- POST /rest/api/2/issue?notify=false
> Content-Type: application/json
|{"fields": {
\  "summary": "ä"}}
=== 201 Created
< Content-Type: application/json
< Date: Sun, 01 Mar 2026 12:00:20 GMT
< Set-Cookie: a=***
< Set-Cookie: b=***
^line with carriage return
|
|# not a comment
\{"id": "10001"}

--- GET /avatar
=== 200 OK
%iVBORwA=
`
	want := Recording{
		{Method: "POST", Target: "/rest/api/2/issue?notify=false",
			Request: Message{http.Header{"Content-Type": {"application/json"}}, []byte("{\"fields\": {\n  \"summary\": \"ä\"}}")},
			Status:  201,
			Answer: Message{http.Header{"Content-Type": {"application/json"}, "Date": {"Sun, 01 Mar 2026 12:00:20 GMT"}, "Set-Cookie": {"a=***", "b=***"}},
				[]byte("line with carriage return\r\n\n# not a comment\n{\"id\": \"10001\"}")}},
		{Method: "GET", Target: "/avatar", Status: 200, Answer: Message{nil, []byte("\x89PNG\x00")}},
	}
	got, err := ParseRecording([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("parsed %+v\nwant %+v", got, want)
	}
	if printed := string(want.Bytes()); printed != text {
		t.Errorf("printed\n%s\nwant\n%s", printed, text)
	}
}

func TestParseRecording_errors(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, says string }{
		{"another file", "HTTP/1.1 200", "line 1: is not"},
		{"empty", "", "line 1"},
		{"answer first", "httprec 1\n=== 200", "line 2: comes before the first request"},
		{"no path", "httprec 1\n--- GET x", "line 2: is not METHOD /path"},
		{"two answers", "httprec 1\n--- GET /\n=== 200\n=== 200", "line 4: is a second answer"},
		{"no answer", "httprec 1\n--- GET /\n--- GET /", "line 3: the request before has no answer"},
		{"no answer at the end", "httprec 1\n--- GET /", "at the end has no answer"},
		{"bad status", "httprec 1\n--- GET /\n=== fine", `line 3: "fine" is not a status`},
		{"bad header", "httprec 1\n--- GET /\n> no colon", "line 3: is not a header"},
		{"wrong side", "httprec 1\n--- GET /\n< A: b", "line 3: a header of the request begins with >"},
		{"bad base64", "httprec 1\n--- GET /\n%!!", "line 3: is not base64"},
		{"a stray line", "httprec 1\n--- GET /\nhello", "line 3: begins with 'h'"},
	} {
		if _, err := ParseRecording([]byte(c.text)); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", c.name, err, c.says)
		}
	}
}

func FuzzRecording(f *testing.F) {
	f.Add([]byte("httprec 1\n--- GET /x?y\n> A: b\n|c\n=== 200\n< D: e\n^f\n%Zg==\n\\g"), []byte("body\r\n\x00"))
	f.Add([]byte("httprec 1\n# note\n\n--- PUT /\n\\\n=== 999"), []byte("a\n\nb"))
	f.Fuzz(func(t *testing.T, text, body []byte) {
		r, err := ParseRecording(text)
		if err != nil {
			r = nil
		}
		if len(body) > 0 {
			r = append(r, Exchange{Method: "GET", Target: "/", Request: Message{Body: body}, Status: 200, Answer: Message{Body: body}})
		}
		again, err := ParseRecording(r.Bytes())
		if err != nil {
			t.Fatalf("%v\n%s", err, r.Bytes())
		}
		if !reflect.DeepEqual(again, r) {
			t.Fatalf("parsed again %+v\nwant %+v", again, r)
		}
	})
}

// chatty is a small server whose traffic is recorded.
func chatty(t *testing.T) *httptest.Server {
	var n atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := n.Add(1)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Set-Cookie", "JSESSIONID=c00kievalue; Path=/")
		switch {
		case r.URL.Path == "/gone":
			http.Error(w, `{"message":"gone, says `+known+`"}`, http.StatusNotFound)
		case r.Method == "POST":
			w.WriteHeader(http.StatusCreated)
			_, _ = w.Write([]byte(`{"id": "1", "token": "answertoken"}`))
		case n == 1:
			_, _ = w.Write([]byte(`{"state": "old"}`))
		default:
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = z.Write([]byte(`{"state": "new"}`))
			_ = z.Close()
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// talk makes the same calls against any client and returns what it heard.
func talk(t *testing.T, c *Client, base, key string) []string {
	t.Helper()
	var heard []string
	for _, call := range []struct{ method, path, body string }{
		{"GET", "/issue/1?b=2&a=1&private_token=unl1sted&api_key=" + key, ""},
		{"POST", "/issue", `{"b": 1, "a": [2], "password": "` + key + `"}`},
		{"GET", "/issue/1?a=1&b=2&private_token=unl1sted&api_key=" + key, ""},
		{"GET", "/gone", ""},
	} {
		req := request(t, t.Context(), call.method, base+call.path, call.body)
		req.Header.Set("Authorization", "Bearer "+key)
		req.Header.Set("X-Redmine-API-Key", key)
		res, err := c.HTTP().Do(req)
		if err != nil {
			t.Fatalf("%s %s: %v", call.method, call.path, err)
		}
		said := res.Status
		if err := Check(res); err != nil {
			said += " " + err.Error()
		}
		heard = append(heard, said+" "+read(t, res))
	}
	return heard
}

func TestRecorder_recordsAndReplays(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	live := open(t, Options{Recorder: Record(&file), Secrets: texts(known)})
	heard := talk(t, live, chatty(t).URL, known)
	for _, s := range []string{known, "c00kievalue", "answertoken", "kn0wn", "unl1sted"} {
		if strings.Contains(file.String(), s) {
			t.Errorf("the recording shows %q:\n%s", s, &file)
		}
	}
	if !strings.Contains(file.String(), `|{"message":"gone, says ***"}`) || !strings.Contains(file.String(), "< Date: ") {
		t.Errorf("not as expected:\n%s", &file)
	}
	r, err := ParseRecording(file.Bytes())
	if err != nil {
		t.Fatalf("%v\n%s", err, &file)
	}
	rec := Replay(r)
	replayed := talk(t, open(t, Options{Recorder: rec, Secrets: texts("an other key")}), "http://elsewhere.test", "an+other+key")
	for i, want := range heard {
		want = strings.NewReplacer("answertoken", "***", known, "***").Replace(want)
		if replayed[i] != want {
			t.Errorf("replayed %q, want %q", replayed[i], want)
		}
	}
	if left := rec.Unplayed(); len(left) != 0 {
		t.Errorf("not played: %v", left)
	}
}

func TestReplay_needsNoTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := Recording{}
		for range 3 {
			r = append(r, Exchange{Method: "GET", Target: "/x", Status: 429, Answer: Message{Header: http.Header{"Retry-After": {"3600"}}}})
		}
		r = append(r, Exchange{Method: "GET", Target: "/x", Status: 200})
		c := open(t, Options{Recorder: Replay(r), Pace: Pace{Rate: 0.01}})
		start := time.Now()
		res, err := c.HTTP().Do(request(t, t.Context(), "GET", "http://tracker.test/x", ""))
		if err != nil {
			t.Fatal(err)
		}
		read(t, res)
		if res.StatusCode != 200 || time.Since(start) != 0 {
			t.Errorf("%d after %v, want 200 at once", res.StatusCode, time.Since(start))
		}
	})
}

func TestReplay_unmatched(t *testing.T) {
	t.Parallel()
	r := Recording{
		{Method: "GET", Target: "/issue/1?a=1", Status: 200},
		{Method: "PUT", Target: "/issue/1", Request: Message{Body: []byte(`{"summary":"old"}`)}, Status: 204},
	}
	for _, c := range []struct{ name, method, path, body, says string }{
		{"query", "GET", "/issue/1?a=2", "", "does not hold GET /issue/1?a=2; nearest is GET /issue/1?a=1, with another query"},
		{"path", "GET", "/issue/12?a=1", "", "nearest is GET /issue/1?a=1, with another path"},
		{"body", "PUT", "/issue/1", `{"summary":"new"}`, `nearest is PUT /issue/1, with another body: recorded "{\"summary\":\"old\"}", asked "{\"summary\":\"new\"}"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			cl := open(t, Options{Recorder: Replay(r)})
			_, err := cl.HTTP().Do(request(t, t.Context(), c.method, "http://tracker.test"+c.path, c.body)) //nolint:bodyclose // fails
			if e := hub.AsError(err); e.Code != hub.Internal || !strings.Contains(e.Message, c.says) {
				t.Errorf("got %v, want %s", err, c.says)
			}
			if n := cl.Counts().Retries; n != 0 {
				t.Errorf("tried %d times more", n)
			}
		})
	}
	rec := Replay(r[:1])
	cl := open(t, Options{Recorder: rec})
	if left := rec.Unplayed(); len(left) != 1 || left[0] != "GET /issue/1?a=1" {
		t.Errorf("unplayed %v", left)
	}
	res, err := cl.HTTP().Do(request(t, t.Context(), "GET", "http://tracker.test/issue/1?a=1", ""))
	if err != nil {
		t.Fatal(err)
	}
	read(t, res)
	_, err = cl.HTTP().Do(request(t, t.Context(), "GET", "http://tracker.test/issue/1?a=1", "")) //nolint:bodyclose // fails
	if err == nil || !strings.Contains(err.Error(), "only 1 times") {
		t.Errorf("asked too often: %v", err)
	}
}

func TestNormalBody(t *testing.T) {
	t.Parallel()
	part := func(boundary string) (string, []byte) {
		var b bytes.Buffer
		w := multipart.NewWriter(&b)
		_ = w.SetBoundary(boundary)
		_ = w.WriteField("a", "b")
		_ = w.Close()
		return w.FormDataContentType(), b.Bytes()
	}
	kind1, body1 := part("one111111111")
	kind2, body2 := part("two2222222222222")
	const form = "application/x-www-form-urlencoded"
	for _, c := range []struct {
		name, kind1, kind2 string
		body1, body2       []byte
		same               bool
	}{
		{"JSON in another order", "application/json", "", []byte(`{"a":1,"b":[1,2]}`), []byte("{ \"b\":[1,2],\n\"a\":1}"), true},
		{"JSON lists have an order", "", "", []byte(`[1,2]`), []byte(`[2,1]`), false},
		{"large numbers differ", "", "", []byte(`9007199254740993`), []byte(`9007199254740992`), false},
		{"two JSON texts", "", "", []byte(`{} {}`), []byte(`{}{}`), false},
		{"forms", form, form, []byte("a=1&b=2"), []byte("b=2&a=1"), true},
		{"the same without a type", "", "", []byte("a=1&b=2"), []byte("b=2&a=1"), false},
		{"multipart", kind1, kind2, body1, body2, true},
	} {
		if got := normalBody(c.kind1, c.body1) == normalBody(c.kind2, c.body2); got != c.same {
			t.Errorf("%s: same %v, want %v", c.name, got, c.same)
		}
	}
}
