"""The server says why it cannot start before it tries."""

import importlib.util
import socket
from pathlib import Path

import pytest

SERVE = Path(__file__).resolve().parents[2] / "deploy" / "serve.py"


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
