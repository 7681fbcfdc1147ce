trait T { abstract foo() }
class A implements T {}
