package jira_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/jira"
)

// odd are issues as no description has them, but as some Jira, an app in it or a
// proxy in front of it may send them.
var odd = []string{
	`{"id":"1","key":"A-1"}`,
	`{"id":"1","key":"A-1","fields":null,"changelog":null,"properties":null}`,
	`{"id":"1","key":"A-1","fields":{"summary":null,"description":{},"labels":"x","components":{},"fixVersions":[null,1,"a",{}],"comment":[],"attachment":{},"issuelinks":"none","worklog":7}}`,
	`{"id":"1","key":"A-1","fields":{"summary":12,"status":"Open","priority":{"name":7},"assignee":"dev","reporter":[],"parent":"A-2","project":"A","issuetype":null}}`,
	`{"id":"1","key":"A-1","fields":{"created":"yesterday","updated":5,"duedate":"2026-13-45","timetracking":{"originalEstimateSeconds":1e99,"remainingEstimateSeconds":-5,"timeSpentSeconds":"3600"}}}`,
	`{"id":"1","key":"A-1","fields":{"comment":{"comments":[null,7,{},{"id":5},{"id":"6","body":{"type":"doc"},"author":null,"created":null,"visibility":[]},{"id":"7","body":"x","jsdPublic":"yes","properties":{"key":"sd.public.comment"}}]}}}`,
	`{"id":"1","key":"A-1","fields":{"attachment":[null,{"id":"9","filename":"../../etc/passwd\u0000","size":1e20},{"id":"10","filename":7,"size":"big"}]}}`,
	`{"id":"1","key":"A-1","fields":{"issuelinks":[{},{"id":"1","type":null,"outwardIssue":{}},{"id":"2","type":{"outward":"blocks"},"outwardIssue":{"id":"3","key":"A-3"}},{"type":{"inward":7},"inwardIssue":"x"}]}}`,
	`{"id":"1","key":"A-1","fields":{"customfield_1":[[[[[[1]]]]],"customfield_2":{"a":{"b":[null,true,1.50,"\ud800"]}},"customfield_":1,"customfield_x/y":{"/":"/"},"a/b":"slash","":"empty","extra.x":"dot","customFields":1}}`,
	`{"id":"1","key":"A-1","fields":{"customfield_9":["com.atlassian.greenhopper.service.sprint.Sprint@1[id=1,name=]","com.x[",",name=a,startDate=b,name=c]",null,{"name":""}]}}`,
	`{"id":"1","key":"A-1","fields":{"description":{"type":"doc","version":1,"content":[{"type":"unknownBlock","attrs":{"a":[1]},"content":[{"type":"text","text":"kept words","marks":[{"type":"future","attrs":null},null]}]},null,7,{"type":"paragraph","content":"text"}]}}}`,
	`{"id":"1","key":"A-1","properties":{"entwine.mark":"text"},"changelog":{"histories":[{"id":7,"items":null},{"id":"8","author":null,"created":"x","items":[null,{"field":null,"from":1}]}]}}`,
	`{"id":"1","key":"A-1","fields":{"summary":"\u0000\u0001 a\r\nb\u2028c ` + strings.Repeat("\u0301", 50) + `","labels":["",null,"a b","entwine-mark-","entwine-mark-x"],"environment":"\ufeff\r\n"}}`,
	`{"id":"1","key":"A-1","fields":{"type":[{}],"links":7,"comments":"x","customFields":{"a":1},"url":"https://x","ref":{"id":"2"},"":"no name"}}`,
	`{"id":"1","key":"A-1","fields":{"created":{"name":"created","type":"java.util.Date","value":"2010-01-01T00:00:00.000+0000"},"summary":{"name":"summary","type":"java.lang.String"}}}`,
}

