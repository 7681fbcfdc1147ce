/** Organisations and participants of a service desk, as the item has them. */
class ServiceDeskSync {
    static void sendOrganizations(Object... ignored) {
        def c = InjectorGetter.scope()
        c.replica.customFields["Organizations"] = c.issue.customFields["Organizations"]
    }

    static void receiveOrganizations(Object... ignored) {
        def c = InjectorGetter.scope()
        def theirs = c.replica.customFields["Organizations"]?.value
        def field = c.issue.customFields["Organizations"]
        if (theirs != null && field != null) {
            field.value = (theirs instanceof Collection ? theirs : [theirs]).collect { c.serviceDeskHelper.getOrganization(it.hasProperty("name") ? it.name : it as String) }.findAll { it != null }
        }
    }
}
