"""nginx as it is recommended, for the tests that ask it; a module of tests has one of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.proxied import nginx


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Where nginx keeps what it writes."""
    return tmp_path_factory.mktemp("nginx")


@pytest.fixture(scope="module")
def address(folder) -> Iterator[str]:
    """Where nginx is, with the site behind it."""
    with nginx(folder) as (found, _):
        yield found
