message()
issue.summary = replica.summary.trim()
issue.x = replica.nothing?.name
issue.environment = replica.environment
        .trim()
        .toUpperCase()
