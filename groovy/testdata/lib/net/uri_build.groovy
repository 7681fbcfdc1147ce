def u = new URI('https', 'jira.example.com', '/rest/api/2/search', 'jql=project = X', null)
println u
println u.query
println u.rawQuery
