"""What the reading room says in English it says in Japanese too, and what Django reads is what the catalogue holds."""

import importlib.util
import re
import sys

import pytest

from tests.house.tree import ROOT

SAY_IT = "Run `make messages`, then write the Japanese in locale/ja/LC_MESSAGES/django.po and run it once more."
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
TAG = re.compile(r"</?\w+[^>]*>")
# Letters, and the marks between what only placeholders name.
JAPANESE = re.compile(r"[\u3001\uff1a\u3040-\u30ff\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def messages():
    """The program that keeps the catalogue."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "locale" / "messages.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["messages"] = module  # Its dataclasses ask for it.
    spec.loader.exec_module(module)
    yield module
    del sys.modules["messages"]


@pytest.fixture
def kept(messages):
    """The catalogue as it is kept."""
    return messages.read()


def japanese(entry) -> str:
    """What an entry says in Japanese, which has one form of one and of many."""
    return entry.msgstr or entry.msgstr_plural.get(0, "")


def test_everything_the_reading_room_says_is_translated(messages, kept):
    said = {(message.english, message.context) for message in messages.gathered()}
    translated = {(entry.msgid, entry.msgctxt or "") for entry in kept if japanese(entry)}
    assert not said - translated, f"Without Japanese: {sorted(said - translated)}. {SAY_IT}"


def test_the_catalogue_holds_nothing_that_nobody_says(messages, kept):
    said = {(message.english, message.context) for message in messages.gathered()}
    held = {(entry.msgid, entry.msgctxt or "") for entry in kept}
    assert not held - said, f"Nobody says these any more: {sorted(held - said)}. {SAY_IT}"


def test_what_django_reads_is_compiled_from_the_catalogue(messages, kept):
    stored = messages.CATALOGUE.with_suffix(".mo").read_bytes()
    assert stored == messages.compiled(kept), "django.mo is older than django.po: run `make messages`."


def test_nothing_is_doubtful(kept):
    assert [entry.msgid for entry in kept if "fuzzy" in entry.flags or entry.obsolete] == []


def test_translations_fill_the_same_gaps(kept):
    for entry in kept:
        allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        needed = set(PLACEHOLDER.findall(entry.msgid_plural)) or allowed
        there = set(PLACEHOLDER.findall(japanese(entry)))
        assert needed <= there <= allowed, f"{entry.msgid!r} has other gaps than {japanese(entry)!r}"


def test_translations_keep_the_marks_of_the_page(kept):
    for entry in kept:
        assert sorted(TAG.findall(entry.msgid)) == sorted(TAG.findall(japanese(entry))), entry.msgid


def test_translations_are_japanese(kept):
    assert [entry.msgid for entry in kept if not JAPANESE.search(PLACEHOLDER.sub("", japanese(entry)))] == []


def test_a_message_without_japanese_is_named(messages, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(messages, "CATALOGUE", tmp_path / "django.po")
    assert messages.main() == 1
    said = capsys.readouterr().out
    assert "'The first page'" in said
    assert (tmp_path / "django.mo").exists()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('{% translate "One" %}', ("One", "", "")),
        ("{% translate 'One' as said %}", ("One", "", "")),
        ('{{ _("One") }}', ("One", "", "")),
        ('{% translate "One" context "a line" %}', ("One", "a line", "")),
        ("{% blocktranslate trimmed %}\n  One\n  line\n{% endblocktranslate %}", ("One line", "", "")),
        (
            '{% blocktranslate count n=n %}{{ n }} it’s "one"{% plural %}{{ n }} ones{% endblocktranslate %}',
            ('%(n)s it’s "one"', "", "%(n)s ones"),
        ),
    ],
)
def test_what_templates_say_is_found(messages, template, said):
    found = list(messages.calls_in_template(template, "a.html"))
    assert found == [messages.Message(*said)]


def test_what_python_says_is_found(messages):
    code = 'a = _("One " "line")\nb = ngettext("one", "many", n)\nc = translation.pgettext_lazy("of a page", "One")\n'
    assert list(messages.calls(code, "a.py")) == [
        messages.Message("One line"),
        messages.Message("one", "", "many"),
        messages.Message("One", "of a page"),
    ]


def test_the_desk_stays_out_of_it(messages):
    files = {name for names in messages.gathered().values() for name in names}
    assert not [name for name in files if "curation" in name or name.startswith("templates/admin/")]
