// Routed once, when the item is made; afterwards it stays where people move it.
if (firstSync) {
  def to = lookup("routing", replica.product, replica.country, replica.priority?.name)
  if (to == null) {
    throw new com.exalate.api.exception.IssueTrackerException("no row of tables/routing.csv fits ${replica.product}, ${replica.country}, ${replica.priority?.name}")
  }
  issue.projectKey = to.project
  issue.typeName = to.type
  issue.labels += nodeHelper.getLabel(to.team)
}
issue.summary = replica.summary
