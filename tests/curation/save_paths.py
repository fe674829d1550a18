"""Every way in which a record is changed at the desk, each in two steps: what its person reads, and what they write."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from policyatlas.curation import actions
from policyatlas.curation.exchange.applying import applying
from policyatlas.curation.models import Event
from policyatlas.curation.refusals import Refused
from policyatlas.curation.stepwise import finished
from policyatlas.records.models import Policy, PolicyCitation
from tests.curation.sending import form_of, page, row, stored
from tests.curation.tables import keep, table


@dataclass(frozen=True)
class Path:
    """A way to change a policy.

    `read(editor, case)` looks at it and answers the function that writes, which answers what its person is shown (empty
    where nothing is); `action` is what the log calls it, and `holds(case)` says whether its change is in the record.
    """

    name: str
    read: Callable
    action: str
    holds: Callable


class Editor:
    """Somebody at the desk, who types words of their own."""

    def __init__(self, person):
        self.person = person
        self.browser = Client()
        self.browser.force_login(person)
        self.word = f"typed by {person}"
        self.sent: dict = {}

    def has_done(self, path: Path, case: "Case") -> bool:
        """Whether the log says that they changed the case's policy by this path."""
        events = Event.objects.filter(noun="policy", record_id=case.policy.pk, pk__gt=case.began)
        return events.filter(by=self.person, action=path.action).exists()


class Cases:
    """Makes policies that are in print and being revised, on one source."""

    def __init__(self, desk):
        self.desk = desk
        self.passage = desk.a_passage(desk.publish(desk.a_source()))
        self.other = desk.publish(self._policy())

    def make(self, paths: Iterable[Path]) -> "Case":
        """Another one for these ways to change it, with a place that one of them may merge into another one."""
        merges = any(path.name == "merged place" for path in paths)
        place, instead = (self.desk.publish(self._place()) if merges else None for _ in range(2))
        policy = self.desk.publish(self._policy(places=[place] if merges else []))
        self.desk.edit(self.desk.revise(policy), title_en="As it is")
        began = Event.objects.first().pk
        return Case(policy, self.other, place, instead, began, policy.version)

    def _policy(self, **links):
        policy = self.desk._new(Policy, {}, kind="plan", title_en="As it began")
        return self.desk.create(policy, PolicyCitation(record=policy, passage=self.passage), **links)

    def _place(self):
        place = self.desk._new(type(self)._place_model(), {}, kind="city", name_en="A city")
        citation = place._meta.get_field("citations").related_model
        return self.desk.create(place, citation(record=place, passage=self.passage))

    @staticmethod
    def _place_model():
        return Policy._meta.get_field("places").related_model


@dataclass(frozen=True)
class Case:
    """A policy at `version`, the policy and the place into which it and its place may be merged, and the last event."""

    policy: Policy
    other: Policy
    place: object
    instead: object
    began: int
    version: int


def _form(editor: Editor, case: Case):
    return _typed(editor, case, {"summary": editor.word})


def _rows(editor: Editor, case: Case):
    added = row("stages", 0, slug=f"of-{editor.person}-{case.policy.pk}", title_en=editor.word, year=1983)
    return _typed(editor, case, added)


def _typed(editor: Editor, case: Case, words: dict):
    sent = editor.sent = form_of(editor.browser, case.policy) | words | {"_save": "on"}
    return lambda: editor.browser.post(page(case.policy, "change", case.policy.pk), sent).content.decode()


def _from_list(action: str):
    def read(editor: Editor, case: Case):
        sent = {"action": f"{action}_selected", "_selected_action": [case.policy.pk]}
        return lambda: editor.browser.post(reverse("admin:records_policy_changelist"), sent).content.decode()

    return read


def _verb(verb: str, **given):
    def read(editor: Editor, case: Case):
        policy = stored(case.policy)
        needs = {name: need(editor, case) for name, need in given.items()}
        return _answered(
            lambda: getattr(actions, verb)(policy, by=editor.person, expected_version=policy.version, **needs)
        )

    return read


def _edit(editor: Editor, case: Case):
    policy = stored(case.policy)
    policy.aims = editor.word
    return _answered(lambda: actions.edit(policy, by=editor.person, expected_version=policy.version))


def _holder(editor: Editor, case: Case):
    place = stored(case.place)
    given = {"into": case.instead, "reason": "Entered twice.", "expected_version": place.version}
    return _answered(lambda: actions.merge(place, by=editor.person, **given))


def _import(editor: Editor, case: Case):
    planned = keep(table({"slug": case.policy.slug, "title_ja": editor.word}), editor.person)
    return _answered(lambda: finished(applying(planned, by=editor.person)))


def _answered(write: Callable) -> Callable[[], str]:
    def answer() -> str:
        try:
            write()
        except Refused as refusal:
            return str(refusal)
        return ""

    return answer


def _slug(editor: Editor, case: Case) -> str:
    return f"renamed-by-{editor.person}-{case.policy.pk}"


def _reason(editor: Editor, case: Case) -> str:
    return editor.word


PATHS = [
    Path("form", _form, "edit", lambda case, word: stored(case.policy).summary == word),
    Path("rows", _rows, "edit", lambda case, word: case.policy.stages.filter(title_en=word).exists()),
    Path("edit", _edit, "edit", lambda case, word: stored(case.policy).aims == word),
    Path(
        "restore",
        _verb("restore", version=lambda editor, case: 1),
        "restore",
        lambda case, word: stored(case.policy).title_en == "As it began",
    ),
    Path(
        "rename",
        _verb("rename", slug=_slug, reason=_reason),
        "rename",
        lambda case, word: stored(case.policy).slug.startswith("renamed-by-"),
    ),
    Path(
        "merge",
        _verb("merge", into=lambda editor, case: case.other, reason=_reason),
        "merge",
        lambda case, word: stored(case.policy).status == "withdrawn",
    ),
    Path("submit", _verb("submit"), "submit", lambda case, word: stored(case.policy).status != "revising"),
    Path("publish", _verb("publish"), "publish", lambda case, word: stored(case.policy).status != "revising"),
    Path("list submit", _from_list("submit"), "submit", lambda case, word: stored(case.policy).status != "revising"),
    Path("list publish", _from_list("publish"), "publish", lambda case, word: stored(case.policy).status != "revising"),
    Path("import", _import, "edit", lambda case, word: stored(case.policy).title_ja == word),
    Path("merged place", _holder, "edit", lambda case, word: case.instead in case.policy.places.all()),
]
