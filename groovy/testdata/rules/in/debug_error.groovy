message()
def values = replica.customFields.collectEntries { k, v -> [k, v.value] }
log.info("values $values.Team")
debug.error("score is ${values['Score']} and tags ${values.Tags}")
