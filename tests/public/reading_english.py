"""The words on a page that are in another language than the page and do not say so."""

import re
from html.parser import HTMLParser

# Elements without an end.
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What a program reads, and what is written in no human language.
_NOT_READ = {"title", "desc", "textarea", "script", "style", "code", "pre", "kbd", "samp"}
_SPOKEN = ("aria-label", "title", "alt", "placeholder")
_WORD = r"[A-Za-z][A-Za-z’'-]*[A-Za-z]"
_WORDS = re.compile(rf"{_WORD}(?:[ ,;:.]+{_WORD})+")
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
# Addresses of the web are in no language.
_ADDRESS = re.compile(r"https?://[^\s（）()]+")
# Names that are the same in Japanese.
NAMES = re.compile(
    r"PolicyAtlas|CC BY(?: 4\.0)?|EC-OECD STIP Compass|STIP Compass|JIS X 0401|Open Graph|DB Browser|SHA-256"
    # Part of a project's Japanese name.
    r"|Neo Cluster"
    r"|docs/data\.md|manage\.py verify_download FILE"
)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str, bool]] = [("", "", True)]
        self.said: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        _, language, read = self.open[-1]
        # A quotation may hold letters of another language than its source: what says its language is believed.
        language = f"said to be {named['lang']}" if named.get("lang") and tag != "html" else language
        read = read and tag not in _NOT_READ
        if read:
            # The words of one attribute cannot be of two languages: a name may stand among Japanese ones.
            said = [named[name] or "" for name in _SPOKEN if name in named]
            self.said += [(words, language) for words in said if not JAPANESE.search(words)]
        if tag not in _VOID:
            self.open.append((tag, language, read))

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _, language, read = self.open[-1]
        if read and data.strip():
            self.said.append((data, language))


def unmarked_english(page: str) -> list[str]:
    """Every run of two Latin words and more on a Japanese page that does not say that it is English."""
    reader = _Page()
    reader.feed(page)
    found = []
    for text, language in reader.said:
        if language != "said to be en":
            found += _WORDS.findall(NAMES.sub(" ・ ", _ADDRESS.sub(" ・ ", " ".join(text.split()))))
    return list(dict.fromkeys(found))


def japanese_said_to_be_english(page: str) -> list[str]:
    """Every text of a Japanese page that says it is English and is not, but for what is quoted."""
    reader = _Page()
    reader.feed(page)
    return [
        text.strip()
        for text, said in reader.said
        if said == "said to be en" and JAPANESE.fullmatch(text.strip("：。 \n"))
    ]


def unmarked_japanese(page: str) -> list[str]:
    """Every run of Japanese letters on an English page that does not say that it is Japanese."""
    reader = _Page()
    reader.feed(page)
    texts = [_ADDRESS.sub("", text) for text, lang in reader.said if not lang]
    return list(dict.fromkeys(run for text in texts for run in JAPANESE.findall(text)))
