def f( { }
