"""How alike the names of millions of pairs are: `core.match.names` in arrays. A test holds the two to the same score.

Parts are compared once for each different pair of parts: Latin ones here, others by the readers. Pairs whose names
have more than four parts, or parts that may have been written together, are left to the readers whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np
from rapidfuzz.distance import Indel, JaroWinkler
from rapidfuzz.process import cpdist

from bothends.batch.columns import Array
from bothends.batch.letters import Bags, bags
from bothends.batch.spelt import Parts, Progress, Readers
from bothends.core.match import alignment, weighing
from bothends.core.match import likeness as like

FEW = 4  # parts of a name that are aligned here
CHUNK = 50_000
HEARD = 0.6  # letters that parts together must be able to share before their sounds are compared
_NONE = -1.0
# Neighbouring parts: from, to. Two of different length may be one and the same, written together and apart.
_SPANS = tuple((a, b) for a, b in combinations(range(FEW + 1), 2))
_TOGETHER = tuple(
    (one, other) for one, other in product(_SPANS, _SPANS) if one[1] - one[0] != other[1] - other[0]
)


def scores(
    texts: Sequence[str], parts: Parts, one: Array, other: Array, readers: Readers, progress: Progress
) -> Array:
    """The score of each pair of name numbers, 0 to 1."""
    found = np.where(one == other, 1.0, 0.0)
    if not parts.size:
        return found
    counts = (parts.of >= 0).sum(axis=1)
    open_ = (one != other) & (counts[one] > 0) & (counts[other] > 0)
    few = np.flatnonzero(open_ & (counts[one] <= FEW) & (counts[other] <= FEW))
    table = _Closeness(parts, bags(parts.folds[:, 0]), *_others(parts, one[few], other[few], readers))
    left = [np.flatnonzero(open_ & ((counts[one] > FEW) | (counts[other] > FEW)))]
    pieces = [few[at : at + CHUNK] for at in range(0, len(few), CHUNK)]
    with ThreadPoolExecutor(readers.count) as threads:
        done = threads.map(lambda piece: _aligned(table, one[piece], other[piece]), pieces)
        heard = []
        for at, (piece, (score, unsure, joins)) in enumerate(zip(pieces, done, strict=True)):
            found[piece] = score
            left.append(piece[unsure])
            heard.append(Joins(piece[joins.rows], joins.parts, joins.before))
            progress(at + 1, len(pieces) + 1)
    slow = np.unique(np.concatenate([*left, _heard(parts, heard, readers)]))
    slow = slow[np.argsort(one[slow], kind="stable")]  # a name's pairs lie together, so it is read once
    found[slow] = readers.compare(texts, one[slow], other[slow], lambda *_: None)
    return found


@dataclass(frozen=True, slots=True)
class Joins:
    """Parts together, of which it takes sounds to tell whether they are alike.

    `rows` of the pair of names; `parts` [joins, 8], four of one name and four of the other, -1 for none; `before` is
    how alike they must be.
    """

    rows: Array = field(repr=False)
    parts: Array = field(repr=False)
    before: Array = field(repr=False)


def _heard(parts: Parts, joins: Sequence[Joins], readers: Readers) -> Array:
    """The rows in which some parts together are alike enough, each different join compared once."""
    if not joins:
        return np.zeros(0, np.int64)
    asked = np.concatenate([one.parts for one in joins])
    latin = parts.latin[asked[:, 0]] & ~parts.latin[asked[:, FEW]]
    asked[latin] = np.roll(
        asked[latin], FEW, axis=1
    )  # the native one first: its pairs lie together, so it is read once
    distinct, where = np.unique(asked, axis=0, return_inverse=True)
    chance = readers.together(parts, distinct[:, :FEW], distinct[:, FEW:])[where.ravel()]
    enough = (chance > alignment.JOINED) & (chance >= np.concatenate([one.before for one in joins]))
    return np.concatenate([one.rows for one in joins])[enough]


@dataclass(frozen=True, slots=True)
class _Closeness:
    """What is known of pairs of parts: those not both in Latin letters by their `codes`, in order."""

    parts: Parts = field(repr=False)
    bags: Bags = field(repr=False)
    codes: Array = field(repr=False)
    values: Array = field(repr=False)

    def __call__(self, one: Array, other: Array) -> Array:
        """For each pair of part numbers."""
        parts = self.parts
        code = np.minimum(one, other).astype(np.int64) * parts.size + np.maximum(one, other)
        distinct, where = np.unique(code, return_inverse=True)
        a, b = np.divmod(distinct, parts.size)
        latin = parts.latin[a] & parts.latin[b]
        found = np.empty(len(distinct))
        found[latin] = _latin(parts, self.bags, a[latin], b[latin], distinct[latin])
        rest = ~latin
        if rest.any():
            found[rest] = self.values[np.searchsorted(self.codes, distinct[rest])]
        return found[where]


def _others(parts: Parts, one: Array, other: Array, readers: Readers) -> tuple[Array, Array]:
    """Codes and values of all pairs of parts that are not both Latin, worked out once."""
    codes = [np.zeros(0, np.int64)]
    whole: Array = np.all(parts.latin[parts.of[:, :FEW]] | (parts.of[:, :FEW] < 0), axis=1)
    mixed = np.flatnonzero(~(whole[one] & whole[other]))
    for at in range(0, len(mixed), CHUNK):
        a, b = parts.of[one[mixed[at : at + CHUNK]], :FEW], parts.of[other[mixed[at : at + CHUNK]], :FEW]
        x, y = np.broadcast_arrays(a[:, :, None], b[:, None, :])
        there = (x >= 0) & (y >= 0)
        x, y = x[there], y[there]
        kept = (parts.text[x] != parts.text[y]) & ~(parts.latin[x] & parts.latin[y])
        x, y = x[kept], y[kept]
        codes.append(np.unique(np.minimum(x, y).astype(np.int64) * parts.size + np.maximum(x, y)))
    distinct = np.unique(np.concatenate(codes))
    a, b = np.divmod(distinct, parts.size)
    values = np.zeros(len(distinct))
    look = np.flatnonzero(_worth(parts, a, b))
    native = np.where(parts.latin[a[look]], b[look], a[look])
    look = look[
        np.argsort(native, kind="stable")
    ]  # a part's pairs lie together, so its sounds are worked out once
    values[look] = readers.close(parts, a[look], b[look], lambda *_: None)
    return distinct, values


def _worth(parts: Parts, a: Array, b: Array) -> Array:
    """Whether a part in another script and a Latin one have letters enough in common; others always are."""
    crossed = parts.latin[a] != parts.latin[b]
    latin, native = np.where(parts.latin[a], a, b), np.where(parts.latin[a], b, a)
    asked = np.flatnonzero(crossed & ~parts.known[native] & (parts.letters[latin] > 1))
    worth = np.ones(len(a), bool)
    worth[asked] = False
    for at in range(parts.folds.shape[1]):
        asked = asked[~worth[asked]]
        fold = parts.folds[native[asked], at]
        there = asked[fold != ""]
        if not len(there):
            break
        alike = _shared(parts.folds[native[there], at], parts.folds[latin[there], 0], like.GATE)
        worth[there] = alike > 0
    return worth


def _latin(parts: Parts, bags: Bags, a: Array, b: Array, codes: Array) -> Array:
    """`core.match.likeness` of two Latin parts that are written differently."""
    plain = _spelling(parts, bags, a, b)
    found = np.where(_common(parts.families, a, b), np.maximum(plain, like.PET), plain)
    if len(parts.read):
        at = np.minimum(np.searchsorted(parts.read, codes), len(parts.read) - 1)
        found = np.where(parts.read[at] == codes, np.maximum(plain, like.READ), found)
    letter = (parts.letters[a] == 1) | (parts.letters[b] == 1)
    if letter.any():
        first = [x[0] == y[0] for x, y in zip(parts.forms[a[letter]], parts.forms[b[letter]], strict=True)]
        found[letter] = np.where(first, like.INITIAL, 0.0)
    return np.where(_common(parts.spelt, a, b), np.maximum(plain, like.DIALECT), found)


def _common(table: Array, a: Array, b: Array) -> Array:
    found = np.zeros(len(a), bool)
    asked = np.flatnonzero((table[a, 0] >= 0) & (table[b, 0] >= 0))
    x, y = table[a[asked]], table[b[asked]]
    found[asked] = ((x[:, :, None] == y[:, None, :]) & (x[:, :, None] >= 0)).any(axis=(1, 2))
    return found


def _spelling(parts: Parts, bags: Bags, a: Array, b: Array) -> Array:
    """`core.match.likeness.spelling` of the forms of these parts."""
    found = np.zeros(len(a))
    look = np.flatnonzero(bags.may_share(a, b, like.GATE))
    fold = _shared(parts.folds[a[look], 0], parts.folds[b[look], 0], like.GATE)
    look, fold = look[fold > 0], fold[fold > 0]
    a, b = a[look], b[look]
    x, y = parts.forms[a], parts.forms[b]
    few = np.minimum(parts.letters[a], parts.letters[b]).astype(float)
    bones = _shared(parts.bones[a], parts.bones[b])
    other_first = np.array(
        [p[:1] != q[:1] for p, q in zip(parts.folds[a, 0], parts.folds[b, 0], strict=True)], bool
    )
    start = cpdist(x, y, scorer=JaroWinkler.similarity, dtype=np.float64)
    told = like.ALMOST / (1 + np.exp(-like.agreed(_shared(x, y), fold, start, bones, few, other_first)))
    told[[like.man_and_woman(*sorted(pair, key=len)) for pair in zip(x, y, strict=True)]] = like.MAN_WOMAN
    same = parts.folds[a, 0] == parts.folds[b, 0]
    told[same] = np.where(few[same] > like.SHORT, like.FOLDED, like.FOLDED_SHORT)
    found[look] = told
    return found


def _shared(one: Array, other: Array, least: float | None = None) -> Array:
    return cpdist(one, other, scorer=Indel.normalized_similarity, score_cutoff=least, dtype=np.float64)


def _aligned(close: _Closeness, one: Array, other: Array) -> tuple[Array, Array, Joins]:
    """Scores, which of them the readers must give as parts may have been taken together, and what must be heard."""
    parts = close.parts
    a, b = parts.of[one, :FEW], parts.of[other, :FEW]
    chance = _chances(close, a, b)
    taken = list(_taken(chance))
    score = _weighed(parts, a, b, taken)
    matched = sum((there.astype(int) for there, *_ in taken), np.zeros(len(a), int))
    here, there = (a >= 0).sum(axis=1), (b >= 0).sum(axis=1)
    left_over = (here != there) | ((matched > 0) & (matched < here))
    asked = np.flatnonzero(left_over & (_joins(parts, a) | _joins(parts, b)))
    before = [one[asked] for one in _before(taken, a.shape)]
    unsure = np.zeros(len(a), bool)
    unsure[asked], joins = _may_be_joined(parts, a[asked], b[asked], *before)
    return score, unsure, Joins(asked[joins.rows], joins.parts, joins.before)


def _before(
    taken: Sequence[tuple[Array, Array, Array, Array]], shape: tuple[int, ...]
) -> tuple[Array, Array]:
    """By what each part of either name goes before others in `alignment.matched`; 0 where it is not taken."""
    rows, mine, theirs = np.arange(shape[0]), np.zeros(shape), np.zeros(shape)
    for there, i, j, chance in taken:
        first = chance - alignment.ASIDE * np.abs(i - j)
        mine[rows[there], i[there]] = first[there]
        theirs[rows[there], j[there]] = first[there]
    return mine, theirs


def _chances(close: _Closeness, a: Array, b: Array) -> Array:
    """[pairs, 4, 4] chance that two parts are the same; -1 where there is none."""
    parts = close.parts
    x, y = np.broadcast_arrays(a[:, :, None], b[:, None, :])
    there = (x >= 0) & (y >= 0)
    chance = np.full(x.shape, _NONE)
    same = there & (parts.text[x] == parts.text[y])
    chance[same] = like.SAME
    asked = there & ~same
    chance[asked] = close(x[asked], y[asked])
    return chance


def _taken(chance: Array) -> Iterator[tuple[Array, Array, Array, Array]]:
    """The best pairs first, no part used twice: whether there is one, which parts, their chance."""
    size = chance.shape[1]
    place = np.arange(size)
    order = chance - alignment.ASIDE * np.abs(place[:, None] - place[None, :])
    order[chance <= alignment.LEAST] = -np.inf
    rows = np.arange(len(chance))
    for _ in range(size):
        best = order.reshape(len(order), -1).argmax(axis=1)
        i, j = np.divmod(best, size)
        there = np.isfinite(order[rows, i, j])
        if not there.any():
            break
        yield there, i, j, chance[rows, i, j]
        order[rows[there], i[there], :] = -np.inf
        order[rows[there], :, j[there]] = -np.inf


def _weighed(parts: Parts, a: Array, b: Array, taken: Sequence[tuple[Array, Array, Array, Array]]) -> Array:
    """`core.match.weighing` of what was taken."""
    rows = np.arange(len(a))
    fits, differs, whole = np.zeros(len(a)), np.zeros(len(a)), np.zeros(len(a), int)
    over = [_counts(parts, a), _counts(parts, b)]
    for there, i, j, chance in taken:
        odds = np.clip(chance, 1e-3, 1 - 1e-7)
        odds = np.log(odds / (1 - odds))
        says = np.clip(odds, weighing.LEAST, weighing.MOST) + weighing.STILL * np.maximum(
            0.0, odds - weighing.MOST
        )
        particle = parts.particle[a[rows, i]] | parts.particle[b[rows, j]]
        says = np.where(there, np.where(particle, weighing.PARTICLE, 1.0) * says, 0.0)
        fits, differs = fits + np.maximum(says, 0.0), differs + np.minimum(says, 0.0)
        whole += there & (chance > 0.5) & ~particle
        over[0][rows[there], i[there]] = 0.0
        over[1][rows[there], j[there]] = 0.0
    alone = ((a >= 0).sum(axis=1) == 1) & ((b >= 0).sum(axis=1) == 1)
    beyond = weighing.BEYOND * np.maximum(0.0, fits - weighing.ENOUGH)
    told = np.where(alone, weighing.START_ALONE, weighing.START) + np.minimum(fits, weighing.ENOUGH) + beyond
    told += weighing.AGAINST * differs
    here, there = over[0].sum(axis=1), over[1].sum(axis=1)
    gap = np.abs(here - there)
    fewer = np.minimum(gap, 1.0) + weighing.SECOND * np.maximum(0.0, gap - 1.0)
    burmese = (parts.burmese[a] | (a < 0)).all(axis=1) & (parts.burmese[b] | (b < 0)).all(axis=1)
    each = np.where(whole > 1, weighing.OVER_LONG, weighing.OVER_ONLY)
    told += (
        weighing.OVER_SHORT * np.minimum(here, there) + np.where(burmese, weighing.OVER_BURMESE, each) * fewer
    )
    return 1 / (1 + np.exp(-weighing.SCALE * (told - weighing.EVEN)))


def _counts(parts: Parts, a: Array) -> Array:
    """What each part counts where nothing stands for it."""
    each = np.where(parts.particle, weighing.PARTICLE, np.where(parts.letters == 1, weighing.LETTER, 1.0))
    return np.where(a >= 0, each[a], 0.0)


def _joins(parts: Parts, a: Array) -> Array:
    """Whether two neighbouring parts are of one script."""
    script = np.where(a >= 0, parts.script[a], -1)
    found: Array = np.any((script[:, 1:] == script[:, :-1]) & (script[:, 1:] >= 0), axis=1)
    return found


def _may_be_joined(parts: Parts, a: Array, b: Array, mine: Array, theirs: Array) -> tuple[Array, Joins]:
    """Whether any parts of one name, taken together, stand for some of the other, as far as letters tell.

    They do only if they go before whatever each of them would be taken for alone (`mine`, `theirs`).
    """
    found = np.zeros(len(a), bool)
    joins = [(np.zeros(0, np.int64), np.zeros((0, 2 * FEW), np.int32), np.zeros(0))]
    counts = [(one >= 0).sum(axis=1) for one in (a, b)]
    ends = [np.cumsum(np.where(one >= 0, parts.long[one], 0), axis=1) for one in (a, b)]
    ends = [np.concatenate([np.zeros((len(a), 1), int), one], axis=1) for one in ends]
    script = [np.where(one >= 0, parts.script[one], -1) for one in (a, b)]
    for (start, end), (first, last) in _TOGETHER:
        most = alignment.JOIN_COST * alignment.wider(end - start + last - first - 1)
        before = np.maximum(mine[:, start:end].max(axis=1), theirs[:, first:last].max(axis=1)) / most
        asked = (end <= counts[0]) & (last <= counts[1]) & ~found & (before <= 1.0)
        asked &= (script[0][:, start:end] == script[0][:, [start]]).all(axis=1)
        asked &= (script[1][:, first:last] == script[1][:, [first]]).all(axis=1)
        asked &= alignment.long_enough(
            ends[0][:, end] - ends[0][:, start], ends[1][:, last] - ends[1][:, first]
        )
        some = np.flatnonzero(asked)
        latin = parts.latin[a[some, start]] & parts.latin[b[some, first]]
        spelt, heard = some[latin], some[~latin]
        found[spelt] |= _together(parts, a[spelt, start:end], b[spelt, first:last], before[spelt])
        heard = heard[_may_sound_alike(parts, a[heard, start:end], b[heard, first:last])]
        wide = np.full((len(heard), 2 * FEW), -1, np.int32)
        wide[:, : end - start], wide[:, FEW : FEW + last - first] = a[heard, start:end], b[heard, first:last]
        joins.append((heard, wide, before[heard]))
    rows, wide, least = (np.concatenate(one) for one in zip(*joins, strict=True))
    return found, Joins(rows, wide, least)


def _together(parts: Parts, x: Array, y: Array, before: Array) -> Array:
    """Whether Latin parts together are at least so alike."""
    found = np.zeros(len(x), bool)
    if not len(x):
        return found
    one, other = parts.heads[x].sum(axis=1), parts.heads[y].sum(axis=1)
    for at in np.flatnonzero(_shared(one, other, alignment.IN_COMMON) > 0).tolist():
        chance = like.SAME if one[at] == other[at] else like.spelling(one[at], other[at])
        if chance < like.READ and (_reads_as(parts, x[at], other[at]) or _reads_as(parts, y[at], one[at])):
            chance = like.READ
        found[at] = chance > alignment.JOINED and chance >= before[at]
    return found


def _may_sound_alike(parts: Parts, x: Array, y: Array) -> Array:
    """Whether parts of two scripts, or of one that is not Latin, can be alike: no reading makes good for other letters.

    Of two scripts an upper bound is taken: each letter as often as in any reading, and the shortest of these.
    """
    script = parts.script[x[:, 0]]
    found = script != parts.script[y[:, 0]]
    here, there = (parts.most[one[found]].sum(axis=1, dtype=np.int32) for one in (x, y))
    common = np.minimum(here, there).sum(axis=1)
    size = parts.least[x[found]].sum(axis=1, dtype=np.int32) + parts.least[y[found]].sum(
        axis=1, dtype=np.int32
    )
    within = 2 * common >= HEARD * size
    one, other = parts.written[x[~found]].sum(axis=1), parts.written[y[~found]].sum(axis=1)
    least = np.where(parts.han[x[~found, 0]], 1.0, like.GATE)
    alike = _shared(one, other) >= least
    told = np.zeros(len(x), bool)
    told[found], told[~found] = within, alike
    return told


def _reads_as(parts: Parts, of: Array, word: str) -> bool:
    """Whether a word is made of readings of these parts, one after another."""
    ends = {0}
    ways = [parts.readings[one] for one in of.tolist()]
    if any(ways):
        for one, way in zip(of.tolist(), ways, strict=True):
            told = way or (parts.parts[one].text,)
            ends = {end + len(text) for end in ends for text in told if word.startswith(text, end)}
        return len(word) in ends
    return False
