[1,2,3].sum{null}
