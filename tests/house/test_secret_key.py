"""The signing key of a site is made once, by whoever needs it first, and is nobody else's to read."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from policyatlas import secret_key


def test_the_key_is_made_once_and_then_kept(tmp_path):
    path = tmp_path / "var" / "secret_key"
    first = secret_key.kept_in(path)
    assert len(first) >= 50, "Django's own check asks for at least 50 characters"
    assert secret_key.kept_in(path) == first, "a second start must not sign everybody out"
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"], "drafts of the key must not be left behind"


def test_only_the_owner_reads_the_key(tmp_path):
    path = tmp_path / "secret_key"
    secret_key.kept_in(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_sites_have_two_keys(tmp_path):
    assert secret_key.kept_in(tmp_path / "one") != secret_key.kept_in(tmp_path / "other")


def test_processes_that_start_together_agree_on_one_key(tmp_path):
    with ThreadPoolExecutor(16) as crowd:
        keys = list(crowd.map(secret_key.kept_in, [tmp_path / "secret_key"] * 64))
    assert len(set(keys)) == 1, "workers with different keys refuse each other's sessions"


def test_losing_the_race_means_taking_the_winners_key(tmp_path, monkeypatch):
    path = tmp_path / "secret_key"
    make = secret_key.tempfile.mkstemp

    def somebody_else_is_quicker(**where):
        draft = make(**where)
        path.write_text("the winner's key")
        return draft

    monkeypatch.setattr(secret_key.tempfile, "mkstemp", somebody_else_is_quicker)
    assert secret_key.kept_in(path) == "the winner's key"
    assert list(tmp_path.iterdir()) == [path], "the loser's draft must not be left behind"


def test_an_empty_key_is_refused(tmp_path):
    path = tmp_path / "secret_key"
    path.touch()
    with pytest.raises(RuntimeError, match="is empty: remove it"):
        secret_key.kept_in(path)
