"""What a site collects: all the files that its pages ask for, and what others made byte for byte as they ship it."""

import hashlib
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find, get_finders

# The sums of the same two files in the makers' own package of Bootstrap 5.3.8.
BOOTSTRAP = {
    "vendor/bootstrap/css/bootstrap.min.css": "d85327d99c7a3ee1f9b5d0500d1370acea3ad2db39c163c2f51f232baedbdede",
    "vendor/bootstrap/js/bootstrap.bundle.min.js": "e4fd49181388c48ec5040bd3fe66f57c29c8e67fcd8502b3354b96ec7ab47cc7",
}

# The sum of the same file in the makers' own package of htmx 2.0.10.
HTMX = {"vendor/htmx/htmx-2.min.js": "71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de"}


def collected() -> set[str]:
    """The paths that collectstatic would copy, as addresses under /static/."""
    return {
        f"{storage.prefix}/{path}" if getattr(storage, "prefix", None) else path
        for finder in get_finders()
        for path, storage in finder.list(["CVS", ".*", "*~"])
    }


@pytest.mark.parametrize(("path", "sum_of_it"), (BOOTSTRAP | HTMX).items())
def test_what_others_made_is_as_they_made_it(path, sum_of_it):
    found = hashlib.sha256(Path(find(path)).read_bytes()).hexdigest()
    assert found == sum_of_it, f"{path} is not the version we know: do not ship it before you know why"


def test_what_pages_use_is_collected_and_the_rest_of_bootstrap_is_not():
    bootstrap = {path for path in collected() if path.startswith("vendor/bootstrap/") and "/" in path[17:]}
    assert bootstrap == {*BOOTSTRAP, *(f"{path}.map" for path in BOOTSTRAP)}


def test_of_htmx_only_the_one_file_is_collected():
    assert {path for path in collected() if path.startswith("vendor/htmx/")} == set(HTMX)


def test_our_own_files_and_the_admins_are_collected(settings):
    folder = settings.BASE_DIR / "static"
    ours = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert ours <= collected(), f"a pattern in policyatlas/static.py hides {ours - collected()}"
    assert "admin/css/base.css" in collected()
