class B implements Runnable {}
