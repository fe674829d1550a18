"""Two processes of the server: what somebody prints is in the next answer of each, and not a moment later."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from urllib.parse import quote

import pytest
from django.db import connection

from tests.house.tree import ROOT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

# A worker as the server starts it; it answers what it reads, and says whether Django was asked.
WORKER = """
import io, json, sys
from policyatlas import wsgi

django, asked = wsgi.application._application, []
wsgi.application._application = lambda environ, start: asked.append(1) or django(environ, start)
for line in sys.stdin:
    said = []
    environ = {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": line.strip(), "QUERY_STRING": "",
        "HTTP_HOST": "localhost", "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": sys.stderr,
    }
    body = wsgi.application(environ, lambda status, headers, exc_info=None: said.append((status, dict(headers))))
    [(status, headers)] = said
    answer = {"status": status, "tag": headers.get("ETag"), "text": b"".join(body).decode(), "asked": len(asked)}
    print(json.dumps(answer), flush=True)
    asked.clear()
"""


class Worker:
    """A process that answers."""

    def __init__(self, running: ExitStack):
        environment = os.environ | {"DATABASE_URL": database(), "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            [sys.executable, "-c", WORKER],
            env=environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        running.enter_context(self._process)
        running.callback(self._process.stdin.close)

    def get(self, path: str) -> dict:
        """The answer, and whether it was kept."""
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


def database() -> str:
    """The address of the test database."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    user, password = quote(found["USER"]), quote(found["PASSWORD"] or "")
    return f"postgres://{user}:{password}@{found['HOST']}:{found['PORT']}/{found['NAME']}"


def test_a_print_is_in_the_next_answer_of_every_process(desk):
    policy = desk.publish(desk.a_policy(title_en="As it was printed first"))
    path = f"/policies/{policy.slug}/"
    with ExitStack() as running:
        workers = [Worker(running), Worker(running)]
        first = [[worker.get(path), worker.get(path)] for worker in workers]
        for made, kept in first:
            assert (made["status"], made["asked"], kept["asked"]) == ("200 OK", 1, 0)
            assert "As it was printed first" in made["text"]
            assert kept["text"] == made["text"]
        assert len({made["tag"] for made, _ in first}) == 1, "Processes agree on the tag."
        for number in range(3):
            title = f"As it was printed next, {number}"
            policy = desk.publish(desk.edit(desk.revise(policy), title_en=title))
            for worker in workers:
                said = worker.get(path)
                assert title in said["text"]
                assert said["asked"] == 1
                assert worker.get(path)["asked"] == 0
        desk.edit(desk.revise(policy), title_en="A draft")
        for worker in workers:
            assert worker.get(path)["asked"] == 0, "What is written at the desk changes nothing that readers read."
