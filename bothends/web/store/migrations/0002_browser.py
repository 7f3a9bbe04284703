"""Reports that a reporter's browser sealed."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0001_begin")]

    operations = [
        migrations.AddField(
            model_name="storedreport",
            name="sealed_by",
            field=models.CharField(default="server", max_length=8),
        ),
        migrations.AddField(
            model_name="storedreport",
            name="body_schema",
            field=models.CharField(default="report/1", max_length=16),
        ),
    ]
