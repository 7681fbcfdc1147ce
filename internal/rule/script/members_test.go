package script

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
)

// wherever is how a rule reaches an object of each kind.
var wherever = map[string]string{
	"item": "issue", "user": "issue.assignee", "comment": "issue.comments[0]", "attachment": "issue.attachments[0]", "workLog": "issue.workLogs[0]",
	"status": "issue.status", "issueType": "issue.type", "priority": "issue.priority", "resolution": "issue.resolution",
	"securityLevel": "issue.securityLevel", "sprint": "issue.sprints[0]", "team": `nodeHelper.getTeam("Core")`, "group": `nodeHelper.getGroup("staff")`,
	"organization": `nodeHelper.getOrganization("Acme")`, "requestType": `serviceDeskHelper.getRequestType("Help")`, "project": "issue.project",
	"version": "issue.fixVersions[0]", "component": "issue.components[0]", "label": "issue.labels[0]", "issueLink": "issue.issueLinks[0]",
	"option": `issue.customFields."Severity".value`, "customField": `issue.customFields."Severity"`, "changeHistory": "issue.changeHistory[0]",
	"changeItem": "issue.changeHistory[0].changeItems[0]", "issueKey": "issueKey", "trace": "traces[0]", "connection": "connection",
	"instance": "connection.remoteInstance", "syncRequest": "syncRequest",
}

// memberExample is a rule's way to a member, for the reference.
func memberExample(k *Kind, m *Member) string { return wherever[k.Name] + "." + m.Name }

// wholeRecord is a record of a kind with a value for each of its members.
func wholeRecord(kind string, depth int) map[string]any {
	rec := map[string]any{}
	for i := range kindByName[kind].Members {
		m := &kindByName[kind].Members[i]
		if m.Get != nil || delta[m.Name] || kind == "customField" && m.Name == "value" {
			continue
		}
		var v any
		switch {
		case m.Of == "customKeys":
			v = map[string]any{"k": "v"}
		case m.Of == "customFields":
			if depth > 0 {
				field := wholeRecord("customField", 0)
				field["name"], field["value"] = "Severity", wholeRecord("option", depth-1)
				v = map[string]any{"Severity": field}
			}
		case m.Of != "":
			if depth > 0 {
				v = wholeRecord(m.Of, depth-1)
			}
		case m.Plain == Whole:
			v = json.Number("5")
		case m.Plain == Date:
			v = "2026-11-23T10:00:00.000Z"
		case m.Plain == Boolean:
			v = true
		default:
			v = m.Name
		}
		if m.List && v != nil {
			v = []any{v}
		}
		if v != nil {
			rec[m.Name] = v
		}
	}
	return rec
}

// wholeDesk finds whatever is asked for, whole.
type wholeDesk struct{ exampleDesk }

func (wholeDesk) Find(_ context.Context, what string, _ map[string]string) (map[string]any, error) {
	return wholeRecord(what, 1), nil
}

// Each member that the reference lists can be reached as it says, holds what the
// tracker has, and can be given its own value.
func TestMembers(t *testing.T) {
	item := wholeRecord("item", 4)
	was := map[string]any{"comments": []any{map[string]any{"id": "gone", "body": "x"}}, "attachments": []any{map[string]any{"id": "gone"}},
		"workLogs": []any{map[string]any{"id": "gone"}}, "labels": []any{"gone"}}
	in := Input{
		Incoming: true, Issue: item, Replica: item, Previous: was, Desk: wholeDesk{}, Connection: wholeRecord("connection", 2),
		Traces: []any{wholeRecord("trace", 1)},
	}
	// What the message changed, and who of the voters there are, is the replica's.
	unset := map[string]bool{"syncRequest.remoteSyncEventNumber": true, "workLog.manuallyAdjust": true}
	for i := range kinds {
		k := &kinds[i]
		if wherever[k.Name] == "" {
			t.Errorf("nobody says how a rule reaches %s", k.Name)
			continue
		}
		for j := range k.Members {
			m := &k.Members[j]
			at := memberExample(k, m)
			text := fmt.Sprintf("def v = %s\nassert v != null || %v\n%s = v\n", at, unset[k.Name+"."+m.Name], at)
			rule, err := Compile("member.groovy", text)
			if err == nil {
				_, err = rule.Run(context.Background(), in)
			}
			if err != nil {
				t.Errorf("%v", err)
			}
		}
	}
}
