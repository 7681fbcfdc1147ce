message()
def user = nodeHelper.getUser("u1")
if (user) {
    def user = nodeHelper.getUser("u3")
}
