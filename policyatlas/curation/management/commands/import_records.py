"""Imports a table of records as the page at the desk does: says what would change, and writes it as drafts."""

from pathlib import Path

from django.core.management.base import CommandError

from policyatlas.curation.exchange.applying import applying, kept
from policyatlas.curation.exchange.planning import planning
from policyatlas.curation.exchange.plans import CHANGED, DUPLICATE, NEW, Plan
from policyatlas.curation.exchange.quoted import quoted
from policyatlas.curation.exchange.reading import read
from policyatlas.curation.exchange.rows import Unreadable
from policyatlas.curation.exchange.shapes import shape_of
from policyatlas.curation.management.named import noun, person
from policyatlas.curation.models import OUTCOME
from policyatlas.curation.refusals import Refused
from policyatlas.curation.stepwise import finished
from policyatlas.editions.commands import PreparedCommand


class Command(PreparedCommand):
    """`manage.py import_records FILE`; exit code 1 if anything is wrong, and then nothing is written."""

    help = "Import records from a CSV, XLSX or JSON file as drafts. With --dry-run, only say what would change."
    requires_system_checks = []  # Pages have no part in this.

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", help="what the records are, such as policy, if the file does not say it")
        parser.add_argument("--dry-run", action="store_true", help="write nothing")
        parser.add_argument(
            "--confirmed", action="store_true", help="you have looked at the print of doubtful quotations and figures"
        )
        parser.add_argument("--user", metavar="NAME", help="in whose name; the only administrator if there is but one")

    def handle(self, *args, file, kind, dry_run, confirmed, user, **options):
        # Whoever only looks need not say who they are; rights are not asked then.
        by = person(user) if user or not dry_run else None
        shape = shape_of(noun(kind)) if kind else None
        try:
            content = file.read_bytes()
            table = read(file.name, content, shape)
            self.say(f"{len(table.rows):,} {table.shape.model._meta.verbose_name_plural}, read as {table.how}.")
            plan = finished(planning(table, by, confirmed=confirmed), self.say)
            self._tell(plan)
            if plan.is_broken:
                raise SystemExit(1)
            if not dry_run and plan.counts[NEW] + plan.counts[CHANGED]:
                change_set = kept(plan, by=by, file_name=file.name, content=content, confirmed=confirmed)
                finished(applying(change_set, by=by), self.say)
                self.say(f"Written as import {change_set.pk}, which can be undone at the desk.")
        except OSError as reason:
            raise CommandError(f"{file} cannot be read: {reason.strerror}.") from None
        except Unreadable as reason:
            raise CommandError(str(reason)) from None
        except Refused as refusal:
            raise CommandError("\n".join(refusal.sentences)) from None

    def _tell(self, plan: Plan) -> None:
        for mistake in plan.all_mistakes():
            where = f"{plan.table.counted} {mistake.line}" if mistake.line else "all"
            self.say(f"  {where}{f', {mistake.column}' if mistake.column else ''}: {mistake.sentence}")
        for item in plan.items:
            if item.outcome == DUPLICATE:
                self.say(f"  {plan.table.counted} {item.row.line}, {quoted(item.row.slug)}: {' '.join(item.remarks)}")
        self.say(", ".join(f"{number:,} {OUTCOME.label(outcome)}" for outcome, number in plan.counts.items()) + ".")
