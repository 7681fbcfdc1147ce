def a=[1,2] as int[]; a[5]
