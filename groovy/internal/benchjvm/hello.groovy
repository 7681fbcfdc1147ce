println 'Hello'
