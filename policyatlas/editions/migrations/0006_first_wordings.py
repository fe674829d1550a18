"""Makes by what the entries are found that were printed before this was kept, those of closed editions too."""

from django.db import migrations

from policyatlas.editions.wordings import made_anew


def word_all(apps, schema_editor):
    made_anew(apps.get_model("editions", "Entry").objects.all(), apps.get_model)


class Migration(migrations.Migration):
    dependencies = [("editions", "0005_wordings")]

    operations = [migrations.RunPython(word_all, migrations.RunPython.noop)]
