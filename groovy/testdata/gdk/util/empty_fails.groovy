Optional.empty().get()
