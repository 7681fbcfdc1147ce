Optional.empty().orElseThrow()
