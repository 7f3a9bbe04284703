"""Parts of a name made ready for comparing: their Latin forms, learnt sounds and coarse keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice, product

from bothends.core.match.emission import Chances, likeliest
from bothends.core.match.normalise import Part
from bothends.core.match.signs import latin, signs_of
from bothends.core.match.tables import Tables
from bothends.core.match.wade_giles import from_wade_giles

_MOST_FORMS = 12
_LEARNT_FORMS = 6
_KEYED = 8  # forms that have keys
WELL_LEARNT = frozenset({"arabic", "cyrillic", "han", "hangul", "kana"})  # from tens of thousands of pairs
_FOLDS = tuple(
    (re.compile(found), instead)
    for found, instead in (
        ("^[yij]e", "e"), ("^h(?=[^aeiouy])", ""), ("ksh|(?<=.)x", "kc"), ("oh(?![aeiou])", "o"),
        ("tch|tsch|tsh|dzh|zh|dj|sch|sh|ch|cz|ts|tz", "c"), ("[jxz]", "c"), ("ph", "p"), ("ck|q|kh|gh|g", "k"),
        ("w", "v"), ("(?<=[^aeiouy])h", ""), ("d", "t"), ("b", "p"), ("ey", "ei"),
        ("aw(?=[^aeiou])", "au"), ("eh$", "e"), ("ee|ie|y", "i"),
        ("oo|ou|oe", "u"), ("aa|ae|ah", "a"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_CLASSES = {
    **dict.fromkeys("bpf", "p"), **dict.fromkeys("vw", "v"), **dict.fromkeys("dt", "t"), **dict.fromkeys("gkq", "k"),
    **dict.fromkeys("cjszx", "s"), **dict.fromkeys("lr", "l"), "m": "m", "n": "n",
}  # fmt: skip
_VOWELS = {**dict.fromkeys("a", "a"), **dict.fromkeys("eiy", "i"), **dict.fromkeys("ou", "u")}


@dataclass(frozen=True, slots=True)
class Piece:
    """One part, or neighbouring parts taken together. Equal if written the same, whatever else is known of it."""

    text: str
    script: str
    tag: str  # the text with what else decides how it is read: surname or given, or taken together
    start: int = field(compare=False)  # which parts of the name it stands for: start to end
    end: int = field(compare=False)
    particle: bool = field(compare=False, default=False)
    forms: tuple[str, ...] = field(compare=False, default=())  # Latin spellings, the likeliest first
    folds: tuple[str, ...] = field(compare=False, default=())
    emitted: tuple[Chances, ...] = field(compare=False, default=())
    best: float = field(compare=False, default=0.0)  # log-chance of the likeliest spelling
    known: frozenset[str] = field(compare=False, default=frozenset())  # spellings that stand in a table
    families: frozenset[int] = field(compare=False, default=frozenset())
    spelt: frozenset[int] = field(compare=False, default=frozenset())
    read: frozenset[str] = field(compare=False, default=frozenset())  # Mandarin readings of another spelling
    burmese: bool = field(compare=False, default=False)

    @property
    def keys(self) -> tuple[str, ...]:
        """Its coarse sounds: one for a part in Latin letters, several where the reading is open."""
        return tuple(dict.fromkeys(key for form in self.forms[:_KEYED] if (key := key_of(form))))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A name ready for comparing. Equal if written the same; `keys` are shared by one name in two scripts."""

    text: str = field(repr=False)
    parts: tuple[Piece, ...] = field(compare=False, repr=False)
    joins: tuple[Piece, ...] = field(compare=False, repr=False)
    keys: frozenset[str] = field(compare=False, repr=False)

    @property
    def spelt(self) -> dict[str, tuple[str, ...]]:
        """Its parts as they are written, each with its keys; particles only where there is nothing else."""
        return {one.text: one.keys for one in told(self.parts)}


def told(parts: Sequence[Piece]) -> Sequence[Piece]:
    """The parts that tell people apart."""
    return [one for one in parts if not one.particle] or parts


def piece(part: Part, at: int, tables: Tables) -> Piece:
    """One part with everything that is known of it."""
    known = tuple(_known(part, tables))
    emitted = emitted_by(part, tables)
    learnt = likeliest(emitted, _LEARNT_FORMS) if emitted else ()
    plain = (part.text,) if part.script == "latin" else (latin(part.text),)
    also = () if learnt and part.script in WELL_LEARNT else plain
    forms = dict.fromkeys([*known, *(one for one, _ in learnt), *also])
    kept = tuple(one for one in islice(forms, _MOST_FORMS + len(known)) if one)
    return Piece(
        text=part.text, script=part.script, tag=f"{part.text}|{part.place}" if part.place else part.text,
        start=at, end=at + 1, particle=part.particle, forms=kept,
        folds=tuple(dict.fromkeys(map(folded, kept))), emitted=emitted, best=learnt[0][1] if learnt else 0.0,
        known=frozenset(known), families=_numbers(kept[:2] + known, tables.pets),
        spelt=_spelt(part, kept, tables), read=frozenset(_read(part, tables)),
        burmese=part.script == "burmese" or (part.script == "latin" and part.text in tables.burmese),
    )  # fmt: skip


