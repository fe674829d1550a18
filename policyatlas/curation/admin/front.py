"""The front page of the desk: what the overview found, with the words and addresses that its template shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.models import AbstractBaseUser
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst

from policyatlas.curation import all_nouns, overview
from policyatlas.curation.all_nouns import Key, Row
from policyatlas.curation.contradictions import Contradiction
from policyatlas.curation.models import ACTION
from policyatlas.records.models import RECORDS, Passage
from policyatlas.values.vocabularies import STATUS

from .choices import quantity

_MODELS = {model._meta.model_name: model for model in (*RECORDS, Passage)}
SENTENCES_SHOWN = 2


@dataclass(frozen=True)
class Line:
    """One line of the page: what it is about and where that is, and who did what to it when, in which words."""

    name: str
    address: str
    noun: str
    state: str = ""
    did: str = ""
    by: str = ""
    at: datetime | None = None
    words: str = ""
    sentences: list[tuple[str, str]] = field(default_factory=list)
    further: int = 0


@dataclass(frozen=True)
class Listing:
    """The first lines of a list, how many there are of it, and by noun where all of them are."""

    lines: list[Line]
    number: int
    more: list[tuple[str, int, str]] = field(default_factory=list)


def front(person: AbstractBaseUser) -> dict:
    """What the template of the front page needs; a fixed few queries. Empty for who may not see every record."""
    if not all(person.has_perm(f"records.view_{model._meta.model_name}") for model in RECORDS):
        return {}
    returned = overview.returned(person)
    reviews = person.has_perm("curation.review_records")
    publishes = person.has_perm("curation.publish_records")
    waiting = {
        "returned": _listing(returned, "", "returned it"),
        "review": _listing(overview.for_review(person), "review", "submitted it") if reviews else None,
        "publish": _listing(overview.for_publishing(), "approved", "approved it") if publishes else None,
    }
    return {
        "front": True,
        "waiting": waiting,
        "waits": sum(listing.number for listing in waiting.values() if listing),
        "mine": _listing(overview.mine(person), "mine"),
        "unfit": _unfit(overview.unfit()),
        "disputed": _disputed(overview.disputed()),
        "unlooked": _listing(overview.unlooked(), "unlooked"),
        "told": _told(overview.by_colleagues(person)),
        "reviews": reviews,
        "publishes": publishes,
    }


def _listing(listed: overview.Listed, question: str, did: str = "") -> Listing:
    lines = [
        _line(row, did=did, by=event.by.get_username(), at=event.at, words=event.reason)
        if event
        else _line(row, by=row.by or "", at=row.at)
        for row, event in listed.rows
    ]
    return Listing(lines, listed.number, _by_noun(listed.counts, question) if listed.more else [])


def _line(row: Row, **given) -> Line:
    return Line(row.name, address(row.key), _noun(row.noun), STATUS.label(row.status), **given)


def _by_noun(counts: dict[str, int], question: str) -> list[tuple[str, int, str]]:
    return [
        (
            capfirst(_MODELS[noun]._meta.verbose_name_plural),
            number,
            f"{reverse(f'admin:records_{noun}_changelist')}?{urlencode({'at_desk': question})}",
        )
        for noun, number in counts.items()
    ]


def _unfit(found: overview.Unfit) -> Listing:
    lines = []
    for row, problems in found.shown:
        page = address(row.key)
        said = [(one.sentence, f"{page}#{one.anchor}" if one.anchor else page) for one in problems]
        lines.append(_line(row, sentences=said[:SENTENCES_SHOWN], further=len(said[SENTENCES_SHOWN:])))
    more = _by_noun(found.counts, "unfinished") if found.number > len(lines) or found.unseen else []
    return Listing(lines, found.number, more)


def _disputed(found: overview.Disputed) -> dict:
    return {
        "lines": [
            Line(
                str(one),
                address(("disagreement", one.pk)),
                "Disagreement",
                one.get_status_display(),
                sentences=[(said, "") for said in _open(one)],
            )
            for one in found.disagreements
        ],
        "further": found.further,
        "figures": [
            {
                "about": one.about,
                "figures": [(quantity(figure), address(("observation", figure.pk))) for figure in one.figures],
                "answer": _answer(one),
            }
            for one in found.figures
        ],
        "further_figures": found.further_figures,
        "number": len(found.disagreements) + found.further + len(found.figures),
    }


def _open(disagreement) -> list[str]:
    lacks = []
    if disagreement.sides < 2:
        lacks.append("Fewer than two positions.")
    if not disagreement.resolution:
        lacks.append("No resolution: it does not say what the atlas makes of it.")
    return lacks


def _answer(contradiction: Contradiction) -> str:
    """Where a disagreement about these figures is added, with what is known of it typed in."""
    figure = contradiction.first
    subject = figure.subject
    plural = {"place": "places", "policy": "policies", "cluster": "clusters", "organisation": "organisations"}
    known = {
        "topic_en": contradiction.about[:200],
        plural[subject._meta.model_name]: subject.pk,
        "indicators": figure.indicator_id,
    }
    return f"{reverse('admin:records_disagreement_add')}?{urlencode(known)}"


def _told(lines: Iterable[overview.Told]) -> list[Line]:
    told = list(lines)
    names = all_nouns.named((one.latest.noun, one.latest.record_id) for one in told if one.latest.noun in _RECORDS)
    return [_line_of(one, names) for one in told]


_RECORDS = {model._meta.model_name for model in RECORDS}


def _line_of(told: overview.Told, names: dict[Key, Row]) -> Line:
    event = told.latest
    row = names.get((event.noun, event.record_id))
    name = row.name if row else event.slug
    if event.noun == "passage":
        name = f"a passage of {event.slug}"
    gone = event.action == "delete" or (event.noun in _RECORDS and row is None)
    return Line(
        name,
        "" if gone else address((event.noun, event.record_id)),
        _noun(event.noun),
        did=", ".join(ACTION.label(action) for action in told.actions),
        by=event.by.get_username(),
        at=event.at,
        words=told.reason,
        further=told.number - 1,
    )


def _noun(name: str) -> str:
    return capfirst(_MODELS[name]._meta.verbose_name) if name in _MODELS else capfirst(name)


def address(key: Key) -> str:
    """Where a record, a passage or an edition is at the desk; empty for what has no page."""
    noun, pk = key
    app = "editions" if noun == "edition" else "records"
    try:
        return reverse(f"admin:{app}_{noun}_change", args=[pk])
    except NoReverseMatch:
        return ""
