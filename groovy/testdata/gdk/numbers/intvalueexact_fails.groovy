1234.5.intValueExact()
