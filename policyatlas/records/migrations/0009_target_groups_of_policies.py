"""Target groups are terms, and policies name those they are to reach."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0008_reasons_for_missing_years"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="term",
            name="term_scheme_is_known",
        ),
        migrations.AddField(
            model_name="policy",
            name="target_groups",
            field=models.ManyToManyField(
                blank=True,
                help_text="Whom it is to reach, from the list of target groups. Only whom a source names.",
                limit_choices_to={"scheme": "target-group"},
                related_name="+",
                to="records.term",
            ),
        ),
        migrations.AlterField(
            model_name="term",
            name="scheme",
            field=models.CharField(
                choices=[
                    ("field", "Field of technology"),
                    ("dimension", "Dimension of evaluation"),
                    ("instrument", "Policy instrument"),
                    ("target-group", "Target group"),
                ],
                help_text="The list it belongs to. Do not move a term to another list once it is used.",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(("scheme__in", ["field", "dimension", "instrument", "target-group"])),
                name="term_scheme_is_known",
                violation_error_message="The list must be one of the known schemes of terms.",
            ),
        ),
    ]
