class C { @Override def nope() { } }
