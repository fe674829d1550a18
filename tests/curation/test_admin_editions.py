"""Closing an edition at the desk, with a look at what it will hold, and saying what is wrong in a closed one."""

import pytest
from django.urls import reverse
from django.utils import timezone

from policyatlas.curation import closing
from policyatlas.curation.admin import editions
from policyatlas.editions.models import Edition, Entry, Erratum
from policyatlas.editions.reading import Reading
from policyatlas.records.models import Policy
from tests.curation.sending import page, text, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def closing_page():
    """The address of the page that closes the open edition."""
    return reverse("admin:editions_edition_close")


def sent(answer, **words) -> dict:
    """What the page that closes an edition would send."""
    form = answer.context["form"]
    return {"seen": answer.context["preview"].digest} | {field.name: field.value() or "" for field in form} | words


# --- Closing


def test_an_edition_is_closed_at_the_desk(kenji_at_desk, hanako_at_desk, closing_page):
    listed = page(Edition, "changelist")
    assert hanako_at_desk.get(closing_page).status_code == 403
    assert closing_page not in text(hanako_at_desk.get(listed))
    assert closing_page in text(kenji_at_desk.get(listed))
    opened = Edition.objects.open()
    words = sent(kenji_at_desk.get(closing_page), label="2099.1", notes="New.")
    answer = kenji_at_desk.post(closing_page, words, follow=True)
    assert told(answer) == ["Edition 2099.1 is closed. It will never change."]
    closed = Edition.objects.get(pk=opened.pk)
    assert (closed.label, closed.notes, closed.digest) == ("2099.1", "New.", words["seen"])


@pytest.mark.parametrize(
    ("label", "said"),
    [("spring", "such as 2026.1"), ("2026.1", "There already is an edition 2026.1"), ("", "required")],
)
def test_a_label_that_will_not_do_is_refused_and_the_notes_are_kept(kenji_at_desk, closing_page, label, said):
    words = sent(kenji_at_desk.get(closing_page), label=label, notes="Typed at length.")
    answer = kenji_at_desk.post(closing_page, words)
    assert said in text(answer)
    assert "Typed at length." in text(answer)
    assert Edition.objects.filter(is_open=False).count() == 1


def test_what_was_printed_meanwhile_is_shown_before_it_is_closed(kenji_at_desk, desk, closing_page):
    words = sent(kenji_at_desk.get(closing_page), label="2099.1", notes="Typed at length.")
    desk.publish(desk.a_policy(title_en="Printed meanwhile"))
    for stale in (words, {name: word for name, word in words.items() if name != "seen"}):
        answer = kenji_at_desk.post(closing_page, stale)
        assert told(answer)[0].startswith("Something was printed after you opened this page.")
        assert "Printed meanwhile" in text(answer)
        assert "Typed at length." in text(answer)
        assert not Edition.objects.filter(label="2099.1").exists()
    kenji_at_desk.post(closing_page, sent(answer))
    assert Edition.objects.get(label="2099.1").notes == "Typed at length."


def test_the_next_label_is_the_next_free_one_of_the_year(desk, kenji_at_desk, closing_page):
    year = timezone.localdate().year
    number = 1 + Edition.objects.filter(label__startswith=f"{year}.").count()
    assert closing.next_label() == f"{year}.{number}"
    desk.close(f"{year}.9")
    desk.close(f"{year}.10")
    assert closing.next_label() == f"{year}.11", "numbers are counted, not sorted as words"
    assert f'value="{year}.11"' in text(kenji_at_desk.get(closing_page))


def test_an_edition_like_the_one_before_is_warned_of(kenji_at_desk, desk, closing_page):
    said = "Nothing has changed since edition 2026.1"
    assert said in text(kenji_at_desk.get(closing_page))
    desk.publish(desk.a_policy())
    assert said not in text(kenji_at_desk.get(closing_page))


