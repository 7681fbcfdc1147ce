import groovy.json.JsonOutput
class Issue { String summary; String description; String status; String priority; String assignee; List labels; Map fields; int votes; String key; long id }
println JsonOutput.toJson(new Issue(summary: 's', key: 'K-1', id: 7, labels: ['a'], fields: [x: 1]))
class Pt { int x, y; String color = 'red'; double size = 1.5 }
println JsonOutput.toJson(new Pt(x: 1, y: 2))
