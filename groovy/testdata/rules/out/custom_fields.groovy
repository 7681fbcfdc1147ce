change()
replica.customFields."Story Points" = issue.customFields."Story Points"
replica.customFields.'Team' = issue.customFields.'Team Name'?.value?.value
replica.customFields.put("Severity", issue.customFields["Severity"]?.value?.value ?: "S3")
replica.customFields."Root Cause" = issue.customFields."Root Cause"?.value ?: "unknown"
replica.customFields."No Such" = issue.customFields."No Such"?.value
replica.customFields."Approved" = issue.customFields."10030"?.value == "Yes"
replica.sp = issue.customFields."Story Points".value as Integer
replica.half = issue.customFields."Story Points".value / 2
replica."Go Live" = issue."Go-Live Date"
show replica
