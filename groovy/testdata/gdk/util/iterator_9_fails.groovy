[1,2,3].iterator().collate(2)
