change()
def region = issue.customFields."Region"?.value
replica.region = region?.parent?.value
replica.country = region?.child?.value
replica.both = [region.parent, region.child].findAll { it }*.value.join(" - ")
replica."Region/Country" = region ? "${region.parent.value}/${region.child?.value ?: 'none'}" : null
def missing = issue.customFields."Nothing"?.value
replica.none = "${missing?.parent?.value}/${missing?.child?.value}"
show(replica)
