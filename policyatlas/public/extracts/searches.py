"""The extract of a search: one line for each entry that has the words, of every kind."""

from urllib.parse import urlencode

from django.http import QueryDict

from policyatlas.editions.reading import Reading
from policyatlas.public import words
from policyatlas.public.matching import asked_words, left_out, matching
from policyatlas.values.kinds import KINDS

from .sources import cited, sources_of
from .table import Column, Extract, Line

COLUMNS = ("kind", "slug", "title_en", "title_ja", "year_from", "year_to")


def extract(reading: Reading, parameters: QueryDict) -> Extract:
    """All entries with every word asked for, by kind and English title; two queries."""
    language = words.page_language()
    query, wanted = asked_words(parameters)
    rows = []
    if wanted:
        found = matching(reading, wanted)
        rows = list(found.values_list("kind", "slug", "title_en", "title_ja", "year_from", "year_to", "payload"))
    cards = reading.cards({ref for *_, payload in rows for ref in cited(payload)})
    order = list(KINDS)
    rows.sort(key=lambda row: (order.index(row[0]), row[2].casefold(), row[1]))
    absent = words.absent("not-reported", language)
    return Extract(
        sort="search",
        stem="search",
        query=urlencode({"q": query}) if query else "",
        title=f"“{query}”" if query else words.attribute("search", language),
        asked=(f"{words.attribute('words', language)}: “{query}”",) if query else (),
        noun="entries",
        columns=tuple(Column(name, words.attribute(name, language)) for name in COLUMNS),
        lines=tuple(
            Line(
                key=f"{kind}:{slug}",
                label=(language == "ja" and ja) or en,
                cells=(words.kind_label(kind, language), slug, en, ja or absent, start or absent, end or absent),
                about=(kind, slug),
                sources=sources_of(payload, cards, language),
            )
            for kind, slug, en, ja, start, end, payload in rows
        ),
        ignored=tuple(left_out(parameters)),
    )
