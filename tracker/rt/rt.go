// Package rt connects to Request Tracker 5 and later over its REST 2 interface.
// It needs no extension; everything it writes is written as the account of the
// token.
//
// The one thing to know before changing it: RT answers 200 to an update of which
// it refused a part, with the refusal as a sentence among others, and 500 to some
// values after it has written what came before them. Every write is therefore
// prepared on a fresh read, resolved and checked whole before anything is sent,
// and compared with a second read; the sentences only say why.
package rt

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Spec is this kind of tracker.
var Spec = tracker.Spec{
	Kind: "rt", Title: "Request Tracker",
	Settings: []tracker.Setting{
		{Name: "url", Title: "Address", Required: true, Help: "https://rt.example.org, with the path if there is one, without /REST/2.0"},
		{Name: "token", Title: "Token", Required: true, Secret: true, Help: "an authentication token of the account to read and write as; it makes one under Settings, Auth Tokens"},
		{Name: "queues", Title: "Queues", Help: "names of the queues to watch, parted by commas; all that the account sees if empty"},
		{Name: "correspond", Title: "May send mail", Default: "no", Help: "yes: public comments become replies, and requestors are told of new tickets, which RT mails to people; no: public comments become RT's private comments"},
		{Name: "mark_field", Title: "Field for marks", Help: "the name of a custom field of tickets, for one line of text, that is ours alone; with it a new ticket is found again after a lost answer"},
		{Name: "priorities", Title: "Priorities", Default: stockPriorities, Help: "words for numbers, as in RT's PriorityAsString; other numbers are shown as they are"},
		{Name: "lifecycles", Title: "Lifecycles", Help: "which status leads to which, where it takes several steps: bugs: reported > confirmed, wontfix; confirmed > in progress. Found out if empty"},
		{Name: "hook_secret", Title: "Secret of the hook", Secret: true, Help: "what the scrip that calls us sends in the header X-Entwine-Secret"},
	},
	Habits: habits(false),
	New:    newConnector,
}

// stockPriorities are the words of an RT that nobody has configured otherwise.
const stockPriorities = "Low=0, Medium=50, High=100"

var (
	_ tracker.Connector  = (*connector)(nil)
	_ tracker.Commenter  = (*connector)(nil)
	_ tracker.Attacher   = (*connector)(nil)
	_ tracker.WorkLogger = (*connector)(nil)
	_ tracker.Linker     = (*connector)(nil)
	_ tracker.Logger     = (*connector)(nil)
	_ tracker.Hooker     = (*connector)(nil)
	_ tracker.Schemer    = (*connector)(nil)
	_ tracker.Identifier = (*connector)(nil)
	_ tracker.Declarer   = (*connector)(nil)
	_ tracker.Directory  = (*connector)(nil)
	_ tracker.Asker      = (*connector)(nil)
	_ tracker.Requester  = (*connector)(nil)
)

// connector talks to one RT as one account. What it remembers are names,
// definitions and ways between statuses, which seldom change.
type connector struct {
	web        *web.Client
	log        *slog.Logger
	now        func() time.Time
	account    string // number of our account, which a token begins with
	queues     []string
	correspond bool
	mark       string // the custom field that carries marks
	priorities priorities
	hookSecret string
	page       int           // how many things are asked for at once
	overlap    time.Duration // how far a look for changes goes back

	known  *known
	people *people
	ways   *ways
}

// marking is a connector whose tickets can carry marks.
type marking struct{ *connector }

var _ tracker.Marker = marking{}

// mostListed is how many things RT lists at most in one answer.
const mostListed = 100

var tokenForm = regexp.MustCompile(`^[0-9]+-([0-9]+)-[0-9A-Za-z]+$`)

