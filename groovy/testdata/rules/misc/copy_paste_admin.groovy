change()
//SUMMARY
replica.summary = issue.summary   ;
// DESCRIPTION
replica.description = issue.description
/* custom fields
   see ticket 12 */
replica.customFields."Story Points"     =   issue.customFields."Story Points"
if(issue.customFields."Team Name"?.value?.value=="Falcons"){replica.team="F"}
else
{
    replica.team="other"
}
if(issue.status.name=="In Progress"||issue.status.name=="Open")  replica.open=true
if ( ! ( issue.labels*.label.contains("nosync") ) )
{
replica.labels = issue.labels
}
def x = issue.customFields."Severity".value.value
if (x == "S1 - Critical") replica.urgency = "1"
if (x == "S2 - Major") replica.urgency = "2"
if (x == "S3 - Minor") replica.urgency = "3"
replica.impact = (x == "S1 - Critical") ? "1" : (x == "S2 - Major") ? "2" : "3"
replica.comments = issue.comments.findAll{it.internal==false}
replica.n = replica.comments.size()
replica.remove("x") == null
