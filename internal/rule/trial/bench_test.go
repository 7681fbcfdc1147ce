//go:build unix

package trial_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script"
	"github.com/entwine-sync/entwine/internal/rule/trial"
)

// benchRule is a rule of forty lines with what most rules do.
const benchRule = `if (firstSync) {
    issue.projectKey = "GLOBEX"
    issue.typeName = nodeHelper.getIssueType(replica.type?.name, "GLOBEX")?.name ?: "Task"
}
def statusMap = [
    "Open"       : "To Do",
    "In Progress": "Doing",
    "Resolved"   : "Done"
]
def priorityMap = ["Critical": "Highest", "Minor": "Low"]
issue.summary = "[${replica.key}] ${replica.summary}"
issue.description = replica.description?.replaceAll(/\{code(:[^}]*)?\}/, "~~~")
issue.labels = replica.labels
issue.labels += nodeHelper.getLabel("from-acme")
issue.setStatus(statusMap[replica.status?.name] ?: "Backlog")
issue.priority = nodeHelper.getPriority(priorityMap[replica.priority?.name] ?: "Medium")
issue.assignee = nodeHelper.getUserByEmail(replica.assignee?.email)
issue.reporter = nodeHelper.getUserByEmail(replica.reporter?.email) ?: issue.reporter
issue.attachments = attachmentHelper.mergeAttachments(issue, replica)
issue.comments = commentHelper.mergeComments(issue, replica) { c ->
    def who = c.author?.displayName ?: "somebody"
    c.executor = nodeHelper.getUserByEmail(c.author?.email)
    if (c.executor == null) {
        c.body = "*${who}* wrote:\n${c.body}"
    }
    c.internal = c.body.contains("#internal")
}
issue.customFields."Team".value = nodeHelper.getOption(issue, "Team", replica.customFields."Squad"?.value?.value)
issue.customFields."Remote key".value = replica.key
issue.customFields."Story Points".value = replica.customFields."Points"?.value
issue.due = replica.due
if (replica.parentId) {
    def parent = nodeHelper.getLocalIssueFromRemoteId(replica.parentId.toLong())
    if (parent) {
        issue.parentId = parent.id
    }
}
def open = replica.comments.findAll { it.body?.startsWith("TODO") }.collect { it.body.trim() }
issue.customKeys.open = open.size()
if (replica.addedComments.any { it.body.contains("#resolved") }) {
    issue.resolution = nodeHelper.getResolution("Done")
}
`

// benchCase holds an item, a replica and the replica before, each with some
// fifteen comments, ten attachments and twenty custom fields.
func benchCase(tb testing.TB) *trial.Case {
	item := func(id int, comments int) map[string]any {
		m := map[string]any{
			"id": fmt.Sprint(id), "key": fmt.Sprintf("ACME-%d", id), "summary": "The pump stops", "description": strings.Repeat("It stops when it rains. ", 40),
			"type": map[string]any{"id": "1", "name": "Bug"}, "status": map[string]any{"id": "3", "name": "In Progress"}, "priority": map[string]any{"id": "2", "name": "Minor"},
			"project": map[string]any{"key": "ACME", "name": "Acme"}, "labels": []any{"one", "two", "three"}, "due": "2026-12-24",
			"assignee": map[string]any{"key": "u1", "email": "ann@acme.example", "displayName": "Ann"}, "reporter": map[string]any{"key": "u2", "email": "bob@acme.example", "displayName": "Bob"},
		}
		var list, files []any
		for i := range comments {
			list = append(list, map[string]any{"id": id*100 + i, "body": strings.Repeat("A sentence of a comment. ", 24), "author": map[string]any{"email": "bob@acme.example", "displayName": "Bob"}, "created": "2026-11-01T08:00:00.000Z"})
		}
		for i := range 10 {
			files = append(files, map[string]any{"id": fmt.Sprint(id*10 + i), "filename": fmt.Sprintf("picture%d.png", i), "filesize": 12345, "mimetype": "image/png"})
		}
		fields := map[string]any{"Squad": map[string]any{"id": 10001, "value": map[string]any{"id": 1, "value": "Red"}}, "Points": map[string]any{"id": 10002, "value": 5}}
		for i := range 18 {
			fields[fmt.Sprintf("Field %d", i)] = map[string]any{"id": 10010 + i, "value": "some text"}
		}
		m["comments"], m["attachments"], m["customFields"] = list, files, fields
		return m
	}
	b, err := json.Marshal(map[string]any{
		"issue": item(7, 15), "replica": item(9, 16), "previous": item(9, 15), "twins": []any{},
		"tracker": map[string]any{
			"customFields": []any{"Team", "Remote key", "Story Points"}, "options": map[string]any{"Team": []any{"Red", "Blue"}}, "priorities": []any{"Low", "Medium"},
			"users": []any{map[string]any{"key": "a", "email": "ann@acme.example"}, map[string]any{"key": "b", "email": "bob@acme.example"}},
		},
	})
	if err != nil {
		tb.Fatal(err)
	}
	c, err := trial.ReadCase("case.json", bytes.NewReader(b))
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// How long does a rule of forty lines take on an item of 14 kB, binding and
// comparing included? The aim is 10,000 a second on two cores: 200 µs each.
func BenchmarkRule(b *testing.B) {
	rule, err := script.Compile("incoming.groovy", benchRule)
	if err != nil {
		b.Fatal(err)
	}
	c := benchCase(b)
	text, err := json.Marshal(c.Item)
	if err != nil {
		b.Fatal(err)
	}
	run := func(tb testing.TB) {
		res := trial.Run(context.Background(), rule, "incoming.groovy", true, c, groovy.Limits{})
		if !res.OK || len(res.Changes) < 8 {
			tb.Fatalf("%+v", res.Fault)
		}
	}
	run(b)
	one := func(b *testing.B) {
		b.ReportAllocs()
		before := cpu()
		for b.Loop() {
			run(b)
		}
		b.ReportMetric(float64(cpu()-before)/float64(b.N)/1000, "cpu-µs/op")
		b.ReportMetric(float64(len(text)), "item-bytes")
	}
	b.Run("one", one)
	// A process that holds nothing else collects garbage every sixty runs. A node
	// at work holds some 45 MB (docs/performance.md) and does so less often.
	inNode := func(bench func(*testing.B)) func(*testing.B) {
		return func(b *testing.B) {
			held := make([]byte, 32<<20)
			runtime.GC()
			bench(b)
			runtime.KeepAlive(held)
		}
	}
	b.Run("in a node's memory", inNode(one))
	all := func(b *testing.B) {
		b.RunParallel(func(p *testing.PB) {
			for p.Next() {
				run(b)
			}
		})
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "runs/s")
	}
	b.Run("all cores", all)
	b.Run("all cores, in a node's memory", inNode(all))
}

// cpu is the processor time that this process used so far, collecting garbage
// included: on a busy machine the clock tells more of the neighbours.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
