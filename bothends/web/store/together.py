"""Several writers, one commit: threads that wait for SQLite's one writer share its wait for the disk.

Each still returns only after its own change is on the disk (P8). PostgreSQL groups commits by itself.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection, transaction

T = TypeVar("T")
_writing = threading.Lock()
_waiting: deque[_Step[Any]] = deque()


@dataclass(slots=True, eq=False)
class _Step(Generic[T]):
    """One thread's change, and how it ended once `done`."""

    change: Callable[[], T]
    result: T | None = None
    wrong: BaseException | None = None
    done: bool = False


def together(change: Callable[[], T]) -> T:
    """Run `change` in a transaction and return its result after the commit; raise what it raised.

    A change that fails is undone alone. If the commit fails, every change in it has failed.
    """
    if connection.vendor != "sqlite":
        with transaction.atomic():
            return change()
    step = _Step(change)
    _waiting.append(step)
    # SQLite's own waiting is sleeping and asking again, which leaves the disk idle between two writers.
    with _writing:
        if not step.done:
            _commit([_waiting.popleft() for _ in range(len(_waiting))])
    if step.wrong is not None:
        raise step.wrong
    return step.result  # type: ignore[return-value]  # set when nothing went wrong


def _commit(steps: list[_Step[Any]]) -> None:
    try:
        with transaction.atomic():
            for one in steps:
                _run(one)
    except BaseException as wrong:
        for one in steps:
            one.wrong = one.wrong or wrong
    finally:
        for one in steps:
            one.done = True


def _run(step: _Step[Any]) -> None:
    try:
        with transaction.atomic():
            step.result = step.change()
    except Exception as wrong:
        step.wrong = wrong
