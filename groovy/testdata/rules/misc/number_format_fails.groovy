message()
def points = replica.customFields.Team.value as Integer
println points
