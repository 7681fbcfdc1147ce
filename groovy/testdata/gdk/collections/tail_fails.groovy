[].tail()
