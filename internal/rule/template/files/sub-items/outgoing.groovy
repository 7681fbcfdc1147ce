replica.summary = issue.summary
replica.parentId = matchHelper.parent(issue)   // of a parent that is not synced the other side knows nothing
