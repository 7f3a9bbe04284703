"""One throwaway desk folder for the whole run, made before Django reads its settings."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

_folder = Path(tempfile.mkdtemp(prefix="bothends-test-"))


from bothends.web import deskfolder  # noqa: E402

deskfolder.make(
    _folder / "desk", https=False, name="Test desk", database=os.environ.get("BOTHENDS_TEST_DB", "")
)
os.environ["BOTHENDS_DESK"] = str(_folder / "desk")
os.environ.setdefault("BOTHENDS_SITE", "desk")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(_folder, ignore_errors=True)
