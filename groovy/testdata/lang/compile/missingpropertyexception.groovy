println Undefined
