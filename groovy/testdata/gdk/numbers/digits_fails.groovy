5.digits()
