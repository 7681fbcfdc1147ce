package rt

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func connectorOf(t testing.TB, more tracker.Settings) *connector {
	t.Helper()
	s := tracker.Settings{"url": "https://rt.test/x", "token": "1-27-ab"}
	for k, v := range more {
		s[k] = v
	}
	c, err := newConnector(s, tracker.Env{})
	if err != nil {
		t.Fatal(err)
	}
	if m, ok := c.(marking); ok {
		return m.connector
	}
	return c.(*connector)
}

// What RT says to updates, as it was seen on 5.0.3, and what it is taken for.
func TestRefusals(t *testing.T) {
	for _, tc := range []struct {
		field string
		said  []string
		code  hub.Code
		part  string // of the message
	}{
		{"status", []string{"Subject changed from 'a' to 'b'", "You can't change status from 'reported' to 'fixed'."}, hub.Invalid, "can't change status"},
		{"status", []string{"Status 'bogus' isn't a valid status for this ticket."}, hub.Invalid, "isn't a valid"},
		{"status", []string{"That ticket has unresolved dependencies"}, hub.Invalid, "dependencies"},
		{"status", []string{"Permission Denied"}, hub.Denied, "Permission Denied"},
		{"assignee", []string{"Due changed from Not set to Not set", "That user does not exist", "Queue Nope does not exist"}, hub.Invalid, "That user does not exist"},
		{"assignee", []string{"That user may not own tickets in that queue"}, hub.Invalid, "may not own"},
		{"assignee", []string{"You can only reassign tickets that you own or that are unowned"}, hub.Invalid, "only reassign"},
		{"project", []string{"That user does not exist", "Queue Nope does not exist"}, hub.Invalid, "Queue Nope"},
		{"customFields.One of", []string{"Subject changed from 'a' to 'b'", "Invalid value for custom field"}, hub.Invalid, "Invalid value"},
		{"customFields.Moment", []string{"Custom field value 2025-02-28 05:00:00 could not be found for custom field Moment"}, hub.Invalid, "could not be found"},
		{"parent", []string{"Couldn't resolve '99999' into a link."}, hub.Invalid, "into a link"},
		{"links", []string{"Link could not be created: Can't link a ticket to itself"}, hub.Invalid, "to itself"},
		{"links", []string{"Ticket 7 no longer refers to Ticket 1.", "Link not found"}, hub.Invalid, "not found"},
		{"summary", []string{"No permission to modify ticket"}, hub.Denied, "No permission"},
		{"priority", []string{"Priority changed from 'Low' to 'Low'"}, hub.Invalid, "it said: Priority"},
		{"due", nil, hub.Invalid, "answered success"},
		{"summary", []string{"Betreff geändert von 'a' zu '" + strings.Repeat("x", 1000) + "'"}, hub.Invalid, "…"},
	} {
		e := hub.AsError(refused(tc.said, tc.field))
		if e.Code != tc.code || e.Field != tc.field || !strings.Contains(e.Message, tc.part) || len([]rune(e.Message)) > mostSaid+1 {
			t.Errorf("%s after %q: %v in %q", tc.field, tc.said, e, e.Field)
		}
	}
	var answer []text
	if err := json.Unmarshal([]byte(`["Ticket 7: Subject changed from 'a' to 'b'", null, "", "linux added as a value for Many of"]`), &answer); err != nil {
		t.Fatal(err)
	}
	if got := sentences(answer); !slices.Equal(got, []string{"Subject changed from 'a' to 'b'", "linux added as a value for Many of"}) {
		t.Errorf("the sentences are %q", got)
	}
}

