[].head()
