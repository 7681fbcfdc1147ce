package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"regexp"
	"sync/atomic"
	"time"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

// site is a simulated Jira and the one who works in it.
type site struct {
	name, project string
	*sim.Site
	person *sim.Person
	server *http.Server
	url    string
	login  string

	lose atomic.Bool // the answer to the next write
	lost atomic.Int64
}

func newSite(name, project string, d sim.Dialect) (*site, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &site{name: name, project: project, url: "http://" + l.Addr().String(), login: "entwine"}
	if d == sim.Cloud {
		s.login = "entwine@example.org"
	}
	s.Site = sim.New(sim.Options{Dialect: d, Base: s.url})
	s.person = s.Person("dev")
	s.server = &http.Server{Handler: http.HandlerFunc(s.serve), ReadHeaderTimeout: time.Minute}
	go func() { _ = s.server.Serve(l) }() // until close
	return s, nil
}

// serve answers the node, or carries out what it asks and loses the answer.
func (s *site) serve(w http.ResponseWriter, r *http.Request) {
	if !isWrite.MatchString(r.Method+" "+r.URL.Path) || !s.lose.CompareAndSwap(true, false) {
		s.Handler().ServeHTTP(w, r)
		return
	}
	s.Handler().ServeHTTP(httptest.NewRecorder(), r)
	s.lost.Add(1)
	panic(http.ErrAbortHandler) // which ends the connection without a word
}

// issue is what one shows.
type issue struct {
	Key                    string
	Summary, Body, Urgency string
	Comments               []string
}

// label begins the summary of each issue of ours, and tells which is which.
var label = regexp.MustCompile(`^(K\d+) `)

// issues are all of the site's project, by label; more than one of a label is a
// doubled issue.
func (s *site) issues(ctx context.Context) (map[string][]issue, error) {
	all := map[string][]issue{}
	path, next := "/rest/api/2/search", ""
	if s.login != "entwine" {
		path += "/jql"
	}
	for at := 0; ; {
		in := map[string]any{"jql": "project = " + s.project + " ORDER BY key", "maxResults": 100,
			"fields": []string{"summary", "description", "priority", "comment"}}
		if next != "" {
			in["nextPageToken"] = next
		} else if at > 0 {
			in["startAt"] = at
		}
		var out struct {
			Issues []struct {
				Key    string
				Fields struct {
					Summary, Description string
					Priority             struct{ Name string }
					Comment              struct{ Comments []struct{ Body string } }
				}
			}
			Total         int
			NextPageToken string
		}
		if err := s.ask(ctx, path, in, &out); err != nil {
			return nil, err
		}
		for _, v := range out.Issues {
			i := issue{Key: v.Key, Summary: v.Fields.Summary, Body: v.Fields.Description, Urgency: v.Fields.Priority.Name}
			for _, c := range v.Fields.Comment.Comments {
				i.Comments = append(i.Comments, c.Body)
			}
			m := label.FindStringSubmatch(i.Summary)
			if m == nil {
				return nil, fmt.Errorf("%s %s is none that people made: %q", s.name, i.Key, i.Summary)
			}
			all[m[1]] = append(all[m[1]], i)
		}
		at, next = at+len(out.Issues), out.NextPageToken
		if next == "" && at >= out.Total || len(out.Issues) == 0 {
			return all, nil
		}
	}
}

// ask reads from the site as the person does.
func (s *site) ask(ctx context.Context, path string, in, out any) error {
	b, err := json.Marshal(in)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url+path, bytes.NewReader(b))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	who := "admin"
	if s.login != "entwine" {
		who += "@example.org"
	}
	r.SetBasicAuth(who, "admin-token")
	w, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer w.Body.Close()
	text, err := io.ReadAll(w.Body)
	if err != nil {
		return err
	}
	if w.StatusCode > 299 {
		return fmt.Errorf("%s answers %d: %.300s", path, w.StatusCode, text)
	}
	return json.Unmarshal(text, out)
}

// town is both sites, the people in them, and what these did.
type town struct {
	sites [2]*site
	loses bool // answers, now and then
	r     *rand.Rand
	made  []*thing
	did   struct{ issues, edits, comments int }
}

