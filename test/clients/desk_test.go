package clients_test

import (
	"net/http"
	"strconv"
	"testing"

	"github.com/ctreminiom/go-atlassian/v2/jira/sm"
	"github.com/ctreminiom/go-atlassian/v2/pkg/infra/models"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

// desk is a service desk with a client of its interface, and the id of somebody there.
func desk(t *testing.T) (c *sm.Client, dev string) {
	t.Helper()
	s, address := site(t, sim.Cloud)
	s.OpenDesk(sim.DeskOptions{})
	c, err := sm.New(nil, address)
	if err != nil {
		t.Fatal(err)
	}
	c.Auth.SetBasicAuth(login(sim.Cloud, "entwine"))
	who, _, err := goAtlassian3(t, address, "dev").MySelf.Details(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c, who.AccountID
}

// A request is made of a type, found again, moved on, and is in the queue where it
// belongs.
func TestGoAtlassianDesk_Request(t *testing.T) {
	c, dev := desk(t)
	ctx := t.Context()
	made, res, err := c.Request.Create(ctx, &models.CreateCustomerRequestPayloadScheme{
		ServiceDeskID: "2", RequestTypeID: "25", RequestParticipants: []string{dev},
		RequestFieldValues: map[string]any{"summary": "No network", "description": "Since *this morning*"},
	})
	if err != nil {
		t.Fatal(err)
	}
	isCode(t, "create", res.Code, http.StatusCreated)
	if _, res, err := c.Request.Create(ctx, &models.CreateCustomerRequestPayloadScheme{ServiceDeskID: "2", RequestTypeID: "99"}); err == nil {
		t.Error("a request of a type that there is not is made")
	} else {
		isCode(t, "create of no type", res.Code, http.StatusBadRequest)
	}
	got, _, err := c.Request.Get(ctx, made.IssueKey, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got.IssueID != made.IssueID || got.RequestTypeID != "25" || got.ServiceDeskID != "2" || got.CurrentStatus.Status != "To Do" ||
		got.RequestFieldValues[0].Value != "No network" || got.RequestFieldValues[1].Value != "Since *this morning*" {
		t.Errorf("the request is %+v", got)
	}
	page, _, err := c.Request.Gets(ctx, &models.ServiceRequestOptionScheme{SearchTerm: "network"}, 0, 10)
	if err != nil || page.Size != 1 || page.Values[0].IssueKey != made.IssueKey {
		t.Errorf("found are %+v, %v", page, err)
	}
	in := func(name string) bool {
		t.Helper()
		queues, _, err := c.ServiceDesk.Queue.Gets(ctx, 2, true, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range queues.Values {
			if q.Name != name {
				continue
			}
			id, err := strconv.Atoi(q.ID)
			if err != nil {
				t.Fatal(err)
			}
			issues, _, err := c.ServiceDesk.Queue.Issues(ctx, 2, id, 0, 50)
			if err != nil {
				t.Fatal(err)
			}
			if len(issues.Values) != q.IssueCount {
				t.Errorf("%s has %d issues and says %d", name, len(issues.Values), q.IssueCount)
			}
			return len(issues.Values) == 1 && issues.Values[0].Key == made.IssueKey
		}
		t.Fatalf("no queue %s", name)
		return false
	}
	if !in("All open") || in("Done") {
		t.Error("a new request is in the wrong queue")
	}
	ways, _, err := c.Request.Transitions(ctx, made.IssueKey, 0, 10)
	if err != nil || len(ways.Values) == 0 {
		t.Fatalf("transitions are %+v, %v", ways, err)
	}
	res, err = c.Request.Transition(ctx, made.IssueKey, ways.Values[0].ID, "on it")
	if err != nil {
		t.Fatal(err)
	}
	isCode(t, "transition", res.Code, http.StatusNoContent)
	if got, _, err = c.Request.Get(ctx, made.IssueKey, nil); err != nil || got.CurrentStatus.Status == "To Do" {
		t.Errorf("after the transition: %+v, %v", got.CurrentStatus, err)
	}
	if slas, _, err := c.Request.SLA.Gets(ctx, made.IssueKey, 0, 10); err != nil || slas.Size != 0 {
		t.Errorf("times to keep: %+v, %v", slas, err)
	}
	if l, _, err := c.Request.Approval.Gets(ctx, made.IssueKey, 0, 10); err != nil || l.Size != 0 {
		t.Errorf("approvals: %+v, %v", l, err)
	}
}

// What customers see and what they do not, and who else is told.
func TestGoAtlassianDesk_CommentsAndParticipants(t *testing.T) {
	c, dev := desk(t)
	ctx := t.Context()
	made, _, err := c.Request.Create(ctx, &models.CreateCustomerRequestPayloadScheme{
		ServiceDeskID: "2", RequestTypeID: "26", RequestFieldValues: map[string]any{"summary": "A laptop"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for body, public := range map[string]bool{"for customers": true, "for agents": false} {
		cm, res, err := c.Request.Comment.Create(ctx, made.IssueKey, body, public)
		if err != nil {
			t.Fatal(err)
		}
		isCode(t, "comment", res.Code, http.StatusCreated)
		id, err := strconv.Atoi(cm.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got, _, err := c.Request.Comment.Get(ctx, made.IssueKey, id, nil); err != nil || got.Body != body || got.Public != public {
			t.Errorf("%s: %+v, %v", body, got, err)
		}
	}
	all, _, err := c.Request.Comment.Gets(ctx, made.IssueKey, &models.RequestCommentOptionsScheme{Limit: 10})
	if err != nil || all.Size != 2 {
		t.Errorf("comments are %+v, %v", all, err)
	}
	names := func(what string, p *models.RequestParticipantPageScheme, err error, want int) {
		t.Helper()
		if err != nil || p.Size != want || want > 0 && p.Values[0].AccountID != dev {
			t.Errorf("%s: %+v, %v", what, p, err)
		}
	}
	p, _, err := c.Request.Participant.Gets(ctx, made.IssueKey, 0, 10)
	names("at first", p, err, 0)
	p, _, err = c.Request.Participant.Add(ctx, made.IssueKey, []string{dev})
	names("put in", p, err, 1)
	p, _, err = c.Request.Participant.Gets(ctx, made.IssueKey, 0, 10)
	names("listed", p, err, 1)
	p, _, err = c.Request.Participant.Remove(ctx, made.IssueKey, []string{dev})
	names("taken out", p, err, 0)
	if _, _, err := c.Request.Participant.Add(ctx, made.IssueKey, []string{"nobody"}); err == nil {
		t.Error("somebody who is not there is put in")
	}
}
