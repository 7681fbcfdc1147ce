message()
entity.summary = "via entity"
println issue.summary + "/" + workItem.summary + "/" + ticket.summary
workItem.status = replica.status
println issue.status.name
println issue.is(entity)
println issue == workItem
println([issue].contains(incident))
