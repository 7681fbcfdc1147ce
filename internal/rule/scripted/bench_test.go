//go:build unix

package scripted

import (
	"context"
	"fmt"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
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
issue.customFields."Team".value = replica.customFields."Squad"?.value
issue.customFields."Remote key".value = replica.key
issue.customFields."Story Points".value = replica.customFields."Points"?.value
if (replica.due && !issue.due) {
    issue.due = replica.due
}
def urgent = replica.addedComments.any { it.body.toLowerCase().contains("urgent") }
if (urgent && !issue.labels.any { it.label == "urgent" }) {
    issue.labels += nodeHelper.getLabel("urgent")
}
for (c in replica.removedComments) {
    log.info("comment ${c.id} is gone over there")
}
log.info("took over ${replica.key}")
`

// benchIssue is an issue of some 14 kB: fifteen comments or so, ten attachments
// and twenty custom fields.
func benchIssue(id, comments int) hub.Issue {
	bob := &hub.User{ID: "u2", Name: "Bob", Email: "bob@acme.example"}
	is := hub.Issue{
		Ref: hub.Ref{ID: fmt.Sprint(id), Key: fmt.Sprintf("ACME-%d", id)}, Summary: "The pump stops", Description: strings.Repeat("It stops when it rains. ", 40),
		Project: "ACME", Type: "Bug", Status: "In Progress", Priority: "Minor", Labels: []string{"one", "two", "three"}, Due: time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC),
		Assignee: &hub.User{ID: "u1", Name: "Ann", Email: "ann@acme.example"}, Reporter: bob, CustomFields: hub.Values{"Squad": "Red", "Points": hub.Number("5"), "Team": "Blue"},
	}
	for i := range comments {
		is.Comments = append(is.Comments, hub.Comment{ID: fmt.Sprint(id*100 + i), Body: strings.Repeat("A sentence of a comment. ", 24), Author: bob, Created: time.Unix(1_800_000_000, 0)})
	}
	for i := range 10 {
		is.Attachments = append(is.Attachments, hub.Attachment{ID: fmt.Sprint(id*10 + i), Name: fmt.Sprintf("picture%d.png", i), Size: 12345, Type: "image/png", Digest: hub.DigestOf([]byte{byte(i)})})
	}
	for i := range 17 {
		is.CustomFields[fmt.Sprintf("Field %d", i)] = "some text"
	}
	return is
}

// How long does a rule of forty lines take as the engine runs it, from issue to
// issue? Records, binding, the run, the case that is kept of it, and the
// differences as parts of an issue again are included.
func BenchmarkIncoming(b *testing.B) {
	s := &Set{In: compile(b, benchRule), Version: "v1", Limits: Limits}
	in := rule.In{Issue: benchIssue(7, 15), Replica: benchIssue(9, 16), Previous: benchIssue(9, 15), Format: "markdown", Theirs: "markdown", Tools: &tools{}}
	run := func() rule.Result {
		res, err := s.Incoming(context.Background(), in)
		if err != nil {
			b.Fatal(err)
		}
		in.Tools = &tools{}
		return res
	}
	if got := run().Issue; got.Summary != "[ACME-9] The pump stops" || len(got.Comments) != 16 || got.Status != "Doing" || got.CustomFields["Remote key"] != "ACME-9" {
		b.Fatalf("%+v", got)
	}
	b.ReportAllocs()
	before := cpu()
	for b.Loop() {
		run()
	}
	b.ReportMetric(float64(cpu()-before)/float64(b.N)/1000, "cpu-µs/op")
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
