change()
def statusMap = [
    "Open"        : "New",
    "In Progress" : "Work in progress",
    "In Review"   : "Work in progress",
    "Done"        : "Closed"
]
def priorityMap = ["Highest": "1", "High": "2", "Medium": "3", "Low": "4"]
replica.status = statusMap[issue.status.name] ?: issue.status.name
replica.urgency = priorityMap.get(issue.priority?.name, "3") as Integer
replica.impact = priorityMap.size()
replica.allStatuses = statusMap.values().toList().unique()
replica.back = statusMap.findAll { k, v -> v == "Work in progress" }.keySet().join("|")
show(replica)
