package node

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// right is what a caller must have.
type right string

// owner is who could read the control file: it holds the token.
const owner right = "owner"

// route is one thing a caller may ask for. Every route says which right it
// wants, how much it reads of a body, and whether it changes anything; a test
// walks the table.
type route struct {
	method, path string
	right        right
	limit        int64 // bytes of the body; 0: it has none
	changes      bool
	serve        func(n *Node, r *http.Request) (any, error)
}

const (
	smallBody = 64 << 10  // a query or a reason, generously
	codeBody  = 512 << 10 // a mail with an invitation in it, in JSON
)

// ruleBody holds the largest rules, with what JSON adds to them: each byte may
// become six.
const ruleBody = 6*mostRuleBytes + smallBody

// routes is everything the control API can do.
var routes = []route{
	{"GET", "/api/v1/status", owner, 0, false, func(n *Node, r *http.Request) (any, error) { return n.Status(r.Context()) }},
	{"GET", "/api/v1/standing", owner, 0, false, func(n *Node, r *http.Request) (any, error) { return n.Standing(r.Context()) }},
	{"GET", "/api/v1/pairs", owner, 0, false, getPairs},
	{"GET", "/api/v1/pairs/history", owner, 0, false, getHistory},
	{"GET", "/api/v1/events", owner, 0, false, getEvents},
	{"GET", "/api/v1/events/{id}", owner, 0, false, getEvent},
	{"GET", "/api/v1/faults", owner, 0, false, getFaults},
	{"GET", "/api/v1/faults/{id}", owner, 0, false, getFault},
	{"POST", "/api/v1/faults/{id}/retry", owner, smallBody, true, retryFault},
	{"POST", "/api/v1/faults/{id}/skip", owner, smallBody, true, skipFault},
	{"POST", "/api/v1/sync", owner, smallBody, true, postSync},
	{"POST", "/api/v1/pause", owner, smallBody, true, postPause},
	{"POST", "/api/v1/resume", owner, smallBody, true, postResume},
	{"POST", "/api/v1/stop", owner, smallBody, true, postStop},
	{"POST", "/api/v1/pairs/connect", owner, smallBody, true, postConnect},
	{"GET", "/api/v1/pairs/connect/{event}", owner, 0, false, getConnect},
	{"POST", "/api/v1/pairs/stop", owner, smallBody, true, postStopPairs},
	{"POST", "/api/v1/connections/invite", owner, smallBody, true, postInvite},
	{"POST", "/api/v1/connections/{connection}/uninvite", owner, smallBody, true, postUninvite},
	{"POST", "/api/v1/connections/accept", owner, codeBody, true, postAccept},
	{"POST", "/api/v1/connections/end", owner, smallBody, true, postEnd},
	{"POST", "/api/v1/connections/{connection}/partner", owner, smallBody, true, postPartner},
	{"POST", "/api/v1/node/key", owner, smallBody, true, postKey},
	{"POST", "/api/v1/node/identity", owner, smallBody, true, postIdentity},
	{"POST", "/api/v1/bulk", owner, smallBody, true, postBulk},
	{"GET", "/api/v1/bulk/{connection}/{side}/plan", owner, 0, false, getBulkPlan},
	{"GET", "/api/v1/bulk/{connection}/{side}", owner, 0, false, getBulk},
	{"POST", "/api/v1/bulk/{connection}/{side}/stop", owner, smallBody, true, stopBulk},
	{"GET", "/api/v1/recorded", owner, 0, false, getRecorded},
	{"GET", "/api/v1/rules/{connection}/{side}", owner, 0, false, getRules},
	{"GET", "/api/v1/rules/{connection}/{side}/{number}", owner, 0, false, getRuleVersion},
	{"POST", "/api/v1/rules/draft", owner, ruleBody, true, func(n *Node, r *http.Request) (any, error) { return changeRules(r, n.DraftRules) }},
	{"POST", "/api/v1/rules/publish", owner, ruleBody, true, func(n *Node, r *http.Request) (any, error) { return changeRules(r, n.PublishRules) }},
	{"POST", "/api/v1/rules/rollback", owner, smallBody, true, func(n *Node, r *http.Request) (any, error) { return changeRules(r, n.RollBackRules) }},
}

// count is the answer of what was done to several things.
type count struct {
	Count int `json:"count"`
}

// reason is why somebody did something.
type reason struct {
	Why string `json:"why"`
	Who string `json:"who,omitempty"`
}

// body reads what a caller sent. Fields we do not know are refused: a typo must
// not look like success.
func body[T any](r *http.Request) (T, error) {
	var v T
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return v, invalid("the body is not what is wanted here: %v", err)
	}
	if d.More() {
		return v, invalid("there is more in the body than one value")
	}
	return v, nil
}

