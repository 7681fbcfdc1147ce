println ~
