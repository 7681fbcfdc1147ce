Integer.parseInt('')