def test_what_is_new_changed_and_gone_is_shown(kenji_at_desk, desk, closing_page):
    changed, gone = desk.publish(desk.a_policy(title_en="To change")), desk.publish(desk.a_policy(title_en="To go"))
    renamed = desk.publish(desk.a_policy(slug="test-old", title_en="To rename"))
    before = desk.close("2099.1")
    desk.republish(changed, title_en="Has changed")
    desk.withdraw(gone)
    desk.rename(renamed, "test-new")
    added = desk.publish(desk.a_term(label_en="Brand new"))
    shown = closing.preview()
    assert [(each.title, each.address) for each in shown.new] == [("Brand new", f"/terms/{added.slug}/")]
    assert [(each.kind, each.title) for each in shown.changed] == [("Policy", "Has changed")]
    assert [(each.title, each.address) for each in shown.moved] == [
        ("To rename (was: test-old)", "/policies/test-new/")
    ]
    assert [(each.title, each.address) for each in shown.gone] == [("To go", f"/2099.1/policies/{gone.slug}/")]
    counts = {each.name: (each.now, each.before) for each in shown.counts}
    policies = Reading(before, pinned=True).counts_by_kind()["policy"]
    assert counts["Policies"] == (policies - 1, policies)
    said = text(kenji_at_desk.get(closing_page))
    for heading in ("New: 1", "Changed: 1", "At another address (renamed or merged): 1", "Gone: 1"):
        assert heading in said
    assert f'href="/2099.1/policies/{gone.slug}/"' in said


def test_the_first_edition_has_none_before_it(kenji_at_desk, closing_page):
    Entry.objects.all().delete()
    Edition.objects.closed().delete()
    shown = closing.preview()
    assert (shown.before, shown.is_the_same, shown.total, shown.counts, shown.new) == (None, False, 0, [], [])
    assert "Gone" not in text(kenji_at_desk.get(closing_page))


def test_what_is_unfit_to_print_is_named_with_what_it_lacks(kenji_at_desk, desk, closing_page):
    bare = desk.create(Policy(slug="bare", title_en="Bare", kind="law"))
    desk.revise(desk.publish(desk.a_policy(title_en="Half edited")))
    said = text(kenji_at_desk.get(closing_page))
    assert f'Policy: <a href="{page(bare, "change", bare.pk)}">Bare · draft</a> (draft)<ul><li>No citation' in said
    assert "Half edited</a> (published, being revised): fit to print, and not published" in said


def test_long_lists_are_folded_and_not_all_drafts_are_looked_into(kenji_at_desk, desk, closing_page, monkeypatch):
    monkeypatch.setattr(closing, "LOOKED_AT", 1)
    monkeypatch.setattr(editions, "SHOWN", 2)
    for number in range(4):
        desk.create(Policy(slug=f"bare-{number}", title_en=f"Bare {number}", kind="law"))
        desk.publish(desk.a_term(label_en=f"Folded {number}"))
    said = text(kenji_at_desk.get(closing_page))
    assert said.count("No citation") == 1
    assert said.count("<summary>… and 2 more</summary>") == 2
    assert "Folded 3" in said
    assert "Bare 3" in said


# --- Errata


def test_an_erratum_is_added_from_the_page_of_the_edition(kenji_at_desk, hanako_at_desk, pinned):
    edition = pinned.edition
    address = f"{page(Erratum, 'add')}?edition={edition.pk}"
    shown = page(edition, "change", edition.pk)
    assert address in text(kenji_at_desk.get(shown))
    assert address not in text(hanako_at_desk.get(shown))
    assert address not in text(kenji_at_desk.get(page(edition, "change", Edition.objects.open().pk)))
    assert f'<option value="{edition.pk}" selected>2026.1</option>' in text(kenji_at_desk.get(address))
    words = {"edition": edition.pk, "kind": "policy", "slug": "technopolis-law", "text": "It began in 1983."}
    assert kenji_at_desk.post(page(Erratum, "add"), words).status_code == 302
    erratum = Erratum.objects.get()
    assert (erratum.kind, erratum.slug, erratum.text) == ("policy", "technopolis-law", "It began in 1983.")
    assert "policy:technopolis-law: It began in 1983." in text(kenji_at_desk.get(shown))
    assert "policy:technopolis-law" in text(hanako_at_desk.get(page(Erratum, "changelist")))
    assert kenji_at_desk.post(page(Erratum, "change", erratum.pk), words).status_code == 403
    assert kenji_at_desk.post(page(Erratum, "delete", erratum.pk), {"post": "yes"}).status_code == 403


def test_an_erratum_that_is_refused_keeps_its_words(kenji_at_desk, hanako_at_desk, pinned):
    words = {"edition": pinned.edition.pk, "kind": "policy", "slug": "no-such", "text": "Typed at length."}
    assert hanako_at_desk.post(page(Erratum, "add"), words).status_code == 403
    answer = kenji_at_desk.post(page(Erratum, "add"), words)
    assert "Edition 2026.1 has no entry policy:no-such" in text(answer)
    assert "Typed at length." in text(answer)
    answer = kenji_at_desk.post(page(Erratum, "add"), words | {"edition": Edition.objects.open().pk})
    assert "Select a valid choice" in text(answer)
    assert not Erratum.objects.exists()
