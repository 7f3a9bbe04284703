"""Every reader of strangers' files against bytes nobody wrote: run by hand, see __main__.py."""
