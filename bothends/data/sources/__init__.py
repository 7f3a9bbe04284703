"""Scripts that make data files from their raw sources. Run by hand; never imported by the program."""
