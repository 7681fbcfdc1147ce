message()
def statusMapping = ["Doing":"In Progress", "To Do":"Open", "Closed":"Done"]
def remoteStatusName = replica.status.name
issue.setStatus(statusMapping[remoteStatusName] ?: remoteStatusName)

def priorityMapping = [
    // remote side priority <-> local side priority
      "P1" : "Highest",
      "P2" : "High",
    ]
def priorityName = priorityMapping[replica.priority?.name] ?: "Low" // set default priority in case the proper urgency could not be found
issue.priority = nodeHelper.getPriority(priorityName)

def resolutionMap = [ "Done" : "Won't Do" ]
issue.resolution = replica.resolution ? nodeHelper.getResolution(resolutionMap[replica.resolution.name]) : null
show(issue)
