"""Rows that break each constraint of what is in print: a saved row and the changes that break it."""

from django.utils import timezone

from policyatlas.editions import stamps
from policyatlas.editions.models import Edition, Entry, Erratum, Forwarding, Withdrawal
from policyatlas.records.models import Record


def second_open_edition(desk) -> list:
    edition = desk.close("2999.1")
    return [(edition, {"is_open": True, "closed_at": None, "digest": "", "label": ""})]


def second_label(desk) -> list:
    desk.close("2999.1")
    return [(desk.close("2999.2"), {"label": "2999.1"})]


def half_sealed(desk) -> list:
    closed, opened = desk.close("2999.1"), Edition.objects.open()
    return [
        (opened, {"label": "2999.2"}),
        (opened, {"digest": "0" * 64}),
        (opened, {"closed_at": timezone.now()}),
        (closed, {"label": ""}),
        (closed, {"digest": ""}),
        (closed, {"closed_at": None}),
    ]


def entry_of(record: Record) -> Entry:
    """The entry of `record` that is in print."""
    return Entry.objects.get(slug=record.slug, until=None)


def twice_in_print(desk) -> list:
    first = desk.publish(desk.a_policy())
    desk.close("2999.1")
    return [(entry_of(desk.publish(desk.a_policy())), {"slug": first.slug})]


def twice_in_an_edition(desk) -> list:
    first, second = desk.publish(desk.a_policy()), desk.publish(desk.a_policy())
    desk.close("2999.1")
    desk.withdraw(first)
    return [(entry_of(second), {"slug": first.slug})]


def ended_before_it_began(desk) -> list:
    entry = entry_of(desk.publish(desk.a_policy()))
    return [(entry, {"until": entry.since})]


def second_facet(desk) -> list:
    entry = entry_of(desk.publish(desk.a_policy()))
    entry.facets.create(name="kind", value="law")
    return [(entry.facets.get(name="kind", value="law"), {"value": "plan"})]


def second_withdrawal(desk) -> list:
    for slug in ("gone-one", "gone-two"):
        desk.withdraw(desk.publish(desk.a_policy(slug=slug)))
    return [(Withdrawal.objects.get(slug="gone-one"), {"slug": "gone-two"})]


def a_forwarding(slug: str) -> Forwarding:
    return Forwarding.objects.create(
        kind="policy", slug=slug, to_kind="policy", to_slug="new", edition=Edition.objects.open()
    )


def an_erratum() -> Erratum:
    return Erratum.objects.create(edition=Edition.objects.closed().first(), text="It was 12, not 13.")


def second_token(desk) -> list:
    first, second = stamps.advance(), stamps.advance()
    return [(second, {"token": first.token})]


def second_movement(desk) -> list:
    first, second = stamps.advance(came=[1, 2]).movements.order_by("pk")
    return [(second, {"entry": first.entry})]


EXAMPLES = {
    "edition_one_open": second_open_edition,
    "edition_label_once": second_label,
    "edition_closed_is_sealed": half_sealed,
    "entry_once_in_print": twice_in_print,
    "entry_once_per_edition": twice_in_an_edition,
    "entry_until_after_since": ended_before_it_began,
    "entry_kind_is_known": lambda desk: [(entry_of(desk.publish(desk.a_policy())), {"kind": "no-such"})],
    "facet_once": second_facet,
    "withdrawal_once": second_withdrawal,
    "forwarding_once": lambda desk: [(a_forwarding("old-one"), {"slug": a_forwarding("old-two").slug})],
    "forwarding_not_to_itself": lambda desk: [(a_forwarding("old"), {"slug": "new"})],
    "erratum_names_an_entry_or_none": lambda desk: [(an_erratum(), {"kind": "policy"}), (an_erratum(), {"slug": "x"})],
    "erratum_says_something": lambda desk: [(an_erratum(), {"text": ""})],
    "stamp_token_once": second_token,
    "movement_once": second_movement,
}
