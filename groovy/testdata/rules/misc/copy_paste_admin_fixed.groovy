change()
replica.key = issue.key; replica.summary = issue.summary
replica."Customer Name" = issue.customFields."Customer Data"?.value?.find(/"name": "(\w+)"/) { all, n -> n }
replica.customKeys."Remote Link" = "https://jira.example.org/browse/" + issue.key
replica.customKeys.put("when", issue.created.format("yyyy-MM-dd"))
replica.customKeys["n"] = issue.comments.size()
replica.customKeys << [extra: true]
replica.customKeys += [more: null]
replica.customKeys.remove("extra")
show(replica)
