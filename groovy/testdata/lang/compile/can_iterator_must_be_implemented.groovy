class B implements Iterable {}
