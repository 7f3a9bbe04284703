"""Reviewed rows: lexicon, places, missions, organisations, routing, wording. Each with source and date.

Core never opens these by itself: callers hand it `folder()`.
"""

from __future__ import annotations

from pathlib import Path


def folder() -> Path:
    """Where the reviewed data files of this installation lie."""
    return Path(__file__).resolve().parent
