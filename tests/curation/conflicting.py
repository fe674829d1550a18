"""Two people with one form: what the page says of a conflict, and what it sends when its button is pressed again."""

from html.parser import HTMLParser

from tests.curation.sending import fields


class _Inputs(HTMLParser):
    """The inputs of a page that are there because of a conflict or of kept words, as a browser would send them."""

    def __init__(self, answer):
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.choices: set[str] = set()
        self.feed(answer.content.decode())

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("name") or ""
        if tag != "input" or not name.startswith(("_since", "_conflict", "_pick-", "_mine-", "_kept")):
            return
        if given["type"] == "radio":
            self.choices.add(name.removeprefix("_pick-"))
        if given["type"] == "hidden" or "checked" in given:
            self.sent.setdefault(name, []).append(given.get("value", ""))


def clashes(answer) -> set[str]:
    """The names of what is to be picked on a page."""
    return _Inputs(answer).choices


def again(answer, pick=None, /, **picks) -> dict:
    """Everything the form of a page sends when its button is pressed again: with one pick for all, or some by name."""
    found = _Inputs(answer)
    chosen = dict.fromkeys(found.choices, pick) if pick else {}
    chosen |= {name.replace("__", "-"): choice for name, choice in picks.items()}
    return fields(answer) | found.sent | {f"_pick-{name}": choice for name, choice in chosen.items()} | {"_save": "on"}


def taken(answer) -> list[str]:
    """What the page says was taken over, as `place label` or `place added`."""
    conflict = answer.context["conflict"]
    return [
        " ".join(filter(None, (one["where"], one.get("label") or ("added" if one["is_added"] else "removed"))))
        for one in conflict["taken"]
    ]
