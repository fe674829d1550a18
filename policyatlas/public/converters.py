"""The parts of which the reading room's addresses are made: kinds, comparisons, views and the endings of files."""

import re

from django.urls import register_converter
from django.urls.converters import StringConverter

from policyatlas.values.kinds import BY_ADDRESS

from .citing.forms import FORMS
from .compare.nouns import NOUNS
from .editions.files import FORMATS
from .extracts.finding import STEM
from .files.links import ENDINGS


class Address(StringConverter):
    """The first part of an address: the plural of a kind of entry."""

    regex = "|".join(BY_ADDRESS)


class Compared(StringConverter):
    """What is put side by side."""

    regex = "|".join(NOUNS)


class Stem(StringConverter):
    """What stands before the ending of a file, and before the last slash of a page that can be downloaded and cited."""

    regex = STEM


class Ending(StringConverter):
    """The ending of a file that holds a view."""

    regex = "|".join(ENDINGS)


class CitationEnding(StringConverter):
    """The ending of a file with a citation."""

    regex = "|".join(map(re.escape, FORMS))


class WholeEnding(StringConverter):
    """The ending of a file that holds a whole edition."""

    regex = "|".join(FORMATS)


def register() -> None:
    """Make the converters known to `path`, before the first address is written down."""
    register_converter(Address, "address")
    register_converter(Compared, "compared")
    register_converter(Stem, "stem")
    register_converter(Ending, "ending")
    register_converter(CitationEnding, "citation")
    register_converter(WholeEnding, "whole")