// checkIssue wants an issue to be the same after the way to the other node.
func checkIssue(t *testing.T, cloud bool, b []byte) {
	t.Helper()
	is, err := jira.NewDecoder(cloud).Issue(b)
	if err != nil {
		return // no issue at all
	}
	wire, err := json.Marshal(is)
	if err != nil {
		t.Fatalf("%.500s cannot be sent: %v", b, err)
	}
	var back hub.Issue
	if err := json.Unmarshal(wire, &back); err != nil {
		t.Fatalf("%.500s cannot be read over there: %v", b, err)
	}
	if d := is.Parts().Diff(back.Parts()); len(d) != 0 {
		t.Errorf("%.500s: lost on the way: %v", b, d)
	}
	for _, c := range is.Comments {
		if c.ID == "7" && c.Body == "x" && !c.Private && strings.Contains(string(b), "service_desk") {
			t.Error("a comment of which nobody knows who sees it is public")
		}
	}
}

func TestOddIssues(t *testing.T) {
	for i, s := range odd {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			for _, cloud := range []bool{true, false} {
				checkIssue(t, cloud, []byte(s))
				checkIssue(t, cloud, []byte(strings.Replace(s, `"fields":{`, `"fields":{"project":{"key":"A","projectTypeKey":"service_desk"},`, 1)))
			}
		})
	}
	is, err := jira.NewDecoder(true).Issue([]byte(odd[10]))
	if err != nil || !strings.Contains(is.Description, "kept words") {
		t.Errorf("words in a node that nobody knows are lost: %+v, %v", is, err)
	}
}

// Calls of webhooks, whatever they hold, name an issue or are refused.
func TestOddHooks(t *testing.T) {
	c, err := jira.Spec.New(tracker.Settings{"url": "http://jira.test", "token": "none"}, tracker.Env{HTTP: http.DefaultClient, Check: rest.Check})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		body string
		ids  []string
	}{
		{`{"webhookEvent":"jira:issue_updated","issue":{"id":"7","key":"A-7","fields":null},"changelog":null,"comment":null}`, []string{"7"}},
		{`{"timestamp":"1525698237764","webhookEvent":"comment_created","comment":{"self":"https://x/rest/api/2/issue/12/comment/3","author":"dev"}}`, []string{"12"}},
		{`{"timestamp":1.5e12,"webhookEvent":"worklog_created","worklog":{"issueId":12}}`, []string{"12"}},
		{`{"webhookEvent":"worklog_created","worklog":{"issueId":"12"},"user":null}`, []string{"12"}},
		{`{"webhookEvent":"issuelink_created","issueLink":{"id":1,"sourceIssueId":12,"destinationIssueId":"13"}}`, []string{"12", "13"}},
		{`{"webhookEvent":"jira:issue_updated","issue":{"id":12,"key":"A-12"}}`, []string{"12"}},
		{`{"webhookEvent":"attachment_created","attachment":{"self":"https://x/rest/api/2/attachment/3","id":"3"}}`, nil},
		{`{"webhookEvent":"jira:issue_deleted","issue":{"id":"../../admin","key":"A-1"}}`, nil},
		{`[]`, nil}, {`null`, nil}, {``, nil}, {`{"issue":[]}`, nil}, {strings.Repeat(`{"issue":`, 5000), nil},
	} {
		l, err := c.(tracker.Hooker).ParseHook(httptest.NewRequest(http.MethodPost, "/", nil), []byte(x.body))
		var ids []string
		for _, ch := range l {
			ids = append(ids, ch.Ref.ID)
		}
		if fmt.Sprint(ids) != fmt.Sprint(x.ids) || (err == nil) != (x.ids != nil) {
			t.Errorf("%.200s names %v, %v; want %v", x.body, ids, err, x.ids)
		}
	}
}

// Whatever JSON is sent as an issue, it is the same over there.
func FuzzIssue(f *testing.F) {
	for _, s := range odd {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4<<10 {
			t.Skip("longer texts are richtext's to try")
		}
		checkIssue(t, true, []byte(s))
		checkIssue(t, false, []byte(s))
	})
}
