(1..3).remove(0)
