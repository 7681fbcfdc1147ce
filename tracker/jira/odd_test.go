package jira_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rest"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/jira"
)

// oddFields are custom fields of Jira's own and of apps in it.
const oddFields = `[
 {"id":"summary","name":"Summary","custom":false,"schema":{"type":"string","system":"summary"}},
 {"id":"customfield_10001","name":"Development","custom":true,"schema":{"type":"any","custom":"com.atlassian.jira.plugins.jira-development-integration-plugin:devsummarycf","customId":10001}},
 {"id":"customfield_10002","name":"Sprint","custom":true,"schema":{"type":"array","items":"json","custom":"com.pyxis.greenhopper.jira:gh-sprint","customId":10002}},
 {"id":"customfield_10003","name":"Time to resolution","custom":true,"schema":{"type":"sd-servicelevelagreement","custom":"com.atlassian.servicedesk:sd-sla-field","customId":10003}},
 {"id":"customfield_10004","name":"Satisfaction","custom":true,"schema":{"type":"sd-feedback","custom":"com.atlassian.servicedesk:sd-request-feedback","customId":10004}},
 {"id":"customfield_10005","name":"Request Type","custom":true,"schema":{"type":"sd-customerrequesttype","custom":"com.atlassian.servicedesk:vp-origin","customId":10005}},
 {"id":"customfield_10006","name":"Assets","custom":true,"schema":{"type":"array","items":"cmdb-object-field","custom":"com.atlassian.jira.plugins.cmdb:cmdb-object-cftype","customId":10006}},
 {"id":"customfield_10007","name":"Insight","custom":true,"schema":{"type":"any","custom":"com.riadalabs.jira.plugins.insight:rlabs-customfield-default-object","customId":10007}},
 {"id":"customfield_10008","name":"Account","custom":true,"schema":{"type":"option2","custom":"com.tempoplugin.tempo-accounts:accounts.customfield","customId":10008}},
 {"id":"customfield_10009","name":"Scripted","custom":true,"schema":{"type":"number","custom":"com.onresolve.jira.groovy.groovyrunner:scripted-field","customId":10009}},
 {"id":"customfield_10010","name":"Scripted text","custom":true,"schema":{"type":"string","custom":"com.onresolve.jira.groovy.groovyrunner:scripted-field","customId":10010}},
 {"id":"customfield_10011","name":"Region","custom":true,"schema":{"type":"option-with-child","custom":"com.atlassian.jira.plugin.system.customfieldtypes:cascadingselect","customId":10011}},
 {"id":"customfield_10012","name":"Helpers","custom":true,"schema":{"type":"array","items":"user","custom":"com.atlassian.jira.plugin.system.customfieldtypes:multiuserpicker","customId":10012}},
 {"id":"customfield_10013","name":"Approvals","custom":true,"schema":{"type":"sd-approvals","custom":"com.atlassian.servicedesk.approvals-plugin:sd-approvals","customId":10013}},
 {"id":"customfield_10014","name":"Checklist","custom":true,"schema":{"type":"array","items":"checklist-item","custom":"com.okapya.jira.checklist:checklist","customId":10014}},
 {"id":"customfield_10015","name":"When","custom":true,"schema":{"type":"datetime","custom":"com.atlassian.jira.plugin.system.customfieldtypes:datetime","customId":10015}},
 {"id":"customfield_10016","name":"Day","custom":true,"schema":{"type":"date","custom":"com.atlassian.jira.plugin.system.customfieldtypes:datepicker","customId":10016}},
 {"id":"customfield_10017","name":"Notes","custom":true,"schema":{"type":"string","custom":"com.atlassian.jira.plugin.system.customfieldtypes:textarea","customId":10017}},
 {"id":"customfield_10018","name":"Choice","custom":true,"schema":{"type":"option","custom":"com.atlassian.jira.plugin.system.customfieldtypes:select","customId":10018}},
 {"id":"customfield_10019","name":"Rank","custom":true,"schema":{"type":"any","custom":"com.pyxis.greenhopper.jira:gh-lexo-rank","customId":10019}},
 {"id":"customfield_10020","name":"Team","custom":true,"schema":{"type":"team","custom":"com.atlassian.jira.plugin.system.customfieldtypes:atlassian-team","customId":10020}},
 {"id":"customfield_10021","name":"Flagged","custom":true,"schema":{"type":"array","items":"option","custom":"com.atlassian.jira.plugin.system.customfieldtypes:multicheckboxes","customId":10021}},
 {"id":"customfield_10022","name":"Parent Link","custom":true,"schema":{"type":"any","custom":"com.atlassian.jpo:jpo-custom-field-parent","customId":10022}},
 {"id":"customfield_10023","name":"Without a schema","custom":true},
 {"id":"customfield_10024","name":"Team","custom":true,"schema":{"type":"string"}}
]`

