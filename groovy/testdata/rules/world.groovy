

// ---- The world of the rules above: a tracker with one issue, its twin's replica
// ---- and the helpers of a node. What begins here is put behind each rule.

class HubObject {
    private final String kind
    private final Map all = [:]
    private Map was = null

    HubObject(String kind, Map all) { this.kind = kind; this.all.putAll(all) }

    def getProperty(String name) {
        if (!this.@all.containsKey(name) && this.@all.customFields instanceof Map) {
            return this.@all.customFields.get(name)?.value
        }
        this.@all.get(name)
    }

    void setProperty(String name, value) {
        if (name == 'typeName') this.@all.put('type', new HubObject('IssueType', [name: value as String]))
        if (!this.@all.containsKey(name) && this.@all.customFields instanceof Map && this.@all.customFields.containsKey(name)) {
            this.@all.customFields.get(name).value = value
            return
        }
        this.@all.put(name, value)
    }

    def methodMissing(String name, args) {
        def property = name.size() > 3 ? name[3].toLowerCase() + name.substring(4) : ''
        if (name.startsWith('get') && args.size() == 0) return getProperty(property)
        if (name.startsWith('set') && args.size() == 1) return setProperty(property, args[0])
        throw new MissingMethodException(name, HubObject, args)
    }

    void setStatus(String name) { this.@all.put('status', new HubObject('Status', [name: name])) }

    String toString() { "${this.@kind}(${this.@all.key ?: this.@all.name ?: this.@all.value ?: this.@all.id})" }

    String kindOf() { this.@kind }

    Map everything() { this.@all }

    void remember(Closure text) { this.@was = this.@all.collectEntries { k, v -> [k, text(v)] } }

    boolean changed(String name, String text) { this.@was?.get(name) != text }
}

class IssueTrackerException extends RuntimeException {
    IssueTrackerException(String message) { super(message) }
    IssueTrackerException(String message, Throwable cause) { super(message, cause) }
}

class NodeHelper {
    Map world
    private named(String table, String kind, name) {
        world.names[table].contains(name as String) ? new HubObject(kind, [id: world.names[table].indexOf(name as String) + 1, name: name as String]) : null
    }
    def getIssueType(String name) { named('types', 'IssueType', name) }
    def getIssueType(String name, project) { project ? named('types', 'IssueType', name) : null }
    def getPriority(String name) { named('priorities', 'Priority', name) }
    def getPriority(String name, issue) { named('priorities', 'Priority', name) }
    def getStatus(String name) { named('statuses', 'Status', name) }
    def getResolution(String name) { named('resolutions', 'Resolution', name) }
    def getLabel(String text) { text.contains(' ') ? null : new HubObject('Label', [label: text]) }
    def getProject(String key) { key == 'PRJ' ? world.issue.project : null }
    def getComponent(String name, project) { named('components', 'Component', name) }
    def createComponent(issue, String name, String description, lead, String assigneeType) { new HubObject('Component', [name: name, description: description]) }
    def getVersion(String name, project) { named('versions', 'Version', name) }
    def createVersion(issue, String name, String description) { new HubObject('Version', [name: name, description: description]) }
    def getOption(issue, field, value) { named('options', 'Option', value)?.with { o -> new HubObject('Option', [id: o.id, value: o.name]) } }
    def getOptions(issue, field, List values) { values.collect { getOption(issue, field, it) } }
    def getCascadingSelect(parent, child) { new HubObject('Cascading', [parent: parent, child: child]) }
    def getUser(String id) { world.users.find { it.key == id } }
    def getUser(String id, String project) { getUser(id) }
    def getUserByEmail(String mail) { mail ? world.users.find { it.email?.equalsIgnoreCase(mail) } : null }
    def getUserByEmail(String mail, String project) { getUserByEmail(mail) }
    def getUserByUsername(String name) { world.users.find { it.username == name } }
    def isUserAssignable(String project, user) { user?.active == true }
    def getLocalIssueFromRemoteId(Number id) { world.twins["$id"] }
    def getLocalIssueFromRemoteId(Number id, String type) { getLocalIssueFromRemoteId(id) }
    def getLocalIssueKeyFromRemoteId(id) { world.twins["$id"] }
    def getLocalIssueKeyFromRemoteId(id, String type) { world.twins["$id"] }
    def stripHtml(String html) { html?.replaceAll(/<[^>]+>/, '') }
    def stripHtmlFromComments(List comments) { comments.each { it.body = stripHtml(it.body) } }
    def getHtmlField(issue, String name) { '<p>' + issue[name].toString().replace('\n', '<br/>') + '</p>' }
}

