import com.exalate.basic.domain.hubobject.v1.BasicHubIssue

/** Makes the item at once and then calls what needs its key. */
class CreateIssue {
    static create(Object... args) {
        def c = InjectorGetter.scope()
        def store = c.store
        store(c.issue)
        def then = args.find { it instanceof Closure }
        if (then != null) then()
        c.issueKey
    }
}

class UpdateIssue {
    /** What the rule sets is written when it is done. */
    static update(Object... args) { InjectorGetter.scope().issueKey }
}

class GetProject {
    static byName(String name, Object... ignored) { InjectorGetter.find("project", name) }
}

/** Addresses of items as people open them. */
class GetIssueUrl {
    static String getLocal(String key, Object... ignored) { address(InjectorGetter.scope().syncHelper.getTrackerUrl(), key) }

    static String getRemote(String key, Object... ignored) {
        def c = InjectorGetter.scope()
        key == c.replica.key && c.syncHelper.getRemoteIssueUrl() ? c.syncHelper.getRemoteIssueUrl() : address(c.syncHelper.getRemoteTrackerUrl(), key)
    }

    private static String address(String tracker, String key) { "${tracker?.replaceAll('/+$', '')}/browse/$key" }
}

class TempoWorkLogSync {
    static send(Object... ignored) { refuse() }
    static receive(Object... ignored) { refuse() }

    private static refuse() {
        throw new com.exalate.api.exception.IssueTrackerException("TempoWorkLogSync calls Tempo, which is another host than the tracker: use workLogs with workLogHelper.mergeWorkLogs")
    }
}
