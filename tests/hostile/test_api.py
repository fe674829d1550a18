"""Every operation of the API, asked what its own description allows and what it forbids."""

import json
import warnings

import hypothesis
import pytest
import schemathesis
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from policyatlas.public.api.offering import described
from policyatlas.wsgi import application

from .judging import PROMISED
from .serving import at_the_site

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.filterwarnings("ignore::Warning")]

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    # As a program reads it, and a copy: the library changes what it is given.
    SCHEMA = schemathesis.openapi.from_dict(json.loads(json.dumps(described())))
    SCHEMA.app = application
    OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]
# Of a record any slug may be asked for: nothing is forbidden there.
ASKED = [(operation, GenerationMode.POSITIVE) for operation in OPERATIONS]
ASKED += [(operation, GenerationMode.NEGATIVE) for operation in OPERATIONS if list(operation.query)]
# What cannot be followed is left out and said, not refused: so nothing is asked about refusals.
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance]


@pytest.fixture(autouse=True)
def _as_served(db):
    """The site as a server runs it, with all that stands around Django."""
    with at_the_site():
        yield


@pytest.mark.parametrize(("operation", "mode"), ASKED, ids=lambda one: getattr(one, "label", str(one)))
def test_every_operation_answers_as_it_says(operation, mode):
    @hypothesis.settings(
        max_examples=15, database=None, suppress_health_check=list(hypothesis.HealthCheck), deadline=None
    )
    @hypothesis.given(operation.as_strategy(generation_mode=mode))
    def ask(case):
        answer = case.call(headers={"Accept-Encoding": "identity"})
        case.validate_response(answer, checks=CHECKS)
        for name, said in PROMISED.items():
            assert said in answer.headers[name.lower()][0], name

    ask()
