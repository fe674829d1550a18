"""A preview as somebody at the desk opens it, what it tells, and what is in the tables that readers read."""

from html.parser import HTMLParser

from django.apps import apps

from tests.curation.sending import page, text


class Shape(HTMLParser):
    """Whether every element ends where it should, and no id stands twice."""

    def __init__(self, html: str):
        super().__init__()
        self.faults, self.ids, self._open = [], [], []
        self.feed(html)
        self.faults += [f"<{tag}> has no end" for tag in self._open]
        self.faults += [f"twice: {one}" for one in {one for one in self.ids if self.ids.count(one) > 1}]

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in ("meta", "link", "br", "input", "img", "hr"):
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> ends something else")


def previewed(browser, record):
    """The preview of `record` as somebody opens it; whole, and with every variable given."""
    answer = browser.get(page(record, "preview", record.pk))
    assert answer.status_code == 200
    assert "[no such variable" not in text(answer)
    assert not Shape(answer.content.decode()).faults
    return answer


def rows(answer, number: int = 0) -> list[tuple[str, str, str]]:
    """The cells that would change of one entry: name, what was, what is."""
    return [
        (row.line, "".join(piece.text for piece in row.was), "".join(piece.text for piece in row.now))
        for row in answer.context["preview"].comparisons[number].rows
    ]


def in_the_editions() -> dict[str, list[tuple]]:
    """Every row of every table that readers read from."""
    return {
        model.__name__: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_app_config("editions").get_models()
    }


def with_prefecture(desk) -> list:
    """A draft of every noun, and of a prefecture."""
    return [*desk.one_of_each(), desk.a_place(kind="prefecture", name_en="Mutsu")]
