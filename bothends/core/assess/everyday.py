"""How common a phrase is in ordinary chat, judged on the lines of everyday.txt: it only orders the search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from bothends.core.assess.fold import is_wide, letters


class Everyday:
    """`words` counts in how many lines a word stands."""

    __slots__ = ("_text", "words")

    def __init__(self, lines: Iterable[str]) -> None:
        folded = [letters(line)[0] for line in lines if not line.startswith("#")]
        self._text = "\n".join(folded)
        self.words: Mapping[str, int] = Counter(word for line in folded for word in set(line.split()))

    def weight(self, phrase: str, edges: int) -> float:
        """Lines that may hold the phrase, and a little for what so few lines cannot show."""
        if not any(map(str.isalnum, phrase)):
            return 1000.0  # a sign such as "%" alone: never what a rule is looked for by
        if is_wide(phrase[0]):
            return self._text.count(phrase) + 30.0 * 0.2 ** len(phrase)
        words = phrase.split()
        if edges:  # it may stand inside a longer word
            return self._text.count(max(words, key=len)) + 0.1
        return min(self.words.get(word, 0) for word in words) + 0.02
