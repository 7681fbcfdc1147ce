// Tells what the table is asked with.
replica.summary = issue.summary
replica.priority = issue.priority
// An option is its value; a text is what it is.
def plain = { v -> v?.hasProperty("value") ? v.value : v }
replica.product = plain(issue.customFields."Product"?.value)
replica.country = plain(issue.customFields."Country"?.value)
