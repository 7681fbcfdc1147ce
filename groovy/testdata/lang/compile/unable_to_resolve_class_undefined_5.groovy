x instanceof Undefined
