"""How the things on the timeline are said: their years with what is not known of them, their names, their relations."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from policyatlas.public import words

from .items import Item, Tie


def years_of(item: Item, language: str) -> str:
    """The years of an item whole: `from 2001 (end not reported)`, `1987`; without any, why there is none."""
    if not item.dated:
        return words.absent(item.missing.get("start_year", "not-reported"), language)
    said = words.years(item.start, item.last, language)
    absent = {"start_year": item.start is None, "end_year": item.last is None}
    for name, wanting in absent.items():
        if wanting:
            kind = words.absent(item.missing.get(name, "not-reported"), language)
            form = _("%(years)s (end %(absent)s)") if name == "end_year" else _("%(years)s (start %(absent)s)")
            said = form % {"years": said, "absent": kind}
    return said


def name_of(item: Item, language: str) -> str:
    """What an item is called; a designation says how many clusters, and at which stage of the programme."""
    if item.thing != "designations":
        return item.title(language)
    number = len(item.clusters)
    said = ngettext(
        "%(number)s cluster designated by %(programme)s", "%(number)s clusters designated by %(programme)s", number
    ) % {"number": number, "programme": item.title(language)}
    return f"{said}, {item.stage}" if item.stage else said


def tie_words(tie: Tie, language: str) -> str:
    """A relation, read from the policy that has the tie: `replaces`, `is enabled by`."""
    return words.said("policy", tie.way, tie.code, language)
