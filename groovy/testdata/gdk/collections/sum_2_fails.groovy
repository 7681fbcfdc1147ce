[null,1].sum()
