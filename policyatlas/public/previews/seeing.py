"""One entry as a reader who is not signed in sees it now."""

from dataclasses import dataclass

from django.http import HttpRequest

from policyatlas.editions.reading import Reading
from policyatlas.public.extracts.records import of_page
from policyatlas.public.extracts.table import Extract
from policyatlas.public.links import address_of
from policyatlas.public.pages.views import rendered, shown
from policyatlas.values.kinds import KINDS

from .excerpts import Token, content_of

# What a request says of the site, and nothing of the person who sent it.
_SITE = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT")


@dataclass(frozen=True)
class Seen:
    """What readers see of an entry: what its page is made of, and all that it says; `mark` begins every id of it.

    Nothing of it asks the database any more.
    """

    title: str
    extract: Extract
    mark: str
    page: dict
    asked: HttpRequest

    @property
    def content(self) -> tuple[Token, ...]:
        """The content of the page, set anew."""
        page = rendered(self.asked, self.page["head"].kind, self.page)
        return content_of(page.content.decode(), self.mark)


def seen(request: HttpRequest, kind: str, slug: str, mark: str) -> Seen | None:
    """The entry as readers of the site that `request` asks see it now; None where it is not in print."""
    reading = Reading.now()
    entry = reading.entry(kind, slug)
    if entry is None:
        return None
    asked = _of_a_reader(request, address_of(kind, slug), reading)
    page = shown(asked, KINDS[kind], entry)
    said = of_page(page["gathered"])
    return Seen(said.title, said, mark, page, asked)


def _of_a_reader(request: HttpRequest, path: str, reading: Reading) -> HttpRequest:
    """The request with which somebody asks for the page at `path` for the first time."""
    asked = HttpRequest()
    asked.method = "GET"
    asked.path = asked.path_info = path
    asked.META = {name: request.META[name] for name in _SITE if name in request.META}
    asked.reading = reading
    return asked
