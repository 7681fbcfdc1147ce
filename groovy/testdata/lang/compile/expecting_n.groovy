println 'abc
