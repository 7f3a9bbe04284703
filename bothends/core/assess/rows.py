"""Reads `lexicon/<language>.toml` and compiles all languages into one Packed lexicon."""

from __future__ import annotations

import tomllib
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bothends.core.assess.concepts import ConceptRule, Concepts, load_concepts
from bothends.core.assess.everyday import Everyday
from bothends.core.assess.lexicon import CODES, NUMBERS, TIES, UNLESS, Kind, Lexicon, Packed, Rule, unpacked
from bothends.core.assess.patterns import Pattern, expand, parts, pattern
from bothends.core.errors import BadRow

CUE_KINDS = ("negation", "negation_after", "not_negation", "clause", "benign", "elsewhere", "own")
SHARED_KINDS = frozenset({"benign", "elsewhere", "own"})  # speak on rows of every language: chats mix them
ANY = "*"
ENGLISH = "en"  # mixed into every chat, so that other languages' concepts hold its words
_HEAD = ("language", "status", "source", "checked_on")
_STATUS = ("draft", "reviewed")
_THEN = " ~ "  # in a phrase: followed, after a word or two at most, by
_TIGHT = 1  # between the parts of a phrase that was cut for its size
NO_CONCEPTS = Concepts({}, (), "")


@dataclass(slots=True)
class _Draft:
    """What is gathered while the files are read."""

    rules: list[Rule] = field(default_factory=list)
    uses: dict[Pattern, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    cues: dict[Pattern, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    english: Mapping[str, list[Pattern]] = field(default_factory=dict)  # its concepts


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    language: str
    words: Mapping[str, Sequence[str]]
    within: int
    then: int
    scale: float
    codes: Collection[str]


def load(folder: Path, table: str = "lexicon", codes: Collection[str] = CODES) -> Lexicon:
    """The rows under `folder`/`table`, which may speak for `codes`.

    Raises BadRow naming file and row for anything malformed.
    """
    return unpacked(packed(folder, table, codes))


def packed(folder: Path, table: str = "lexicon", codes: Collection[str] = CODES) -> Packed:
    """The same, compiled but not yet ready to search. Takes seconds; see data.built for what keeps it."""
    paths = sorted((folder / table).glob("*.toml"))
    if not paths:
        raise BadRow(f"The folder holds no {table}/<language>.toml: hand in the folder of reviewed rows.")
    shared = folder / "concepts.toml"
    concepts = load_concepts(shared, codes) if table == "lexicon" and shared.exists() else NO_CONCEPTS
    draft = _Draft()
    paths.sort(key=lambda path: path.stem != ENGLISH)  # its exceptions hold for every language
    heads = [_read(path, draft, concepts, codes) for path in paths]
    patterns = tuple(dict.fromkeys([*draft.uses, *draft.cues]))
    usual = folder / "everyday.txt"
    everyday = Everyday(usual.read_text(encoding="utf-8").splitlines() if usual.exists() else ())
    kinds = _kinds(draft, patterns, everyday)
    numbers = {kind: number for number, kind in enumerate(dict.fromkeys(kinds))}
    return Packed(
        rules=tuple(draft.rules),
        bare=tuple(p.bare for p in patterns),
        edges=bytes(p.open_left + 2 * p.open_right for p in patterns),
        kind_of=array(NUMBERS, (numbers[kind] for kind in kinds)).tobytes(),
        marked={number: p.marked for number, p in enumerate(patterns) if p.marked != p.bare},
        kinds=tuple(numbers),
        common=dict(everyday.words),
        languages=tuple(head["language"] for head in heads),
        version=max([concepts.version, *(str(head["checked_on"]) for head in heads)]),
    )


def _kinds(draft: _Draft, patterns: Sequence[Pattern], everyday: Everyday) -> list[Kind]:
    anchored = _anchors(draft, patterns, everyday)
    return [
        Kind(
            tuple(dict.fromkeys(draft.uses.get(one, ()))),
            anchored.get(number, ()),
            tuple(dict.fromkeys(draft.cues.get(one, ()))),
        )
        for number, one in enumerate(patterns)
    ]


def _anchors(draft: _Draft, patterns: Sequence[Pattern], everyday: Everyday) -> dict[int, tuple[int, ...]]:
    """Pattern number -> the rules it anchors: those whose rarest group it belongs to.

    No rule is met without one of its anchors, so that a text without any needs no closer look.
    """
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, found in enumerate(patterns):
        for use in draft.uses.get(found, ()):
            groups[use].append(number)
    weights = [everyday.weight(one.bare, one.open_left + 2 * one.open_right) for one in patterns]
    anchored: dict[int, list[int]] = defaultdict(list)
    for number, rule in enumerate(draft.rules):
        if rule.code not in TIES:
            own = [groups[number, group] for group in range(rule.groups)]
            for one in min(own, key=lambda group: sum(weights[n] for n in group)):
                anchored[one].append(number)
    return {number: tuple(rules) for number, rules in sorted(anchored.items())}


def _read(path: Path, draft: _Draft, concepts: Concepts, codes: Collection[str]) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRow(f"{path.name}: not readable as TOML ({error}). Mend the file.") from None
    for key in _HEAD:
        if not content.get(key):
            raise BadRow(f"{path.name}: the head lacks {key!r}. Add it.")
    if content["status"] not in _STATUS:
        raise BadRow(f"{path.name}: status must be one of {', '.join(_STATUS)}.")
    file = _File(
        path.name,
        content["language"],
        content.get("words", {}),
        content.get("within", 40),
        content.get("then", 12),
        content.get("scale", 1.0),
        codes,
    )
    _read_context(content.get("context", {}), file, draft)
    _read_concepts(content.get("concepts", {}), concepts, file, draft)
    for code, section in content.get("rows", {}).items():
        _read_section(code, section, file, draft)
    return content


def _read_context(context: Mapping[str, Sequence[str]], file: _File, draft: _Draft) -> None:
    for kind, phrases in context.items():
        if kind not in CUE_KINDS:
            raise BadRow(f"{file.name}: context has no kind {kind!r}; use {', '.join(CUE_KINDS)}.")
        for found in _patterns(phrases, kind, file):
            draft.cues[found].append((ANY if kind in SHARED_KINDS else file.language, kind))


def _read_concepts(
    words: Mapping[str, Sequence[str]], concepts: Concepts, file: _File, draft: _Draft
) -> None:
    """The shared rules, with this language's words in place of the concepts."""
    if unknown := set(words) - set(concepts.meanings):
        raise BadRow(f"{file.name}: concepts.toml has no concept {min(unknown)!r}. Correct the name.")
    known = {name: _patterns(rows, name, file) for name, rows in words.items()}
    if file.language == ENGLISH:
        draft.english = known
    for rule in concepts.rules:
        groups = [[one for name in group for one in known.get(name, ())] for group in rule.groups]
        if all(groups):
            unless = [
                one for name in rule.unless for one in (*known.get(name, ()), *draft.english.get(name, ()))
            ]
            _add(draft, _of_language(rule, file), groups, unless)


def _of_language(rule: ConceptRule, file: _File) -> Rule:
    within = round(rule.within * file.scale)
    return Rule(rule.code, file.language, groups=len(rule.groups), weak=rule.weak, within=within)


def _read_section(code: str, section: Mapping[str, Any], file: _File, draft: _Draft) -> None:
    if code not in file.codes:
        raise BadRow(f"{file.name}: row {code!r} is no code of the tables. Correct it or add it there.")
    unknown = set(section) - {"phrases", "weak", "near", "unless", "note"}
    if unknown:
        raise BadRow(f"{file.name}: row {code!r} has an unknown key {min(unknown)!r}.")
    unless = _patterns(section.get("unless", ()), code, file)
    for weak, key in ((False, "phrases"), (True, "weak")):
        whole: list[Pattern] = []
        for row in section.get(key, ()):
            rule, groups = _read_phrase(row, Rule(code, file.language, weak=weak), file)
            if len(groups) == 1:
                whole.extend(groups[0])
            else:
                _add(draft, rule, groups, unless)
        _add(draft, Rule(code, file.language, weak=weak), [whole], unless)
    for near in section.get("near", ()):
        _read_near(code, near, file, draft, unless)


def _read_phrase(row: Any, rule: Rule, file: _File) -> tuple[Rule, list[list[Pattern]]]:
    """A phrase as one group, or, where it is cut by "~" or by its size, as groups in order."""
    text = _text(row)
    with _named(file, rule.code, text):
        groups = text.split(_THEN)
        within = file.then if len(groups) > 1 else _TIGHT
        if len(groups) == 1:
            groups = parts(text, file.words)
    found = [_patterns([group], rule.code, file) for group in groups]
    return replace(rule, groups=len(found), within=within, ordered=True), found


@contextmanager
def _named(file: _File, code: str, phrase: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise BadRow(f"{file.name}: row {code!r}, phrase {phrase!r} {error}.") from None


def _read_near(code: str, near: Mapping[str, Any], file: _File, draft: _Draft, unless: list[Pattern]) -> None:
    unknown = set(near) - {"all", "within", "ordered", "weak", "not", "note"}
    if unknown or len(near.get("all", ())) < 2:
        raise BadRow(f"{file.name}: row {code!r} has a near rule without two groups or with an unknown key.")
    groups = [_patterns([group], code, file) for group in near["all"]]
    rule = Rule(
        code,
        file.language,
        groups=len(groups),
        weak=bool(near.get("weak", False)),
        within=int(near.get("within", file.within)),
        ordered=bool(near.get("ordered", False)),
    )
    _add(draft, rule, groups, unless + _patterns(near.get("not", ()), code, file))


def _add(draft: _Draft, rule: Rule, groups: Sequence[Iterable[Pattern]], unless: Iterable[Pattern]) -> None:
    number = len(draft.rules)
    draft.rules.append(rule)
    for group, patterns in [*enumerate(groups), (UNLESS, unless)]:
        for found in patterns:
            draft.uses[found].append((number, group))


def _text(row: Any) -> str:
    """The phrase of a row, which is a string or a table with `phrase` and `note`; "" if it is neither."""
    phrase = row.get("phrase") if isinstance(row, dict) else row
    return phrase if isinstance(phrase, str) else ""


def _patterns(rows: Sequence[Any], code: str, file: _File) -> list[Pattern]:
    found: list[Pattern] = []
    for row in rows:
        phrase = _text(row)
        if not phrase.strip():
            raise BadRow(f"{file.name}: row {code!r} holds something that is no phrase. Write it in quotes.")
        with _named(file, code, phrase):
            found.extend(pattern(one) for one in expand(phrase, file.words))
    return found
