"""Everything core can raise.

BothendsError
├── BadInput            what was handed in cannot be used        (command line: exit 2)
│   ├── Unreadable      a file that is no chat we can read
│   │   └── Stopped     the process that read it died of it
│   ├── NotApart        no process could be had that reads apart, or it lacks something
│   ├── BadRow          a reviewed data file with a broken row
│   └── NotAReceipt     a code that is mistyped (its check digit does not fit)
├── Refused             asked properly, and the answer is no      (command line: exit 1)
│   ├── NotVerified     nobody at this desk has verified the channel
│   ├── SecondMember    the step needs another member than the one who proposed it
│   └── OnHold          a person must decide first
└── SealError           sealed bytes that do not open
    ├── WrongKey        none of the keys given opens them
    └── WrongPlace      they open, but were sealed for another row

A message is one line: what is wrong and what to do next. It never quotes what a person typed.
"""

from __future__ import annotations


class BothendsError(Exception):
    """Anything core refuses, with one line that says what to do next."""


class BadInput(BothendsError):
    """What was handed in cannot be used."""


class Unreadable(BadInput):
    """A file that is no chat, or no text, that we can read."""


class Stopped(Unreadable):
    """The process that read a file died, failed or ran into its limits.

    `place` is for whoever maintains this: a class and a line of our code, or a signal; never content.
    """

    def __init__(self, message: str, *, place: str = "") -> None:
        super().__init__(message)
        self.place = place


class NotApart(BadInput):
    """Nothing was read: a process that reads apart cannot be had on this machine as it is.

    `place` is for whoever maintains this: where in our code loading failed, if it did.
    """

    def __init__(self, message: str, *, place: str = "") -> None:
        super().__init__(message)
        self.place = place


class BadRow(BadInput):
    """A row of a reviewed data file that breaks its own rules."""


class NotAReceipt(BadInput):
    """A receipt code whose length or check digit is wrong."""


class Refused(BothendsError):
    """The request was understood and the answer is no."""


class NotVerified(Refused):
    """Nobody at this desk has verified this channel, so nothing may go there."""


class SecondMember(Refused):
    """Proposed and approved by the same member."""


class OnHold(Refused):
    """A person must decide before this step."""


class SealError(BothendsError):
    """Sealed bytes that do not open."""


class WrongKey(SealError):
    """None of the keys given opens these bytes."""


class WrongPlace(SealError):
    """The bytes open, but were sealed for another table, row or schema."""
