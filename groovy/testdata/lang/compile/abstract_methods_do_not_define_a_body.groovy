abstract class A { abstract foo() { 1 } }
