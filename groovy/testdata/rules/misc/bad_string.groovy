message()
issue.summary = "costs $5"
