"""What somebody typed into a form after their session had ended: kept for them alone until they sign in again."""

import re

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.request import UnreadablePostError

from policyatlas.values.typed import whole_number

from .models import KeptWords

# Says who sat at this browser last; it lets nobody in, and shows nothing.
COOKIE = "desk_person"
_SALT = "policyatlas.curation.kept_words"
_MONTHS = 6 * 30 * 24 * 60 * 60
# So many of each person, the newest.
KEPT = 20
# The forms of records, passages and errata, and the pages of verbs that ask for a reason. None asks for a password.
_FORMS = re.compile(r"(?:records|editions)_\w+_(?:add|change|return|rename|merge|withdraw)")
# What says nothing: the token, the buttons, the rows that a script copies.
_NOT_KEPT = re.compile(r"csrfmiddlewaretoken|_(?!popup$|to_field$).*|.*-__prefix__-.*")


def remember_person(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser know who opens a form with it."""
    response.set_signed_cookie(
        COOKIE,
        str(request.user.pk),
        salt=_SALT,
        max_age=_MONTHS,
        path="/admin/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def keep(request: HttpRequest) -> KeptWords | None:
    """Keep what was sent to a form by somebody who is not signed in any more; None if nobody knows who it was."""
    asked = request.resolver_match
    if request.method != "POST" or asked is None or not _FORMS.fullmatch(asked.url_name or ""):
        return None
    key = request.get_signed_cookie(COOKIE, default="", salt=_SALT, max_age=_MONTHS)
    person = get_user_model().objects.filter(pk=key or None, is_active=True, is_staff=True).first()
    if person is None:
        return None
    try:
        sent = request.POST
    except (UnreadablePostError, RequestDataTooBig, TooManyFieldsSent):
        return None
    # PostgreSQL takes no NUL, and no form does.
    data = {
        name.replace("\0", ""): [value.replace("\0", "") for value in values]
        for name, values in sent.lists()
        if not _NOT_KEPT.fullmatch(name)
    }
    same = KeptWords.objects.filter(person=person, path=request.path, data=data).first()
    if same is not None:
        return same
    words = KeptWords.objects.create(person=person, path=request.path, data=data)
    older = KeptWords.objects.filter(person=person).values_list("pk", flat=True)[KEPT:]
    KeptWords.objects.filter(pk__in=[*older]).delete()
    return words


def waiting(request: HttpRequest) -> KeptWords | None:
    """What waits for the signed-in person at this form."""
    return KeptWords.objects.filter(person=request.user, path=request.path).first()


def sent(words: KeptWords) -> QueryDict:
    """The words as they were sent."""
    found = QueryDict(mutable=True)
    for name, values in words.data.items():
        found.setlist(name, values)
    return found


def forget(person: AbstractBaseUser, key: str) -> str:
    """Remove words of `person`, once they are saved or not wanted; the address of their form, empty if not theirs."""
    words = KeptWords.objects.filter(person=person, pk=whole_number(key)).first()
    if words is None:
        return ""
    words.delete()
    return words.path
