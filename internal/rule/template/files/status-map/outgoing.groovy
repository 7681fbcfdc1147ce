// What our status is called in the language that both sides agreed on.
def shared = [
  "Open"       : "open",
  "In Progress": "working",
  "Done"       : "closed"
]
replica.summary = issue.summary
replica.status = shared[issue.status?.name]
