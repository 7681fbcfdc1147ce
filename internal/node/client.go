package node

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// ErrNotRunning is matched by the error of Dial where no node runs.
var ErrNotRunning = errors.New("no node is running")

// Client asks a node that runs in another process of this machine.
type Client struct {
	base  string
	token string
	http  *http.Client
}

var _ Desk = (*Client)(nil)

// Dial finds the node that has the data folder open. A control file that a
// killed node left behind counts for nothing.
func Dial(ctx context.Context, data string) (*Client, error) {
	b, err := os.ReadFile(filepath.Join(data, ControlFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNotRunning
	}
	if err != nil {
		return nil, err
	}
	var c control
	if err := json.Unmarshal(b, &c); err != nil || c.Address == "" {
		return nil, fmt.Errorf("%w: %s is damaged", ErrNotRunning, ControlFile)
	}
	cl := &Client{base: "http://" + c.Address, token: c.Token, http: &http.Client{
		Timeout:   time.Minute,
		Transport: &http.Transport{Proxy: nil, DialContext: (&net.Dialer{Timeout: 2 * time.Second}).DialContext},
	}}
	if _, err := cl.Standing(ctx); err != nil {
		if ctx.Err() != nil {
			return nil, err
		}
		// Somebody else may have got the port since: whoever does not know our
		// token is not our node.
		return nil, fmt.Errorf("%w: %w", ErrNotRunning, err)
	}
	return cl, nil
}

// Close lets go of the connection.
func (c *Client) Close() error {
	c.http.CloseIdleConnections()
	return nil
}

const mostAnswer = 256 << 20 // a hundred thousand rows of a list

// call asks for one thing.
func call[T any](ctx context.Context, c *Client, method, path string, body any) (T, error) {
	var v T
	var in io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return v, err
		}
		in = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.base+path, in)
	if err != nil {
		return v, err
	}
	req.Header.Set("Authorization", "Bearer "+c.token)
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	res, err := c.http.Do(req)
	if err != nil {
		if ctx.Err() != nil {
			return v, ctx.Err()
		}
		return v, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeNode, Message: "the node does not answer", Err: err}
	}
	defer res.Body.Close()
	b, err := io.ReadAll(io.LimitReader(res.Body, mostAnswer))
	if err != nil {
		return v, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeNode, Message: "the node broke off its answer", Err: err}
	}
	if res.StatusCode != http.StatusOK {
		var no refusal
		if err := json.Unmarshal(b, &no); err != nil || no.Error == nil {
			return v, &hub.Error{Code: hub.Internal, Scope: hub.ScopeNode, Message: "the node answered " + res.Status}
		}
		return v, no.Error
	}
	return v, json.Unmarshal(b, &v)
}