// thing is an issue as people left it. Its summary is changed where it was made,
// its description and priority on the other side: so there is one last word.
type thing struct {
	label                  string
	at                     int       // the site where it was made
	keys                   [2]string // "" where it is not known yet
	summary, body, urgency string
	comments               []string
}

func newTown(r *rand.Rand, loses bool) (*town, error) {
	a, err := newSite("acme", "ACME", sim.Cloud)
	if err != nil {
		return nil, err
	}
	b, err := newSite("globex", "GLOBEX", sim.Server8)
	if err != nil {
		return nil, err
	}
	return &town{sites: [2]*site{a, b}, loses: loses, r: r}, nil
}

func (w *town) close() {
	for _, s := range w.sites {
		_ = s.server.Close()
	}
}

// calm ends the losing of answers.
func (w *town) calm() {
	for _, s := range w.sites {
		s.lose.Store(false)
	}
}

// work lets people do something every few hundredths of a second for so long, with
// at most so many issues.
func (w *town) work(ctx context.Context, d time.Duration, most int) error {
	end := time.NewTimer(d)
	defer end.Stop()
	step := time.NewTicker(40 * time.Millisecond)
	defer step.Stop()
	if err := w.meet(ctx); err != nil {
		return err
	}
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-end.C:
			return nil
		case <-step.C:
			if err := w.act(most); err != nil {
				return err
			}
		}
	}
}

// meet looks for the twins that have come.
func (w *town) meet(ctx context.Context) error {
	for at, s := range w.sites {
		var all map[string][]issue
		for _, t := range w.made {
			if t.keys[at] != "" {
				continue
			}
			if all == nil {
				var err error
				if all, err = s.issues(ctx); err != nil {
					return err
				}
			}
			if l := all[t.label]; len(l) > 0 {
				t.keys[at] = l[0].Key
			}
		}
	}
	return nil
}

var urgencies = []string{"Low", "Medium", "High"}

// act is one thing that somebody does.
func (w *town) act(most int) error {
	if w.loses && w.r.IntN(25) == 0 {
		w.sites[w.r.IntN(2)].lose.Store(true)
	}
	if len(w.made) == 0 || len(w.made) < most && w.r.IntN(8) == 0 {
		return w.create()
	}
	t := w.made[w.r.IntN(len(w.made))]
	at := w.r.IntN(2)
	if t.keys[at] == "" {
		at = t.at
	}
	s, key := w.sites[at], t.keys[at]
	if w.r.IntN(3) == 0 {
		w.did.comments++
		text := fmt.Sprintf("Remark %d of %s.", w.did.comments, t.label)
		t.comments = append(t.comments, text)
		return s.person.Comment(key, text)
	}
	w.did.edits++
	n := fmt.Sprint(w.did.edits)
	fields := map[string]any{}
	switch {
	case at == t.at:
		t.summary = t.label + " is now " + n
		fields["summary"] = t.summary
	case w.r.IntN(2) == 0:
		t.urgency = urgencies[w.r.IntN(3)]
		fields["priority"] = map[string]any{"name": t.urgency}
	default:
		t.body = "Text " + n + " of " + t.label + "."
		fields["description"] = t.body
	}
	return s.person.Edit(key, map[string]any{"fields": fields})
}

func (w *town) create() error {
	w.did.issues++
	t := &thing{label: fmt.Sprintf("K%d", w.did.issues), at: w.r.IntN(2)}
	t.summary = t.label + " is new"
	s := w.sites[t.at]
	key, err := s.person.Create(s.project, "Task", t.summary)
	t.keys[t.at] = key
	w.made = append(w.made, t)
	return err
}

// lost is how many answers were lost.
func (w *town) lost() int64 { return w.sites[0].lost.Load() + w.sites[1].lost.Load() }

// writes are those that the node made: people's are known.
func (w *town) writes() int {
	n := -w.did.issues - w.did.edits - w.did.comments
	for _, s := range w.sites {
		for call, times := range s.Calls() {
			if isWrite.MatchString(call) {
				n += times
			}
		}
	}
	return n
}

var isWrite = regexp.MustCompile(`^(PUT|DELETE|POST) .*/issue(/|$)`)
