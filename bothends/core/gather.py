"""One walk over a chat of any length, keeping the few lines a closer reading needs, and counting the rest.

Kept are: every line of a short chat; of a long one the lines that hold a sign, those round a sign of being held,
and those that may tell who, where or how to reach somebody. Each of these is capped, so memory has a bound that no
file can raise.
"""

from __future__ import annotations

import heapq
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice

from bothends.core.assess import indicators
from bothends.core.assess.lexicon import TIES, Lexicon
from bothends.core.assess.search import signs
from bothends.core.assess.sieve import Sieve
from bothends.core.assess.spoken import BEFORE
from bothends.core.intake.transcript import Kind, Message, Transcript

BATCH = 4_096  # messages sifted at once
SHORT = 2_000  # messages up to which a chat is kept whole
A_CODE = 300  # lines kept for one code
TOLD_FIRST, TOLD_LAST = 1_000, 3_000  # lines that may tell of the person: of the first and of the last
LONGEST = 300  # of the longest lines
SAMPLE = 400  # lines of each side by which its language is judged
MOST_SENDERS = 2_000
MOST_KNOWN = 5_000  # texts whose signs are remembered: a chat repeats itself


class Batch:
    """Messages in a row. `texts` and `names` are of the text messages alone; `counts` counts all by kind."""

    def __init__(self, held: list[Message]) -> None:
        self.counts: Counter[Kind] = Counter([one.kind for one in held])
        self._said = [one for one in held if one.kind == "text"]
        self.texts = [one.text for one in self._said]
        self.names = [one.sender for one in self._said]

    def message(self, at: int) -> Message:
        """The text message whose text is `texts[at]`."""
        return self._said[at]


@dataclass(slots=True)
class Gathered:
    """What the walk kept. Numbers count the text messages from 0.

    `samples` and `last` are by sender; `first` holds the opening lines, `ends` when and by whom a side spoke last.
    """

    counts: Counter[Kind] = field(default_factory=Counter)
    lines: dict[int, Message] = field(default_factory=dict, repr=False)
    samples: dict[str | None, list[str]] = field(default_factory=dict, repr=False)
    last: dict[str | None, datetime] = field(default_factory=dict, repr=False)

    @property
    def senders(self) -> list[str]:
        """Every named sender of a text, in order of appearance."""
        return [name for name in self.samples if name is not None]

    def note(self, batch: Batch) -> None:
        """Count, and learn of each side how it writes and when it spoke last."""
        self.counts.update(batch.counts)
        for name in dict.fromkeys(batch.names):
            if name in self.samples or len(self.samples) < MOST_SENDERS:
                self._note_side(name, batch)

    def _note_side(self, name: str | None, batch: Batch) -> None:
        sample = self.samples.setdefault(name, [])
        if len(sample) < SAMPLE:
            own = (text[:300] for text, by in zip(batch.texts, batch.names, strict=True) if by == name)
            sample.extend(islice(own, SAMPLE - len(sample)))
        last = len(batch.names) - 1 - next(n for n, by in enumerate(reversed(batch.names)) if by == name)
        at = batch.message(last).at
        if at:
            held = self.last.get(name)
            self.last[name] = at if held is None else max(at, held, key=_moment)

    def in_order(self) -> Iterator[tuple[int, Message]]:
        """The kept lines by their numbers."""
        return iter(sorted(self.lines.items(), key=lambda row: row[0]))


def gather(transcript: Transcript, lexicon: Lexicon, sieve: Callable[[], Sieve]) -> Gathered:
    """Walk the chat once. Time is linear in the text; memory does not grow with it beyond the caps.

    `sieve` is asked for only where the chat is long.
    """
    walk = iter(transcript.messages)
    begun = list(islice(walk, SHORT))
    out = Gathered()
    if len(begun) < SHORT:
        batch = Batch(begun)
        out.note(batch)
        out.lines = {at: batch.message(at) for at in range(len(batch.texts))}
        return out
    keeper = _Keeper(out, lexicon, sieve())
    for batch in _batches(chain(begun, walk)):
        keeper.take(batch)
    return keeper.end()


def _batches(walk: Iterator[Message]) -> Iterator[Batch]:
    while batch := list(islice(walk, BATCH)):
        yield Batch(batch)


