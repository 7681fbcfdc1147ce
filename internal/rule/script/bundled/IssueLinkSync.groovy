/** Links between items that are synced on both sides. */
class IssueLinkSync {
    static void send(Object... ignored) {
        def c = InjectorGetter.scope()
        c.replica.issueLinks = c.matchHelper.links(c.issue)
    }

    static void receive(Object... ignored) {
        def c = InjectorGetter.scope()
        c.issue.issueLinks = c.matchHelper.links(c.issue, c.replica)
    }
}