class CommentHelper {
    Map world
    def mergeComments(issue, replica) {
        mergeComments(issue, replica, { it.body = "${it.author?.displayName}: ${it.body}" as String })
    }
    def mergeComments(issue, replica, Closure edit) {
        def gone = replica.removedComments.collect { it.id }
        def merged = issue.comments.findAll { !(it.remoteId in gone) }
        replica.changedComments.each { c ->
            def own = merged.find { it.remoteId == c.id }
            if (own) { own.body = c.body; own.author = c.author; edit(own) }
        }
        replica.addedComments.each { c ->
            def fresh = new HubObject('Comment', [body: c.body, author: c.author, created: c.created, internal: c.internal, remoteId: c.id])
            edit(fresh)
            merged << fresh
        }
        merged
    }
    def addComment(String text, List comments) { comments + new HubObject('Comment', [body: text]) }
    def addComment(String text, Boolean sync, List comments) { comments + new HubObject('Comment', [body: text, sync: sync]) }
    def filterLocal(List comments) { comments.findAll { !it.roleLevel && !it.groupLevel } }
}

class AttachmentHelper {
    def mergeAttachments(issue, replica) {
        def gone = replica.removedAttachments.collect { it.id }
        issue.attachments.findAll { !(it.remoteId in gone) } + replica.addedAttachments
    }
}

class WorkLogHelper {
    def mergeWorkLogs(issue, replica, Closure edit) { issue.workLogs + replica.addedWorkLogs.each { edit(it) } }
    def addWorkLog(String day, String spent, String comment, List logs) {
        logs + new HubObject('WorkLog', [startDate: Date.parse('yyyy/MM/dd', day), spent: spent, comment: comment])
    }
    def filterLocal(List logs) { logs.findAll { !it.roleLevel && !it.groupLevel } }
}

class SyncHelper {
    Map world
    void syncBackAfterProcessing() { println '(sync back)' }
    void unExalateAfterProcessing() { println '(stop)' }
    void exalate(key) { println "(start $key)" }
    boolean isIssueUnderSync(id) { world.twins.values().any { it.id == id } }
    def getLocalIssueKeyFromRemoteId(id) { world.twins["$id"] }
    def getLocalIssueKeyFromRemoteId(id, String type) { world.twins["$id"] }
    String getTrackerUrl() { 'https://jira.example.org' }
    String getRemoteIssueUrl() { 'https://remote.example.com/REM-77' }
}

class WorkflowHelper { void transition(issue, String name) { println "(transition $issue by $name)" } }

class HttpClient {
    Map world
    private copy(v) { v instanceof Map ? v.collectEntries { k, w -> [k, copy(w)] } : v instanceof List ? v.collect { copy(it) } : v }
    def get(String path) {
        if (!world.http.containsKey(path)) throw new IllegalStateException("GET $path: 404")
        copy(world.http[path])
    }
    def get(String path, boolean whole) { get(path) }
    def put(String path, String body) { println "PUT $path $body"; copy(world.http[path]) }
    def post(String path, String body) { println "POST $path $body"; copy(world.http[path]) }
    def http(String method, String path, String body, Map query, Map headers, Closure done) {
        println "$method $path $query $headers $body"
        done([method: method, path: path], [code: world.http.containsKey(path) ? 200 : 404, body: groovy.json.JsonOutput.toJson(world.http[path]), headers: [:]])
    }
}

class DebugHelper { void error(text) { throw new IssueTrackerException(text as String) } }

class Log {
    void info(text) { println "INFO $text" }
    void debug(text) { println "DEBUG $text" }
    void warn(text) { println "WARN $text" }
    void error(text) { println "ERROR $text" }
    void error(text, Throwable cause) { println "ERROR $text $cause.message" }
}

