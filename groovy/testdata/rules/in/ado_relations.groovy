message()
def wi = httpClient.get("/_apis/wit/workItems/5?\$expand=relations", false)
def parent = wi.relations?.find { it.rel?.endsWith("Hierarchy-Reverse") }
def parentId = parent?.url?.tokenize('/')?.last()?.toInteger()
workItem.parentId = parentId
workItem."System.Title" = wi.fields."System.Title".toUpperCase()
workItem.tags = wi.fields."System.Tags".split(";")*.trim()
workItem.areaPath = "Project\\Team\\" + wi.fields["System.State"]
workItem.attachments = wi.relations.findAll { it.rel == 'AttachedFile' }.collect { it.url.substring(it.url.lastIndexOf('/') + 1) }
def patch = [[op: "add", path: "/fields/System.Tags", value: workItem.tags.join("; ")], [op: "replace", path: "/rev", value: 3]]
httpClient.put("/_apis/wit/workItems/5", groovy.json.JsonOutput.toJson(patch))
show(workItem)
