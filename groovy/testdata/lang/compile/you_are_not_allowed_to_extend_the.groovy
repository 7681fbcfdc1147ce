class A extends Runnable {}
