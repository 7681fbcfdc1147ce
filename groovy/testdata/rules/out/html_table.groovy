change()
def sb = new StringBuilder()
sb.append("<table border='1'>\n")
sb << "<tr><th>Who</th><th>When</th><th>Hours</th></tr>\n"
issue.workLogs.sort { it.startDate }.each { wl ->
    sb << "<tr><td>${wl.author?.displayName}</td><td>${wl.startDate.format('yyyy-MM-dd')}</td><td>${wl.timeSpent / 3600}</td></tr>\n"
}
def total = issue.workLogs*.timeSpent.sum()
sb.append("<tr><td colspan=\"2\">Total</td><td>").append(total / 3600).append("</td></tr>\n")
sb << "</table>"
replica.description = issue.description.take(20) + "...\n" + sb.toString()
println replica.description
println sb.length()
