message()
records = traces
class Trace {
    String type, localId, remoteId, action
    boolean toSynchronize
    Trace setType(String v) { type = v; this }
    Trace setLocalId(v) { localId = v; this }
    Trace setRemoteId(v) { remoteId = v as String; this }
    Trace setAction(String v) { action = v; this }
    Trace setToSynchronize(boolean v) { toSynchronize = v; this }
    String toString() { "$type $localId<->$remoteId $action $toSynchronize" }
}
replica.addedComments.each { comment ->
    def res = httpClient.post("/rest/api/2/issue/${issue.key}/comment", "{\"body\": \"${comment.body}\"}")
    def trace = new Trace()
        .setType("COMMENT")
        .setToSynchronize(true)
        .setLocalId(res?.id as String)
        .setRemoteId(comment.id)
        .setAction("NONE")
    records.add(trace)
}
records << new Trace(type: 'X', remoteId: 5)
println records
println records.find { it.remoteId == '9011' }.type
