"""What the cells of a file refer to: looked up for the whole file in batches, and the nearest where there is none."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models

from policyatlas.records.models import Criterion, Passage, Source
from policyatlas.records.models.sources import QUOTE_LENGTH

from .cells import Unfit
from .quoted import quoted
from .rows import nearest
from .shapes import Column
from .stored import batches

Words = tuple[str, str, str]
# For how many names nobody knows the nearest one is looked for.
SUGGESTIONS = 100
_LOCATOR_LENGTH = Passage._meta.get_field("locator").max_length


class References:
    """By model, what is stored under which name; `new` are the slugs that the file itself brings."""

    def __init__(self, new: dict[type[models.Model], set[str]]):
        self.new = new
        self.keys: dict[type[models.Model], dict[str, int]] = defaultdict(dict)
        self.passages: dict[Words, int] = {}
        self._limited: dict[Column, set[str]] = {}
        self._names: dict[type[models.Model], list[str]] = {}
        self._suggested: dict[tuple[type[models.Model], str], str] = {}

    def look_up(self, wanted: dict[type[models.Model], set[str]], passages: Iterable[Words]) -> None:
        """Find everything that is wanted."""
        for model, names in wanted.items():
            for batch in batches(sorted(names)):
                self.keys[model] |= _keys(model, batch)
        self.keys[Source] |= {
            slug: pk
            for batch in batches(sorted({words[0] for words in passages}))
            for slug, pk in _keys(Source, batch).items()
        }
        by_quote = sorted({words[2] for words in passages})
        sources = sorted({self.keys[Source][words[0]] for words in passages if words[0] in self.keys[Source]})
        for batch in batches(by_quote):
            rows = Passage.objects.filter(quote__in=batch, **({"source__in": sources} if len(sources) < 500 else {}))
            for pk, *words in rows.values_list("pk", "source__slug", "locator", "quote"):
                self.passages[tuple(words)] = pk

    def check(self, column: Column, name: str) -> None:
        """Raises `Unfit` unless `column` can refer to what is called `name`."""
        model = column.field.related_model
        if name in self.new.get(model, ()):
            return
        if name not in self.keys[model]:
            noun = model._meta.verbose_name
            raise Unfit(f"There is no {noun} {quoted(name)}.{self._nearest(model, name)}")
        if column.field.get_limit_choices_to() and name not in self._allowed(column):
            scheme = " ".join(str(word) for word in column.field.get_limit_choices_to().values())
            raise Unfit(f"The term {quoted(name)} is no {scheme}: choose a term of that list.")

    def check_passage(self, words: Words) -> None:
        """Raises `Unfit` unless the passage is stored or can be added."""
        source, locator, quote = words
        if words in self.passages:
            return
        missing = [name for name, text in zip(("source", "locator", "quote"), words, strict=True) if not text]
        if missing:
            raise Unfit(f"The passage lacks its {' and its '.join(missing)}.")
        if source not in self.keys[Source] and source not in self.new.get(Source, ()):
            raise Unfit(f"There is no source {quoted(source)}.{self._nearest(Source, source)}")
        for what, text, longest in (("locator", locator, _LOCATOR_LENGTH), ("quotation", quote, QUOTE_LENGTH)):
            if len(text) > longest:
                raise Unfit(f"The {what} has {len(text)} characters; {longest} are allowed.")

    def _nearest(self, model: type[models.Model], name: str) -> str:
        # It takes a while among many names; a file with more slips than that has another fault.
        if (model, name) not in self._suggested and len(self._suggested) < SUGGESTIONS:
            self._suggested[model, name] = nearest(name, self._all(model))
        return self._suggested.get((model, name), "")

    def _all(self, model: type[models.Model]) -> list[str]:
        """Every name there is, for the nearest one."""
        if model not in self._names:
            self._names[model] = [*_keys(model), *sorted(self.new.get(model, ()))]
        return self._names[model]

    def _allowed(self, column: Column) -> set[str]:
        if column not in self._limited:
            rows = column.field.related_model._base_manager.filter(**column.field.get_limit_choices_to())
            self._limited[column] = set(rows.values_list("slug", flat=True))
        return self._limited[column]


def _keys(model: type[models.Model], names: list[str] | None = None) -> dict[str, int]:
    """The primary keys by name, of all or of those of these names."""
    rows = model._base_manager.all()
    if model is Criterion:
        if names is not None:
            rows = rows.filter(framework__slug__in=[name.rpartition("/")[0] for name in names])
        found = rows.values_list("framework__slug", "number", "pk")
        return {f"{framework}/{number}": pk for framework, number, pk in found}
    if names is not None:
        rows = rows.filter(slug__in=names)
    return dict(rows.values_list("slug", "pk"))
