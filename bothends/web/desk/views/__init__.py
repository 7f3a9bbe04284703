"""One file per stage. A view: who is it, read the input, one action or core function, answer."""
