new java.text.DecimalFormat('#.##').parse('abc')
