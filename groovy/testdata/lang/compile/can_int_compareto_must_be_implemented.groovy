class B implements Comparable {}
