char c = 'ab'
