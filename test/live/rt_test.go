package live

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/richtext"
)

// desk is a queue of a real Request Tracker, of which a story sees what was
// made after it began: queues of one's own cannot be given custom fields over
// its interface.
type desk struct {
	queue    string
	mails    bool   // public comments are sent to people
	hook     string // what RT calls with; "" if it does not
	after    int    // number of the last ticket before the story
	through  *proxy
	dev      account
	root     account
	token    string
	statuses map[string]string
}

func rtAccount(token string) account {
	return account{os.Getenv("RT_REST"), http.Header{"Authorization": {"token " + token}}}
}

// theQueue is of one test at a time, with all of its parts: the others run beside.
var theQueue struct {
	sync.Mutex
	holder string        // name of the test
	takes  int           // of its parts
	freed  chan struct{} // closed when it is given back
}

// takeQueue waits for the queue, which the end of the test or part gives back.
func takeQueue(t testing.TB) {
	t.Helper()
	whole, _, _ := strings.Cut(t.Name(), "/")
	q := &theQueue
	q.Lock()
	for q.holder != "" && q.holder != whole {
		freed := q.freed
		q.Unlock()
		<-freed
		q.Lock()
	}
	if q.holder == "" {
		q.holder, q.freed = whole, make(chan struct{})
	}
	q.takes++
	q.Unlock()
	t.Cleanup(func() {
		q.Lock()
		defer q.Unlock()
		if q.takes--; q.takes == 0 {
			q.holder = ""
			close(q.freed)
		}
	})
}

// newRT takes a queue into use, or skips the test.
func newRT(t testing.TB) *desk {
	t.Helper()
	if os.Getenv("RT_REST") == "" {
		t.Skip("no Request Tracker at hand (RT_REST is not set)")
	}
	takeQueue(t)
	d := &desk{
		queue: "Alpha", mails: true, through: newProxy(t, os.Getenv("RT_URL")), token: os.Getenv("RT_SYNC_TOKEN"),
		dev: rtAccount(os.Getenv("RT_DEV_TOKEN")), root: rtAccount(os.Getenv("RT_TOKEN")),
		statuses: map[string]string{"new": "new", "begun": "open", "done": "resolved"},
	}
	for _, id := range d.ids(t) {
		n, err := strconv.Atoi(id)
		if err != nil {
			t.Fatal(err)
		}
		d.after = max(d.after, n)
	}
	return d
}

func (d *desk) kind() string              { return "rt" }
func (d *desk) format() string            { return "html" }
func (d *desk) proxy() *proxy             { return d.through }
func (d *desk) status(word string) string { return d.statuses[word] }
func (d *desk) priorities() []string      { return []string{"Low", "Medium", "High"} }
func (d *desk) secret() string            { return d.token }

func (d *desk) tracker(name string) string {
	mails := "no"
	if d.mails {
		mails = "yes"
	}
	hook := ""
	if d.hook != "" {
		hook = ", hook: " + d.hook
	}
	return fmt.Sprintf("  %s: {kind: rt, url: %q, token: %q, mark_field: Remote key, queues: %s, correspond: \"%s\", poll: 1h, rate: 1000%s}\n",
		name, d.through.URL, d.token, d.queue, mails, hook)
}

func (d *desk) half(name, more string) string {
	return fmt.Sprintf("{tracker: %s, project: %s, type: ticket%s}", name, d.queue, more)
}

func (d *desk) create(t testing.TB, k ticket) string {
	t.Helper()
	text := k.Description
	if !strings.HasPrefix(text, "<") {
		text = "<p>" + html.EscapeString(text) + "</p>"
	}
	var out struct{ ID json.Number }
	d.dev.must(t, "POST", "/ticket", map[string]any{"Queue": d.queue, "Subject": k.Summary, "Content": text, "ContentType": "text/html"}, &out)
	return out.ID.String()
}

// change updates a ticket. RT says what it did not do among what it did.
func (d *desk) change(t testing.TB, id string, attrs map[string]any) {
	t.Helper()
	var said []string
	d.dev.must(t, "PUT", "/ticket/"+id, attrs, &said)
	t.Logf("RT says of %s: %q", id, said)
}

