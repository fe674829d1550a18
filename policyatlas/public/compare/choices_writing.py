"""What can be chosen for a comparison as HTML: there are as many boxes and options as subjects, so without a template.

What is not ours is escaped here, piece by piece.
"""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

from policyatlas.public.marking import spoken
from policyatlas.public.words import lang

from .choices import Choice, ChoiceGroup, Preset
from .controls import RowBox


def subject_boxes(choices: Iterable[Choice], language: str, *, ticked: bool) -> SafeString:
    """A box to tick for each subject."""
    return SafeString("".join(_subject_box(choice, language, ticked=ticked) for choice in choices))


def row_boxes(boxes: Iterable[RowBox], language: str) -> SafeString:
    """The same for each row."""
    return SafeString("".join(_box("row", box.code, spoken(box.label, language), ticked=box.ticked) for box in boxes))


def options(groups: Iterable[ChoiceGroup], language: str) -> SafeString:
    """The same subjects to select one of, in their groups."""
    return SafeString("".join(_optgroup(group, language) for group in groups))


def presets(path: str, found: Iterable[Preset], language: str) -> SafeString:
    """Links to the selections, each with `path` before its question."""
    return SafeString(
        "".join(
            f'<li><a class="pill" href="{escape(path + preset.query)}">{spoken(preset.label, language)}</a></li>'
            for preset in found
        )
    )


def _subject_box(choice: Choice, language: str, *, ticked: bool) -> str:
    label = spoken(choice.title, language)
    if choice.other_title:
        label += f' <span class="ja" lang="{choice.other_language}">{escape(choice.other_title)}</span>'
    return _box("s", choice.slug, label, ticked=ticked)


def _box(name: str, value: str, label: str, *, ticked: bool) -> str:
    identifier, value = escape(f"{name}-{value}"), escape(value)
    checked = " checked" if ticked else ""
    return (
        f'\n<div class="form-check">\n'
        f'<input class="form-check-input" type="checkbox" name="{name}" value="{value}" id="{identifier}"{checked}>\n'
        f'<label class="form-check-label" for="{identifier}">{label}</label>\n</div>'
    )


def _optgroup(group: ChoiceGroup, language: str) -> str:
    inside = "".join(_option(choice, language) for choice in group.choices)
    return f'<optgroup label="{escape(group.label)}">{inside}</optgroup>'


def _option(choice: Choice, language: str) -> str:
    # An option holds nothing but text, so that its language can be said of the whole alone.
    return f'<option value="{escape(choice.slug)}"{lang(choice.title, language)}>{escape(choice.title)}</option>'