func TestCanon(t *testing.T) {
	moment := time.Date(2024, 2, 29, 23, 30, 1, 5, time.FixedZone("", -5*3600))
	for _, tc := range []struct {
		field    string
		in, want hub.Value
	}{
		{"summary", " a\r\nb\nc ", " abc "},
		{"summary", "\r\n\n", nil},
		{"customFields.Text", "", nil},
		{"description", " a\r\nb\rc\r\r\nd ", " a\nb\nc\n\nd "},
		{"due", moment, time.Date(2024, 3, 1, 4, 30, 1, 0, time.UTC)},
		{"customFields.Many", []hub.Value{"b", "a", nil, "b"}, []hub.Value{"a", "b"}},
		{"customFields.Many", []hub.Value{}, nil},
		{"originalEstimate", hub.Number("89"), hub.Number("60")},
		{"remainingEstimate", hub.Number("29"), nil},
		{"priority", hub.Number("89"), hub.Number("89")},
		{"workLogs", map[string]hub.Value{"seconds": hub.Number("20"), "started": moment, "text": "a\r\n"},
			map[string]hub.Value{"seconds": hub.Number("0"), "started": moment.Truncate(time.Second), "text": "a\n"}},
		{"attachments", map[string]hub.Value{"name": "C:\\tmp\\50%\"?\n.txt"}, map[string]hub.Value{"name": `50%"?.txt`}},
		{"links", map[string]hub.Value{"title": "x"}, map[string]hub.Value{"title": ""}},
	} {
		if got := canon(tc.field, tc.in); !hub.Same(got, tc.want) {
			t.Errorf("canon(%s, %#v) is %#v, want %#v", tc.field, tc.in, got, tc.want)
		}
	}
	public := func() hub.Value { return map[string]hub.Value{"body": "a\r", "private": false} }
	if got := connectorOf(t, nil).Canon("comments", public()); !hub.Same(got, map[string]hub.Value{"body": "a\n", "private": true}) {
		t.Errorf("where no mail is allowed a public comment is %v", got)
	}
	if got := connectorOf(t, tracker.Settings{"correspond": "yes"}).Canon("comments", public()); !hub.Same(got, map[string]hub.Value{"body": "a\n", "private": false}) {
		t.Errorf("where mail is allowed a public comment is %v", got)
	}
}

