/** Fix versions and affected versions by name; those that are not there are made. */
class Versions {
    static void send(Object... ignored) {
        def c = InjectorGetter.scope()
        c.replica.fixVersions = c.issue.fixVersions
        c.replica.affectedVersions = c.issue.affectedVersions
    }

    static void receive(Object... ignored) {
        def c = InjectorGetter.scope()
        for (field in ["fixVersions", "affectedVersions"]) {
            c.issue."$field" = (c.replica."$field" ?: []).collect { c.nodeHelper.createVersion(c.issue, it.name, it.description) }.findAll { it != null }
        }
    }
}

class VersionSync extends Versions { }

/** Components by name; those that are not there are made. */
class ComponentSync {
    static void send(Object... ignored) {
        def c = InjectorGetter.scope()
        c.replica.components = c.issue.components
    }

    static void receive(Object... ignored) {
        def c = InjectorGetter.scope()
        c.issue.components = (c.replica.components ?: []).collect { theirs ->
            def lead = theirs.lead?.email ? c.nodeHelper.getUserByEmail(theirs.lead.email) : null
            c.nodeHelper.createComponent(c.issue, theirs.name, theirs.description, lead?.key, theirs.assigneeType as String)
        }.findAll { it != null }
    }
}
