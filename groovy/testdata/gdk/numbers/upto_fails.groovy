1.upto(0){}
