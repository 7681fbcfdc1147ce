message()
class Converter {
    def convert(c) { c.body.foo() }
}
def all(list) { list.collect { new Converter().convert(it) } }
all(replica.comments)
