"""Prints a small record in the site that the environment names, as a publisher at the desk would; says its address.

Usage: python deploy/rehearsal/publishing.py SLUG
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "policyatlas.settings")


def publish(slug: str) -> str:
    """Create, approve and print a source; gives its path on the site."""
    import django

    django.setup()
    from django.contrib.auth.models import User

    from policyatlas.curation import actions
    from policyatlas.records.models import Source

    who = User.objects.filter(is_superuser=True).earliest("pk")
    record = actions.create(Source(slug=slug, kind="report", heading=f"Report of a rehearsal: {slug}"), by=who)
    actions.submit(record, by=who, expected_version=record.version)
    actions.approve(record, by=who, expected_version=record.version)
    actions.publish(record, by=who, expected_version=record.version, reason="A rehearsal.")
    return f"/sources/{slug}/"


if __name__ == "__main__":
    sys.stdout.write(publish(sys.argv[1]) + "\n")
