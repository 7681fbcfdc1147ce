[1,2].collectEntries{null}
