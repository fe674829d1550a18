"""Opens the first edition: there is always exactly one open."""

from django.db import migrations


def open_first_edition(apps, schema_editor):
    apps.get_model("editions", "Edition").objects.get_or_create(number=1)


class Migration(migrations.Migration):
    dependencies = [("editions", "0001_initial")]

    operations = [migrations.RunPython(open_first_edition, migrations.RunPython.noop)]
