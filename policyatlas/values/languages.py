"""In which language a text is, told by its letters, where nothing else says it."""

import re

_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")


def language_of(text: str) -> str:
    """`ja` or `en` (which stands for every language in Latin letters), or nothing where no word is in `text`.

    Of a text in both, the one that has more of it: a Japanese letter says about as much as three Latin ones.
    """
    japanese = len(_JAPANESE.findall(text))
    latin = sum(map(len, _LATIN.findall(text)))
    if not japanese and not latin:
        return ""
    return "ja" if japanese * 3 >= latin else "en"
