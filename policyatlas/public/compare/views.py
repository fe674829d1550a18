"""The comparison pages; all of their state is in the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from policyatlas.public.changes import banners
from policyatlas.public.describing import pages as describing
from policyatlas.public.extracts.comparisons import in_words, of_answer, title_of
from policyatlas.public.files.links import downloads
from policyatlas.public.links import cite_address_of, feed_address

from .answering import Answer, answer
from .controls import MOST_MOVED, Addresses, boxes, kept, lines
from .names import Names
from .nouns import NOUNS
from .question import MOST_COLUMNS
from .subjects import FEWEST, MOST

# The title of a page names this many subjects and counts the others.
_NAMED = 4


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What can be compared, with selections one click away."""
    names = Names(request.reading.moved({address for noun in NOUNS.values() for address in noun.named}))
    chosen = {noun: noun.choices(request.reading, (), names) for noun in NOUNS.values()}
    ways = [
        {"noun": noun, "presets": choices.presets, "number": sum(len(group.choices) for group in choices.groups)}
        for noun, choices in chosen.items()
    ]
    return render(request, "public/compare/index.html", {"ways": ways, "most_columns": MOST_COLUMNS, "most": MOST})


@require_safe
def comparison(request: HttpRequest, noun: str) -> HttpResponse:
    """The subjects of the address side by side; an invitation where there are fewer than two."""
    compared = NOUNS[noun]
    found = answer(compared, request.reading, request.GET)
    page = {
        "noun": compared,
        "asked": found.asked,
        "notes": found.notes,
        "fewest": FEWEST,
        "most": min(MOST, len(found.choices.known)),
        "canonical": request.build_absolute_uri(Addresses(noun, found.question).of(found.question.query())),
    }
    page |= _choosing(found) | (_side_by_side(noun, found) | _since(request, noun, found) if found.asked.enough else {})
    return render(request, "public/compare/comparison.html", page)


def _choosing(found: Answer) -> dict:
    """What is chosen, what else there is, and selections to begin with."""
    choices, asked = found.choices, found.asked
    return {
        "beyond": choices.chosen(asked.beyond),
        "repeated": choices.chosen(asked.repeated),
        "chosen": choices.chosen(asked.slugs),
        "others": choices.others(asked.slugs),
        "presets": choices.presets,
        "whole_groups": choices.whole_groups,
        "kept": kept(found.question, "row", "only", "turn", "fold"),
    }


def _side_by_side(noun: str, found: Answer) -> dict:
    """The table and the links around it."""
    question, addresses = found.question, Addresses(noun, found.question)
    sections, subjects = addresses.sections(found.shown), addresses.subjects(found.shown)
    return {
        "comparison": found.shown,
        "question": question,
        "downloads": downloads(f"compare/{noun}", question.query()),
        "ways": addresses.ways(found.laid_out),
        "subjects": subjects,
        "named": [column.title for column in found.shown.columns[:_NAMED]],
        "unnamed": max(0, len(subjects) - _NAMED),
        "row_moves": addresses.rows(found.laid_out, found.shown),
        "most_moved": MOST_MOVED,
        "row_boxes": boxes(found),
        "all_rows": addresses.of(question.query(rows=(), only=())),
        "row_total": len(found.laid_out.codes),
        "sections": sections,
        "lines": lines(sections, subjects) if question.turned else [],
        "kept_but_subjects": kept(question, "s", "row", "only", "turn", "fold"),
        "kept_but_rows": kept(question, "s", "only", "turn", "fold"),
        "cite_address": cite_address_of(f"compare/{noun}", question.query()),
    }


def _since(request: HttpRequest, noun: str, found: Answer) -> dict:
    """What the comparison is called, what changed after the edition that is read, and where that is told."""
    stem, query = f"compare/{noun}", found.question.query()
    shown = describing.Table(
        stem, query, title_of(noun, found.shown), in_words(found), str(NOUNS[noun].lead), downloads(stem, query)
    )
    return {
        "described": describing.table(request, shown),
        "changed": banners.of_view(request.reading, stem, query, request.GET, lambda: of_answer(noun, found)),
        "feed": feed_address(stem, query),
    }
