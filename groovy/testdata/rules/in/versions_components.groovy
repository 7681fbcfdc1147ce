message()
issue.fixVersions = replica.fixVersions.collect { v ->
    nodeHelper.getVersion(v.name, issue.project) ?: nodeHelper.createVersion(issue, v.name, v.description ?: "created by sync")
}
issue.components = replica.components
        .collect { component ->
            def own = nodeHelper.getComponent(component.name, issue.project)
            own ?: nodeHelper.createComponent(issue, component.name, component.description, component?.lead?.key, "PROJECT_DEFAULT")
        }
        .findAll { it != null }
show(issue)
