"""The passages of rows: each quotation is one record, made when the first row quotes it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import AbstractBaseUser

from policyatlas.curation import actions
from policyatlas.records.models import Passage, Source
from policyatlas.records.models.sources import QUOTE_LENGTH
from policyatlas.values.vocabularies import CONFIDENCE

from .report import Report
from .rows import Row, Unfit

LOCATOR_LENGTH = Passage._meta.get_field("locator").max_length
Words = tuple[str, str, str]


def words_of(row: Row, suffix: str = "") -> Words:
    """The slug of the source, the locator and the quotation of `row`; `suffix` chooses one of two passages."""
    return row[f"source{suffix}"], row[f"locator{suffix}"], row[f"quote{suffix}"]


def confidence_of(row: Row) -> str:
    """How sure we are of the passage that `row` brings; a rating says with that word how sure its reading is."""
    return row.cells.get("confidence", "") if row.file != "ratings" else ""


class Passages:
    """All passages of the atlas by their words, and how new ones are made."""

    def __init__(self, by: AbstractBaseUser, report: Report):
        self._by = by
        self._report = report
        self._found: dict[Words, Passage] = {
            (passage.source.slug, passage.locator, passage.quote): passage
            for passage in Passage.objects.select_related("source")
        }
        self._new: list[Words] = []
        self._unsaved: list[Passage] | None = None

    def check(self, row: Row, suffix: str = "") -> None:
        """Raises `Unfit` if the row quotes nothing that can be kept as a passage."""
        source, locator, quote = words_of(row, suffix)
        lacking = [name for name, text in (("source", source), ("locator", locator), ("quote", quote)) if not text]
        if lacking:
            raise Unfit(f"Its passage lacks {' and '.join(f'{name}{suffix}' for name in lacking)}.")
        if len(quote) > QUOTE_LENGTH:
            raise Unfit(f"Its quotation has {len(quote)} characters; {QUOTE_LENGTH} are allowed.")
        if len(locator) > LOCATOR_LENGTH:
            raise Unfit(f"Its locator has {len(locator)} characters; {LOCATOR_LENGTH} are allowed.")
        if (confidence := confidence_of(row)) and confidence not in CONFIDENCE:
            raise Unfit(f"Its confidence is “{confidence}”; it must be {', '.join(CONFIDENCE.codes)}, or empty.")

    def of(self, row: Row, source: Source, suffix: str = "") -> Passage:
        """The passage of `row`, which is in `source`; made if it is not in the atlas."""
        words = words_of(row, suffix)
        if words not in self._found:
            made = Passage(source=source, locator=words[1], quote=words[2], confidence=confidence_of(row))
            if self._unsaved is None:
                actions.add_passage(made, by=self._by)
            else:
                self._unsaved.append(made)
            self._found[words] = made
            self._new.append(words)
            self._report.files[row.file].passages += 1
        return self._found[words]

    @contextmanager
    def unsaved(self) -> Iterator[list[Passage]]:
        """The passages made within, which whoever asks for them saves together."""
        self._unsaved = []
        try:
            yield self._unsaved
        finally:
            self._unsaved = None

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Forgets the passages made within if it fails, as the database does."""
        self._new = []
        passages = {name: count.passages for name, count in self._report.files.items()}
        try:
            yield
        except BaseException:
            for words in self._new:
                del self._found[words]
            for name, number in passages.items():
                self._report.files[name].passages = number
            raise
