"""Whether a password is hard enough to guess: long, and unlike what others choose. No composition rules."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

from zxcvbn import zxcvbn

from bothends.core.errors import BadInput

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 400
# zxcvbn's own scale: 4 is at least 10^10 guesses. 3 (10^8) would do for a page that counts tries; here a thief of the
# database tries away from the machine, is rich, and pays only what Argon2id costs.
LEAST_SCORE = 4
_LOOKED_AT = 72  # the estimator's own limit; what follows can only make it harder
_one_at_a_time = Lock()  # the estimator keeps the extra words in a global


def check_password(password: str, *, words: Sequence[str]) -> None:
    """Raise BadInput with the reason when a password is short or easy. `words` are known to a guesser."""
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput(f"A password needs at least {SHORTEST_PASSWORD} characters; a sentence is good.")
    if len(password) > LONGEST_PASSWORD:
        raise BadInput(f"A password has at most {LONGEST_PASSWORD} characters. Choose a shorter sentence.")
    known = [part for one in words for part in (one, *one.split())]
    # A blank between two words is no secret, but the estimator counts it as one: judge without it as well.
    closed_up = "".join(one for one in password if one.isalnum()) or password
    with _one_at_a_time:
        both = [zxcvbn(one[:_LOOKED_AT], user_inputs=known) for one in (password, closed_up)]
    judged = min(both, key=lambda one: float(one["guesses_log10"]))
    if judged["score"] < LEAST_SCORE:
        raise BadInput(f"This password is easy to guess. {_why(judged)} Take five or more unrelated words.")


def _why(judged: object) -> str:
    patterns = {str(one["pattern"]) for one in judged["sequence"]}  # type: ignore[index]  # untyped inside
    for pattern, reason in _REASONS:
        if pattern in patterns:
            return reason
    return "It follows a pattern."


_REASONS = (
    ("spatial", "It follows the keys of a keyboard."),
    ("repeat", "It repeats itself."),
    ("sequence", "It counts up or goes through the alphabet."),
    ("date", "It holds a date."),
    ("regex", "It holds a year."),
    ("dictionary", "It is made of names or common words that guessers try first."),
)
