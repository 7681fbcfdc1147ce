interface I extends String {}
