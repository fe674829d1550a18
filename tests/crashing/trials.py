"""Trials: somebody's process is killed at a random moment of its work, and what it leaves behind is looked at."""

import os
import pickle
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random

from django.apps import apps
from django.db import connection, models

from policyatlas.curation.checking.running import findings

from .databases import OnPostgresql, OnSqlite
from .left_behind import wrong_with_backups
from .works import WORKS

_ROOMS = ("records", "editions", "curation")


@dataclass
class Course:
    """How one work goes when nobody kills it: the states of the database before it and after each step; in seconds."""

    states: list[str]
    seconds: float


@dataclass
class Tally:
    """What became of the trials of one work: how many were killed `inside` it, and after how many steps they stood."""

    trials: int = 0
    inside: int = 0
    steps: dict[int, int] = field(default_factory=dict)


@dataclass
class Trials:
    """Runs trials on copies of a prepared database; whatever is wrong afterwards is kept in `wrong`."""

    databases: OnSqlite | OnPostgresql
    random: Random
    wrong: list[str] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    courses: dict[str, Course] = field(default_factory=dict)
    looked_at: set[str] = field(default_factory=set)

    def run(self, name: str) -> None:
        """One trial of the work of that name."""
        course = self.courses.get(name) or self._course(name)
        self.courses[name] = course
        tally = self.tallies.setdefault(name, Tally())
        # Every third time near the end, where what was done becomes final.
        least, most = (0.9, 1.1) if tally.trials % 3 == 2 else (0, 1.02)
        delay = course.seconds * self.random.uniform(least, most)
        copy = in_child(self.databases.copied)
        alive = self._killed(name, copy, delay)
        in_child(self.databases.settle)
        state, found = in_child(lambda: self._looked_at(copy))
        self.looked_at.add(state)
        tally.trials += 1
        tally.inside += alive
        where = f"{name}, killed after {delay:.4f} of {course.seconds:.4f} s"
        self.wrong += [f"{where}: {sentence}" for sentence in found]
        if state in course.states:
            step = course.states.index(state)
            tally.steps[step] = tally.steps.get(step, 0) + 1
        else:
            self.wrong.append(f"{where}: it is half done: the database is neither as before nor as after any step.")

    def _course(self, name: str) -> Course:
        copy = in_child(self.databases.copied)
        states = in_child(lambda: self._states(name, copy))
        again = in_child(self.databases.copied)
        return Course(states, in_child(lambda: self._seconds(name, again)))

    def _states(self, name: str, copy) -> list[str]:
        self.databases.use(copy)
        return [state(), *(state() for _ in WORKS[name]())]

    def _seconds(self, name: str, copy) -> float:
        self.databases.use(copy)
        connection.ensure_connection()
        begin = time.perf_counter()
        list(WORKS[name]())
        return time.perf_counter() - begin

    def _killed(self, name: str, copy, delay: float) -> bool:
        """Whether the work, killed after `delay` seconds, was still going on then."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            self.databases.use(copy)
            connection.ensure_connection()
            os.write(writing, b"!")
            list(WORKS[name]())
            os._exit(0)
        os.close(writing)
        os.read(reading, 1)
        os.close(reading)
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            raise RuntimeError(f"{name} failed by itself, with exit code {os.WEXITSTATUS(status)}.")
        return os.WIFSIGNALED(status)

    def _looked_at(self, copy) -> tuple[str, list[str]]:
        """The state of a copy, and what is wrong there; a state that was looked at before is not read whole again."""
        self.databases.use(copy)
        here = state()
        found = findings(quick=here in self.looked_at)
        return here, [
            *(f"{finding.invariant.name}: {finding.sentence}" for finding in found),
            *wrong_with_backups(state),
        ]


def state() -> str:
    """A name for all that is stored in our tables, but for the moments at which it was and for what chance decided."""
    found = sha256()
    tables = (model for room in _ROOMS for model in apps.get_app_config(room).get_models(include_auto_created=True))
    for model in sorted(tables, key=lambda model: model._meta.db_table):
        for row in _rows(model):
            found.update(repr(row).encode())
    return found.hexdigest()


def _rows(model: type[models.Model]) -> Iterator[tuple]:
    fields = [one for one in model._meta.concrete_fields if not isinstance(one, models.DateTimeField)]
    columns = [field.column for field in fields if field.name != "token"]  # Of a stamp.
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {names} FROM "{model._meta.db_table}" ORDER BY "{model._meta.pk.column}"')
        yield from cursor.fetchall()


def in_child(function: Callable[[], object]):
    """What `function` returns in a process of its own, so that this one never has a connection to any database."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with os.fdopen(writing, "wb") as pipe:
                pickle.dump(function(), pipe)
            connection.close()
            code = 0
        finally:
            # Nothing of the parent's is tidied up here; what went wrong stands in its traceback.
            if code:
                import traceback

                traceback.print_exc()
            os._exit(code)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    if status:
        raise RuntimeError("What was to be done in a process of its own failed: see its traceback.")
    return pickle.loads(answer)