// number reads a number of the query; none is 0.
func number(r *http.Request, name string) (int64, error) {
	s := r.URL.Query().Get(name)
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 {
		return 0, invalid("%s must be a number, not %q", name, s)
	}
	return n, nil
}

func getPairs(n *Node, r *http.Request) (any, error) {
	limit, err := number(r, "limit")
	if err != nil {
		return nil, err
	}
	q := r.URL.Query()
	return n.Pairs(r.Context(), PairQuery{
		Connection: hub.ConnectionID(q.Get("connection")), State: hub.EndState(q.Get("state")),
		Search: q.Get("search"), Limit: int(min(limit, mostRows)),
	})
}

func getEvents(n *Node, r *http.Request) (any, error) {
	limit, err := number(r, "limit")
	if err != nil {
		return nil, err
	}
	before, err := number(r, "before")
	if err != nil {
		return nil, err
	}
	q := r.URL.Query()
	return n.Events(r.Context(), EventQuery{
		Connection: hub.ConnectionID(q.Get("connection")), Pair: hub.PairID(q.Get("pair")), State: hub.State(q.Get("state")),
		FaultID: q.Get("fault"), Before: before, Limit: int(min(limit, mostRows)),
	})
}

func getEvent(n *Node, r *http.Request) (any, error) {
	return n.Event(r.Context(), hub.EventID(r.PathValue("id")))
}

func getRules(n *Node, r *http.Request) (any, error) {
	return n.RuleHistory(r.Context(), hub.ConnectionID(r.PathValue("connection")), hub.Side(r.PathValue("side")))
}

func getRuleVersion(n *Node, r *http.Request) (any, error) {
	number := -1
	if s := r.PathValue("number"); s != "newest" {
		k, err := strconv.Atoi(s)
		if err != nil || k < 0 {
			return nil, invalid("a version is a number, 0 for the draft, or newest; not %q", s)
		}
		number = k
	}
	return n.RuleVersion(r.Context(), hub.ConnectionID(r.PathValue("connection")), hub.Side(r.PathValue("side")), number)
}

func changeRules[T any](r *http.Request, change func(context.Context, RuleText) (T, error)) (any, error) {
	t, err := body[RuleText](r)
	if err != nil {
		return nil, err
	}
	return change(r.Context(), t)
}

func getFaults(n *Node, r *http.Request) (any, error) {
	return n.Faults(r.Context(), r.URL.Query().Get("state"))
}

func getFault(n *Node, r *http.Request) (any, error) { return n.Fault(r.Context(), r.PathValue("id")) }

func retryFault(n *Node, r *http.Request) (any, error) {
	k, err := n.Retry(r.Context(), r.PathValue("id"))
	return count{k}, err
}

func skipFault(n *Node, r *http.Request) (any, error) {
	b, err := body[reason](r)
	if err != nil {
		return nil, err
	}
	k, err := n.Skip(r.Context(), r.PathValue("id"), b.Why, b.Who)
	return count{k}, err
}

func postSync(n *Node, r *http.Request) (any, error) {
	q, err := body[SyncQuery](r)
	if err != nil {
		return nil, err
	}
	return n.Sync(r.Context(), q)
}

func postPause(n *Node, r *http.Request) (any, error) {
	p, err := body[store.Pause](r)
	if err != nil {
		return nil, err
	}
	return struct{}{}, n.Pause(r.Context(), store.Pause{Scope: p.Scope, ID: p.ID, Why: p.Why})
}

func postResume(n *Node, r *http.Request) (any, error) {
	p, err := body[store.Pause](r)
	if err != nil {
		return nil, err
	}
	return struct{}{}, n.Resume(r.Context(), p.Scope, p.ID)
}

func postBulk(n *Node, r *http.Request) (any, error) {
	q, err := body[BulkQuery](r)
	if err != nil {
		return nil, err
	}
	select {
	case <-n.started: // a node that can be asked is about to work, if it does not yet
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
	return n.StartBulk(r.Context(), q)
}

func getBulkPlan(n *Node, r *http.Request) (any, error) {
	q := BulkQuery{Connection: hub.ConnectionID(r.PathValue("connection")), Side: hub.Side(r.PathValue("side"))}
	if r.URL.Query().Has("query") { // an empty one is another than the trigger
		text := r.URL.Query().Get("query")
		q.Query = &text
	}
	return n.PlanBulk(r.Context(), q)
}

func getBulk(n *Node, r *http.Request) (any, error) {
	return n.Bulk(r.Context(), hub.ConnectionID(r.PathValue("connection")), hub.Side(r.PathValue("side")))
}

func stopBulk(n *Node, r *http.Request) (any, error) {
	return n.StopBulk(r.Context(), hub.ConnectionID(r.PathValue("connection")), hub.Side(r.PathValue("side")))
}