def hub(v) {
    if (v instanceof List) return v.collect { hub(it) }
    if (!(v instanceof Map)) return v
    if (v.kind == 'Date') return new Date(v.at as long)
    def all = v.findAll { it.key != 'kind' }.collectEntries { k, w -> [k, hub(w)] }
    v.kind ? new HubObject(v.kind, all) : all
}

// The issue is new, and its twin's first message is here.
def firstMessage() { prepare(); replica = world.replica; issue = new HubObject('Issue', world.empty); remember(); firstSync = true; named() }

// The twin changed.
def message() { prepare(); replica = world.replica; issue = world.issue; remember(); firstSync = false; named() }

// The issue changed.
def change() { prepare(); issue = world.issue; replica = new HubObject('Replica', world.blank); remember(); firstSync = false; named() }

def named() { entity = workItem = ticket = incident = issue }

def remember() { issue.remember { dumped(it) }; replica.remember { dumped(it) } }

def prepare() {
    world = hub(new groovy.json.JsonSlurper().parseText(worldText()))
    previous = world.previous
    connection = world.connection
    relation = connection
    entityType = 'issue'
    issueKey = world.issueKey
    traces = []
    nodeHelper = new NodeHelper(world: world)
    commentHelper = new CommentHelper(world: world)
    attachmentHelper = new AttachmentHelper()
    workLogHelper = new WorkLogHelper()
    worklogHelper = workLogHelper
    workflowHelper = new WorkflowHelper()
    syncHelper = new SyncHelper(world: world)
    httpClient = new HttpClient(world: world)
    debug = new DebugHelper()
    log = new Log()
    on = ['Blue side': [issue: world.issue], 'Red side': [issue: new HubObject('Issue', world.empty)]]
}

def store(x) { x.id = 10099; x.key = 'PRJ-99'; println "(stored ${x.key})" }

// show prints what a rule changed in an object, or any other value.
def show(x) {
    if (!(x instanceof HubObject)) { println dumped(x); return }
    x.everything().sort { it.key }.each { k, v ->
        def text = dumped(v)
        if (x.changed(k, text)) println "$k: $text"
    }
}

String dumped(v) {
    if (v instanceof HubObject) return v.kindOf() + dumped(v.everything())
    if (v instanceof Map) return '{' + v.collect { k, w -> "$k: ${dumped(w)}" as String }.sort().join(', ') + '}'
    if (v instanceof Collection || v instanceof Object[]) return '[' + v.collect { dumped(it) }.join(', ') + ']'
    if (v instanceof Date) return '@' + v.format("yyyy-MM-dd'T'HH:mm:ss", TimeZone.getTimeZone('UTC'))
    v instanceof CharSequence ? "'$v'" : String.valueOf(v)
}

