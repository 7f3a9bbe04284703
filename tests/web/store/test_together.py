"""Writers that share a commit: each waits for the disk, and one that fails takes nobody with it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from bothends.web.store.actions import intake
from bothends.web.store.models import Draft
from bothends.web.store.together import together


def keep(tag: bytes) -> None:
    try:
        intake.keep_draft(tag=tag, body=b"boxed", minutes=5)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_sixteen_writers_at_once_all_arrive() -> None:
    tags = [bytes([number]) * 16 for number in range(64)]
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(keep, tags))
    assert {bytes(one.tag) for one in Draft.objects.all()} == set(tags)


@pytest.mark.django_db(transaction=True)
def test_a_writer_that_fails_is_undone_alone() -> None:
    together_now = threading.Barrier(4)

    def write(number: int) -> bool:
        def change() -> None:
            Draft(tag=bytes([number]) * 16, body=b"boxed", expires_at="2099-01-01T00:00Z").save(
                force_insert=True
            )
            if number == 2:
                raise ZeroDivisionError

        try:
            together_now.wait(timeout=20)
            together(change)
        except ZeroDivisionError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(write, range(4))) == [True, True, False, True]
    assert Draft.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_it_returns_only_after_the_commit() -> None:
    together(lambda: Draft(tag=b"t" * 16, body=b"b", expires_at="2099-01-01T00:00Z").save(force_insert=True))
    assert not connection.in_atomic_block
    with ThreadPoolExecutor(1) as other:
        assert other.submit(lambda: (Draft.objects.count(), connection.close())[0]).result() == 1