func newConnector(s tracker.Settings, env tracker.Env) (tracker.Connector, error) {
	c := &connector{
		log: env.Log, now: env.Now, page: mostListed, overlap: overlap,
		mark: strings.TrimSpace(s["mark_field"]), hookSecret: s["hook_secret"],
	}
	if c.now == nil {
		c.now = time.Now
	}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	token := strings.TrimSpace(s["token"])
	m := tokenForm.FindStringSubmatch(token)
	if m == nil {
		return nil, badSetting("token", "an authentication token of RT is wanted; it looks like 1-27-0123456789abcdef")
	}
	c.account = m[1]
	switch f := strings.TrimSpace(s["correspond"]); f {
	case "", "no":
	case "yes":
		c.correspond = true
	default:
		return nil, badSetting("correspond", "yes or no is wanted")
	}
	if strings.ContainsAny(c.mark, `{}'"\`) {
		return nil, badSetting("mark_field", "RT cannot search fields with quotes, braces or backslashes in their names")
	}
	for q := range strings.SplitSeq(s["queues"], ",") {
		if q = strings.TrimSpace(q); q != "" {
			c.queues = append(c.queues, q)
		}
	}
	var err error
	words := s["priorities"]
	if strings.TrimSpace(words) == "" {
		words = stockPriorities
	}
	if c.priorities, err = readPriorities(words); err != nil {
		return nil, err
	}
	if c.ways, err = readWays(s["lifecycles"]); err != nil {
		return nil, err
	}
	// English where the account has chosen no language, so that reasons can be read.
	c.web, err = web.New(env, s["url"], http.Header{"Authorization": {"token " + token}, "Accept-Language": {"en"}})
	if err != nil {
		return nil, err
	}
	c.known, c.people = &known{c: c, turn: web.NewTurn(), turnQ: web.NewTurn()}, &people{c: c, byName: map[string]person{}, turn: web.NewTurn()}
	if c.mark != "" {
		return marking{c}, nil
	}
	return c, nil
}

// Habits implements tracker.Declarer.
func (c *connector) Habits() tracker.Habits { return habits(c.mark != "") }

func habits(marks bool) tracker.Habits {
	h := tracker.Habits{
		Revision: tracker.Exact, // the number of a ticket's newest transaction
		// RT compares If-Match and then writes: of two requests at once both may
		// find the same. So a condition narrows and does not guard.
		Checked:     true,
		ChangeLog:   true,
		Longest:     time.Minute, // servers in front of RT give up on a request by then
		StatusApart: true,        // a comment may open a ticket, so the status comes last
		Kept:        []string{"description", "comments", "attachments", "workLogs"},
		Links:       []string{"relates", "blocks", "blocked by"},
		Format:      "html",
	}
	h.Marks = []string{"comments", "attachments", "workLogs"}
	if marks {
		h.Marks = append(h.Marks, "issue")
	}
	return h
}

// Check implements tracker.Connector.
func (c *connector) Check(ctx context.Context) (hub.User, error) {
	u, err := c.self(ctx)
	if err != nil {
		return hub.User{}, err
	}
	return hub.User{ID: string(u.Name), Name: string(u.RealName), Email: string(u.EmailAddress)}, nil
}

// Identity implements tracker.Identifier. RT tells accounts that administer
// nothing no name of its own, so it is known by when it made our account. A copy
// of the database is the same one.
func (c *connector) Identity(ctx context.Context) (string, error) {
	u, err := c.self(ctx)
	if err != nil {
		return "", err
	}
	return string(hub.DigestOf([]byte("rt account " + string(u.ID) + " of " + string(u.Created)))), nil
}

// self reads our account.
func (c *connector) self(ctx context.Context) (account, error) {
	var u account
	_, err := c.get(ctx, "/user/"+c.account, nil, &u)
	if err == nil && (u.Name == "" || string(u.ID) != c.account) {
		err = &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer names no account: is the address that of an RT?"}
	}
	return u, err
}

// rest is where the interface lives below RT's address.
const rest = "/REST/2.0"

// get makes a request and decodes the answer.
func (c *connector) get(ctx context.Context, path string, q url.Values, out any) (http.Header, error) {
	return c.web.JSON(ctx, web.Request{Path: rest + path, Query: q}, out)
}

// search asks with conditions, which RT takes as the body of a POST.
func (c *connector) search(ctx context.Context, path string, q url.Values, by []condition, out any) error {
	_, err := c.web.JSON(tracker.Repeatable(ctx), web.Request{Method: http.MethodPost, Path: rest + path, Query: q, JSON: by}, out)
	return err
}

// condition is one of a search. RT ignores one of a field that it does not have;
// those of one field are alternatives.
type condition struct {
	Field    string `json:"field"`
	Operator string `json:"operator,omitempty"`
	Value    string `json:"value"`
}

// closed makes a refusal one of this ticket only: rights differ by queue, by
// role and by the status a ticket has.
func closed(err error) error {
	var he *hub.Error
	if errors.As(err, &he) && he.Code == hub.Denied && he.Scope == hub.ScopeConnection {
		e := *he
		e.Scope = hub.ScopeIssue
		return &e
	}
	return err
}

// number reads an id, of which nothing but digits may reach an address.
func number(s string) (int64, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 || id(n) != s {
		return 0, notFound("there is none with the id " + strconv.Quote(s))
	}
	return n, nil
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

func refOf(n string) hub.Ref { return hub.Ref{ID: n, Key: n} }

func notFound(message string) error {
	return &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: message}
}

func invalid(field, message string) error {
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Field: field, Message: message}
}

func badSetting(field, message string) error {
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Field: field, Message: message}
}

func quote(s string) string { return "“" + s + "”" }
