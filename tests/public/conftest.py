"""What the tests of the reading room share."""

import tomllib
from pathlib import Path
from urllib.parse import urlencode

import pytest

from policyatlas.values.kinds import KINDS

_BUDGETS = tomllib.loads((Path(__file__).parents[1] / "house" / "query_budgets.toml").read_text())
BUDGET, PINNED = _BUDGETS["lists"]["most"], _BUDGETS["pinned"]["unchanged"]


@pytest.fixture
def open_list(visitor, django_assert_max_num_queries):
    """Opens a list within the budget and gives the response."""

    def opened(kind: str, /, prefix: str = "", **asked):
        path = f"{prefix}/{KINDS[kind].address}/?{urlencode(asked, doseq=True)}"
        with django_assert_max_num_queries(BUDGET + PINNED * bool(prefix)):
            response = visitor.get(path)
        assert response.status_code == 200, f"{path} answers {response.status_code}."
        text = response.content.decode()
        assert "[no such variable" not in text, f"{path}: a template names a variable that its view does not give."
        return response

    return opened


@pytest.fixture
def read(visitor):
    """The text of a page, as people read it in its source."""

    def text(path: str, status: int = 200) -> str:
        response = visitor.get(path)
        assert response.status_code == status, f"{path} answers {response.status_code}."
        return response.content.decode()

    return text


@pytest.fixture
def taken(visitor):
    """Takes a file."""
    return lambda path: visitor.get(path).content


@pytest.fixture
def see_map(visitor):
    """Opens an address of the map and gives the response, in which no template names what it does not have."""

    def opened(path: str, status: int = 200):
        response = visitor.get(path)
        assert response.status_code == status, f"{path} answers {response.status_code}."
        assert "[no such variable" not in response.content.decode(), path
        return response

    return opened


@pytest.fixture
def ask_map(see_map):
    """Opens the map with an indicator."""
    return lambda indicator, more="": see_map(f"/map/?show=indicator:{indicator.slug}{more}")


@pytest.fixture
def get(visitor):
    """The answer at an address of the API as data."""

    def answer(path, status=200):
        response = visitor.get(path)
        assert response.status_code == status, f"{path} answers {response.status_code}: {response.content[:300]}"
        assert response["Content-Type"].startswith("application/json")
        return response.json()

    return answer