func TestPlainTexts(t *testing.T) {
	for in, want := range map[string]string{
		"":                    "",
		" \r\n\t":             "",
		"one":                 "<p>one</p>",
		"a < b & \"c\"\r\nd":  "<p>a &lt; b &amp; &#34;c&#34;<br>\nd</p>",
		"\n\none\n\n \ntwo\n": "<p>one</p>\n<p>two</p>",
		"  a   b\tc":          "<p>&nbsp; a&nbsp;&nbsp; b&nbsp;&nbsp;&nbsp; c</p>",
		" x":                  "<p>&nbsp;x</p>",
	} {
		if got := htmlOf(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}

// A mark comes back from a text, and the text as it was.
func TestMarks(t *testing.T) {
	mark := hub.EndKey{Pair: "06h0fbh381ucdr4sjfhh5ehs8s", Side: hub.Acceptor}.Mark()
	for _, body := range []string{"", "<p>a</p>", "a\n", "a <!-- b -->", marked("x", "ew1-2")} {
		if got, m := unmarked(marked(body, mark)); got != body || m != mark {
			t.Errorf("%q with %s comes back as %q with %q", body, mark, got, m)
		}
	}
	for _, bad := range []string{"", "a--b", "a b", "-->", "a>"} {
		if got := marked("x", bad); got != "x" {
			t.Errorf("with the mark %q it is %q", bad, got)
		}
	}
	for _, none := range []string{"", "x <!-- entwine  -->", "<!-- entwine ew1 -->.", " -->", "<!-- b -->"} {
		if got, m := unmarked(none); got != none || m != "" {
			t.Errorf("%q is read as %q with %q", none, got, m)
		}
	}
}

func TestNumbersOnly(t *testing.T) {
	for _, bad := range []string{"", "0", "-1", "+1", "01", "1 ", "1/..", "９", "99999999999999999999"} {
		if n, err := number(bad); hub.CodeOf(err) != hub.NotFound {
			t.Errorf("%q is taken for %d, %v", bad, n, err)
		}
	}
	for tag, want := range map[string]int64{`"57"`: 57, `57`: 57, `W/"57"`: 57, `"57-gzip"`: 57} {
		if n, err := revision(tag); err != nil || n != want {
			t.Errorf("%s is revision %d, %v", tag, n, err)
		}
	}
	for _, bad := range []string{"", `""`, `"2026-11-23T07:42:27Z"x`[:1], `"x"`} {
		if n, err := revision(bad); err == nil {
			t.Errorf("%s is revision %d", bad, n)
		}
	}
}

func TestSettings(t *testing.T) {
	good := tracker.Settings{"url": "https://rt.test/x", "token": "1-27-ab"}
	if _, err := newConnector(good, tracker.Env{}); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]string{
		"url": {"rt.test"}, "token": {"", "secret", "1-x-y"}, "correspond": {"maybe"}, "mark_field": {"a'b", "a}"},
		"priorities": {"Low", "Low=x", "=3", "Low=-1"}, "lifecycles": {"a > b", "bugs: a", "bugs: > b"},
	} {
		for _, v := range bad {
			s := tracker.Settings{"url": good["url"], "token": good["token"]}
			s[name] = v
			_, err := newConnector(s, tracker.Env{})
			e := hub.AsError(err)
			if e == nil || e.Code != hub.Invalid || e.Field != name {
				t.Errorf("%s %q: %v", name, v, err)
			}
			if name == "token" && v != "" && strings.Contains(e.Error(), v) {
				t.Errorf("the token is in the error: %v", err)
			}
		}
	}
	c, err := newConnector(tracker.Settings{"url": "https://r.test", "token": "1-2-a", "mark_field": "Key"}, tracker.Env{})
	if err != nil {
		t.Fatal(err)
	}
	if _, marks := c.(tracker.Marker); !marks || !Spec.HabitsOf(c).Marked("issue") {
		t.Errorf("a field for marks makes no marker")
	}
}

func TestWays(t *testing.T) {
	w, err := readWays("bugs: reported > confirmed, wontfix; confirmed > in progress, deleted\nIn Progress > review\n deleted > fixed; review >; other: a > b")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ from, to, want string }{
		{"reported", "review", "reported confirmed in progress review"},
		{"Reported", "Review", "Reported confirmed in progress review"},
		{"reported", "wontfix", "reported wontfix"},
		{"reported", "fixed", ""}, // only through what deletes
		{"reported", "b", ""},
		{"review", "reported", ""},
	} {
		if got := strings.Join(w.path("bugs", tc.from, tc.to), " "); got != tc.want {
			t.Errorf("from %s to %s: %q, want %q", tc.from, tc.to, got, tc.want)
		}
	}
	w.learn("bugs", "confirmed", "in progress", false)
	if p := w.path("bugs", "reported", "review"); p != nil {
		t.Errorf("a way that was refused is still there: %v", p)
	}
	w.learn("bugs", "confirmed", "in progress", true)
	w.learn("bugs", "review", "reported", true)
	if p := w.path("bugs", "confirmed", "reported"); len(p) != 4 {
		t.Errorf("what was learned is not used: %v", p)
	}
	if got := w.reach("bugs", "in progress"); !slices.Equal(got, []string{"in progress", "review", "reported", "confirmed", "wontfix"}) {
		t.Errorf("in progress leads to %v", got)
	}
}

func TestStatusesInAPage(t *testing.T) {
	page := `<select name="Owner"><option value="6">Nobody</option></select>
	<div><select name="Status" class="selectpicker form-control">
	<option value="" selected="selected">reported &#40;Unchanged&#41;</option>
	<option value="reported" >reported</option>
	<option value="in &amp; out" >in &amp; out</option>
	<option value="Reported">again</option>
	</select>`
	if got := statusesIn([]byte(page)); !slices.Equal(got, []string{"reported", "in & out"}) {
		t.Errorf("offered are %q", got)
	}
	for _, none := range []string{"", "<html>Login</html>", `<select name="Status">`} {
		if got := statusesIn([]byte(none)); got != nil {
			t.Errorf("%q offers %q", none, got)
		}
	}
}

