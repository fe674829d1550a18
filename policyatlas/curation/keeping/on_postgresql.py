"""Copying a PostgreSQL database out and in while the site goes on, by PostgreSQL's own programs."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from policyatlas.curation.refusals import Refused

from .manifests import Contents, Seal, contents

MEMBER = "atlas.pgdump"
# pg_dump has compressed it already.
COMPRESS = False

# Everything in the database belongs to the site. Waiting for ever for a transaction that somebody forgot helps nobody.
_BEGIN = "BEGIN;\nSET LOCAL lock_timeout = '60s';\nDROP SCHEMA public CASCADE;\nCREATE SCHEMA public;\n"
# As `manifests`, said in SQL so that it can be asked before anything is final.
_CHECK = """
DO $check$ BEGIN
IF (SELECT encode(sha256(convert_to(coalesce(string_agg(kind || ' ' || slug || ' ' || sha256, E'\\n'
        ORDER BY kind COLLATE "C", slug COLLATE "C", sha256 COLLATE "C"), ''), 'UTF8')), 'hex')
    FROM public.editions_entry WHERE since_id <= {number} AND (until_id IS NULL OR until_id > {number}))
    <> '{digest}'
THEN RAISE EXCEPTION 'edition number {number} is not the one that was kept'; END IF;
END $check$;
"""


def program(name: str) -> str:
    """Where the program `name` of PostgreSQL is: on the path, or where Debian puts the newest; refused if nowhere."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = shutil.which(name) or (str(versions[-1]) if versions else None)
    if found is None:
        raise Refused(f"{name} was not found: install PostgreSQL's client programs, of the server's version or newer.")
    return found


def dump(path: Path) -> Contents:
    """Write the database as it is at one moment to the new file `path`; says what that file holds."""
    with transaction.atomic(), connection.cursor() as cursor:
        # What is dumped and what is said of it are seen at the same moment, whoever publishes meanwhile.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (moment,) = cursor.fetchone()
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={moment}", f"--file={path}"]
        command, environment = _asking("pg_dump", options)
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise Refused(f"pg_dump could not read the database: {_last_line(ran.stderr)}")
        return contents(lambda statement: cursor.execute(statement) or cursor.fetchall())


def load(path: Path, wanted: Contents) -> None:
    """Put the dump in the file `path` in the place of all that is here, in one transaction; refused if not `wanted`.

    Nothing is final before every edition has been found to be the one that was kept. Whoever reads waits meanwhile.
    """
    connection.close()  # Its locks would be waited for.
    command, environment = _asking("psql", ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null"])
    restore = [program("pg_restore"), "--no-owner", "--no-privileges", "--no-comments", "--file=-", str(path)]
    with tempfile.TemporaryFile("w+") as complaints:
        with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stderr=complaints, text=True) as psql:
            try:
                _say(psql, _BEGIN)
                told = subprocess.run(restore, stdout=psql.stdin, stderr=complaints, check=False)
                # Without this last word all of it is undone, whatever ends this process.
                if told.returncode == 0:
                    _say(psql, f"{''.join(map(_check, wanted.editions))}COMMIT;\n")
                psql.stdin.close()
            except BrokenPipeError:
                pass  # It has stopped, and said why.
        if psql.returncode or told.returncode:
            complaints.seek(0)
            raise Refused(f"Nothing was changed: {_last_line(complaints.read())}")


def _say(psql: subprocess.Popen, words: str) -> None:
    psql.stdin.write(words)
    psql.stdin.flush()


def _check(seal: Seal) -> str:
    return _CHECK.format(number=seal.number, digest=seal.digest)


def _asking(name: str, options: list[str]) -> tuple[list[str], dict[str, str]]:
    """A command with the program `name` for the site's database, and the environment in which it finds the password."""
    (_, *where), secrets = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, options)
    return [program(name), *where], os.environ | (secrets or {})


def _last_line(text: str) -> str:
    """What a program complained of: its first error, or whatever it said last."""
    lines = text.strip().splitlines() or ["no reason was given."]
    return next((line for line in lines if "error" in line.lower()), lines[-1])
