message()
def setField = { name, value ->
    issue.customFields."$name".value = value
}
setField("Severity", "x")
println issue.customFields.Severity.value
setField("No such field", "x")
