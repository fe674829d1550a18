"""What a served atlas has besides the shipped facts: the people of the desk, and a record that was withdrawn.

Run inside the process of `manage.py shell`, with the site's own settings.
"""

from django.contrib.auth.models import Group, User

from policyatlas.curation import actions
from policyatlas.records.models import Policy

PEOPLE = {"hanako": "Contributors", "yuki": "Reviewers", "kenji": "Publishers"}
WITHDRAWN = "bioregio"


def furnish() -> None:
    """Employ one person for each role at the desk; withdraw a policy once the edition was closed."""
    for name, group in PEOPLE.items():
        person = User.objects.create_user(name, password=secret_of(name), is_staff=True)
        person.groups.set([Group.objects.get(name=group)])
    policy = Policy.objects.get(slug=WITHDRAWN)
    actions.withdraw(policy, by=person, expected_version=policy.version, reason="It is not a Japanese policy.")


def secret_of(name: str) -> str:
    """The password of one of the people."""
    return f"{name}-secret"
