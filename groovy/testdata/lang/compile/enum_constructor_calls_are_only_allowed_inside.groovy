enum A { X }
new A()
