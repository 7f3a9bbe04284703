"""The blind index: match cards, keyed tokens, the key both are made with, and what members judged."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from bothends.web.store.models.case import Case
from bothends.web.store.models.member import Member
from bothends.web.store.models.report import StoredReport


class MatchKey(models.Model):
    """One row, two while the key is renewed. Only a member with casework opens it, so a thief tests no guess."""

    CLEAR: ClassVar = {"id", "generation", "made_at"}
    SEALED: ClassVar = {"body"}

    generation = models.PositiveIntegerField(default=1, unique=True)
    body = models.BinaryField()
    made_at = models.DateTimeField()


class MatchEntry(models.Model):
    """A record in the index: a case, or a report that is none yet. `body` is its card, boxed under the match key."""

    CLEAR: ClassVar = {"id", "case", "report", "generation"}
    SEALED: ClassVar = {"body"}

    id = models.BigAutoField(primary_key=True)
    case = models.OneToOneField(Case, on_delete=models.CASCADE, null=True, related_name="entry")
    report = models.OneToOneField(StoredReport, on_delete=models.CASCADE, null=True, related_name="entry")
    generation = models.PositiveIntegerField(db_index=True)
    body = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(case=None, report__isnull=False)
                | models.Q(case__isnull=False, report=None),
                name="entry_of_a_case_or_a_report",
            ),
        ]


class MatchToken(models.Model):
    """64 keyed bits that stand for a contact or a name key of a record. Tells nobody what it is."""

    CLEAR: ClassVar = {"id", "entry", "token"}
    SEALED: ClassVar[set[str]] = set()

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(MatchEntry, on_delete=models.CASCADE, related_name="+")
    token = models.BigIntegerField()

    class Meta:
        # Token first: a look-up reads this index and nothing else.
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["token", "entry"], name="one_token_an_entry")
        ]


class MatchJudgement(models.Model):
    """What a member said of two records. Rows are only added: taking back is a row too. `body` says what.

    `one` is the entry with the smaller number. `number` counts the judgements of this pair, so that of two members
    who judge at once the second is told.
    """

    CLEAR: ClassVar = {"id", "one", "two", "number", "generation", "by", "at"}
    SEALED: ClassVar = {"body"}

    one = models.ForeignKey(MatchEntry, on_delete=models.CASCADE, related_name="+")
    two = models.ForeignKey(MatchEntry, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    generation = models.PositiveIntegerField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    body = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "two", "number"], name="one_judgement_a_number"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("two")), name="smaller_entry_first"),
        ]
