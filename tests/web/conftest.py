from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bothends import apart
from bothends.apart.caller import Template
from tests import cast

Using = Callable[[str], None]


@pytest.fixture
def desk(db: None) -> cast.Desk:
    """A founded desk with one member a role."""
    return cast.found()


@pytest.fixture
def using(monkeypatch: pytest.MonkeyPatch) -> Iterator[Using]:
    """Read with this template from now on: a real process that behaves otherwise."""
    begun: list[Template] = []

    def use(module: str) -> None:
        begun.append(Template("chats", module=module))
        monkeypatch.setattr(apart, "CHATS", begun[-1])

    yield use
    for one in begun:
        one.stop()
