"""Gives the log the whole of every record that was there before it kept snapshots."""

from django.db import migrations

# It asks models only for their fields, so that those of this moment in history will do.
from policyatlas.curation.snapshots import snapshots

_NOUNS = (
    *("policy", "cluster", "evaluation", "indicator", "observation", "disagreement", "framework", "contextevent"),
    *("organisation", "place", "source", "term", "passage"),
)


def fill(apps, schema_editor):
    """Keep what each record is now with the last thing that happened to it."""
    log = apps.get_model("curation", "Event")._base_manager
    for noun in _NOUNS:
        events = log.filter(noun=noun)
        known = set(events.filter(snapshot__isnull=False).values_list("record_id", flat=True))
        model = apps.get_model("records", noun)
        keys = [key for key in model._base_manager.order_by("pk").values_list("pk", flat=True) if key not in known]
        for start in range(0, len(keys), 500):
            for key, whole in snapshots(model, keys[start : start + 500]).items():
                last = events.filter(record_id=key).order_by("pk").last()
                if last is not None:
                    log.filter(pk=last.pk).update(snapshot=whole)


class Migration(migrations.Migration):
    dependencies = [("curation", "0005_review_and_snapshots"), ("records", "0006_review_states")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
