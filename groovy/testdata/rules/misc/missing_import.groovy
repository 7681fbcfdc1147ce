message()
def sdf = new SimpleDateFormat("yyyy")
println sdf.format(new Date(0))