func TestLinksFromBothEnds(t *testing.T) {
	raw := &ticket{Hyperlinks: rows[hyperlink]{
		{Ref: "refers-to", Type: "ticket", ID: "5"}, {Ref: "referred-to-by", Type: "ticket", ID: "5"}, {Ref: "depends-on", Type: "ticket", ID: "7"},
		{Ref: "depended-on-by", Type: "ticket", ID: "10"}, {Ref: "refers-to", Type: "external", URL: "https://x.test"},
		{Ref: "parent", Type: "ticket", ID: "12"}, {Ref: "parent", Type: "ticket", ID: "9"}, {Ref: "parent", Type: "ticket", ID: "11"},
		{Ref: "child", Type: "ticket", ID: "13"}, {Ref: "comment"}, {Ref: "customfield", Type: "customfield", ID: "1"}, {Ref: "refers-to", Type: "asset", ID: "1"},
	}}
	parent, links := linksOf(raw)
	if parent == nil || parent.ID != "9" {
		t.Errorf("the parent is %v", parent)
	}
	var got []string
	for _, l := range links {
		got = append(got, l.Type+" "+l.To.ID+l.URL)
	}
	if want := []string{"blocked by 7", "blocks 10", "member of 11", "member of 12", "relates https://x.test", "relates 5"}; !slices.Equal(got, want) {
		t.Errorf("the links are %q, want %q", got, want)
	}
}

// A cursor that was told stays told as long as it matters, and no longer.
func TestPlace(t *testing.T) {
	at := func(s int64) time.Time { return time.Unix(1_000_000+s, 0) }
	p, err := placeOf("", overlap)
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range []int64{10, 11, 12, 15, 14} {
		p.see(n, at(int64(i)))
	}
	if !p.Seen.has(11) || p.Seen.has(13) || p.From != 10 || p.newest() != 15 {
		t.Errorf("%+v", p)
	}
	again, err := placeOf(p.cursor(), overlap)
	if err != nil || again.cursor() != p.cursor() {
		t.Errorf("%s becomes %s, %v", p.cursor(), again.cursor(), err)
	}
	again.see(13, at(5)) // late
	if !again.Seen.has(13) || len(again.Seen) != 1 {
		t.Errorf("after one that came late: %+v", again)
	}
	again.forget(at(3 + int64(overlap/time.Second)))
	if again.From != 15 || again.Seen.has(12) || !again.Seen.has(15) {
		t.Errorf("old ones are kept: %+v", again)
	}
	for n := int64(16); n < 20_000; n += 2 {
		again.see(n, at(200))
	}
	if again.Seen.count() > remembered || again.From != again.Seen[0][0] || !again.Seen.has(19_998) {
		t.Errorf("%d are remembered, from %d", again.Seen.count(), again.From)
	}
	for _, bad := range []string{"nonsense", `{"seen":"5-3"}`, `{"seen":"3,3"}`} {
		if _, err := placeOf(tracker.Cursor(bad), overlap); hub.CodeOf(err) != hub.Invalid {
			t.Errorf("%s as a cursor: %v", bad, err)
		}
	}
}

func TestHook(t *testing.T) {
	c := connectorOf(t, tracker.Settings{"hook_secret": "s3cret"})
	call := func(secret, body string) ([]tracker.Change, error) {
		r, err := http.NewRequest(http.MethodPost, "/", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set(secretHeader, secret)
		return c.ParseHook(r, []byte(body))
	}
	l, err := call("s3cret", `{"ticket":7,"transaction":99,"type":"Status","field":"Status","actor":"dev"}`)
	if err != nil || len(l) != 1 || l[0].Ref.ID != "7" || l[0].ID != "99" || l[0].Rev != "99" || l[0].By != "dev" {
		t.Errorf("told %+v, %v", l, err)
	}
	for _, bad := range []string{"", "s3cre", "s3cret "} {
		if _, err := call(bad, `{"ticket":7}`); hub.CodeOf(err) != hub.Denied || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("with the secret %q: %v", bad, err)
		}
	}
	for _, bad := range []string{"", "{", `{"ticket":"../7"}`, `{"ticket":0}`, "[]"} {
		if _, err := call("s3cret", bad); hub.CodeOf(err) != hub.Invalid {
			t.Errorf("%q: %v", bad, err)
		}
	}
	c.hookSecret = ""
	if l, err := call("", `{"ticket":7}`); err != nil || len(l) != 1 { // that of the address must do
		t.Errorf("without a secret in the settings: %v, %v", l, err)
	}
}

