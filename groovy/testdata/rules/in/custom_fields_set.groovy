message()
issue.customFields."Severity".value = nodeHelper.getOption(issue, "Severity", ["Critical": "S1 - Critical", "High": "S2 - Major"][replica.customFields."Severity"?.value?.value])
issue.customFields."Team Name".value = replica.customFields."Team"?.value?.capitalize()
issue.customFields."Story Points".value = replica.customFields."Score"?.value?.toDouble()
issue."Root Cause" = "from " + replica.key
issue.customFields."Environments".value = nodeHelper.getOptions(issue, "Environments", ["Test", "Production"])
issue.customFields.Region.value = nodeHelper.getCascadingSelect(nodeHelper.getOption(issue, "Region", "EMEA"), nodeHelper.getOption(issue, "Region", "Belgium"))
issue.customFields.'10030'.value = null
println issue.customFields.findAll { k, v -> v.value == null }.keySet()
show(issue)
