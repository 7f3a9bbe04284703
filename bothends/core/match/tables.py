"""What is known of names, as values: learnt sounds, readings of characters, words of address, pet forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bothends.core.match.emission import Letters, Sounds


@dataclass(
    frozen=True, slots=True, eq=False
)  # each is itself alone, so what was read by it can be remembered
class Tables:
    """All tables a comparison needs; `bothends.data.names` reads them from their files."""

    sounds: Mapping[str, Sounds]  # script → learnt sounds
    letters: Letters
    simplified: Mapping[int, str]  # for str.translate: traditional characters to simplified
    hanzi: Mapping[
        str, tuple[str, ...]
    ]  # surname or character, simplified → spellings beside the Mandarin one
    kanji: Mapping[str, Mapping[str, tuple[str, ...]]]  # surname, given → written → readings
    hangul: Mapping[str, Mapping[str, tuple[str, ...]]]  # surname, given → syllable → spellings
    titles: frozenset[str]
    front_titles: frozenset[str]  # dropped only before two other parts
    particles: frozenset[str]
    pets: Mapping[str, frozenset[int]]  # Latin given name → numbers of the families of pet forms it is in
    spelt: Mapping[str, frozenset[int]]  # Latin surname → numbers of the characters it may be the reading of
    read: Mapping[str, tuple[str, ...]]  # Latin spelling of a character → Mandarin readings it may stand for
    burmese: frozenset[str]  # Latin spellings of parts of Burmese names, in which every part counts
