"""Words that break out of a page where they are not escaped, and the proof that they did not."""

from html.parser import HTMLParser

HOSTILE = """"'><script>alert(1)</script>&lt;b&gt; %(title)s </td>"""


def holds(piece: str, times: int) -> None:
    """Asserts that `piece`, read as HTML, has the hostile words at least so many times, and as words everywhere."""
    read = _Reader(piece)
    assert not read.elements & {"script", "b"}, "What a curator typed became an element."
    assert not read.open, f"Left open: {read.open}"
    # Words of another language may be marked within a text: then it stands there in pieces.
    assert read.said.count("<script>") >= times, "Escape what is shown, and show all of it."
    assert "&lt;script" not in read.said, "Escaped twice."


class _Reader(HTMLParser):
    """Reads a piece of a page: which elements it has, what is said in it, and which of them are left open."""

    def __init__(self, piece: str):
        super().__init__()
        self.elements: set[str] = set()
        self.said = ""
        self.open: list[str] = []
        self.feed(piece)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.said += " ".join(value for _, value in attrs if value)
        if tag not in ("input", "rect", "path"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"A {tag} ends that did not begin."

    def handle_data(self, data):
        self.said += data
