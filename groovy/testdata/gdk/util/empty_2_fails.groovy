Optional.empty().orElseThrow{new IllegalStateException('x')}
