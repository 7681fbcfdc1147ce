message()
def marker = "{color:#fff}sync:${replica.key}{color}"
if (!issue.comments.any { it.body.contains(marker) }) {
    def lines = []
    lines << "*Linked to* [${replica.key}|${syncHelper.remoteIssueUrl}]"
    lines << "|| Field || Value ||"
    [Status: replica.status.name, Priority: replica.priority?.name, Reporter: replica.reporter?.displayName].each { k, v -> lines << "| $k | ${v ?: '-'} |" }
    lines << marker
    issue.comments = commentHelper.addComment(lines.join('\n'), issue.comments)
}
println issue.comments.last().body
