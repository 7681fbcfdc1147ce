// Ours on the left, what the other side calls them on the right.
def fields = ["Team": "Squad", "Story Points": "Points"]
replica.summary = issue.summary
fields.each { ours, theirs ->
  def v = issue.customFields[ours]?.value
  replica.customKeys[theirs] = v?.hasProperty("value") ? v.value : v
}
