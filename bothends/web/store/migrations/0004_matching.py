"""The blind index as it is now: cards, tokens as numbers, judgements. Older tokens are made anew on opening."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0003_packs"),
    ]

    operations = [
        migrations.DeleteModel(name="MatchToken"),
        migrations.AddField(
            model_name="matchkey",
            name="generation",
            field=models.PositiveIntegerField(default=1, unique=True),
        ),
        migrations.CreateModel(
            name="MatchEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("generation", models.PositiveIntegerField(db_index=True)),
                ("body", models.BinaryField()),
                (
                    "case",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entry",
                        to="store.case",
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entry",
                        to="store.storedreport",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("case", None), ("report__isnull", False)),
                            models.Q(("case__isnull", False), ("report", None)),
                            _connector="OR",
                        ),
                        name="entry_of_a_case_or_a_report",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchToken",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("token", models.BigIntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.matchentry"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("token", "entry"), name="one_token_an_entry")
                ],
            },
        ),
        migrations.CreateModel(
            name="MatchJudgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("generation", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("body", models.BinaryField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.matchentry"
                    ),
                ),
                (
                    "two",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.matchentry"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("one", "two", "number"), name="one_judgement_a_number"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("two"))), name="smaller_entry_first"
                    ),
                ],
            },
        ),
    ]
