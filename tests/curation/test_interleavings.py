"""Every pair of ways to change a record, in every order, and at the same time by two threads: no update is lost."""

import json
import re
import threading
from contextlib import suppress
from itertools import combinations_with_replacement, product

import pytest
from django.db import connections

from policyatlas.curation.actions import steps
from policyatlas.curation.models import Event
from policyatlas.records.models.base import EDITABLE
from tests.curation.conflicting import again
from tests.curation.save_paths import PATHS, Cases, Editor
from tests.curation.sending import page, stored

# How long the first waits, once it has looked at the version, for another one that should not come so far.
OVERLAP = 0.05  # Seconds.


@pytest.fixture
def editors(kenji, sayaka, alone):
    """Two people who may do everything."""
    return Editor(kenji), Editor(sayaka)


def check(case, editors, paths, shown) -> None:
    """That what was done is in the record, as so many versions in a row, and what was not done was refused in words."""
    named = " and ".join(path.name for path in paths)
    events = Event.objects.filter(noun="policy", record_id=case.policy.pk, pk__gt=case.began).order_by("pk")
    versions = [event.version for event in events]
    assert versions == list(range(case.version + 1, case.version + 1 + len(versions))), f"{named}: a version is lost"
    assert stored(case.policy).version == case.version + len(versions), named
    done = [editor.has_done(path, case) for editor, path in zip(editors, paths, strict=True)]
    # A place that is merged can keep its holder from being published.
    assert any(done) or "merged place" in {path.name for path in paths}, f"{named}: neither was done: {shown}"
    for editor, path, was_done, words in zip(editors, paths, done, shown, strict=True):
        if was_done:
            assert path.holds(case, editor.word), f"{named}: what {editor.person} did by {path.name} is lost"
        elif path.name in ("form", "rows"):
            assert editor.word in words, f"{named}: what {editor.person} typed is neither saved nor shown"
        elif not path.name.startswith("list") and path.name != "merged place":
            assert words, f"{named}: {editor.person} is not told that {path.name} was refused"


@pytest.mark.django_db
def test_two_who_saw_the_same_version_one_after_the_other(desk, editors):
    cases = Cases(desk)
    for paths in product(PATHS, PATHS):
        case = cases.make(paths)
        writes = [path.read(editor, case) for path, editor in zip(paths, editors, strict=True)]
        check(case, editors, paths, [write() for write in writes])
        _save_again(case, editors, paths)


def _save_again(case, editors, paths) -> None:
    """Who was second with a form sees both versions, and can save: nothing that either did is lost then."""
    (first, second), (before, path) = editors, paths
    if path.name not in ("form", "rows") or stored(case.policy).status not in EDITABLE or second.has_done(path, case):
        return
    address = page(case.policy, "change", case.policy.pk)
    answer = second.browser.post(address, second.sent)
    assert second.word in answer.content.decode()
    assert second.browser.post(address, again(answer, "mine")).status_code == 302
    assert path.holds(case, second.word)
    if before.name == path.name:
        events = Event.objects.filter(noun="policy", record_id=case.policy.pk, pk__gt=case.began)
        kept = "".join(json.dumps(event.snapshot) for event in events)
        assert {first.word, second.word} <= {*re.findall("typed by [a-z]+", kept)}, "the log has not both their words"
    elif first.has_done(before, case):
        assert before.holds(case, first.word), f"saving again has undone what was done by {before.name}"


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_time(desk, editors, monkeypatch):
    overlap = _Overlap(monkeypatch)
    cases = Cases(desk)
    for paths in combinations_with_replacement(PATHS, 2):
        case = cases.make(paths)
        writes = [path.read(editor, case) for path, editor in zip(paths, editors, strict=True)]
        with overlap:
            shown = _at_once(writes)
        check(case, editors, paths, shown)


class _Overlap:
    """Makes whoever has looked at a version wait for the other, who must not get so far before the first is done."""

    def __init__(self, monkeypatch):
        self.barrier = None
        looked = steps.as_seen

        def as_seen(*args):
            found = looked(*args)
            if self.barrier is not None:
                with suppress(threading.BrokenBarrierError):
                    self.barrier.wait(OVERLAP)
            return found

        monkeypatch.setattr(steps, "as_seen", as_seen)

    def __enter__(self):
        self.barrier = threading.Barrier(2)

    def __exit__(self, *args):
        self.barrier = None


def _at_once(writes) -> list[str]:
    """What each is shown when both are done by threads of their own that begin together."""
    shown: list = [None] * len(writes)
    together = threading.Barrier(len(writes))

    def run(number, write):
        try:
            together.wait()
            shown[number] = write()
        except Exception as failure:  # Told by the test, not by the thread.
            shown[number] = failure
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(writes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for answer in shown:
        if isinstance(answer, Exception):
            raise answer
    return shown
