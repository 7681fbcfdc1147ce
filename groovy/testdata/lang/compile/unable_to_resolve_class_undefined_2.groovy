Undefined x = null
