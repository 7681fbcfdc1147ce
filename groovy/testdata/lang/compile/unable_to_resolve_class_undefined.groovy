new Undefined()