func (d *desk) rename(t testing.TB, id, s string) { d.change(t, id, map[string]any{"Subject": s}) }

func (d *desk) describe(t testing.TB, _, _ string) {
	t.Helper()
	t.Fatal("RT keeps the first text of a ticket as it was written")
}

func (d *desk) move(t testing.TB, id, status string) {
	t.Helper()
	d.change(t, id, map[string]any{"Status": status})
	if got := d.show(t, id).Status; got != status {
		t.Fatalf("RT leaves %s at %s, not at %s", id, got, status)
	}
}

func (d *desk) comment(t testing.TB, id, body string, private bool) {
	t.Helper()
	kind := "correspond"
	if private {
		kind = "comment"
	}
	if !strings.HasPrefix(body, "<") {
		body = "<p>" + html.EscapeString(body) + "</p>"
	}
	d.dev.must(t, "POST", "/ticket/"+id+"/"+kind, map[string]any{"Content": body, "ContentType": "text/html"}, nil)
}

// attach sends a file without a word.
func (d *desk) attach(t testing.TB, id, name string, content []byte) {
	t.Helper()
	d.dev.must(t, "POST", "/ticket/"+id+"/comment", map[string]any{"Attachments": []any{map[string]any{
		"FileName": name, "FileType": "application/octet-stream", "FileContent": base64.StdEncoding.EncodeToString(content),
	}}}, nil)
}

func (d *desk) relate(t testing.TB, id, to string) {
	t.Helper()
	d.change(t, id, map[string]any{"AddRefersTo": []string{to}})
}

func (d *desk) remove(t testing.TB, id string) {
	t.Helper()
	d.root.must(t, "DELETE", "/ticket/"+id, nil, nil)
}

func (d *desk) ids(t testing.TB) []string {
	t.Helper()
	var ids []string
	for page := 1; ; page++ {
		var out struct {
			Items []struct{ ID json.Number }
			Pages json.Number
		}
		q := url.Values{
			"query": {fmt.Sprintf("Queue='%s' AND id>%d", d.queue, d.after)}, "orderby": {"id"}, "per_page": {"100"}, "page": {strconv.Itoa(page)},
		}
		d.root.must(t, "GET", "/tickets?"+q.Encode(), nil, &out)
		for _, k := range out.Items {
			ids = append(ids, k.ID.String())
		}
		if len(out.Items) < 100 {
			return ids
		}
	}
}

// part is an attachment as RT calls it: a text, or a file.
type part struct {
	ID            json.Number
	Type          string      `json:"ContentType"`
	Name          string      `json:"Filename"`
	TransactionID json.Number `json:"TransactionId"`
	Content       string
}

func (d *desk) parts(t testing.TB, fields string, by []map[string]string) []part {
	t.Helper()
	var out struct{ Items []part }
	if len(by) > 0 {
		d.root.must(t, "POST", "/attachments?orderby=id&per_page=100&fields="+fields, by, &out)
	}
	return out.Items
}

// look is one request.
func (d *desk) look(t testing.TB, id string) {
	t.Helper()
	d.dev.must(t, "GET", "/ticket/"+id, nil, nil)
}

