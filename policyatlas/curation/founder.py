"""The user in whose name the founding facts are loaded; nobody can sign in as it."""

from django.contrib.auth.models import Permission, User

from policyatlas.records.models import RECORDS

NAME = "founding-facts"


def founder() -> User:
    """The user, made where it is missing, with what the verbs ask of whoever loads and prints facts."""
    user, is_new = User.objects.get_or_create(
        username=NAME, defaults={"first_name": "Founding", "last_name": "facts", "is_active": False}
    )
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    user.user_permissions.set(_rights())
    # Only in the memory of this process: in the database it stays inactive. Inactive users have no rights at all.
    user.is_active = True
    return user


def _rights() -> list[Permission]:
    names = {f"{verb}_{model._meta.model_name}" for model in RECORDS for verb in ("add", "change")} | {"add_passage"}
    return [
        *Permission.objects.filter(content_type__app_label="records", codename__in=names),
        *Permission.objects.filter(
            content_type__app_label="curation", codename__in=("publish_records", "close_editions")
        ),
    ]
