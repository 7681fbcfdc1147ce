import com.exalate.basic.domain.hubobject.v1.BasicHubIssue

/** The status, by its name or by a map from theirs to ours. */
class Status {
    static void send(Object... ignored) {
        def c = InjectorGetter.scope()
        c.replica.status = c.issue.status
        c.replica.resolution = c.issue.resolution
    }

    /**
     * A map of statuses, and one of resolutions behind it; true or false says whether
     * a status that is in no map is taken as it is, which is so if nothing is said.
     */
    static BasicHubIssue receive(Object... args) {
        def c = InjectorGetter.scope()
        def flag = args.find { it instanceof Boolean }
        def maps = args.findAll { it instanceof Map }
        def statuses = maps.find { !it.isEmpty() } ?: [:]
        def theirs = c.replica.status?.name
        def ours = theirs == null ? null : statuses[theirs] ?: (flag == false ? null : theirs)
        if (ours != null && c.issue.status?.name != ours) c.issue.setStatus(ours as String)
        def resolutions = maps.size() > 1 && !maps[0].isEmpty() ? maps[1] : [:]
        def resolution = resolutions[c.replica.resolution?.name]
        if (resolution instanceof CharSequence) c.issue.resolution = c.nodeHelper.getResolution(resolution as String)
        c.issue
    }

    static BasicHubIssue transitionTo(String name, Object... ignored) {
        def c = InjectorGetter.scope()
        c.issue.setStatus(name)
        c.issue
    }
}

class StatusSync extends Status {
    static void sendStatus(Object... args) { Status.send(args) }
    static BasicHubIssue receiveStatus(Object... args) { Status.receive(args) }
}
