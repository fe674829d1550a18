"""What a reader asks of the evidence map, read from the address: what is meant, and what had to be left out."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policyatlas.public import words, years
from policyatlas.values.periods import year_span
from policyatlas.values.vocabularies import LEVEL, STRENGTH, VERDICT

ROWS = {
    "programmes": gettext_lazy("Programmes and other policies"),
    "instruments": gettext_lazy("Policy instruments"),
    "subjects": gettext_lazy("All that was judged"),
}
# What narrows the findings down, and what the rows; each may be asked once or several times.
OF_FINDINGS = {"verdict": VERDICT, "strength": STRENGTH}
OF_ROWS = {"level": LEVEL}


@dataclass(frozen=True)
class Asked:
    """A question to the map in its canonical form; no codes mean all."""

    rows: str = "programmes"
    verdict: tuple[str, ...] = ()
    strength: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    ignored: tuple[str, ...] = ()

    @property
    def of_findings(self) -> list[tuple[str, str]]:
        """The filters that the list of findings understands too, as pairs of name and code."""
        codes = [(name, code) for name in OF_FINDINGS for code in getattr(self, name)]
        return [*codes, *((name, str(year)) for name in years.ENDS if (year := getattr(self, name)))]

    @property
    def years(self) -> str:
        """The years asked for in words, such as `2001–2005`; empty for all."""
        return year_span(self.year_from, self.year_to, language=words.page_language())

    def query(self, **changes) -> str:
        """The question, in the order of names, what goes without saying left out; `changes` ask something else."""
        wanted = replace(self, **changes)
        pairs = [*wanted.of_findings, *((name, code) for name in OF_ROWS for code in getattr(wanted, name))]
        if wanted.rows != "programmes":
            pairs.append(("rows", wanted.rows))
        return urlencode(sorted(pairs))

    def address(self, **changes) -> str:
        """The address of the map with that question."""
        query = self.query(**changes)
        return reverse("evidence") + (f"?{query}" if query else "")


def ask(parameters: QueryDict) -> Asked:
    """Reads the question; whatever it holds, there is an answer."""
    ignored: list[str] = []
    rows = parameters.get("rows", "") or "programmes"
    if rows not in ROWS:
        ignored.append(_("The map has no rows “%(value)s”, so it shows programmes.") % {"value": words.shortened(rows)})
        rows = "programmes"
    chosen = {}
    for name, vocabulary in (OF_FINDINGS | OF_ROWS).items():
        values = [value for value in parameters.getlist(name) if value.strip()]
        chosen[name] = tuple(code for code in vocabulary.codes if code in values)
        for value in dict.fromkeys(values):
            if value not in vocabulary.codes:
                said = {"name": name, "value": words.shortened(value)}
                ignored.append(_("“%(value)s” is not something “%(name)s” can be, so it was left out.") % said)
    asked = years.asked(parameters, ignored)
    for name in parameters:
        if name != "rows" and name not in chosen and name not in years.ENDS:
            ignored.append(
                _("“%(name)s” is not something this map can be asked, so it was left out.")
                % {"name": words.shortened(name)}
            )
    return Asked(rows, **chosen, **asked, ignored=tuple(ignored))