String worldText() {
    '''{
"issue": {"kind": "Issue", "id": 10012, "key": "PRJ-12", "summary": "Login fails on Safari", "environment": "Safari 17, macOS 14",
  "description": "h2. Steps\\n# Open *the* page\\n# Press _Login_\\n\\nSee [the log|https://logs.example.org/7?a=1&b=2] and {{auth.log}}.\\n{code:java}\\nint x = 1;\\n{code}\\nTicket: CS-4711, cost: EUR 1,250.50",
  "project": {"kind": "Project", "id": 100, "key": "PRJ", "name": "Portal", "lead": {"kind": "User", "key": "u1", "username": "ann", "email": "ann@example.org", "displayName": "Ann Archer", "active": true}},
  "projectKey": "PRJ", "type": {"kind": "IssueType", "id": 3, "name": "Bug"}, "typeName": "Bug",
  "status": {"kind": "Status", "id": 4, "name": "In Progress"}, "priority": {"kind": "Priority", "id": 2, "name": "High"}, "resolution": null,
  "assignee": {"kind": "User", "key": "u1", "username": "ann", "email": "ann@example.org", "displayName": "Ann Archer", "active": true},
  "reporter": {"kind": "User", "key": "u2", "username": "bob", "email": null, "displayName": "Bob Baker", "active": true},
  "created": {"kind": "Date", "at": 1709633730000}, "updated": {"kind": "Date", "at": 1710927000000}, "due": {"kind": "Date", "at": 1711843200000},
  "parentId": null, "securityLevel": null, "originalEstimate": 28800, "remainingEstimate": 7200, "spent": 21600,
  "labels": [{"kind": "Label", "label": "login"}, {"kind": "Label", "label": "browser"}, {"kind": "Label", "label": "sync_emea"}],
  "components": [{"kind": "Component", "name": "Web", "description": null}, {"kind": "Component", "name": "Auth", "description": "who is who"}],
  "fixVersions": [{"kind": "Version", "name": "2.1.0", "released": false, "releaseDate": {"kind": "Date", "at": 1714521600000}}, {"kind": "Version", "name": "2.0.3", "released": true, "releaseDate": null}],
  "affectedVersions": [], "watchers": [{"kind": "User", "key": "u3", "username": "cy", "email": "cy@example.org", "displayName": "Cy Clark", "active": false}],
  "comments": [
    {"kind": "Comment", "id": 501, "body": "Seen it too.\\n[~cy] please look", "author": {"kind": "User", "key": "u2", "username": "bob", "email": null, "displayName": "Bob Baker", "active": true}, "created": {"kind": "Date", "at": 1709712000000}, "internal": false, "roleLevel": null, "groupLevel": null, "remoteId": 9001},
    {"kind": "Comment", "id": 502, "body": "internal: cookie *SameSite* is wrong", "author": {"kind": "User", "key": "u1", "username": "ann", "email": "ann@example.org", "displayName": "Ann Archer", "active": true}, "created": {"kind": "Date", "at": 1709798400000}, "internal": true, "roleLevel": "Developers", "groupLevel": null, "remoteId": null},
    {"kind": "Comment", "id": 503, "body": "Fixed on <b>staging</b>", "author": null, "created": {"kind": "Date", "at": 1710000000000}, "internal": false, "roleLevel": null, "groupLevel": null, "remoteId": 9003}],
  "attachments": [
    {"kind": "Attachment", "id": 701, "filename": "trace.LOG", "mimetype": "text/plain", "filesize": 20480, "remoteId": 8001, "author": null, "created": {"kind": "Date", "at": 1709712000000}},
    {"kind": "Attachment", "id": 702, "filename": "screen shot.png", "mimetype": "image/png", "filesize": 1572864, "remoteId": null, "author": {"kind": "User", "key": "u2", "username": "bob", "email": null, "displayName": "Bob Baker", "active": true}, "created": {"kind": "Date", "at": 1709798400000}}],
  "workLogs": [
    {"kind": "WorkLog", "id": 801, "timeSpent": 5400, "comment": "looked", "startDate": {"kind": "Date", "at": 1709712000000}, "author": {"kind": "User", "key": "u1", "username": "ann", "email": "ann@example.org", "displayName": "Ann Archer", "active": true}, "roleLevel": null, "groupLevel": null},
    {"kind": "WorkLog", "id": 802, "timeSpent": 16200, "comment": null, "startDate": {"kind": "Date", "at": 1709798400000}, "author": {"kind": "User", "key": "u2", "username": "bob", "email": null, "displayName": "Bob Baker", "active": true}, "roleLevel": "Developers", "groupLevel": null}],
  "issueLinks": [
    {"kind": "IssueLink", "otherIssueId": 10010, "linkName": "blocks", "linkTypeName": "Blocks", "linkType": "ISSUE", "url": null},
    {"kind": "IssueLink", "otherIssueId": null, "linkName": "web link", "linkTypeName": null, "linkType": "REMOTE", "url": "https://wiki.example.org/x"}],
  "changeHistory": [
    {"kind": "ChangeHistory", "id": 1, "created": {"kind": "Date", "at": 1709900000000}, "author": null, "changeItems": [{"kind": "ChangeItem", "field": "status", "fromString": "Open", "toString_": "In Progress"}, {"kind": "ChangeItem", "field": "priority", "fromString": "Low", "toString_": "High"}]}],
  "customKeys": {},
  "customFields": {
    "Story Points": {"kind": "CustomField", "id": 10016, "name": "Story Points", "type": "NUMERIC", "value": 5.0},
    "Team Name": {"kind": "CustomField", "id": 10020, "name": "Team Name", "type": "OPTION", "value": {"kind": "Option", "id": 31, "value": "Falcons"}},
    "Severity": {"kind": "CustomField", "id": 10021, "name": "Severity", "type": "OPTION", "value": {"kind": "Option", "id": 2, "value": "S2 - Major"}},
    "Environments": {"kind": "CustomField", "id": 10022, "name": "Environments", "type": "OPTIONS", "value": [{"kind": "Option", "id": 41, "value": "Test"}, {"kind": "Option", "id": 42, "value": "Production"}]},
    "Region": {"kind": "CustomField", "id": 10023, "name": "Region", "type": "CASCADING", "value": {"kind": "Cascading", "parent": {"kind": "Option", "id": 51, "value": "EMEA"}, "child": {"kind": "Option", "id": 52, "value": "Belgium"}}},
    "Root Cause": {"kind": "CustomField", "id": 10024, "name": "Root Cause", "type": "TEXT", "value": null},
    "Go-Live Date": {"kind": "CustomField", "id": 10025, "name": "Go-Live Date", "type": "DATE", "value": {"kind": "Date", "at": 1719792000000}},
    "Sprint": {"kind": "CustomField", "id": 10026, "name": "Sprint", "type": "SPRINT", "value": ["com.atlassian.greenhopper.service.sprint.Sprint@1f[id=6,rapidViewId=3,state=CLOSED,name=Falcons 6,startDate=2024-02-19T09:00:00.000Z,endDate=2024-03-04T09:00:00.000Z,goal=,sequence=6]", "com.atlassian.greenhopper.service.sprint.Sprint@2f[id=7,rapidViewId=3,state=ACTIVE,name=Falcons 7,startDate=2024-03-04T09:00:00.000Z,endDate=2024-03-18T09:00:00.000Z,goal=Safari, at last,sequence=7]"]},
    "Contacts": {"kind": "CustomField", "id": 10027, "name": "Contacts", "type": "TEXT", "value": "dora@example.com; Eli <eli@example.com>,nobody"},
    "Customer Data": {"kind": "CustomField", "id": 10028, "name": "Customer Data", "type": "TEXT", "value": "{\\"name\\": \\"Acme\\", \\"tier\\": 2, \\"sites\\": [\\"Gent\\", \\"Lyon\\"]}"},
    "10030": {"kind": "CustomField", "id": 10030, "name": "Approved", "type": "CHECKBOX", "value": "Yes"}}},
"replica": {"kind": "Replica", "id": 20077, "key": "REM-77", "summary": "  Safari: no login  ", "description": "<p>Hello <b>team</b>,</p><ul><li>open</li><li>press &amp; wait</li></ul><p>Regards&nbsp;&lt;Sue&gt;</p>",
  "project": {"kind": "Project", "id": 200, "key": "REM", "name": "Remote"}, "projectKey": "REM", "type": {"kind": "IssueType", "id": 9, "name": "Incident"}, "typeName": "Incident",
  "status": {"kind": "Status", "id": 12, "name": "Doing"}, "priority": {"kind": "Priority", "id": 22, "name": "P2"}, "resolution": {"kind": "Resolution", "id": 1, "name": "Done"},
  "assignee": {"kind": "User", "key": "r7", "username": "sue", "email": "SUE@example.com", "displayName": "Sue Stone", "active": true}, "reporter": {"kind": "User", "key": "u3", "username": "cy", "email": "cy@example.org", "displayName": "Cy Clark", "active": true},
  "created": {"kind": "Date", "at": 1709630000000}, "updated": {"kind": "Date", "at": 1710930600000}, "due": null, "parentId": 20070, "state": "2", "urgency": "1", "impact": "3",
  "labels": [{"kind": "Label", "label": "vip"}, {"kind": "Label", "label": "login"}, {"kind": "Label", "label": "needs triage"}],
  "components": [{"kind": "Component", "name": "Web", "description": "the site"}, {"kind": "Component", "name": "Mobile", "description": null}],
  "fixVersions": [{"kind": "Version", "name": "2.1.0", "released": false}, {"kind": "Version", "name": "3.0", "description": "big one", "released": false}],
  "comments": [{"kind": "Comment", "id": 9001, "body": "edited", "author": {"kind": "User", "key": "r7", "username": "sue", "email": "SUE@example.com", "displayName": "Sue Stone", "active": true}, "created": {"kind": "Date", "at": 1709712000000}, "internal": false},
    {"kind": "Comment", "id": 9010, "body": "<p>New <i>one</i></p>", "author": {"kind": "User", "key": "r7", "username": "sue", "email": "SUE@example.com", "displayName": "Sue Stone", "active": true}, "created": {"kind": "Date", "at": 1710930600000}, "internal": false},
    {"kind": "Comment", "id": 9011, "body": "work note", "author": null, "created": {"kind": "Date", "at": 1710930700000}, "internal": true}],
  "changedComments": [{"kind": "Comment", "id": 9001, "body": "edited", "author": {"kind": "User", "key": "r7", "username": "sue", "email": "SUE@example.com", "displayName": "Sue Stone", "active": true}, "internal": false}],
  "addedComments": [{"kind": "Comment", "id": 9010, "body": "<p>New <i>one</i></p>", "author": {"kind": "User", "key": "r7", "username": "sue", "email": "SUE@example.com", "displayName": "Sue Stone", "active": true}, "created": {"kind": "Date", "at": 1710930600000}, "internal": false},
    {"kind": "Comment", "id": 9011, "body": "work note", "author": null, "created": {"kind": "Date", "at": 1710930700000}, "internal": true}],
  "removedComments": [{"kind": "Comment", "id": 9003, "body": "gone"}],
  "attachments": [], "addedAttachments": [{"kind": "Attachment", "id": 8010, "filename": "dump.zip", "mimetype": "application/zip", "filesize": 4096, "remoteId": 8010}], "removedAttachments": [{"kind": "Attachment", "id": 8001, "filename": "trace.LOG"}],
  "workLogs": [], "addedWorkLogs": [{"kind": "WorkLog", "id": 31, "timeSpent": 900, "comment": "remote work", "author": {"kind": "User", "key": "r7", "username": "sue", "email": "SUE@example.com", "displayName": "Sue Stone", "active": true}}], "removedWorkLogs": [],
  "issueLinks": [{"kind": "IssueLink", "otherIssueId": 20070, "linkName": "is blocked by", "linkTypeName": "Blocks", "url": null}, {"kind": "IssueLink", "otherIssueId": 29999, "linkName": "relates to", "linkTypeName": "Relates", "url": null}],
  "customKeys": {"sla": {"breached": false, "minutes": 240}, "chain": ["REM-1", "REM-77"], "short_description": "no login"},
  "customFields": {"Severity": {"kind": "CustomField", "id": 7, "name": "Severity", "value": {"kind": "Option", "id": 1, "value": "Critical"}}, "Team": {"kind": "CustomField", "id": 8, "name": "Team", "value": "falcons"}, "Score": {"kind": "CustomField", "id": 9, "name": "Score", "value": "8.5"}, "Tags": {"kind": "CustomField", "id": 10, "name": "Tags", "value": ["a", "b", "a"]}}},
"previous": {"kind": "Replica", "id": 20077, "key": "REM-77", "summary": "Safari: no login", "status": {"kind": "Status", "id": 11, "name": "New"}, "priority": {"kind": "Priority", "id": 22, "name": "P2"}, "labels": [], "customKeys": {"sla": {"breached": false, "minutes": 480}}},
"blank": {"labels": [], "comments": [], "attachments": [], "workLogs": [], "customKeys": {}, "customFields": {}},
"empty": {"labels": [], "comments": [], "attachments": [], "workLogs": [], "components": [], "fixVersions": [], "watchers": [], "issueLinks": [], "customKeys": {}, "customFields": {"Severity": {"kind": "CustomField", "id": 10021, "name": "Severity", "value": null}, "Team Name": {"kind": "CustomField", "id": 10020, "name": "Team Name", "value": null}, "Story Points": {"kind": "CustomField", "id": 10016, "name": "Story Points", "value": null}, "Go-Live Date": {"kind": "CustomField", "id": 10025, "name": "Go-Live Date", "value": null}}},
"connection": {"kind": "Connection", "name": "Portal to Remote", "remoteInstance": {"kind": "Instance", "name": "remote", "url": "https://remote.example.com"}, "fieldValues": {"jql": "project = PRJ"}},
"issueKey": {"kind": "IssueKey", "id": 10012, "idStr": "10012", "urn": "PRJ-12", "URN": "PRJ-12", "entityType": "issue"},
"names": {"types": ["Task", "Story", "Bug", "Epic", "Sub-task"], "priorities": ["Highest", "High", "Medium", "Low"], "statuses": ["Open", "In Progress", "In Review", "Done"], "resolutions": ["Done", "Won't Do"], "components": ["Web", "Auth"], "versions": ["2.0.3", "2.1.0"], "options": ["S1 - Critical", "S2 - Major", "S3 - Minor", "Falcons", "EMEA", "Belgium", "Test", "Production"]},
"users": [{"kind": "User", "key": "u1", "username": "ann", "email": "ann@example.org", "displayName": "Ann Archer", "active": true}, {"kind": "User", "key": "u3", "username": "cy", "email": "cy@example.org", "displayName": "Cy Clark", "active": false}, {"kind": "User", "key": "u7", "username": "sue", "email": "sue@example.com", "displayName": "Sue Stone", "active": true}],
"twins": {"20070": {"kind": "IssueKey", "id": 10007, "idStr": "10007", "urn": "PRJ-7", "key": "PRJ-7"}, "20077": {"kind": "IssueKey", "id": 10012, "idStr": "10012", "urn": "PRJ-12", "key": "PRJ-12"}},
"http": {
  "/rest/api/2/issue/PRJ-12": {"id": "10012", "key": "PRJ-12", "fields": {"summary": "Login fails on Safari", "customfield_10016": 5.0, "subtasks": [{"key": "PRJ-13", "fields": {"status": {"name": "Done"}, "summary": "Test"}}, {"key": "PRJ-14", "fields": {"status": {"name": "Open"}, "summary": "Docs"}}], "issuelinks": [{"id": "1", "type": {"name": "Blocks", "inward": "is blocked by", "outward": "blocks"}, "outwardIssue": {"id": "10010", "key": "PRJ-10"}}, {"id": "2", "type": {"name": "Relates", "inward": "relates to", "outward": "relates to"}, "inwardIssue": {"id": "10007", "key": "PRJ-7"}}], "votes": null}},
  "/rest/api/2/search?jql=parent%3DPRJ-12": {"total": 2, "issues": [{"key": "PRJ-13", "fields": {"timespent": 3600}}, {"key": "PRJ-14", "fields": {"timespent": null}}]},
  "/rest/api/2/issueLinkType": {"issueLinkTypes": [{"id": "1", "name": "Blocks", "inward": "is blocked by", "outward": "blocks"}, {"id": "2", "name": "Relates", "inward": "relates to", "outward": "relates to"}]},
  "/rest/agile/1.0/board/3/sprint": {"values": [{"id": 6, "name": "Falcons 6", "state": "closed"}, {"id": 7, "name": "Falcons 7", "state": "active", "endDate": "2024-03-18T09:00:00.000Z"}]},
  "/tree/1": {"id": 1, "name": "root", "children": [{"id": 2, "name": "left", "children": [{"id": 4, "name": "leaf", "children": []}]}, {"id": 3, "name": "right"}]},
  "/api/now/table/sys_user/77": {"result": {"sys_id": "77", "email": "sue@example.com", "name": "Sue Stone", "active": "true"}},
  "/_apis/wit/workItems/5?$expand=relations": {"id": 5, "fields": {"System.Title": "Five", "System.State": "Active", "System.Tags": "one; two;three"}, "relations": [{"rel": "System.LinkTypes.Hierarchy-Reverse", "url": "https://dev.example.net/_apis/wit/workItems/3"}, {"rel": "AttachedFile", "url": "https://dev.example.net/_apis/wit/attachments/ab-1"}]},
  "/page/1": {"items": [1, 2, 3], "next": "/page/2"}, "/page/2": {"items": [4], "next": null}}
}'''
}
