"""Whether what readers read is whole: editions, entries, what they are found by, and addresses that were given up."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import Lead

from policyatlas.editions.models import Edition, Entry, Forwarding, Movement, Withdrawal
from policyatlas.editions.verifying import alterations
from policyatlas.editions.wordings import misworded
from policyatlas.editions.writing import edition_digest, entry_hash


def open_editions() -> Iterator[str]:
    """That exactly one edition is open, the last one."""
    numbers = list(Edition.objects.filter(is_open=True).values_list("number", flat=True))
    last = Edition.objects.order_by("number").last()
    if len(numbers) != 1:
        yield f"{len(numbers)} editions are open; it must be one."
    elif last.number != numbers[0]:
        yield f"Edition {numbers[0]} is open, but edition {last.number} comes after it."


def digests_of_closed_editions() -> Iterator[str]:
    """That every closed edition holds the entries it was closed with, by the hashes they were stored with."""
    for edition in Edition.objects.closed().order_by("number"):
        if edition_digest(edition) != edition.digest:
            yield f"Edition {edition} does not hold the entries it was closed with (digest {edition.digest[:12]}…)."


def contents_of_closed_editions() -> Iterator[str]:
    """That every entry of a closed edition, facets included, is what was hashed when it was printed."""
    yield from alterations()


def contents_of_the_open_edition() -> Iterator[str]:
    """The same of what was printed since the last edition was closed."""
    last = Edition.objects.order_by("number").last()
    entries = Entry.objects.filter(since=last).order_by("pk").prefetch_related("facets")
    for entry in entries.iterator(chunk_size=500):
        if entry_hash(entry) != entry.sha256:
            yield f"The entry {entry} in the open edition is not what was printed: it does not have its own hash."


def lives_of_entries() -> Iterator[str]:
    """That no entry goes out of print in an edition that is still to come, and no address has two at once."""
    last = Edition.objects.order_by("number").last()
    if last is None:
        return
    late = Entry.objects.filter(Q(since__gt=last.number) | Q(until__gt=last.number))
    for entry in late.order_by("pk").only("kind", "slug").iterator():
        yield f"The entry {entry} begins or ends in an edition that is still to come."
    following = Window(Lead("since"), partition_by=[F("kind"), F("slug")], order_by=[F("since").asc(), F("pk").asc()])
    several = Entry.objects.annotate(following=following).filter(following__isnull=False)
    both = several.filter(Q(until__isnull=True) | Q(until__gt=F("following")))
    for entry in both.order_by("pk").only("kind", "slug").iterator():
        yield f"Two entries stand at {entry} in one edition."


def movements() -> Iterator[str]:
    """That what is told of entries that came and went agrees with those that are there."""
    later = Movement.objects.filter(entry=OuterRef("entry"), stamp__gt=OuterRef("stamp"))
    last = Movement.objects.exclude(Exists(later)).order_by("pk")
    stored = Entry.objects.filter(pk=OuterRef("entry"))
    for number in last.filter(gone=False).exclude(Exists(stored)).values_list("entry", flat=True).iterator():
        yield f"The entry {number} is said to have come into print and is not there."
    for number in last.filter(Exists(stored.filter(until=None)), gone=True).values_list("entry", flat=True).iterator():
        yield f"The entry {number} is said to have gone out of print and is still there."


def unfindable_entries() -> Iterator[str]:
    """Entries without the words by which search finds them."""
    for entry in Entry.objects.filter(wording=None).order_by("pk").only("kind", "slug").iterator():
        yield f"Nothing finds the entry {entry}: run “manage.py refold”."


def misworded_entries() -> Iterator[str]:
    """Entries that are found by other words than those that would be made now."""
    for entry in misworded():
        yield f"The entry {entry} is found by other words than it should be: run “manage.py refold”."


def entries_that_vanished() -> Iterator[str]:
    """Addresses at which something stood and nothing is said of what became of it."""
    gone = Entry.objects.filter(until__isnull=False).exclude(_at(Entry.objects.filter(until=None)))
    unsaid = gone.exclude(_at(Withdrawal.objects.all())).exclude(_at(Forwarding.objects.all()))
    for kind, slug in unsaid.order_by("kind", "slug").values_list("kind", "slug").distinct():
        yield f"Something stood at {kind}:{slug}, and nothing says what became of it."


def addresses_that_say_two_things() -> Iterator[str]:
    """Addresses at which something stands and that are said to have been given up."""
    standing = Entry.objects.filter(until=None)
    for model, said in ((Withdrawal, "that it was withdrawn"), (Forwarding, "to go elsewhere")):
        for kind, slug in model.objects.filter(_at(standing)).values_list("kind", "slug"):
            yield f"Something stands at {kind}:{slug}, and readers are told {said}."


def forwardings_that_lead_nowhere() -> Iterator[str]:
    """Forwardings whose end is neither in print nor said to be withdrawn, or that lead round in a circle."""
    target = {"kind": OuterRef("to_kind"), "slug": OuterRef("to_slug")}
    ends = (Entry.objects.filter(until=None), Withdrawal.objects, Forwarding.objects)
    lost = Forwarding.objects.all()
    for end in ends:
        lost = lost.exclude(Exists(end.filter(**target)))
    for forwarding in lost:
        yield f"{forwarding} leads nowhere."
    rows = Forwarding.objects.values_list("kind", "slug", "to_kind", "to_slug")
    leads = {(kind, slug): (to_kind, to_slug) for kind, slug, to_kind, to_slug in rows}
    for start in leads:
        seen, here = {start}, leads[start]
        while here in leads and here not in seen:
            seen.add(here)
            here = leads[here]
        if here == start:
            yield f"{':'.join(start)} leads round in a circle."


def _at(there) -> Exists:
    """That one of `there` stands at the same address."""
    return Exists(there.filter(kind=OuterRef("kind"), slug=OuterRef("slug")))
