"""The API itself: all its operations, and its description in the words of OpenAPI."""

from functools import cache

from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import ValidationError

from policyatlas.public.errors import not_found

from . import changes, comparisons, editions, lists, records
from .answers import ROOT
from .manners import out_of_bounds

DESCRIPTION = (
    "Everything the pages of the atlas show, as data: keyless, for everybody, to be read only. "
    "A question means what it means in the address of a page; what cannot be followed is left out, as `ignored` says. "
    "Every address works below an edition (`/2026.1/api/v1/…`) and in Japanese (`/ja/api/v1/…`). "
    "What is promised is in docs/api.md, what the keys of payloads mean in docs/data.md."
)

# Its own documentation and OpenAPI are views of ours: the library's have no room for the language and the edition.
api = NinjaAPI(
    title="PolicyAtlas",
    version="1",
    description=DESCRIPTION,
    openapi_url=None,
    docs_url=None,
    openapi_extra={"info": {"license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}}},
)
for noun in (lists, records, comparisons, editions, changes):
    noun.offer(api)
api.add_exception_handler(ValidationError, out_of_bounds)
api.add_exception_handler(Http404, not_found)


@cache
def described() -> dict:
    """The API in the words of OpenAPI: paths as they are without language and edition.

    HEAD goes without saying: with it every operation would have its name twice.
    """
    found = dict(api.get_openapi_schema(path_prefix=f"/{ROOT}"))
    paths = {
        path: {method: operation for method, operation in operations.items() if method != "head"}
        for path, operations in found["paths"].items()
    }
    return found | {"paths": paths}
