"""A PostgreSQL primary and its hot standby, as two servers in two folders of one machine."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psycopg

from .machines import HOST, NotPlayed, free_port, wait_for

# What the two need to stream, and no more. Unlike the servers of the tests these wait for the disk: the rehearsal shows
# that nothing printed is lost.
_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
wal_level = replica
hot_standby = on
max_wal_senders = 4
wal_keep_size = 256MB
"""


def programs() -> Path:
    """The folder of PostgreSQL's programs; `NotPlayed` where it is not installed."""
    found = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found is None and not versions:
        raise NotPlayed("PostgreSQL was not found: install the package postgresql to rehearse.")
    return Path(found or versions[-1]).resolve().parent


def owner() -> str | None:
    """Who owns the servers where we are root, as whom PostgreSQL refuses to run; None for ourselves."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@dataclass
class Server:
    """One PostgreSQL server, in `folder`/data."""

    name: str
    folder: Path
    port: int

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the owner; `NotPlayed`, with its complaint, where it fails."""
        name = owner()
        as_owner = ["runuser", "-u", name, "--"] if name else []
        with (self.folder / f"{program}.log").open("w+") as log:
            command = [*as_owner, str(programs() / program), *arguments]
            ran = subprocess.run(command, cwd=self.folder, stdout=log, stderr=log, check=False)
            log.seek(0)
            if ran.returncode:
                raise NotPlayed(f"{self.name}: {program}: {log.read().strip()}")

    @property
    def data(self) -> str:
        """The folder of its data."""
        return str(self.folder / "data")

    @property
    def url(self) -> str:
        """Its address for the site."""
        return f"postgres://atlas@{HOST}:{self.port}/postgres"

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.run("pg_ctl", "--pgdata", self.data, "--silent", "--wait", "--log", f"{self.data}.log", "start")

    def end(self, how: str = "fast") -> None:
        """Stop it; `immediate` is as if its machine had lost its power."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self.run("pg_ctl", "--pgdata", self.data, "--silent", "--mode", how, "stop")

    def promote(self) -> None:
        """Make the standby a primary."""
        self.run("pg_ctl", "--pgdata", self.data, "--silent", "--wait", "promote")

    def asked(self, question: str) -> Iterable[tuple]:
        """The rows that answer a question."""
        with psycopg.connect(self.url, connect_timeout=5) as connection:
            return connection.execute(question).fetchall()


def _server(name: str, folder: Path) -> Server:
    own = folder / name
    own.mkdir()
    if owner():
        shutil.chown(own, owner())
    return Server(name, own, free_port())


def primary(folder: Path) -> Server:
    """A new primary, started, into whose folder everybody on this machine may look for the time of the rehearsal."""
    server = _server("primary", folder)
    server.run(
        *("initdb", "--pgdata", server.data, "--username", "atlas", "--auth", "trust"),
        *("--locale=C.UTF-8", "--encoding", "UTF8"),
    )
    with (server.folder / "data" / "postgresql.conf").open("a") as config:
        config.write(f"{_SETTINGS}port = {server.port}\n")
    server.start()
    return server


def standby(folder: Path, of: Server) -> Server:
    """A hot standby of a primary, started: a copy of its data that streams from there from then on."""
    server = _server("standby", folder)
    server.run(
        *("pg_basebackup", "--pgdata", server.data, "--host", HOST, "--port", str(of.port), "--username", "atlas"),
        *("--write-recovery-conf", "--checkpoint=fast", "--wal-method=stream"),
    )
    with (server.folder / "data" / "postgresql.conf").open("a") as config:
        config.write(f"port = {server.port}\n")  # The last of several holds.
    server.start()
    return server


def in_step(primary: Server, standby: Server) -> bool:
    """Whether the standby has all that the primary has written by now."""
    ((written,),) = primary.asked("SELECT pg_current_wal_lsn()")
    ((behind,),) = standby.asked(f"SELECT pg_last_wal_replay_lsn() < '{written}'::pg_lsn")
    return not behind


def wait_until_in_step(primary: Server, standby: Server) -> float:
    """Wait for it; gives after how many seconds it was."""
    return wait_for("The standby is in step", lambda: in_step(primary, standby))