// oddValues are values of theirs that are told as they come and go back so.
var oddValues = map[string]string{
	"Development":        `"{pullrequest={dataType=pullrequest, state=OPEN, stateCount=2}, json={\"cachedValue\":{\"errors\":[],\"summary\":{\"pullrequest\":{\"overall\":{\"count\":2}}}},\"isStale\":true}}"`,
	"Time to resolution": `{"id":"1","name":"Time to resolution","_links":{"self":"https://x/sla/1"},"completedCycles":[],"ongoingCycle":{"startTime":{"iso8601":"2026-03-01T09:30:00+0530","epochMillis":1772337600000,"friendly":"now"},"breached":false,"paused":null,"goalDuration":{"millis":14400000}}}`,
	"Satisfaction":       `{"rating":5}`,
	"Assets":             `[{"workspaceId":"8f1c","id":"8f1c:12","objectId":"12"},{"workspaceId":"8f1c","id":"8f1c:13","objectId":"13","nested":[[{}],null,1.50]}]`,
	"Insight":            `["Server one (CMDB-12)","Server two (CMDB-13)"]`,
	"Account":            `{"self":"https://x/rest/tempo","id":7,"value":"Customer A","leadAccountId":null}`,
	"Approvals":          `[{"id":"3","finalDecision":"pending","approvers":[{"approver":{"accountId":"5b10"},"approverDecision":"pending"}]}]`,
	"Checklist":          `[{"name":"first","checked":true,"mandatory":false,"rank":0},{"name":"😀 second","checked":false}]`,
	"customfield_10020":  `{"id":"36885b3c-1bf0-4f85-a357-c5b858c31de4","name":"Red","isShared":true}`,
	"Parent Link":        `{"hasEpicLinkFieldDependency":false,"showField":false,"nonEditableReason":{"reason":"EPIC_LINK_SHOULD_BE_USED"}}`,
	"Without a schema":   `[[["deep"]],{"a":{"b":[null]}}]`,
}

// oddIssue is an issue whose fields those of more are put into.
func oddIssue(fields string) []byte {
	return []byte(`{"expand":"x","id":"10007","self":"https://x/rest/api/3/issue/10007","key":"ACME-7","fields":{` + fields + `}}`)
}

func decodeOdd(t *testing.T, cloud bool, fields string) *hub.Issue {
	t.Helper()
	b := oddIssue(fields)
	checkIssue(t, cloud, b)
	is, err := jira.NewDecoder(cloud).With(oddFields).Issue(b)
	if err != nil {
		t.Fatalf("%s: %v", b, err)
	}
	return is
}

func plainOf(t *testing.T, text string) (raw any, v hub.Value) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&raw); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return raw, jira.PlainValue(raw)
}