func blobOf(json string, step func(io.Reader) io.Reader) ([]byte, error) {
	return io.ReadAll(newBlob(io.NopCloser(step(strings.NewReader(json)))))
}

func TestBlob(t *testing.T) {
	data := bytes.Repeat([]byte("0123456789\x00\xff"), 1000)
	var wrapped strings.Builder // as RT wraps it
	for rest := base64.StdEncoding.EncodeToString(data); rest != ""; {
		n := min(76, len(rest))
		wrapped.WriteString(rest[:n] + `\n`)
		rest = rest[n:]
	}
	for _, json := range []string{
		`{"Content" : "` + wrapped.String() + `"}`,
		`{"a":{"Content":"bm8="},"b":["Content","x{"],"c\"Content":"no","Subject":"Content", "Content":"` + wrapped.String() + `", "z":{"y":["}"]}}` + "\n",
		`{"Content":"` + strings.ReplaceAll(wrapped.String(), "/", `\/`) + `","ContentType":"x"}`,
	} {
		for name, step := range map[string]func(io.Reader) io.Reader{
			"at once": func(r io.Reader) io.Reader { return r }, "by bytes": iotest.OneByteReader, "data and error": iotest.DataErrReader,
		} {
			if got, err := blobOf(json, step); err != nil || !bytes.Equal(got, data) {
				t.Errorf("%s, %.40s: %d bytes, %v", name, json, len(got), err)
			}
		}
	}
	plain := func(r io.Reader) io.Reader { return r }
	for _, bad := range []string{
		"", "{", `{"Content":null}`, `{"Content":"aGFs`, `{"Content":"aGFs"`, `{"Content":"aGFs","x":{}`, `{"Content":"a"}`, `{"Content":"****"}`,
		`{"Content":"\u0041"}`, `{"message":"Not Found"}`, `["Content"]`, strings.Repeat("[", 1000), "<html></html>",
	} {
		if got, err := blobOf(bad, plain); hub.CodeOf(err) != hub.Unreachable && err == nil {
			t.Errorf("%.40s gives %q, %v", bad, got, err)
		}
	}
	if got, err := blobOf(`{"Content":""}`, plain); err != nil || len(got) != 0 {
		t.Errorf("an empty file is %q, %v", got, err)
	}
}

// FuzzBlob reads what a server may send: as much as the decoder of JSON finds
// there, or an error.
func FuzzBlob(f *testing.F) {
	f.Add([]byte(`{"Content":"aGFsbG8=","x":[1,{"y":"z"}]}`))
	f.Add([]byte(`{"x":{"Content":"bm8="},"Content":"aGFs\nbG8=\n"}`))
	f.Add([]byte(`{"Content":null}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := blobOf(string(b), func(r io.Reader) io.Reader { return r })
		var v map[string]any
		if json.Unmarshal(b, &v) != nil || bytes.Count(b, []byte(`Content"`)) != 1 {
			return // what is no JSON may be read as far as it goes, or not
		}
		s, isText := v["Content"].(string)
		if bytes.Contains(b, []byte(`\u`)) || strings.ContainsRune(s, '\t') {
			return // base64 has no need of those
		}
		want, bad := base64.StdEncoding.DecodeString(strings.NewReplacer("\n", "", "\r", "").Replace(s))
		if isText && bad == nil && (err != nil || !bytes.Equal(got, want)) {
			t.Errorf("%q is %q, %v, want %q", b, got, err, want)
		}
		if err == nil && (!isText || bad != nil) {
			t.Errorf("%q is %q, which is not there", b, got)
		}
	})
}

