[].init()
