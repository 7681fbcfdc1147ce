case 1: println 1
