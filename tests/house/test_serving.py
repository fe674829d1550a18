"""The server says why it cannot start before it tries."""

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

SERVE = Path(__file__).resolve().parents[2] / "deploy" / "serve.py"
# Blocks such as large pages need, with small ones between that stay: the kilobytes held before and after.
MOMENT = """
import runpy, sys
serve = runpy.run_path(sys.argv[1])
serve["give_memory_back"]()
def held():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS"))
before = held()
blocks, stay = [], []
for number in range(400):
    blocks.append(b"x" * 200_000)
    stay.append(b"x" * 700)
del blocks
print(before, held())
"""
LOADED = """
import gc, runpy, sys
runpy.run_path(sys.argv[1])["application"]()
print(gc.get_freeze_count(), len(gc.get_objects()), "policyatlas.urls" in sys.modules)
"""


@pytest.fixture
def serve():
    spec = importlib.util.spec_from_file_location("serve", SERVE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_taken_port_is_refused_in_a_sentence(serve, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert f"Port {port} is taken" in serve.refusal(port)
        monkeypatch.setattr("sys.argv", ["serve.py", "--check", "--port", str(port)])
        with pytest.raises(SystemExit, match="choose another port: make run PORT="):
            serve.main()
    assert serve.refusal(port) is None, "the port is free again as soon as the other server has stopped"


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "80 80"])
def test_what_is_no_port_is_refused(serve, text):
    with pytest.raises(serve.argparse.ArgumentTypeError, match="a number from 1 to 65535"):
        serve.port_number(text)


@pytest.mark.parametrize("text", ["db1.example", "10.0.0", "", "10.0.0.2:8000"])
def test_what_is_no_address_is_refused(serve, text):
    with pytest.raises(serve.argparse.ArgumentTypeError, match="an address of this machine in numbers"):
        serve.host_address(text)


def test_an_address_of_another_machine_is_refused_in_a_sentence(serve):
    assert "does not have the address 192.0.2.1" in serve.refusal(8000, "192.0.2.1")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as other:
        return other.getsockname()[1]


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has all of 127.0.0.0/8")
@pytest.mark.parametrize("host", [None, "127.0.0.7"])
def test_it_listens_at_one_address_and_at_no_other(host, tmp_path):
    port = free_port()
    command = [sys.executable, SERVE, "--port", str(port), "--workers", "1", *(["--host", host] if host else [])]
    environment = os.environ | {"ATLAS_VAR": str(tmp_path), "ATLAS_TESTING": "0", "ATLAS_HOSTS": host or ""}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert eventually_answers(f"http://{host or '127.0.0.1'}:{port}/healthz")
        other = "127.0.0.1" if host else "127.0.0.7"
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((other, port), timeout=5)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def eventually_answers(address: str) -> bool:
    for _ in range(200):
        try:
            with urlopen(address, timeout=5) as answer:
                return answer.status == 200
        except OSError:
            time.sleep(0.1)
    return False


def test_there_is_a_worker_for_each_core_where_nothing_else_is_said(serve, monkeypatch):
    said = {}
    monkeypatch.setattr("sys.argv", ["serve.py", "--port", str(free_port())])
    monkeypatch.setattr(serve, "give_memory_back", lambda: None)
    monkeypatch.setattr(serve, "cores", lambda: 5)

    class Server:
        def __init__(self, *_, **options):
            said.update(options)

        def serve(self, **_):
            """Serves nobody."""

    monkeypatch.setattr(serve, "Granian", Server)
    serve.main()
    assert (said["workers"], said["address"]) == (5, "127.0.0.1")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only glibc is told what to hold")
def test_a_worker_gives_back_what_it_needed_for_a_moment(tmp_path):
    ran = subprocess.run([sys.executable, "-c", MOMENT, SERVE], capture_output=True, text=True, check=True)
    before, after = map(int, ran.stdout.split())
    assert after - before < 5_000, "kilobytes of a moment are still held: see give_memory_back in deploy/serve.py"


def test_what_a_worker_loaded_is_looked_through_no_more(tmp_path):
    environment = os.environ | {"ATLAS_VAR": str(tmp_path), "ATLAS_TESTING": "0"}
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, SERVE], capture_output=True, text=True, check=True, env=environment
    )
    kept_apart, looked_through, urls_are_loaded = ran.stdout.split()
    assert int(looked_through) < int(kept_apart) / 100
    assert urls_are_loaded == "True", "The first visitor of each worker waits for them."
