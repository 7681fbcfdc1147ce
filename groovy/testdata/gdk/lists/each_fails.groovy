def l=[1,2,3]; l.each{ l << it }
