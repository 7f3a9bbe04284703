"""Good files made bad: a few cuts, repeats and strange pieces each."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

# Pieces that parsers have stumbled over.
PIECES = (
    b"", b"\0", b"\r", b"\n", b"\r\n", b"\t", b'"', b"'", b"<", b">", b"&", b"]]>", b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&#55357;", b"&#x110000;", b"\\ud83d", b"\\u0000", b"\xff", b"\xf0\x9f", b"\xed\xa0\xbd", b"\xef\xbb\xbf",
    b"[", b"]", b"{", b"}", b"[" * 3_000, b'{"a":' * 1_000, b"9" * 400, b"1e999", b"NaN", b"null", b"-1", b"99/99/99",
    b"29/02/2023, 24:00 - ", b"[00:00:60, 0/0/00] ", b": ", "\u202f".encode(), "\u200e".encode(), "٣".encode(),
    "午後".encode(), "令和".encode(), b"PK\x03\x04", b" " * 2_000, b"x" * 5_000, b"0001-01-01T00:00:00",
)  # fmt: skip


def broken(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """One of the seeds with one to six changes; each is (where, how much, what instead), as shares of the file."""
    share = st.floats(0, 1, allow_nan=False)
    change = st.tuples(share, share, st.sampled_from(PIECES) | st.binary(max_size=12), st.booleans())
    return st.builds(_changed, st.sampled_from(list(seeds)), st.lists(change, min_size=1, max_size=6))


def _changed(content: bytes, changes: Sequence[tuple[float, float, bytes, bool]]) -> bytes:
    for where, much, instead, repeat in changes:
        start = int(where * len(content))
        end = start + int((much**4) * (len(content) - start))  # mostly small
        middle = content[start:end] * 2 if repeat else b""
        content = content[:start] + middle + instead + content[end:]
    return content
