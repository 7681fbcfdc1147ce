Undefined foo() {}