// Fields of apps come as they are and go back as they came.
func TestOddFields(t *testing.T) {
	ids := map[string]string{}
	var list []struct{ ID, Name string }
	if err := json.Unmarshal([]byte(oddFields), &list); err != nil {
		t.Fatal(err)
	}
	for _, f := range slices.Backward(list) { // the first of a name has it
		ids[f.Name], ids[f.ID] = f.ID, f.ID
	}
	var fields []string
	for name, v := range oddValues {
		fields = append(fields, fmt.Sprintf("%q:%s", ids[name], v))
	}
	for _, cloud := range []bool{true, false} {
		d := jira.NewDecoder(cloud).With(oddFields)
		is := decodeOdd(t, cloud, strings.Join(fields, ","))
		for name, text := range oddValues {
			shown := name
			if name == "customfield_10020" {
				shown = "Team"
			}
			raw, want := plainOf(t, text)
			got := is.CustomFields[shown]
			if !hub.Same(got, want) {
				t.Errorf("%s is %v, want %v", name, got, want)
				continue
			}
			back, err := d.Sent(t.Context(), shown, got)
			b, also := json.Marshal(back)
			c, too := json.Marshal(raw)
			if err != nil || also != nil || too != nil || !bytes.Equal(b, c) {
				t.Errorf("%s goes back as %s, came as %s: %v", name, b, c, err)
			}
		}
	}
}

// What a field of a kind that we know holds and should not is told all the same.
func TestOddValues(t *testing.T) {
	for _, x := range []struct {
		name, id, value string
		want            hub.Value
	}{
		{"Scripted", "10009", `"12 apples"`, "12 apples"},
		{"Scripted", "10009", `1.50`, hub.Number("1.5")},
		{"Scripted text", "10010", `"<b>x</b>\nand 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👩‍👩‍👧"`, "<b>x</b>\nand 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👩‍👩‍👧"},
		{"Scripted text", "10010", `["a",{"b":1}]`, []hub.Value{"a", map[string]hub.Value{"b": hub.Number("1")}}},
		{"Scripted text", "10010", `true`, true},
		{"Region", "10011", `{"self":"x","value":"Europe","id":"1","child":null}`, map[string]hub.Value{"value": "Europe"}},
		{"Helpers", "10012", `[null,{"accountId":"7","displayName":"Ann","accountType":"customer"}]`, []hub.Value{hub.User{ID: "7", Name: "Ann"}}},
		{"Helpers", "10012", `[]`, nil},
		{"When", "10015", `"2026-03-01T09:30:00.000+1345"`, time.Date(2026, 2, 28, 19, 45, 0, 0, time.UTC)},
		{"When", "10015", `"2026-03-01T09:30:00.000-0930"`, time.Date(2026, 3, 1, 19, 0, 0, 0, time.UTC)},
		{"When", "10015", `"2026-03-01T09:30Z"`, "2026-03-01T09:30Z"},
		{"When", "10015", `1772357400000`, time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC)},
		{"Day", "10016", `"2026-03-01"`, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)},
		{"Day", "10016", `"2026-03-01T00:00:00.000+0000"`, time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)},
		{"Notes", "10017", `null`, nil},
		{"Notes", "10017", `""`, nil},
		{"Choice", "10018", `{"self":"x","value":"red","id":"1","disabled":true}`, "red"},
		{"Choice", "10018", `"red"`, "red"},
		{"Choice", "10018", `{"id":"1"}`, map[string]hub.Value{"id": "1"}},
		{"Flagged", "10021", `[{"value":"Impediment"},null,"odd"]`, []hub.Value{"Impediment", "odd"}},
		{"Request Type", "10005", `null`, nil},
		{"Rank", "10019", `"0|i0001:"`, nil},
	} {
		t.Run(x.name+" "+x.value, func(t *testing.T) {
			for _, cloud := range []bool{true, false} {
				got := decodeOdd(t, cloud, fmt.Sprintf(`"customfield_%s":%s`, x.id, x.value)).CustomFields[x.name]
				if !hub.Same(got, x.want) {
					t.Errorf("%#v, want %#v", got, x.want)
				}
			}
		})
	}
}

