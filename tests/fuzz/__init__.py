"""Every parser of files from strangers, given broken files for as long as one likes.

    python -m tests.fuzz TARGET --minutes 10

A finding is anything but a transcript or `Unreadable`: another error, a walk that differs from the one before, a
reading that depends on where the file happened to be cut, more than 10 seconds, or more memory than allowed. It stays
as a file and becomes a row of tests/core/intake/test_hostile.py.
"""