def emitted_by(part: Part, tables: Tables) -> tuple[Chances, ...]:
    """The learnt sounds of a part that is not written in Latin letters; nothing for scripts not learnt."""
    sounds = tables.sounds.get(part.script)
    text = part.text.translate(tables.simplified) if part.script == "han" else part.text
    return sounds.emitted(signs_of(text, part.script)) if sounds else ()


def joined(pieces: tuple[Piece, ...], tables: Tables) -> Piece:
    """Neighbouring parts written as one."""
    ways = islice(product(*(one.forms[: 6 if len(pieces) == 2 else 3] for one in pieces)), 27)
    emitted, learnt = _sounded(pieces, tables)
    forms = tuple(dict.fromkeys(["".join(one) for one in ways] + [one for one, _ in learnt]))
    known = forms if all(one.known or one.script == "latin" for one in pieces) else ()
    return Piece(
        text="".join(one.text for one in pieces),
        script=pieces[0].script,
        tag="+".join(one.tag for one in pieces),
        start=pieces[0].start,
        end=pieces[-1].end,
        forms=forms,
        folds=tuple(dict.fromkeys(map(folded, forms[:6] + forms[-2:]))),
        emitted=emitted,
        best=learnt[0][1] if learnt else sum(one.best for one in pieces),
        known=frozenset(known),
        read=_read_together(pieces),
    )


def _read_together(pieces: tuple[Piece, ...]) -> frozenset[str]:
    """Syllables written apart, each in its Mandarin readings, put together."""
    if any(one.read for one in pieces):
        ways = product(*(sorted({*one.read, one.text}) for one in pieces))
        return frozenset("".join(one) for one in islice(ways, 64))
    return frozenset()


def _read(part: Part, tables: Tables) -> Iterator[str]:
    if part.script == "latin":
        yield from tables.read.get(part.text, ())
        if pinyin := from_wade_giles(part.text):
            yield pinyin


def _sounded(
    pieces: tuple[Piece, ...], tables: Tables
) -> tuple[tuple[Chances, ...], tuple[tuple[str, float], ...]]:
    """Sounds of parts taken together. Han and Korean are cut by guess, so they are heard anew as one."""
    if pieces[0].script in {"han", "hangul"}:
        emitted = emitted_by(Part("".join(one.text for one in pieces), pieces[0].script), tables)
        return emitted, likeliest(emitted, 2)
    if all(one.emitted for one in pieces):
        return tuple(chances for one in pieces for chances in one.emitted), ()
    return (), ()


def _known(part: Part, tables: Tables) -> Iterator[str]:
    if part.script == "han":
        yield from _read_han(part, tables)
    elif part.script == "hangul":
        yield from _spellings(part, tables)


def _read_han(part: Part, tables: Tables) -> Iterator[str]:
    simple = part.text.translate(tables.simplified)
    told = tables.hanzi.get(simple, ())
    if part.place == "given" and len(simple) > 1:
        each = [(*tables.hanzi.get(one, ())[:2], latin(one))[:3] for one in simple]
        told = tuple("".join(one) for one in islice(product(*each), _MOST_FORMS))
    usual = latin(simple)
    surname = part.place == "surname"
    corrected = surname and told and told[0].startswith("!")
    if not corrected:
        yield usual
    yield from (one.removeprefix("!") for one in told)
    kinds = ("surname", "given") if surname else ("given", "surname")
    for kind in kinds:
        yield from tables.kanji[kind].get(part.text, ())


def _spellings(part: Part, tables: Tables) -> Iterator[str]:
    if part.place == "surname":
        yield from tables.hangul["surname"].get(part.text, ())
    elif len(part.text) <= 4:
        each = [tables.hangul["given"].get(one, (latin(one),))[:3] for one in part.text]
        yield from ("".join(one) for one in islice(product(*each), _MOST_FORMS))


def _numbers(forms: Iterable[str], table: Mapping[str, frozenset[int]]) -> frozenset[int]:
    return frozenset(number for one in forms for number in table.get(one, ()))


def _spelt(part: Part, forms: tuple[str, ...], tables: Tables) -> frozenset[int]:
    if part.script == "latin" and len(forms) == 1:
        return tables.spelt.get(forms[0], frozenset())
    return frozenset()


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """A Latin spelling with what is often written one way or the other made one: ee and i, ph and p, d and t."""
    for found, instead in _FOLDS:
        word = found.sub(instead, word)
    return word


@lru_cache(maxsize=200_000)
def key_of(word: str) -> str:
    """A coarse key: first letter, then the classes of its consonants, up to four; short ones add their vowel."""
    plain = re.sub("ng", "n", re.sub("(?<=[^aeiouy])h", "", re.sub("ph", "p", word)))
    body = "".join(_CLASSES.get(one, "") for one in plain)
    body = re.sub(r"(.)\1+", r"\1", body)[:4]
    if plain[:1] in _VOWELS:
        body = "a" + body[:3]
    if len(body) < 2:
        body += next((_VOWELS[one] for one in plain[1:] if one in _VOWELS), "")
    return body
