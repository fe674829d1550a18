"""The acts of the rehearsal: what is started, what is killed, and what must hold all the while."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import psycopg

from policyatlas.curation.keeping.manifests import Contents, contents, differences

from . import postgresql
from .machines import HOST, ROOT, NotPlayed, Program, answers, application, free_port, manage, nginx, wait_for
from .postgresql import Server
from .readers import Readers

Say = Callable[[str], object]
# Answers that readers must get in every act before it may end.
ENOUGH = 40


@dataclass
class Stage:
    """All that runs: two databases, two application servers, nginx, and the readers."""

    folder: Path
    say: Say
    primary: Server
    standby: Server
    variables: dict[str, str]
    servers: list[Program]
    port: int
    readers: Readers

    def publish(self, slug: str) -> str:
        """Print something at the desk; gives its path."""
        command = [sys.executable, str(ROOT / "deploy" / "rehearsal" / "publishing.py"), slug]
        ran = subprocess.run(
            command, env=os.environ | self.variables, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if ran.returncode:
            raise NotPlayed(f"Publishing failed: {ran.stderr.strip()}")
        path = ran.stdout.strip()
        self.say(f"  printed {path}")
        return path

    def wait_until_read(self, path: str) -> None:
        """Wait until readers find at its address what was printed."""
        seconds = wait_for(f"{path} is read", lambda: self.status(path) == 200)
        self.say(f"  readers see {path} after {seconds:.1f} s")

    def status(self, path: str) -> int:
        """What nginx answers."""
        try:
            with urlopen(f"http://{HOST}:{self.port}{path}", timeout=30) as answer:
                return answer.status
        except HTTPError as error:
            return error.code
        except OSError:
            return 0

    def act(self, title: str) -> None:
        """Begin an act, once readers have seen enough of the one before."""
        self.readers.wait_for(ENOUGH)
        self.say(title)
        self.readers.turn_to(title)


def kept(server: Server) -> Contents:
    """What a database holds, every edition with its digest."""
    with psycopg.connect(server.url) as connection:
        return contents(lambda question: connection.execute(question).fetchall())


def questions(server: Server) -> int:
    """How many transactions a server has finished in the site's database."""
    ((number,),) = server.asked("SELECT xact_commit FROM pg_stat_database WHERE datname = 'postgres'")
    return number


@contextmanager
def stage(say: Say, backup: Path | None) -> Iterator[Stage]:
    """Everything started, in a folder that is thrown away with all of it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="policyatlas-rehearsal."))
    folder.chmod(0o711)  # The owner of the databases and nginx's workers must get through to what is theirs.
    with ExitStack() as ending:
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        say("Starting a primary, with the atlas, and a hot standby …")
        primary = postgresql.primary(folder)
        ending.callback(primary.end, "immediate")
        site = {"ATLAS_VAR": str(folder / "var"), "ATLAS_TWO_PAIRS_OF_EYES": "0", "DATABASE_URL": primary.url}
        if backup:
            manage(site, "restore", str(backup))
        manage(site, "prepare")
        standby = postgresql.standby(folder, primary)
        ending.callback(standby.end, "immediate")
        postgresql.wait_until_in_step(primary, standby)
        # Whichever of the two takes writes is the primary: nobody tells the site which one it is.
        site["DATABASE_URL"] = (
            f"postgres://atlas@{HOST}:{primary.port},{HOST}:{standby.port}/postgres"
            "?target_session_attrs=read-write&connect_timeout=2"
        )
        site["DATABASE_REPLICA_URL"] = standby.url
        say("Starting two application servers and nginx …")
        ports = [free_port(), free_port()]
        servers = [application(f"server-{port}", folder, port, site) for port in ports]
        port = free_port()
        for program in [*servers, nginx(folder, port, ports)]:
            program.start()
            ending.callback(program.end)
        for one in [*ports, port]:
            wait_for(f"An answer on port {one}", lambda one=one: answers(one))
        readers = Readers(port)
        ending.callback(readers.stop)
        yield Stage(folder, say, primary, standby, site, servers, port, readers)


def play(on: Stage) -> list[str]:
    """The acts, one after the other; a sentence for everything that should not have been."""
    on.readers.turn_to("1. All is well: readers are answered from the standby")
    on.readers.begin()
    on.say("1. All is well: readers are answered from the standby")
    before = questions(on.standby)
    on.wait_until_read(on.publish("rehearsal-one"))
    on.readers.wait_for(ENOUGH)
    # PostgreSQL counts with a delay of a second or so.
    wait_for("The standby counts what it was asked", lambda: questions(on.standby) - before >= ENOUGH)
    on.say(f"  the standby finished {questions(on.standby) - before} transactions meanwhile")

    on.act("2. The standby dies: readers are answered from the primary")
    on.standby.end("immediate")
    on.wait_until_read(on.publish("rehearsal-two"))

    on.act("3. The standby comes back and catches up")
    on.standby.start()
    on.say(f"  in step after {postgresql.wait_until_in_step(on.primary, on.standby):.1f} s")

    on.act("4. An application server is killed: nginx asks the other one")
    on.servers[0].end(signal.SIGKILL)
    on.wait_until_read(on.publish("rehearsal-three"))
    on.readers.wait_for(ENOUGH)
    on.servers[0].start()

    on.act("5. The primary dies: readers are answered from the standby, and nobody can publish")
    postgresql.wait_until_in_step(on.primary, on.standby)
    printed = kept(on.primary)
    on.primary.end("immediate")
    on.readers.wait_for(ENOUGH)

    on.act("6. The standby is promoted, and the desk publishes again")
    on.standby.promote()
    wrong = differences(printed, kept(on.standby))
    on.say(f"  {len(printed.editions)} editions, {printed.entries} entries: {'NOT ' if wrong else ''}all as printed")
    on.wait_until_read(on.publish("rehearsal-four"))
    on.readers.wait_for(ENOUGH)
    on.readers.stop()
    missing = [slug for slug in ("one", "two", "three", "four") if on.status(f"/sources/rehearsal-{slug}/") != 200]
    wrong += [f"What was printed is not read: rehearsal-{slug}." for slug in missing]
    return wrong


def report(readers: Readers, say: Say) -> list[str]:
    """Say what readers met in each act; gives what they should not have met."""
    say("\nWhat readers met")
    for title, met in readers.met.items():
        say(f"  {title}\n     {met}")
    total = sum(met.answers.total() for met in readers.met.values())
    errors = [error for met in readers.met.values() for error in met.errors]
    say(f"  In all: {total} answers, {len(errors)} errors.")
    unanswered = [f"Nobody was answered in: {title}" for title, met in readers.met.items() if not met.answers]
    return errors + unanswered
