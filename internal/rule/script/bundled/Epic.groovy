/** The epic of an item: its name and state, and the item's link to it, found by the epic's twin. */
class Epic {
    private static final List<String> OWN = ["Epic Name", "Epic Status", "Epic Colour"]

    static void send(Object... ignored) {
        def c = InjectorGetter.scope()
        for (name in OWN + ["Epic Link"]) {
            def field = c.issue.customFields[name]
            if (field?.value != null) c.replica.customFields[name] = field
        }
        if (c.issue.parentId != null) c.replica.parentId = c.issue.parentId
    }

    static void sendEpicFirst(Object... args) { send(args) }
    static void sendInAnyOrder(Object... args) { send(args) }

    static void receive(Object... ignored) {
        def c = InjectorGetter.scope()
        for (name in OWN) {
            def theirs = c.replica.customFields[name]?.value
            if (theirs != null && c.issue.customFields[name] != null) c.issue.customFields[name].value = theirs
        }
        def key = c.replica.customFields["Epic Link"]?.value
        def field = c.issue.customFields["Epic Link"]
        if (key != null && field != null) {
            def epic = c.syncHelper.getLocalIssueFromRemoteUrn((key instanceof CharSequence ? key : key.urn ?: key.key) as String)
            if (epic != null) field.value = epic.urn
        }
        if (c.replica.parentId != null) {
            def parent = c.syncHelper.getLocalIssueKeyFromRemoteId(c.replica.parentId)
            if (parent != null) c.issue.parentId = parent.id as String
        }
    }

    static void receiveBeforeCreation(Object... args) { receive(args) }
    static void receiveAfterCreation(Object... args) { receive(args) }
}

/** Epics under the names of an older library. Ranks and boards are each tracker's own. */
class AgileSync {
    static void send(Object... args) {
        Epic.send(args)
        sendSprints(args)
    }

    static void receive(Object... args) {
        Epic.receive(args)
        receiveSprints(args)
    }

    static void sendEpic(Object... args) { Epic.send(args) }
    static void sendEpicName(Object... args) { Epic.send(args) }
    static void sendEpicLink(Object... args) { Epic.send(args) }
    static void receiveEpicBeforeCreation(Object... args) { Epic.receive(args) }
    static void receiveEpicAfterCreation(Object... args) { Epic.receive(args) }
    static void receiveEpicName(Object... args) { Epic.receive(args) }
    static void receiveEpicLink(Object... args) { Epic.receive(args) }

    static void sendSprints(Object... ignored) {
        def c = InjectorGetter.scope()
        def field = c.issue.customFields["Sprint"]
        if (field != null) c.replica.customFields["Sprint"] = field
    }

    static void receiveSprints(Object... ignored) {
        def c = InjectorGetter.scope()
        def theirs = c.replica.customFields["Sprint"]?.value
        def id = (theirs instanceof Collection ? theirs.find() : theirs)?.id
        def ours = id == null ? null : c.nodeHelper.getLocalIssueKeyFromRemoteId(id, "sprint")
        if (ours != null && c.issue.customFields["Sprint"] != null) c.issue.customFields["Sprint"].value = ours.id
    }

    static void sendRank(Object... ignored) { InjectorGetter.scope().log.warn("AgileSync.sendRank: the rank of an item is its own tracker's, and is not told") }
    static void receiveRank(Object... ignored) { InjectorGetter.scope().log.warn("AgileSync.receiveRank: the rank of an item is its own tracker's, and is not set") }
    static Closure skipOnNoBoardFound() { return { -> null } }
}
