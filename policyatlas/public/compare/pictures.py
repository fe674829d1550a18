"""The charts of a comparison as files: SVG that says its title, its sources and its edition."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from policyatlas.public import words
from policyatlas.public.charts.shapes import Frame, Picture, clean
from policyatlas.public.charts.writing import written
from policyatlas.public.data import LICENCE

from .answering import answer
from .nouns import NOUNS
from .table import Comparison, Row

# A chart asked for by a wrong name is quoted back, but not a whole book of it; and not all charts are listed.
_QUOTED, _LISTED = 60, 20


@require_safe
def as_svg(request: HttpRequest, noun: str) -> HttpResponse:
    """One chart of the comparison: that of the row with the code `chart`, or `stages`; else a sentence (404)."""
    found = answer(NOUNS[noun], request.reading, request.GET)
    made, code = found.laid_out, found.code(request.GET.get("chart", ""))
    chart = made.charts.get(code)
    if chart is None:
        return _answer(_refusal(made, code), status=404)
    title = f"{chart.title}: {words.listed(column.title for column in made.columns)}"
    edition = request.reading.edition.label
    return _answer(chart.draw(Frame(title, _frame_lines(made, code, edition))))


def _frame_lines(made: Comparison, code: str, edition: str) -> tuple[str, ...]:
    """On which documents the chart rests, and from which edition it is."""
    rows = [row for group in made.groups for row in group.rows if code in (row.code, group.chart and group.chart.code)]
    documents = _documents(rows)
    source = (
        _("Source: %(documents)s.") % {"documents": "; ".join(documents)} if documents else _("Source not reported.")
    )
    which = _("edition %(edition)s") % {"edition": edition} if edition else _("open edition, which may still change")
    return source, f"PolicyAtlas, {which}, {LICENCE['name']}."


def _documents(rows: list[Row]) -> list[str]:
    evidence = (
        passage
        for row in rows
        for cell in row.cells
        for passages in (cell.evidence, *(item.evidence for item in cell.items))
        for passage in passages
    )
    return list(dict.fromkeys(passage.title for passage in evidence if passage.title))


def _refusal(made: Comparison, code: str) -> Picture:
    """A picture that says in words that there is no such chart, and which there are."""
    there_are = ", ".join([*made.charts][:_LISTED]) or _("none")
    sentence = _("This comparison has no chart “%(code)s”. Its charts are: %(there_are)s.")
    if not code:
        sentence = _("Say which chart with “chart=”. The charts of this comparison are: %(there_are)s.")
    said = sentence % {
        "code": clean(code[:_QUOTED]),
        "there_are": there_are,
    }
    title = _("No such chart")
    picture = Picture("none", title, said, alone=True)
    picture.write(title, "title")
    picture.write(said)
    picture.height += 6
    return picture


def _answer(picture: Picture, status: int = 200) -> HttpResponse:
    return HttpResponse(written(picture), content_type="image/svg+xml; charset=utf-8", status=status)
