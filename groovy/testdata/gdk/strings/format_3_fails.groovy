String.format('%q')
