"""Every kind of page of the desk is sound for everybody, on a wide screen and on a telephone, in light and in dark."""

import pytest

from policyatlas.records.models import RECORDS
from tests.browser.soundness import WIDE, Listener, desk_faults

NOUNS = [model._meta.model_name for model in RECORDS]
PAGES = {
    "front page": "/admin/",
    "list": "/admin/records/policy/",
    "list of what is unfinished": "/admin/records/organisation/?at_desk=unfinished",
    "list of passages": "/admin/records/passage/",
    "list of criteria": "/admin/records/criterion/",
    "deleted": "/admin/records/policy/deleted/",
    "new policy": "/admin/records/policy/add/",
    "new evaluation": "/admin/records/evaluation/add/",
    "new passage": "/admin/records/passage/add/",
    "passage": "/admin/records/passage/1/change/",
    "history": "/admin/records/policy/1/history/",
    "history of a passage": "/admin/records/passage/1/history/",
    "preview": "/admin/records/policy/1/preview/",
    "renaming": "/admin/records/policy/1/rename/",
    "merging": "/admin/records/policy/1/merge/",
    "withdrawing": "/admin/records/policy/1/withdraw/",
    "text of a source": "/admin/records/source/2/text/",
    "log": "/admin/curation/event/",
    "imports": "/admin/curation/changeset/",
    "closing": "/admin/editions/edition/close/",
    "editions": "/admin/editions/edition/",
    "edition": "/admin/editions/edition/1/change/",
    "errata": "/admin/editions/erratum/",
    "erratum": "/admin/editions/erratum/add/",
    "all of one part": "/admin/records/",
}


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_page_of_the_desk_is_sound(sight, site, address):
    _expect_sound(sight("kenji", javascript=True, viewport=WIDE), site, address)


@pytest.mark.parametrize("noun", NOUNS)
def test_locked_form_is_sound(sight, site, noun):
    """What is in print and not opened for revision; see `test_desk_forms.py` for forms in which one can type."""
    _expect_sound(sight("kenji", javascript=True, viewport=WIDE), site, f"/admin/records/{noun}/1/change/")


@pytest.mark.parametrize("name", ["hanako", "yuki"])
def test_front_page_is_sound_for_each_role(sight, site, name):
    _expect_sound(sight(name, javascript=True, viewport=WIDE), site, "/admin/")


def test_sign_in_is_sound(window, site):
    _expect_sound(window(javascript=True, viewport=WIDE), site, "/admin/")


def _expect_sound(page, site, address):
    listener = Listener(page, site.address)
    answer = page.goto(address)
    assert answer.status == 200, f"{address} answers {answer.status}. {site.said()[-2000:]}"
    # Before axe, which itself does what the page may not.
    faults = listener.faults() + desk_faults(page)
    if faults:
        pytest.fail(f"The page {address}:\n- " + "\n- ".join(faults), pytrace=False)
