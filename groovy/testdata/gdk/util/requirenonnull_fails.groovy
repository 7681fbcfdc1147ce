Objects.requireNonNull(null)
