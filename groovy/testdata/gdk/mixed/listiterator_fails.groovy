[1,2,3].listIterator().remove()
