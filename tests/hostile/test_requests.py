"""Whatever is asked of the reading room, it answers: never with a failure, never with what was smuggled in."""

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings

from .asking import asked
from .judging import complaints

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.filterwarnings("ignore::UserWarning")]


# Ten thousand: .venv/bin/python -m tests.hostile. Of what is not the database's affair PostgreSQL sees fewer.
@given(one=asked())
@settings(
    max_examples=1_500 if connection.vendor == "sqlite" else 500,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
def test_no_request_is_answered_wrongly(one, caplog):
    caplog.clear()
    answer = Client(raise_request_exception=False).request(**one.environ())
    assert not complaints(one, answer)