// Sprints have their names in whatever order their members are printed.
func TestOddSprints(t *testing.T) {
	for text, want := range map[string][]string{
		`["com.atlassian.greenhopper.service.sprint.Sprint@1a[id=1,rapidViewId=2,state=CLOSED,name=Sprint 1, the first,startDate=2026-01-01T00:00:00.000Z,endDate=x,completeDate=y,sequence=1]"]`:                                                     {"Sprint 1, the first"},
		`["com.atlassian.greenhopper.service.sprint.Sprint@1a[activatedDate=x,autoStartStop=false,completeDate=<null>,endDate=y,goal=ship, and name it,id=25,name=Sprint 3, late,rapidViewId=12,sequence=25,startDate=z,state=ACTIVE,synced=false]"]`: {"Sprint 3, late"},
		`["com.atlassian.greenhopper.service.sprint.Sprint@1a[id=1,state=FUTURE,name=Next]"]`:                                                                                                                                                         {"Next"},
		`["com.atlassian.greenhopper.service.sprint.Sprint@1a[name=First,id=1]"]`:                                                                                                                                                                     {"First"},
		`[{"id":1,"name":"A","state":"active","boardId":1,"goal":null},null,{"id":2,"name":"A"},{"id":3,"name":"😀"}]`:                                                                                                                                 {"A", "😀"},
		`null`: nil,
	} {
		if got := decodeOdd(t, false, `"customfield_10002":`+text).Sprints; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// Nothing is there, everywhere.
func TestNullEverywhere(t *testing.T) {
	names := []string{
		"summary", "description", "environment", "issuetype", "project", "status", "resolution", "priority", "security", "assignee", "reporter", "creator",
		"parent", "duedate", "created", "updated", "resolutiondate", "timetracking", "timeoriginalestimate", "timeestimate", "timespent", "labels",
		"components", "versions", "fixVersions", "watches", "issuelinks", "comment", "attachment", "worklog", "subtasks", "votes", "lastViewed",
		"archiveddate", "archivedby", "issuerestriction", "customfield_10001", "customfield_10005", "customfield_10011", "customfield_10012", "customfield_10023",
	}
	var fields []string
	for _, n := range names {
		fields = append(fields, fmt.Sprintf("%q:null", n))
	}
	is := decodeOdd(t, true, strings.Join(fields, ","))
	if got := is.Parts(); len(got) != 0 {
		t.Errorf("there is %v", got)
	}
}

// Comments, attachments and work logs of people who are gone, with ids of either
// form, are there, and private where they may be.
func TestOddParts(t *testing.T) {
	is := decodeOdd(t, true, `
"comment":{"comments":[
 {"id":10001,"author":null,"body":null,"created":"2026-03-01T09:30:00.000+0000","updated":null},
 {"id":"10002","author":{"accountId":"unknown","displayName":"Former user","accountType":"unknown","active":false},"body":{"type":"doc","version":1,"content":[]},"created":"2026-03-01T10:30:00.000+0000"},
 {"id":"10003","author":{"accountId":"qm:1","displayName":"Cus Tomer","accountType":"customer","emailAddress":""},"body":"x","created":1772361000000,"visibility":{"type":"group","identifier":"276f955c","value":null}},
 {"id":"10004","body":"y","created":"2026-03-01T12:30:00.000+0000","visibility":{"type":"organization","value":"Globex"}},
 {"id":"10005","body":"z","created":"2026-03-01T13:30:00.000+0000","visibility":{}}
],"total":5},
"attachment":[{"id":10009,"filename":"a.png","author":null,"mimeType":null,"size":7,"created":null},{"id":"10010","filename":null,"size":null}],
"worklog":{"total":3,"worklogs":[
 {"id":"1","author":null,"comment":null,"started":"2026-03-01T09:30:00.000+0900","timeSpentSeconds":60},
 {"id":2,"timeSpentSeconds":120,"visibility":{"type":"role","identifier":"10100"}},
 {"id":"3","timeSpentSeconds":120.0,"visibility":{"type":"odd"}}]},
"issuelinks":[{"id":5,"type":{"name":"Blocks","inward":"is blocked by","outward":"blocks"},"outwardIssue":{"id":10008,"key":"ACME-8","fields":null}}],
"parent":{"id":10001,"key":"ACME-1","fields":null},
"assignee":{"accountId":"557058:app","displayName":"Automation","accountType":"app"},
"reporter":{"self":"x","accountId":null,"displayName":null}`)
	var got []string
	for _, c := range is.Comments {
		got = append(got, fmt.Sprintf("%s %v %v", c.ID, c.Private, c.Only))
	}
	if want := []string{"10001 false { }", "10002 false { }", "10003 true { 276f955c}", "10004 true {Globex }", "10005 false { }"}; !slices.Equal(got, want) {
		t.Errorf("comments %q, want %q", got, want)
	}
	if at := is.Comments[2].Created; !at.Equal(time.Date(2026, 3, 1, 10, 30, 0, 0, time.UTC)) {
		t.Errorf("a moment in milliseconds is %v", at)
	}
	got = nil
	for _, a := range is.Attachments {
		got = append(got, a.ID+" "+a.Name)
	}
	if want := []string{"10009 a.png", "10010 attachment-10010"}; !slices.Equal(got, want) {
		t.Errorf("attachments %q, want %q", got, want)
	}
	got = nil
	for _, w := range is.WorkLogs {
		got = append(got, fmt.Sprintf("%s %d %v", w.ID, w.Seconds, w.Only))
	}
	if want := []string{"1 60 { }", "2 120 {10100 }", "3 120 {odd }"}; !slices.Equal(got, want) {
		t.Errorf("work logs %q, want %q: what is for some must not look as if it were for all", got, want)
	}
	if l := is.Links; len(l) != 1 || l[0].ID != "5" || l[0].To.ID != "10008" {
		t.Errorf("links %+v", l)
	}
	if is.Parent == nil || is.Parent.ID != "10001" || is.Assignee == nil || is.Assignee.ID != "557058:app" || is.Reporter != nil {
		t.Errorf("parent %v, assignee %v, reporter %v", is.Parent, is.Assignee, is.Reporter)
	}
}

// A history of any length and form is read, and what cannot be read of it costs
// no more than itself.
func TestOddHistory(t *testing.T) {
	var all []string
	for i := range 20_000 {
		all = append(all, fmt.Sprintf(`{"id":"%d","author":{"accountId":"7"},"created":"2026-03-01T09:30:00.000+0000","items":[{"field":"summary","fieldtype":"jira","fieldId":"summary","from":null,"fromString":"a%d","to":null,"toString":"a%d"}]}`, 20000-i, 19999-i, 20000-i))
	}
	all = append(all,
		`{"id":30001,"author":"dev","created":1772361000000,"items":[{"field":"labels","fieldtype":"jira","from":7,"fromString":null,"to":["x"],"toString":"a b"}]}`,
		`{"id":"30002","author":null,"items":null}`, `null`,
		`{"id":"30003","historyMetadata":{"type":"automation"},"items":[null,{"field":"status","fieldtype":"jira","fromString":"Open","toString":"Done"}]}`)
	b := []byte(`{"id":"1","key":"A-1","fields":{"summary":"x"},"changelog":{"startAt":0,"maxResults":20003,"total":20003,"histories":[` + strings.Join(all, ",") + `]}}`)
	d := jira.NewDecoder(true).With(oddFields)
	is, err := d.Issue(b)
	if err != nil || is.Log != "30003" || is.Summary != "x" {
		t.Fatalf("%+v, %v", is, err)
	}
	l, err := d.Entries(b)
	if err != nil || len(l) != 20_003 || l[0].To != hub.Value("a1") || l[19_999].To != hub.Value("a20000") {
		t.Fatalf("%d entries, %v", len(l), err)
	}
	if last := l[20_002]; last.Field != "status" || last.To != hub.Value("Done") {
		t.Errorf("the last is %+v", last)
	}
}

// Calls of webhooks of every event there is.
func TestEveryHook(t *testing.T) {
	c, err := jira.Spec.New(tracker.Settings{"url": "http://jira.test", "token": "none"}, tracker.Env{HTTP: http.DefaultClient, Check: rest.Check})
	if err != nil {
		t.Fatal(err)
	}
	issue := `"issue":{"id":"12","self":"https://x/rest/api/2/12","key":"A-12","fields":{"summary":"s","comment":{"comments":[]}}}`
	for body, want := range map[string][]string{
		`{"timestamp":1,"webhookEvent":"jira:issue_created","issue_event_type_name":"issue_created","user":{"accountId":"7"},` + issue + `,"changelog":{"id":"1","items":[]}}`: {"12"},
		`{"timestamp":1,"webhookEvent":"jira:issue_updated","user":null,` + issue + `,"changelog":null}`:                                                                       {"12"},
		`{"timestamp":1,"webhookEvent":"jira:issue_deleted","user":{"name":"dev"},` + issue + `}`:                                                                              {"12"},
		// Version 6 names no event of its own, and has a comment beside the issue.
		`{"webhookEvent":"jira:issue_updated","user":{"self":"x","name":"dev"},` + issue + `,"comment":{"self":"x","id":"9","body":"b"},"timestamp":1331225053215}`:     {"12"},
		`{"webhookEvent":"jira:worklog_updated","user":{"name":"dev"},` + issue + `,"timestamp":1}`:                                                                     {"12"},
		`{"timestamp":1,"webhookEvent":"comment_deleted","comment":{"self":"https://x/rest/api/2/issue/12/comment/9","id":"9"}}`:                                        {"12"},
		`{"timestamp":1,"webhookEvent":"comment_deleted","comment":{"id":"9"},"issue":{"id":"12","self":"x","key":"A-12","fields":{}},"eventType":"primaryAction"}`:     {"12"},
		`{"timestamp":1,"webhookEvent":"comment_deleted","comment":{"id":"9"}}`:                                                                                         nil,
		`{"timestamp":1,"webhookEvent":"worklog_created","worklog":{"self":"https://x/rest/api/2/issue/12/worklog/3","id":"3"}}`:                                        {"12"},
		`{"timestamp":1,"webhookEvent":"worklog_deleted","worklog":{"issueId":"12","id":"3","author":null}}`:                                                            {"12"},
		`{"timestamp":1,"webhookEvent":"issuelink_deleted","issueLink":{"id":3,"sourceIssueId":12,"destinationIssueId":13,"issueLinkType":{"id":1},"systemLink":true}}`: {"12", "13"},
		`{"timestamp":1,"webhookEvent":"issue_property_set","issue":{"key":"A-12","self":"https://x/rest/api/2/issue/12"},"property":{"key":"k"}}`:                      {"12"},
		`{"timestamp":1,"webhookEvent":"jira:version_released","version":{"id":"1","name":"1.0","projectId":10000}}`:                                                    nil,
		`{"timestamp":1,"webhookEvent":"project_updated","project":{"id":10000,"key":"A"}}`:                                                                             nil,
		`{"timestamp":1,"webhookEvent":"sprint_started","sprint":{"id":1,"name":"S"}}`:                                                                                  nil,
		`{"timestamp":1,"webhookEvent":"board_deleted","board":{"id":1}}`:                                                                                               nil,
		`{"timestamp":1,"webhookEvent":"user_created","user":{"name":"dev"}}`:                                                                                           nil,
		`{"timestamp":1,"webhookEvent":"option_voting_changed","property":{"key":"jira.option.voting"}}`:                                                                nil,
		`{"webhookEvent":"jira:issue_updated","issue":null,"changelog":null}`:                                                                                           nil,
	} {
		l, err := c.(tracker.Hooker).ParseHook(httptest.NewRequest(http.MethodPost, "/", nil), []byte(body))
		var ids []string
		for _, ch := range l {
			ids = append(ids, ch.Ref.ID)
			if ch.Deleted != strings.Contains(body, "jira:issue_deleted") {
				t.Errorf("%s: deleted %v", body, ch.Deleted)
			}
		}
		// What names no issue may be news all the same: whoever is called asks for it.
		if !reflect.DeepEqual(ids, want) || (err == nil) != (want != nil) || hub.CodeOf(err) == hub.Denied {
			t.Errorf("%s: names %v, want %v; %v", body, ids, want, err)
		}
	}
}
