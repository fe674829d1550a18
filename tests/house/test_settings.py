"""What the environment may say, asked of a fresh process as `make run` starts one."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from policyatlas import settings as settings_module

ROOT = Path(__file__).resolve().parents[2]
SHOW = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()}, default=str))
"""


@pytest.fixture
def process(tmp_path):
    """Runs Python with these variables and none of ours from outside; gives its output, or fails with its errors."""

    def run(*arguments: str, **variables: str) -> str:
        ours = ("ATLAS_", "DATABASE_URL", "PYTEST_", "DJANGO_")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        environment |= {"ATLAS_VAR": str(tmp_path / "var"), "DJANGO_SETTINGS_MODULE": "policyatlas.settings"}
        ran = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment | variables, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout + ran.stderr

    return run


@pytest.fixture
def settings_with(process):
    return lambda **variables: json.loads(process("-c", SHOW, **variables))


def test_every_variable_stands_in_the_table_at_the_head_of_the_settings():
    told = set(re.findall(r"^\| ([A-Z_]+) ", settings_module.__doc__, re.MULTILINE))
    named = re.compile(r"""["'](ATLAS_[A-Z_]+|DATABASE_[A-Z_]*URL)["']""")
    code = [
        path.read_text(encoding="utf-8")
        for folder in ("policyatlas", "deploy")
        for path in ROOT.glob(f"{folder}/**/*.py")
    ]
    read = {variable for text in code for variable in named.findall(text)}
    assert {"ATLAS_VAR", "ATLAS_ADMIN_NAME", "DATABASE_URL"} <= read
    assert read == told, "a variable that is read has its row in the table, and the table has no others"


def test_a_site_about_which_nothing_is_said_is_a_safe_one(settings_with, tmp_path):
    settings = settings_with()
    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert settings["DATABASES"]["default"]["NAME"] == str(tmp_path / "var" / "atlas.sqlite3")
    assert settings["PASSWORD_HASHERS"][0].endswith("PBKDF2PasswordHasher"), "the tests' cheap hasher must not leak out"
    assert settings["TEMPLATES"][0]["OPTIONS"]["string_if_invalid"] == "", "readers must never see the tests' mark"


def test_the_security_policy_has_no_exception(settings_with):
    directives = settings_with()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    said = {source for sources in directives.values() for source in sources}
    assert said == {"'self'", "'none'", "data:"}, "move the script or style into a file of its own under static/"


@pytest.mark.parametrize("further", [{}, {"DATABASE_URL": "postgres://atlas@db.example/atlas"}])
def test_the_driver_of_postgresql_is_loaded_only_where_it_is_used(process, further):
    loaded = process("-c", "import django, sys; django.setup(); print('psycopg' in sys.modules)", **further)
    assert loaded.strip() == str("DATABASE_URL" in further)


def test_postgresql_is_named_by_an_address(settings_with):
    database = settings_with(DATABASE_URL="postgres://atlas@db.example:5433/atlas")["DATABASES"]["default"]
    assert (database["ENGINE"], database["HOST"], database["PORT"]) == (
        "django.db.backends.postgresql",
        "db.example",
        5433,
    )
    assert "init_command" not in database.get("OPTIONS", {}), "SQLite's options are not PostgreSQL's"


def test_a_replica_is_named_by_an_address_and_only_then_are_readers_sent_anywhere(settings_with):
    alone = settings_with()
    assert "replica" not in alone["DATABASES"]
    assert not alone["DATABASE_ROUTERS"]
    settings = settings_with(
        DATABASE_URL="postgres://atlas@one.example,two.example/atlas?target_session_attrs=read-write",
        DATABASE_REPLICA_URL="postgres://reader@two.example/atlas",
    )
    default, replica = settings["DATABASES"]["default"], settings["DATABASES"]["replica"]
    assert (default["HOST"], default["OPTIONS"]) == ("one.example,two.example", {"target_session_attrs": "read-write"})
    assert (replica["HOST"], replica["OPTIONS"]) == ("two.example", {"connect_timeout": 2})
    assert replica["CONN_HEALTH_CHECKS"], "or a replica that was started anew is taken for one that is gone"
    assert settings["DATABASE_ROUTERS"] == ["policyatlas.routing.Router"]
    assert settings["MIDDLEWARE"][-1] == "policyatlas.routing.ReplicaMiddleware", "what it repeats is the view alone"