func query(kv ...string) string {
	q := url.Values{}
	for i := 0; i < len(kv); i += 2 {
		if kv[i+1] != "" && kv[i+1] != "0" {
			q.Set(kv[i], kv[i+1])
		}
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// Status implements Desk.
func (c *Client) Status(ctx context.Context) (Status, error) {
	return call[Status](ctx, c, "GET", "/api/v1/status", nil)
}

// Standing implements Desk.
func (c *Client) Standing(ctx context.Context) (NodeStanding, error) {
	return call[NodeStanding](ctx, c, "GET", "/api/v1/standing", nil)
}

// Pairs implements Desk.
func (c *Client) Pairs(ctx context.Context, q PairQuery) ([]Pair, error) {
	return call[[]Pair](ctx, c, "GET", "/api/v1/pairs"+query("connection", string(q.Connection), "state", string(q.State),
		"search", q.Search, "limit", strconv.Itoa(q.Limit)), nil)
}

// Events implements Desk.
func (c *Client) Events(ctx context.Context, q EventQuery) ([]EventRow, error) {
	return call[[]EventRow](ctx, c, "GET", "/api/v1/events"+query("connection", string(q.Connection), "pair", string(q.Pair),
		"state", string(q.State), "fault", q.FaultID, "before", strconv.FormatInt(q.Before, 10), "limit", strconv.Itoa(q.Limit)), nil)
}

// Event implements Desk.
func (c *Client) Event(ctx context.Context, id hub.EventID) (*hub.Event, error) {
	return call[*hub.Event](ctx, c, "GET", "/api/v1/events/"+url.PathEscape(string(id)), nil)
}

// Faults implements Desk.
func (c *Client) Faults(ctx context.Context, state string) ([]hub.Fault, error) {
	return call[[]hub.Fault](ctx, c, "GET", "/api/v1/faults"+query("state", state), nil)
}

// Fault implements Desk.
func (c *Client) Fault(ctx context.Context, id string) (FaultPage, error) {
	return call[FaultPage](ctx, c, "GET", "/api/v1/faults/"+url.PathEscape(id), nil)
}

// Retry implements Desk.
func (c *Client) Retry(ctx context.Context, faultID string) (int, error) {
	k, err := call[count](ctx, c, "POST", "/api/v1/faults/"+url.PathEscape(faultID)+"/retry", struct{}{})
	return k.Count, err
}

// Skip implements Desk.
func (c *Client) Skip(ctx context.Context, faultID, why, who string) (int, error) {
	k, err := call[count](ctx, c, "POST", "/api/v1/faults/"+url.PathEscape(faultID)+"/skip", reason{why, who})
	return k.Count, err
}

// Sync implements Desk.
func (c *Client) Sync(ctx context.Context, q SyncQuery) (Synced, error) {
	return call[Synced](ctx, c, "POST", "/api/v1/sync", q)
}

// Pause implements Desk.
func (c *Client) Pause(ctx context.Context, p store.Pause) error {
	_, err := call[struct{}](ctx, c, "POST", "/api/v1/pause", p)
	return err
}

// Resume implements Desk.
func (c *Client) Resume(ctx context.Context, s hub.Scope, id string) error {
	_, err := call[struct{}](ctx, c, "POST", "/api/v1/resume", store.Pause{Scope: s, ID: id})
	return err
}

// PlanBulk implements Desk.
func (c *Client) PlanBulk(ctx context.Context, q BulkQuery) (BulkPlan, error) {
	path := bulkPath(q.Connection, q.Side) + "/plan"
	if q.Query != nil {
		path += "?query=" + url.QueryEscape(*q.Query)
	}
	return call[BulkPlan](ctx, c, "GET", path, nil)
}

// StartBulk implements Desk.
func (c *Client) StartBulk(ctx context.Context, q BulkQuery) (BulkState, error) {
	return call[BulkState](ctx, c, "POST", "/api/v1/bulk", q)
}

func bulkPath(c hub.ConnectionID, side hub.Side) string {
	return "/api/v1/bulk/" + url.PathEscape(string(c)) + "/" + url.PathEscape(string(side))
}

// Bulk implements Desk.
func (c *Client) Bulk(ctx context.Context, conn hub.ConnectionID, side hub.Side) (BulkState, error) {
	return call[BulkState](ctx, c, "GET", bulkPath(conn, side), nil)
}

// StopBulk implements Desk.
func (c *Client) StopBulk(ctx context.Context, conn hub.ConnectionID, side hub.Side) (BulkState, error) {
	return call[BulkState](ctx, c, "POST", bulkPath(conn, side)+"/stop", struct{}{})
}

// Recorded implements Desk.
func (c *Client) Recorded(ctx context.Context, q RecordedQuery) ([]Recorded, error) {
	since := int64(0)
	if !q.Since.IsZero() {
		since = q.Since.UnixMilli()
	}
	return call[[]Recorded](ctx, c, "GET", "/api/v1/recorded"+query("connection", string(q.Connection), "since", strconv.FormatInt(since, 10),
		"before", strconv.FormatInt(q.Before, 10), "limit", strconv.Itoa(q.Limit)), nil)
}

func rulePath(c hub.ConnectionID, side hub.Side) string {
	return "/api/v1/rules/" + url.PathEscape(string(c)) + "/" + url.PathEscape(string(side))
}

// RuleHistory implements Desk.
func (c *Client) RuleHistory(ctx context.Context, conn hub.ConnectionID, side hub.Side) (RuleHistory, error) {
	return call[RuleHistory](ctx, c, "GET", rulePath(conn, side), nil)
}

// RuleVersion implements Desk.
func (c *Client) RuleVersion(ctx context.Context, conn hub.ConnectionID, side hub.Side, number int) (*store.RuleVersion, error) {
	which := "newest"
	if number >= 0 {
		which = strconv.Itoa(number)
	}
	return call[*store.RuleVersion](ctx, c, "GET", rulePath(conn, side)+"/"+which, nil)
}

// DraftRules implements Desk.
func (c *Client) DraftRules(ctx context.Context, t RuleText) (*store.RuleVersion, error) {
	return call[*store.RuleVersion](ctx, c, "POST", "/api/v1/rules/draft", t)
}

// PublishRules implements Desk.
func (c *Client) PublishRules(ctx context.Context, t RuleText) (RulePublished, error) {
	return call[RulePublished](ctx, c, "POST", "/api/v1/rules/publish", t)
}

// RollBackRules implements Desk.
func (c *Client) RollBackRules(ctx context.Context, t RuleText) (RulePublished, error) {
	return call[RulePublished](ctx, c, "POST", "/api/v1/rules/rollback", t)
}
