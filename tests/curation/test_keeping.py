"""Backups: what they hold and say, what restoring refuses, and the drill, on the database of the run."""

import io
import json
import zipfile
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policyatlas.curation import respelling
from policyatlas.curation.keeping import files, manifests, on_postgresql
from policyatlas.curation.keeping.backing_up import back_up
from policyatlas.curation.keeping.engines import engine
from policyatlas.curation.keeping.restoring import doubts_about, restore
from policyatlas.curation.refusals import Refused
from policyatlas.editions.bigrams.sqlite import INDEX
from policyatlas.editions.models import Edition, Entry
from policyatlas.editions.writing import edition_digest
from policyatlas.records.models import Policy

# Restoring ends every transaction, the one in which a test would run too.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept(tmp_path):
    """A backup of the atlas as it was loaded."""
    return back_up(tmp_path / "kept.backup")


def rows() -> dict[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        found = {}
        # The index of pairs says only which rows have a pair; the tables in which it is are counted.
        for table in set(connection.introspection.table_names(cursor)) - {INDEX}:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchone()[0]
        return found


def digests() -> dict[int, str]:
    """The digest of every edition, made anew."""
    return {edition.number: edition_digest(edition) for edition in Edition.objects.all()}


def forged(path, kept, **said):
    """A copy of a backup, at `path`, that says something else of itself."""
    with zipfile.ZipFile(kept.path) as archive, zipfile.ZipFile(path, "w") as copy:
        copy.writestr("manifest.json", json.dumps(json.loads(archive.read("manifest.json")) | said))
        copy.writestr(engine().MEMBER, archive.read(engine().MEMBER))
    return path


def test_the_drill(desk, kept, tmp_path):
    before, sealed = rows(), digests()
    desk.publish(desk.a_policy(title_en="What came after the backup"))
    desk.close("2999.1")
    assert digests() != sealed
    out = io.StringIO()
    call_command("restore", kept.path, "--replace", stdout=out)
    assert rows() == before
    assert digests() == sealed
    assert f"edition 2026.1 is as it was kept: {sealed[1]}" in out.getvalue()
    assert not Policy.objects.filter(title_en="What came after the backup").exists()
    # And it can be worked with: nothing of keys and sequences was lost.
    desk.publish(desk.a_policy())
    back_up(tmp_path / "again.backup")


def test_a_backup_says_what_it_is(kept):
    said = manifests.read(zipfile.ZipFile(kept.path).read("manifest.json").decode())
    assert said == kept.manifest
    assert said.engine == connection.vendor
    assert {seal.number: seal.digest for seal in said.contents.editions} == digests()
    assert said.contents.entries == Entry.objects.count()
    assert "editions.0001_initial" in said.contents.migrations
    assert datetime.fromisoformat(said.made_at).tzinfo
    assert kept.doubts == []
    assert kept.path.stat().st_mode & 0o777 == 0o600, "it holds passwords and sessions"


def test_a_backup_of_altered_editions_is_made_and_says_so(tmp_path):
    Entry.objects.get(kind="policy", slug="technopolis-law").delete()
    made = back_up(tmp_path / "altered.backup")
    assert [sentence[:35] for sentence in made.doubts] == ["Edition 2026.1 is not what it was w"]
    out, err = io.StringIO(), io.StringIO()
    call_command("backup", tmp_path, stdout=out, stderr=err)
    assert "verify_editions" in err.getvalue()
    # It is restored as it was kept, and the editions are said to be altered.
    with pytest.raises(CommandError, match=r"Edition 2026\.1 was altered"):
        call_command("restore", made.path, "--replace", stdout=out)


def test_a_database_that_was_only_made_ready_is_empty_unless_somebody_else_has_a_table_there(kept):
    before = rows()
    call_command("flush", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE letters (id integer)")
    try:
        with pytest.raises(Refused, match=r"not empty .letters."):
            restore(kept.path)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE letters")
    restore(kept.path)
    assert rows() == before


def _other_engine(kept):
    return {"engine": {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]}


def _newer(kept):
    contents = json.loads(kept.manifest.written())["contents"]
    return {"contents": contents | {"migrations": [*contents["migrations"], "editions.9999_flying_cars"]}}


def _other_editions(kept):
    contents = json.loads(kept.manifest.written())["contents"]
    return {"contents": contents | {"editions": [one | {"digest": "0" * 64} for one in contents["editions"]]}}


# What a forged backup says of itself, and the sentence that refuses it.
FORGED = {
    "other engine": (_other_engine, r"This is a backup of a database on"),
    "newer": (_newer, r"does not know the migration editions\.9999_flying_cars"),
    "other editions": (_other_editions, r"not whole|Nothing was changed: .*not the one that was kept"),
    "other file": (lambda kept: {"sha256": "0" * 64}, r"damaged"),
    "newer form": (lambda kept: {"form": 99}, r"A newer PolicyAtlas"),
    "attack": (lambda kept: {"sha256": "'; DROP TABLE editions_entry; --"}, r"cannot be understood"),
    "nothing": (lambda kept: {"contents": {}}, r"cannot be understood"),
    "none": (lambda kept: {"contents": None}, r"cannot be understood"),
}


def test_what_does_not_fit_is_refused_and_changes_nothing(kept, desk, tmp_path):
    desk.publish(desk.a_policy())
    before, sealed = rows(), digests()
    for name, (said, sentence) in FORGED.items():
        with pytest.raises(Refused, match=sentence):
            restore(forged(tmp_path / name, kept, **said(kept)), replace=True)
        assert (rows(), digests()) == (before, sealed), name


def test_what_is_no_backup_is_refused(tmp_path, kept):
    other = tmp_path / "other.backup"
    with pytest.raises(Refused, match="There is no file"):
        restore(other)
    other.write_bytes(kept.path.read_bytes()[:50_000])
    with pytest.raises(Refused, match="damaged"):
        restore(other)
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("letter.txt", "Dear all")
    with pytest.raises(Refused, match="does not say what it is"):
        restore(other)
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("manifest.json", kept.manifest.written())
    with pytest.raises(Refused, match="the database is missing"):
        restore(other, replace=True)


def test_a_database_that_breaks_off_changes_nothing(tmp_path, kept):
    before, sealed = rows(), digests()
    broken = tmp_path / "broken"
    with zipfile.ZipFile(kept.path) as archive:
        broken.write_bytes(archive.read(engine().MEMBER)[:-100_000])
    with pytest.raises(Refused, match=r"not whole|Nothing was changed"):
        engine().load(broken, kept.manifest.contents)
    assert (rows(), digests()) == (before, sealed)


def test_what_is_there_is_not_replaced_by_mistake_and_is_not_what_was_kept(kept, desk):
    desk.publish(desk.a_policy())
    desk.close("2999.1")
    with pytest.raises(CommandError, match=r"This database is not empty .* --replace"):
        call_command("restore", kept.path)
    said = doubts_about(kept.manifest)
    assert any(sentence.startswith("The open edition has the digest") or "2999.1" in sentence for sentence in said)
    assert "The open edition should not be there." in said
    fewer = manifests.Contents((), kept.manifest.contents.editions[:1], 0)
    assert manifests.differences(kept.manifest.contents, fewer) == ["The open edition is missing."]


def test_no_file_is_written_over(kept, tmp_path):
    with pytest.raises(Refused, match="made by somebody else meanwhile"):
        files.write(kept.path, "member", kept.path, kept.manifest, compress=False)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.backup"], "no draft is left behind"
    with pytest.raises(CommandError, match="never written over"):
        call_command("backup", kept.path)
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("backup", tmp_path / "nowhere" / "kept.backup")


def test_old_backups_go_and_other_files_stay(tmp_path):
    names = [f"policyatlas-2026-01-0{day}T030000.backup" for day in range(1, 5)]
    for name in [*names, "letter.txt"]:
        (tmp_path / name).touch()
    call_command("backup", tmp_path, "--keep", "2", stdout=io.StringIO())
    left = sorted(path.name for path in tmp_path.iterdir())
    assert len(left) == 3
    assert left[0] == "letter.txt"
    assert left[1] == names[-1]
    with pytest.raises(CommandError, match="--keep needs a folder"):
        call_command("backup", tmp_path / "kept.backup", "--keep", "2")
    for none in ("0", "two", "２", "9" * 5000):
        with pytest.raises(CommandError, match="at least one"):
            call_command("backup", tmp_path, "--keep", none)


def test_an_older_backup_asks_to_be_brought_up_to_date(kept, tmp_path):
    contents = json.loads(kept.manifest.written())["contents"]
    older = contents | {
        "migrations": [name for name in contents["migrations"] if name != "editions.0006_first_wordings"]
    }
    out = io.StringIO()
    call_command("restore", forged(tmp_path / "older", kept, contents=older), "--replace", stdout=out)
    assert "An older PolicyAtlas made this backup.\nRun manage.py prepare" in out.getvalue()


def test_what_was_restored_is_spelt_anew(kept):
    """Its words may be those of other rules than the stamp beside the database says."""
    respelling.respell()
    out = io.StringIO()
    call_command("restore", kept.path, "--replace", stdout=out)
    assert "Run manage.py prepare" in out.getvalue()
    with CaptureQueriesContext(connection) as asked:
        respelling.respell_if_spelt_otherwise()
    assert asked.captured_queries
    with CaptureQueriesContext(connection) as asked:
        respelling.respell_if_spelt_otherwise()
    assert not asked.captured_queries


def test_a_missing_program_is_named(monkeypatch):
    monkeypatch.setattr(on_postgresql.shutil, "which", lambda name: None)
    with pytest.raises(Refused, match="pg_nothing was not found: install"):
        on_postgresql.program("pg_nothing")
