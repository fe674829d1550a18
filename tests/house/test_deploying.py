"""What `deploy/` says of running the site for real: its units, its variables and its nginx configuration."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from allauth.account import app_settings
from django.core.management import get_commands

from policyatlas import settings as module
from policyatlas.public.citing.forms import FORMS
from policyatlas.public.editions.files import FORMATS
from policyatlas.public.files.links import ENDINGS
from tests.house.tree import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
TIMERS = sorted((DEPLOY / "systemd").glob("*.timer"))
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
OPENSSL = shutil.which("openssl")
SYSTEMD = shutil.which("systemd-analyze")
# What only somebody who works on the code says.
FOR_DEVELOPERS = {"ATLAS_DEBUG", "ATLAS_TESTING"}


def variables(text: str) -> set[str]:
    """The variables that a file of the environment sets."""
    return set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE))


def table() -> set[str]:
    """The variables that the table at the head of the settings explains."""
    return set(re.findall(r"^\| ([A-Z_]+) +\|", module.__doc__, re.MULTILINE))


def said(unit: Path, name: str) -> list[str]:
    """The values of a line of a unit."""
    return re.findall(rf"^{name}=(.+)$", unit.read_text(), re.MULTILINE)


def test_every_variable_of_the_example_is_explained():
    example = variables((DEPLOY / "environment.example").read_text())
    assert example, "the example sets nothing"
    unknown = example - table()
    assert not unknown, f"The table in policyatlas/settings.py does not explain {unknown}."
    assert not example & FOR_DEVELOPERS


def test_the_shell_reads_the_example_as_the_service_does(tmp_path):
    """What stands in it goes to the command whole: unquoted, a shell cuts an address of a database off at its “&”."""
    folder = tmp_path / "site"
    (folder / "deploy").mkdir(parents=True)
    shutil.copy(DEPLOY / "manage", folder / "deploy")
    python = folder / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$PWD" "$*" "$DATABASE_URL" "$ATLAS_HOSTS"\n')
    python.chmod(0o755)
    environment = {"PATH": os.environ["PATH"], "ATLAS_ENVIRONMENT": str(DEPLOY / "environment.example")}
    ran = subprocess.run(
        [folder / "deploy/manage", "backup", "a folder"], env=environment, capture_output=True, text=True, check=True
    )
    address = re.search(r"^DATABASE_URL='(.+)'$", (DEPLOY / "environment.example").read_text(), re.MULTILINE)[1]
    assert "&" in address
    assert ran.stdout.splitlines() == [str(folder), "manage.py backup a folder", address, "atlas.example"]


def test_every_variable_that_the_settings_read_is_in_their_table():
    source = Path(module.__file__).read_text()
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', source))
    assert read, "no variable is read any more in the way this test looks for"
    assert read <= table(), f"Add these to the table in policyatlas/settings.py: {read - table()}"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_what_there_is_and_not_as_root(unit):
    assert said(unit, "User") == ["policyatlas"]
    assert said(unit, "EnvironmentFile") == ["/etc/policyatlas/environment"]
    assert said(unit, "NoNewPrivileges") == ["yes"]
    (folder,) = said(unit, "WorkingDirectory")
    for command in said(unit, "ExecStart"):
        python, script, *arguments = command.split()
        assert python == f"{folder}/.venv/bin/python"
        assert (ROOT / script).is_file()
        assert script != "manage.py" or arguments[0] in get_commands(), f"There is no command {arguments[0]}."


def test_a_timer_has_its_service():
    assert TIMERS
    for timer in TIMERS:
        assert timer.with_suffix(".service") in UNITS


@pytest.mark.parametrize(
    ("unit", "command"), [("backup", "backup"), ("backup", "verify_editions"), ("check", "check_atlas")]
)
def test_what_must_not_be_forgotten_is_done_by_the_clock(unit, command):
    done = said(DEPLOY / "systemd" / f"policyatlas-{unit}.service", "ExecStart")
    assert command in [line.split()[2] for line in done]
    assert f"policyatlas-{unit}.timer" in (ROOT / "docs" / "operations.md").read_text()


@pytest.mark.skipif(not SYSTEMD, reason="systemd is not installed")
def test_systemd_knows_the_days_and_hours():
    for timer in TIMERS:
        for moment in said(timer, "OnCalendar"):
            subprocess.run([SYSTEMD, "calendar", moment], check=True, capture_output=True)


def test_there_is_a_worker_for_each_core():
    (started,) = said(DEPLOY / "systemd" / "policyatlas.service", "ExecStart")
    assert "--workers" not in started, "Without it there is one for each core, as docs/operations.md says."


@pytest.mark.skipif(not NGINX or not OPENSSL, reason="nginx or openssl is not installed")
def test_nginx_accepts_its_configuration(tmp_path):
    """As it stands but for places that this machine does not have: ports, certificates, folders."""
    given = DEPLOY / "nginx.conf"
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = [OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=atlas.example", "-days", "1"]
    subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    text = re.sub(r"(?m)^\s*listen \[::\].*$", "", given.read_text())
    text = re.sub(r"listen 443\b", "listen 127.0.0.1:18443", re.sub(r"listen 80\b", "listen 127.0.0.1:18080", text))
    text = re.sub(r"ssl_certificate_key\s+\S+;", f"ssl_certificate_key {key};", text)
    text = re.sub(r"ssl_certificate\s+\S+;", f"ssl_certificate {certificate};", text)
    text = re.sub(r"/var/cache/nginx/\w+", str(tmp_path / "cache"), text)
    (tmp_path / "site.conf").write_text(text)
    (tmp_path / "policyatlas").mkdir()
    log = (DEPLOY / "nginx-log.conf").read_text().replace("/var/log/nginx", str(tmp_path))
    (tmp_path / "policyatlas" / "log.conf").write_text(log)
    temporary = "".join(
        f"{name}_temp_path {tmp_path}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}include {tmp_path}/site.conf;\n}}\n"
    )
    ran = subprocess.run(
        [NGINX, "-t", "-p", str(tmp_path), "-e", "stderr", "-c", str(tmp_path / "nginx.conf")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "warn" not in ran.stderr, ran.stderr


def test_nginx_lets_go_of_connections_before_the_server_does():
    """Else one is closed just as a question is sent over it, which nginx cannot tell from a server that failed."""
    upstream = re.search(r"^upstream [^}]+}", (DEPLOY / "nginx.conf").read_text(), re.MULTILINE)[0]
    theirs = float(re.search(r"keepalive_timeout (\d+)s;", upstream)[1])
    # Granian waits so long for the headers of a next request, too, and then closes the connection.
    ours = int(re.search(r"header_read_timeout=([\d_]+)", (DEPLOY / "serve.py").read_text())[1]) / 1000
    assert theirs * 2 <= ours


def test_the_site_refuses_before_nginx_does():
    """Its own page says when to ask again; nginx stands behind it, for all application servers together."""
    text = (DEPLOY / "nginx.conf").read_text()
    rates = {zone: int(rate) for zone, rate in re.findall(r"zone=policyatlas_(\w+):\w+\s+rate=(\d+)r/m;", text)}
    bursts = {zone: int(most) for zone, most in re.findall(r"zone=policyatlas_(\w+) burst=(\d+) nodelay;", text)}
    assert rates == bursts, "What is allowed within a minute may be asked at once, as at the site itself."
    own = module.READING_LIMITS
    tries = int(app_settings.RATE_LIMITS["login"].partition("/")[0])
    most = {"questions": max(own["search"], own["comparisons"]), "files": own["downloads"], "api": own["api"]}
    assert rates == {zone: 4 * number for zone, number in (most | {"doors": tries}).items()}


def test_nginx_counts_every_file():
    endings = [*ENDINGS, *FORMS, *FORMATS, "svg", "atom"]
    text = (DEPLOY / "nginx.conf").read_text()
    counted = re.search(r"map \$uri \$asks_for_a_file {[^}]*\"~(\\\.\S+)\"", text)[1]
    assert [ending for ending in endings if not re.search(counted, f"/policies.{ending}")] == []