func (d *desk) show(t testing.TB, id string) ticket {
	t.Helper()
	var raw struct {
		Subject, Status string
		Hyperlinks      []struct {
			Ref, Type string
			ID        json.Number
		} `json:"_hyperlinks"`
	}
	d.root.must(t, "GET", "/ticket/"+id, nil, &raw)
	k := ticket{ID: id, Summary: raw.Subject, Status: raw.Status}
	for _, l := range raw.Hyperlinks {
		if l.Type == "ticket" && (l.Ref == "refers-to" || l.Ref == "referred-to-by") {
			k.Links = append(k.Links, l.ID.String())
		}
	}
	slices.Sort(k.Links)
	var history struct {
		Items []struct {
			ID   json.Number
			Kind string `json:"Type"`
			Type string `json:"type"` // "transaction", of all
		}
	}
	d.root.must(t, "GET", "/ticket/"+id+"/history?fields=Type&per_page=100", nil, &history)
	kinds := map[string]string{}
	var by []map[string]string
	for _, x := range history.Items {
		if x.Kind == "Create" || x.Kind == "Comment" || x.Kind == "Correspond" {
			kinds[x.ID.String()] = x.Kind
			by = append(by, map[string]string{"field": "TransactionId", "value": x.ID.String()})
		}
	}
	by2 := []map[string]string{}
	for _, a := range d.parts(t, "ContentType,Filename,TransactionId", by) {
		switch {
		case a.Name != "":
			var whole struct{ Content string }
			d.root.must(t, "GET", "/attachment/"+a.ID.String(), nil, &whole)
			content, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(whole.Content, "\n", ""))
			if err != nil {
				t.Fatal(err)
			}
			k.Files = append(k.Files, file{a.Name, sum(content)})
		case strings.HasPrefix(a.Type, "text/"):
			by2 = append(by2, map[string]string{"field": "id", "value": a.ID.String()})
		}
	}
	for _, a := range d.parts(t, "ContentType,TransactionId,Content", by2) {
		switch kind := kinds[a.TransactionID.String()]; {
		case kind == "Create":
			k.Description = a.Content
		case strings.TrimSpace(richtext.Convert(a.Content, richtext.HTML, richtext.Plain)) == "":
			// the empty text that comes with a file
		default:
			k.Notes = append(k.Notes, note{a.TransactionID.String(), a.Content, kind == "Comment"})
		}
	}
	return k
}

// toWrite and toRead are the rights of our account.
var (
	toWrite = []string{"CreateTicket", "ModifyTicket", "CommentOnTicket", "ReplyToTicket", "OwnTicket", "ReassignTicket"}
	toRead  = []string{"SeeQueue", "ShowTicket", "ShowTicketComments"}
)

func (d *desk) hurts() []hurt {
	return []hurt{
		{name: "the right to write revoked in the middle", begin: d.revoke(toWrite...),
			scope: hub.ScopeIssue, code: hub.Denied, words: []string{"Permission"}},
		{name: "all rights revoked in the middle", begin: d.revoke(slices.Concat(toRead, toWrite)...),
			scope: hub.ScopeIssue, code: hub.NotFound, words: []string{"cannot be found", "waits"}},
		{name: "a queue that can only be read", begin: d.revoke(toWrite...), fresh: true,
			scope: hub.ScopeConnection, code: hub.Denied, words: []string{"create"}},
		{name: "the account disabled in the middle", begin: d.disable("/user/sync"),
			scope: hub.ScopeTracker, code: hub.Denied, words: []string{"credentials"}},
		{name: "a disabled queue", begin: d.disable("/queue/" + d.queue), fresh: true,
			scope: hub.ScopeConnection, code: hub.Denied, words: []string{"create", "queue"}},
	}
}

// revoke takes rights for the queue, which RT's interface cannot do.
func (d *desk) revoke(rights ...string) func(testing.TB) func() {
	return func(t testing.TB) func() {
		t.Helper()
		dir := os.Getenv("RT_DIR")
		if dir == "" || os.Getuid() != 0 {
			t.Skip("rights of a Request Tracker are taken by root on its machine only (RT_DIR is not set, or that needs root)")
		}
		do := func(what string) {
			t.Helper()
			args := append([]string{"--dir", dir, what, "sync", d.queue}, rights...)
			if out, err := exec.Command("../trackers/rt-rights", args...).CombinedOutput(); err != nil {
				t.Fatalf("%s rights: %v\n%s", what, err, out)
			}
		}
		do("take")
		t.Cleanup(func() { do("give") }) // others work with it too
		return func() { do("give") }
	}
}

func (d *desk) disable(what string) func(testing.TB) func() {
	set := func(t testing.TB, n int) {
		t.Helper()
		d.root.must(t, "PUT", what, map[string]any{"Disabled": n}, nil)
	}
	return func(t testing.TB) func() {
		set(t, 1)
		mended := false
		mend := func() {
			if !mended {
				set(t, 0)
			}
			mended = true
		}
		t.Cleanup(mend) // others work with it too
		return mend
	}
}
