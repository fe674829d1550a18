"""A whole PolicyAtlas as its visitors meet it: prepared once a run, copied for whoever needs one, served by Granian."""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # Seconds for the server's first answer on a busy machine; it takes about one on an idle one.


def prepare_once(folder: Path, database: Path) -> Path:
    """The data folder of a furnished site below `folder`; the first process that asks makes it, the others wait.

    `database` is an SQLite file with the atlas loaded; where there is none, the atlas is loaded anew.
    """
    ready = folder / "ready"
    with open(folder / "ready.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            unfinished = folder / "unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            if database.exists():
                shutil.copy(database, unfinished / "atlas.sqlite3")
            _manage(unfinished, "prepare")
            _manage(
                unfinished, "shell", "--verbosity=0", "--command=from tests.browser import furnishing as f; f.furnish()"
            )
            unfinished.rename(ready)
    return ready


def _manage(var: Path, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment(var), capture_output=True, text=True
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {words[0]} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}")


def environment(var: Path, **settings: str) -> dict[str, str]:
    """The environment of a site in production that keeps its data in `var`: nothing in it tells of tests."""
    ours = ("ATLAS_", "DATABASE_URL", "DJANGO_", "PYTEST_", "COV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | {"ATLAS_VAR": str(var)} | settings


class Site:
    """A running server with a data folder of its own, which it may change as it likes; `settings` by name.

    Where there is no `ready` folder to copy it works on what lies in `var`, beside the server that is there already.
    """

    def __init__(self, ready: Path | None, var: Path, **settings: str):
        if ready is not None:
            shutil.copytree(ready, var)
        self.var = var
        # The cookies of those who have signed in, by their names.
        self.sessions: dict[str, dict] = {}
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}"
        self._log = var / f"server-{port}.log"
        with self._log.open("w") as log:
            self._server = subprocess.Popen(
                [sys.executable, "deploy/serve.py", "--port", str(port), "--workers", "1"],
                cwd=ROOT,
                env=environment(var, **settings),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Return when the first page answers; an error with the server's own words if it does not."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._server.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.address}/about/", timeout=5):
                    return
            except urllib.error.HTTPError as refused:
                refused.close()
                break
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"{self.address} does not serve the atlas:\n{self.said()}")

    def said(self) -> str:
        """What the server has written so far."""
        return self._log.read_text()

    def stop(self) -> None:
        """End the server and whatever it has started."""
        self._server.terminate()
        try:
            self._server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            # Its session is its own, so nobody else's process is in it.
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
