"""The description of a page, as the head of its HTML carries it."""

import json
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from policyatlas.values.citations import SITE, Citation, on_one_line

# As Open Graph names languages.
_LOCALES = {"en": "en_GB", "ja": "ja_JP"}
# Within a script element only these could end it, or begin a comment; JSON reads them back as they were.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}
_LONGEST = 300


@dataclass(frozen=True)
class Described:
    """What a page says of itself.

    `cited` names the page as its citation does; None for a page that has none. `data` is a description in the words of
    schema.org; `sort` is that of Open Graph. `noindex` keeps the page out of search engines, not what it links to.
    """

    title: str
    description: str
    address: str
    language: str
    data: dict
    cited: Citation | None = None
    sort: str = "website"
    noindex: bool = False

    @property
    def short(self) -> str:
        """The description on one line, cut at a word."""
        text = on_one_line(self.description)
        return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"

    @property
    def open_graph(self) -> list[tuple[str, str]]:
        """What a link to the page looks like where people share it."""
        others = [locale for language, locale in _LOCALES.items() if language != self.language]
        return [
            ("og:site_name", SITE),
            ("og:type", self.sort),
            ("og:title", self.title),
            ("og:description", self.short),
            ("og:url", self.address),
            ("og:locale", _LOCALES[self.language]),
            *(("og:locale:alternate", locale) for locale in others),
        ]

    @property
    def citation(self) -> list[tuple[str, str]]:
        """The tags by which reference managers find the citation; the day is that of the edition, or of access."""
        if self.cited is None:
            return []
        return [
            ("citation_title", self.cited.full_title),
            ("citation_author", SITE),
            ("citation_publication_date", f"{self.cited.issued:%Y/%m/%d}"),
            ("citation_public_url", self.cited.url),
            ("citation_publisher", SITE),
            ("citation_language", self.cited.language),
        ]

    @property
    def data_block(self) -> SafeString:
        """The description for search engines: a data block, which no browser runs."""
        text = json.dumps(self.data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
        # Escaped above as JSON wants it: the entities of HTML mean nothing within a script element.
        return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
