"""Tries that arrive at the same moment are counted one by one."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from tests.curation.sending import text
from tests.curation.signing_in import TOO_OFTEN, WRONG, give

AT_ONCE = 8


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_many_tries_at_the_same_moment_five_are_looked_at(kenji):
    ready = Barrier(AT_ONCE)

    def guess(number: int) -> str:
        browser = Client(REMOTE_ADDR=f"192.0.2.{number}")
        ready.wait()
        try:
            return text(give(browser, "kenji", f"guess {number}"))
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        said = list(threads.map(guess, range(AT_ONCE)))
    looked_at = sum(WRONG in answer for answer in said)
    refused = sum(TOO_OFTEN in answer for answer in said)
    assert looked_at + refused == AT_ONCE
    assert 1 <= looked_at <= 5, "more passwords were looked at than one may try"
    for _ in range(5):
        said.append(text(give(Client(), "kenji", "guess")))
    assert sum(WRONG in answer for answer in said) == 5
