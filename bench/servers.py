"""Servers to be measured: the atlas, nginx with the configuration that is recommended, and whatever else answers."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2


@dataclass(frozen=True)
class Ports:
    """Where the contestants listen, on this machine only."""

    kept: int
    uncached: int
    cached: int
    static: int
    redirecting: int

    PATH: ClassVar[str] = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def free_ports() -> Ports:
    """Ports on which nobody listens."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(5)]
        return Ports(*(one.getsockname()[1] for one in sockets))


def prepared(folder: Path, var: Path | None) -> Path:
    """A folder with the loaded atlas: `var`, or a new one in `folder`."""
    if var is not None:
        return var.resolve()
    made = folder / "var"
    command = [sys.executable, str(ROOT / "manage.py"), "prepare"]
    subprocess.run(command, env=environment_of(made), check=True, stdout=subprocess.DEVNULL)
    return made


@contextmanager
def atlas(var: Path, port: int, **further: str) -> Iterator[subprocess.Popen]:
    """The atlas as `make run` serves it, ready to answer."""
    command = [sys.executable, str(ROOT / "deploy" / "serve.py"), "--port", str(port), "--workers", str(WORKERS)]
    with running(command, environment_of(var) | further, f"http://127.0.0.1:{port}/robots.txt") as process:
        yield process


def workers_of(server: int) -> list[int]:
    """The processes that a server has started."""
    return [int(pid) for pid in Path(f"/proc/{server}/task/{server}/children").read_text().split()]


@contextmanager
def nginx(folder: Path, ports: Ports, headers: list[tuple[str, str]]) -> Iterator[subprocess.Popen]:
    """nginx with `deploy/nginx.conf`, and beside it a server that gives the file `same` with these headers."""
    (folder / "nginx.conf").write_text(_configuration(folder, ports, headers))
    program = shutil.which("nginx", path=Ports.PATH)
    command = [program, "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]
    with running(command, dict(os.environ), f"http://127.0.0.1:{ports.static}/same") as process:
        yield process


def recommended(text: str, folder: Path, ports: Ports) -> str:
    """`deploy/nginx.conf` for this machine: without certificates, and with the ports and folders of the measurement."""
    text = re.sub(r"^.*(?:listen \[::\]|ssl_certificate).*\n", "", text, flags=re.MULTILINE)
    changed = {
        "listen 80;": f"listen 127.0.0.1:{ports.redirecting};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{ports.cached};",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{ports.kept};",
        "/var/cache/nginx/policyatlas": f"{folder}/cache",
        # The pages say the port.
        "Host $host;": "Host $http_host;",
    }
    for before, after in changed.items():
        assert before in text, f"deploy/nginx.conf has no “{before}” any more."
        text = text.replace(before, after)
    return text


def _configuration(folder: Path, ports: Ports, headers: list[tuple[str, str]]) -> str:
    own = {"content-type", "content-length", "server", "date", "etag", "x-accel-expires", "connection"}
    said = "".join(f'add_header {name} "{value}";\n' for name, value in headers if name.lower() not in own)
    site = recommended((ROOT / "deploy" / "nginx.conf").read_text(), folder, ports)
    # Root may not be kept: the workers of nginx would be somebody who may not read the folder.
    user = "user root;" if os.getuid() == 0 else ""
    return f"""
{user}
daemon off;
worker_processes {WORKERS};
pid {folder}/nginx.pid;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    {site}
    server {{
        listen 127.0.0.1:{ports.static};
        keepalive_requests 10000;
        # The best nginx can do: the file stays open.
        open_file_cache max=10;
        location = /same {{ root {folder}; types {{}} default_type "text/html; charset=utf-8"; {said} }}
    }}
}}
"""


@contextmanager
def running(
    command: list[str], environment: dict[str, str], ready: str, folder: Path = ROOT
) -> Iterator[subprocess.Popen]:
    """A server, begun in `folder`, that answers at the address `ready`; ended when it is not needed any more."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            if not _answers(process, ready):
                log.seek(0)
                sys.exit(f"{command[0]} does not answer:\n{log.read().decode()[-2000:]}")
            yield process
        finally:
            process.terminate()
            process.wait(timeout=30)


def _answers(process: subprocess.Popen, address: str) -> bool:
    """Whether it does, sooner or later."""
    for _ in range(600):
        if process.poll() is not None:
            return False
        try:
            urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return True
    return False


def environment_of(var: Path) -> dict[str, str]:
    """The site's own settings: what the shell says of another site is not meant."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ATLAS_", "DATABASE_"))}
    # A server beside the measured one, for PostgreSQL: see README.md.
    database = {"DATABASE_URL": os.environ["DATABASE_URL"]} if "DATABASE_URL" in os.environ else {}
    return kept | database | {"ATLAS_VAR": str(var)}
