"""Programs started on 127.0.0.1 for a rehearsal, each in a folder of it and ended by its own number."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"


class NotPlayed(Exception):  # noqa: N818 - named for what happened
    """The rehearsal cannot go on; says why."""


def free_port() -> int:
    """A port on which nobody listens at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def wait_for(what: str, holds: Callable[[], bool], seconds: float = 60) -> float:
    """Wait until something holds; gives after how many seconds it did."""
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        if holds():
            return time.monotonic() - begin
        time.sleep(0.05)
    raise NotPlayed(f"{what}: not within {seconds:.0f} seconds.")


def answers(port: int, path: str = "/about/") -> bool:
    """Whether a server on `port` answers at all; with an error is an answer too."""
    try:
        with urlopen(f"http://{HOST}:{port}{path}", timeout=10):
            return True
    except HTTPError:
        return True
    except OSError:
        return False


@dataclass
class Program:
    """A program that runs until it is ended; what it says goes to a file."""

    name: str
    command: list[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen | None = None

    def start(self) -> None:
        """Start it, as the head of a group of processes of its own."""
        with self.said.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=os.environ | dict(self.environment),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def said(self) -> Path:
        """The file of all that it said."""
        return self.folder / f"{self.name}.log"

    def end(self, how: int = signal.SIGTERM) -> None:
        """End it and the processes that it started: asked to with SIGTERM, without warning with SIGKILL."""
        if self.process is None or self.process.poll() is not None:
            return
        os.killpg(self.process.pid, how)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def application(name: str, folder: Path, port: int, variables: Mapping[str, str]) -> Program:
    """An application server of the site, as `make run` starts one."""
    command = [sys.executable, str(ROOT / "deploy" / "serve.py"), "--port", str(port), "--workers", "1"]
    return Program(name, command, folder, variables)


def manage(variables: Mapping[str, str], *arguments: str) -> str:
    """What a command of `manage.py` says; `NotPlayed`, with its complaint, where it fails."""
    ran = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=os.environ | dict(variables),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise NotPlayed(f"manage.py {' '.join(arguments)}: {ran.stderr.strip() or ran.stdout.strip()}")
    return ran.stdout


def nginx_program() -> str:
    """Where nginx is; `NotPlayed` where it is not installed."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        raise NotPlayed("nginx was not found: install the package nginx to rehearse.")
    return found


# What nginx needs around the configuration that a site includes.
_AROUND = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""
# Certificates; and the keeping of answers and the limits: what readers get here an application server has answered,
# each time, and one reader asks as often as many.
_NOT_PLAYED = re.compile(r"(?m)^ *(?:ssl_|proxy_cache|proxy_ignore_headers|limit_|listen (?:80|\[::\])).*\n")


def as_recommended(text: str, port: int, servers: list[int]) -> str:
    """`deploy/nginx.conf` as the rehearsal plays it: on one machine, before the application servers on these ports."""
    lines = "\n    ".join(f"server {HOST}:{one} max_fails=1 fail_timeout=2s;" for one in servers)
    text = _NOT_PLAYED.sub("", text)
    # The server that sends readers on to https would be the first.
    text = re.sub(r"(?m)^server {\n    server_name [^}]+}\n", "", text, count=1)
    for before, after in {"listen 443 ssl http2;": f"listen {HOST}:{port};", "server 127.0.0.1:8000;": lines}.items():
        if before not in text:
            raise NotPlayed(f"deploy/nginx.conf has no “{before}” any more.")
        text = text.replace(before, after)
    return text


def nginx(folder: Path, port: int, servers: list[int]) -> Program:
    """nginx before the application servers on the ports `servers`; asks the other where one does not answer."""
    site = as_recommended((ROOT / "deploy" / "nginx.conf").read_text(), port, servers)
    config = folder / "nginx.conf"
    config.write_text(_AROUND.format(folder=folder, site=site))
    return Program("nginx", [nginx_program(), "-p", str(folder), "-e", "stderr", "-c", str(config)], folder)
