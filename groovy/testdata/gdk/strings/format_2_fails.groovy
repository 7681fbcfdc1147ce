String.format('%s %s','a')
