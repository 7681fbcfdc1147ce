List<Undefined> l = []
