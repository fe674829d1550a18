"""Going back, target groups are deleted before their list is; apart, because PostgreSQL alters no table in between."""

from django.db import migrations


def take_back(apps, schema_editor):
    """Going back, there is no list that target groups could belong to."""
    apps.get_model("records", "Term").objects.filter(scheme="target-group").delete()


class Migration(migrations.Migration):
    dependencies = [("records", "0009_target_groups_of_policies")]

    operations = [migrations.RunPython(migrations.RunPython.noop, take_back)]
