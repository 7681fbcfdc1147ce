change()
import java.text.SimpleDateFormat
def sdf = new SimpleDateFormat("yyyy-MM-dd HH:mm:ss")
sdf.setTimeZone(TimeZone.getTimeZone("UTC"))
replica.createdText = sdf.format(issue.created)
replica.due = issue.due?.format("dd/MM/yyyy")
replica.soon = issue.due - 7
replica.later = (issue.due + 30).format('yyyy-MM-dd')
replica.days = issue.due - issue.created
replica.ms = issue.updated.time - issue.created.getTime()
replica.overdue = issue.due.before(new Date(1712000000000L))
replica.goLive = issue.customFields."Go-Live Date".value.format("MMM d, yyyy")
replica.after = issue.updated > issue.created
show(replica)
