"""The ears of this installation: the learnt cues, with the encoder where the extra `semantic` is installed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from bothends.core.assess.cues import CODE_BITS, TOLD_BITS, Cues
from bothends.core.assess.ears import Ears, Weights
from bothends.core.assess.head import CODES
from bothends.core.errors import BadRow
from bothends.data import folder
from bothends.data.encoder import encoder

_LEARN = "Run python -m bothends.data.sources.learn."
_DIGITS = 4


@cache
def ears() -> Ears:
    """Cues and, with the extra, the encoder. Raises BadRow if what was learnt does not fit the tables."""
    layers = _layers(folder() / "exemplars")
    heard = encoder()
    return Ears(_cues(folder() / "exemplars"), Weights(**layers["both" if heard else "cues"]), heard)


@cache
def cues_alone() -> Ears:
    """What hears without the extra."""
    return Ears(_cues(folder() / "exemplars"), Weights(**_layers(folder() / "exemplars")["cues"]))


def write_layers(cues: Cues, weights: Mapping[str, Weights], exemplars: str) -> None:
    """Write cues.bin and layers.json. `exemplars` is the hash of the bank that they were learnt from."""
    where = folder() / "exemplars"
    (where / "cues.bin").write_bytes(bytes(cues.told_bytes) + bytes(cues.code_bytes))
    rounded = json.loads(
        json.dumps({name: asdict(one) for name, one in weights.items()}),
        parse_float=lambda text: round(float(text), _DIGITS),
    )
    content = {
        "exemplars": exemplars,
        "codes": CODES,
        "told_bias": round(cues.told_bias, _DIGITS),
        "code_biases": [round(one, _DIGITS) for one in cues.code_biases],
        **rounded,
    }
    (where / "layers.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


@cache
def _layers(where: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((where / "layers.json").read_text(encoding="utf-8"))
    if tuple(content["codes"]) != CODES:
        raise BadRow(f"layers.json was learnt for other codes than these. {_LEARN}")
    return content


@cache
def _cues(where: Path) -> Cues:
    content = json.loads((where / "layers.json").read_text(encoding="utf-8"))
    table = memoryview((where / "cues.bin").read_bytes()).cast("b")
    told = 1 << TOLD_BITS
    if len(table) != told + (len(CODES) << CODE_BITS):
        raise BadRow(f"cues.bin does not fit these codes. {_LEARN}")
    return Cues(table[:told], table[told:], content["told_bias"], tuple(content["code_biases"]))
