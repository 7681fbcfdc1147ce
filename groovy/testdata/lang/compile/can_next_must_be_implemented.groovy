class B implements Iterator { boolean hasNext() { false } }