// FuzzTicket reads what a server may send. Whatever it is, what is shown of it is
// in the form that Canon promises.
func FuzzTicket(f *testing.F) {
	f.Add([]byte(`{"id":3,"Subject":" a\r\nb","Status":"open","Priority":"50","FinalPriority":7,"Queue":{"id":"3","Name":"Alpha"},
		"Owner":{"id":"Nobody","type":"user"},"Creator":{"id":"dev","type":"user"},"Requestor":[{"id":"a"},"",{"id":"b","type":"group"}],"Cc":{"id":"c"},
		"AdminCc":[],"Due":"1970-01-01T00:00:00Z","Starts":"2024-02-29T01:02:03.5+01:00","TimeEstimated":"1.5","TimeLeft":-3,"TimeWorked":1e300,
		"CustomFields":[{"id":"1","name":"M","values":["b","a",{"filename":"f"},null]},{"id":2,"name":"D","values":["2024-02-29"]}],
		"_hyperlinks":[{"ref":"parent","type":"ticket","id":1},{"ref":"refers-to","type":"external","_url":"x"},{"ref":"depends-on","type":"ticket","id":"2"}]}`),
		[]byte(`[{"id":5,"type":"transaction","Type":"Create","TimeTaken":"3"},{"id":"6","Type":"Comment","Data":"Work on 2024-02-29 13:37:00 UTC","TimeTaken":7},
		{"id":7,"Type":"CustomField","Field":"1","OldValue":"","NewValue":"a"},{"id":8,"Type":"Set","Field":"Due","NewValue":"2024-01-01 00:00:00"}]`))
	f.Add([]byte(`{"Cc":"","Queue":"","CustomFields":"","Requestor":null}`), []byte(`["",{},{"Type":"AddLink","Field":"MemberOf","NewValue":"fsck.com-rt://x/ticket/3"}]`))
	c := connectorOf(f, nil)
	defs := []definition{{id: "1", name: "M", many: true}, {id: "2", name: "D", kind: "Date"}}
	f.Fuzz(func(t *testing.T, ticketJSON, historyJSON []byte) {
		raw := &ticket{}
		var history rows[transaction]
		if json.Unmarshal(ticketJSON, raw) != nil || json.Unmarshal(historyJSON, &history) != nil {
			return
		}
		is := c.plain(raw, defs)
		texts := map[text]*attachment{}
		for i := range history {
			texts[history[i].ID] = &attachment{ContentType: "text/plain", Content: history[i].Data}
		}
		c.fill(is, history, texts, nil)
		for p, v := range is.Parts() {
			if _, err := hub.EncodeValue(v); err != nil {
				t.Errorf("%s shows %#v: %v", p, v, err)
			}
			if field := p.Field(); !hub.Same(canon(field, v), v) {
				t.Errorf("%s shows %#v, its form is %#v", p, v, canon(field, v))
			}
		}
	})
}

// FuzzCursor reads what may have been stored.
func FuzzCursor(f *testing.F) {
	f.Add(`{"from":1,"seen":"1-5,9","at":[[1,5]]}`)
	f.Add(`{"seen":null}`)
	f.Fuzz(func(t *testing.T, s string) {
		p, err := placeOf(tracker.Cursor(s), overlap)
		if err != nil {
			return
		}
		again, err := placeOf(p.cursor(), overlap)
		if err != nil || again.From != p.From || !slices.Equal(again.Seen, p.Seen) || !slices.Equal(again.At, p.At) {
			t.Errorf("%q is %+v, then %+v, %v", s, p, again, err)
		}
		again.see(again.newest()+1, time.Unix(5, 0))
		if again.Seen.count() > remembered {
			t.Errorf("%d are remembered", again.Seen.count())
		}
	})
}

// FuzzHook reads what anybody may send who knows the secret.
func FuzzHook(f *testing.F) {
	f.Add([]byte(`{"ticket":7,"transaction":"99","actor":"dev"}`))
	f.Add([]byte(`{"ticket":{"id":"7"},"transaction":1e3}`))
	c := connectorOf(f, tracker.Settings{"hook_secret": "s"})
	r := &http.Request{Header: http.Header{secretHeader: {"s"}}}
	f.Fuzz(func(t *testing.T, body []byte) {
		l, err := c.ParseHook(r, body)
		if err != nil {
			if code := hub.CodeOf(err); code != hub.Invalid {
				t.Errorf("%q: %v", body, err)
			}
			return
		}
		if _, err := number(l[0].Ref.ID); err != nil || len(l) != 1 {
			t.Errorf("%q names %+v", body, l)
		}
	})
}