def test_another_sqlite_file_gets_sqlites_options_too(settings_with, tmp_path):
    database = settings_with(DATABASE_URL=f"sqlite:///{tmp_path}/other.sqlite3")["DATABASES"]["default"]
    assert database["NAME"] == f"{tmp_path}/other.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE", "or two curators at once meet 'database is locked'"


def test_a_key_from_the_environment_is_not_written_down(settings_with, tmp_path):
    assert settings_with(ATLAS_SECRET_KEY="k" * 50)["SECRET_KEY"] == "k" * 50
    assert not (tmp_path / "var" / "secret_key").exists()


def test_a_site_behind_https_passes_djangos_own_examination(process):
    said = process(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING", ATLAS_HTTPS="1", ATLAS_HOSTS="a.example"
    )
    assert "no issues" in said


def test_behind_https_cookies_belong_to_this_host_alone(settings_with):
    settings = settings_with(ATLAS_HTTPS="1")
    for cookie in ("SESSION", "CSRF"):
        assert settings[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert settings[f"{cookie}_COOKIE_SECURE"] is True
        assert settings[f"{cookie}_COOKIE_HTTPONLY"] is True
        assert settings[f"{cookie}_COOKIE_SAMESITE"] == "Lax"
        assert (settings[f"{cookie}_COOKIE_DOMAIN"], settings[f"{cookie}_COOKIE_PATH"]) == (None, "/")
    assert settings["SECURE_HSTS_SECONDS"] >= 365 * 24 * 60 * 60
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings_with()["SESSION_COOKIE_NAME"] == "sessionid", "without https no browser takes the other name"


def test_behind_https_tries_are_counted_by_the_visitor_whom_the_proxy_names(settings_with):
    assert settings_with(ATLAS_HTTPS="1")["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1, "or everybody shares one limit"
    assert settings_with()["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0, "or everybody chooses whom to be counted as"


def test_a_second_factor_is_obligatory_where_the_environment_says_so(settings_with):
    assert settings_with()["SECOND_FACTOR"] is False
    assert settings_with(ATLAS_SECOND_FACTOR="1")["SECOND_FACTOR"] is True


def test_nothing_of_the_device_but_passkeys_is_asked_for(client, db):
    said = client.get("/about/").headers["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in said
    assert "publickey-credentials-create=(self)" in said
    assert "camera=()" in said


def test_pages_are_compressed_for_those_who_can_read_it(client, db):
    answer = client.get("/policies/", headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) < 40_000, "A list should weigh well under 100 kB on the wire."


ASK = """
import logging
import django
django.setup()
from django.test import Client
Client(headers={"host": "localhost"}).get("/healthz")
logging.getLogger("policyatlas").warning("岩手")
"""


def test_the_log_is_for_people_unless_the_environment_says_otherwise(process):
    said = process("-W", "ignore", "-c", ASK)
    assert re.search(r"^\S+ \S+ INFO [0-9a-f]{32} policyatlas.access: GET /healthz 200 \S+ ms$", said, re.MULTILINE)


def test_the_log_can_be_json(process):
    said = process("-W", "ignore", "-c", ASK, ATLAS_LOG="json")
    first, second = map(json.loads, said.splitlines())
    of_each = {"time", "level", "logger", "message", "request_id"}
    assert first.keys() == {*of_each, "method", "path", "status", "milliseconds"}
    assert (first["method"], first["path"], first["status"]) == ("GET", "/healthz", 200)
    assert second.keys() == of_each
    assert "岩手" in said, "Japanese must stay readable"


def test_a_log_of_no_known_form_is_refused_with_a_sentence(process):
    with pytest.raises(AssertionError, match="ATLAS_LOG is “json” or “line”, not “xml”"):
        process("manage.py", "check", ATLAS_LOG="xml")


def test_what_watches_over_the_server_is_not_sent_to_https(settings_with):
    settings = settings_with(ATLAS_HTTPS="1")
    assert settings["REQUEST_ID_FROM_PROXY"] is True
    assert [bool(re.match(one, "healthz")) for one in settings["SECURE_REDIRECT_EXEMPT"]] == [True]
    assert settings_with()["REQUEST_ID_FROM_PROXY"] is False, "or everybody names requests"
