Objects.requireNonNull(null,'msg')
