Optional.of(null)
