import com.exalate.api.exception.IssueTrackerException

/** The parent of an item. A child waits until its parent is there. */
class SubTaskSync {
    static void send(Object... ignored) {
        def c = InjectorGetter.scope()
        c.replica.parentId = c.issue.parentId
    }

    static void receive(Object... args) { receiveBeforeCreation(args) }

    static void receiveBeforeCreation(Object... ignored) {
        def c = InjectorGetter.scope()
        if (!c.replica.parentId) return
        def parent = c.syncHelper.getLocalIssueKeyFromRemoteId(c.replica.parentId)
        if (parent == null) throw new IssueTrackerException("the parent ${c.replica.parentId} of ${c.replica.key} is not synced yet".toString())
        c.issue.parentId = parent.id as String
    }

    static void receiveAfterCreation(Object... args) { receiveBeforeCreation(args) }
}
