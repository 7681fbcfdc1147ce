def c = { x -> { x -> 1 } }