class _Keeper:
    """Decides about each line as it comes."""

    def __init__(self, out: Gathered, lexicon: Lexicon, sieve: Sieve) -> None:
        self._lexicon, self._sieve = lexicon, sieve
        self._out = out
        self._number = 0
        self._before: deque[tuple[int, Batch, int]] = deque(maxlen=BEFORE)
        self._after = 0  # lines still to keep because a sign stood before them
        self._a_code: Counter[str] = Counter()
        self._enough: frozenset[str] = frozenset()  # codes with A_CODE lines: no longer looked for
        self._first_told: list[tuple[int, Message]] = []
        self._last_told: deque[tuple[int, Message]] = deque(maxlen=TOLD_LAST)
        self._longest: list[tuple[int, int, Message]] = []
        self._known: dict[str, frozenset[str]] = {}

    def take(self, batch: Batch) -> None:
        """Sift the texts of a batch and look at each that may matter."""
        self._out.note(batch)
        marked, told = self._sieve.pick(batch.texts)
        self._tell(batch, sorted(told))
        self._mark(batch, sorted(marked))
        self._spare()
        self._keep_long(batch)
        self._number += len(batch.texts)

    def _keep_long(self, batch: Batch) -> None:
        """The longest lines of all: who tells something no rule has words for seldom does it in a few."""
        bar = self._longest[0][0] if len(self._longest) >= LONGEST else 40
        longer = [(len(text), at) for at, text in enumerate(batch.texts) if bar < len(text) < 1_000]
        for length, at in heapq.nlargest(LONGEST, longer):
            heapq.heappush(self._longest, (length, self._number + at, batch.message(at)))
        while len(self._longest) > LONGEST:
            heapq.heappop(self._longest)

    def _tell(self, batch: Batch, told: list[int]) -> None:
        room = TOLD_FIRST - len(self._first_told)
        self._first_told.extend((self._number + at, batch.message(at)) for at in told[:room])
        self._last_told.extend((self._number + at, batch.message(at)) for at in told[room:][-TOLD_LAST:])

    def _mark(self, batch: Batch, marked: list[int]) -> None:
        """Keep the lines with signs, and what stands round a sign of being held."""
        done = 0
        for at in marked:
            codes = self._codes(batch.texts[at])
            if not codes:
                continue
            self._pass(batch, done, at)
            done = at + 1
            if any(self._a_code[code] < A_CODE for code in codes):
                self._a_code.update(codes)
                self._out.lines[self._number + at] = batch.message(at)
                if not codes.isdisjoint(indicators.BY_CODE):
                    self._out.lines.update((n, held.message(place)) for n, held, place in self._before)
                    self._after = BEFORE
            self._before.append((self._number + at, batch, at))
        self._pass(batch, done, len(batch.texts))

    def _spare(self) -> None:
        """Look no further for codes with enough lines: a chat about money names it in every second one."""
        enough = frozenset(code for code, count in self._a_code.items() if count >= A_CODE)
        if enough != self._enough:
            self._enough, self._sieve = enough, self._sieve.without(enough)

    def _pass(self, batch: Batch, start: int, end: int) -> None:
        """Lines without a sign: those just after one are kept, the last few are remembered."""
        near = min(end, start + self._after)
        for at in range(start, near):
            self._out.lines[self._number + at] = batch.message(at)
        self._after -= near - start
        self._before.extend((self._number + at, batch, at) for at in range(max(start, end - BEFORE), end))

    def _codes(self, text: str) -> frozenset[str]:
        found = self._known.get(text)
        if found is None:
            found = frozenset(sign.code for sign in signs(text, self._lexicon, but=self._enough)) - TIES
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[text] = found
        return found

    def end(self) -> Gathered:
        """What was kept."""
        self._out.lines.update(self._first_told)
        self._out.lines.update(self._last_told)
        self._out.lines.update((number, one) for _, number, one in self._longest)
        return self._out


def _moment(at: datetime) -> float:
    """Comparable for times with and without a zone."""
    return at.timestamp() if at.tzinfo else (at - _EPOCH).total_seconds()


_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - local time as written is compared with its like
