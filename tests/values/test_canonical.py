"""The exact spelling of data from which hashes are made: changing it would break every hash in print."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyatlas.values.canonical import canonical, digest

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def test_the_spelling():
    assert canonical({"b": [1, 2.5, None, True], "a": "岩手 “x”\n"}) == '{"a":"岩手 “x”\\n","b":[1,2.5,null,true]}'


def test_the_digest_is_sha256_of_utf8():
    assert digest("岩手") == "cd94df873e40d3ef1df8c976220d6b9f6db420a5e643310181d51ed44f5195e4"
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(JSON)
def test_reading_it_back_and_writing_it_again_changes_nothing(data):
    assert canonical(json.loads(canonical(data))) == canonical(data)


@given(st.dictionaries(st.text(), st.integers()))
def test_the_order_of_keys_does_not_matter(data):
    assert canonical(dict(reversed(data.items()))) == canonical(data)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_json_cannot_say_is_refused(number):
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(number)
