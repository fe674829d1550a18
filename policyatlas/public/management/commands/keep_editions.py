"""Makes the files of closed editions before anybody asks for them."""

from django.template.defaultfilters import filesizeformat

from policyatlas.editions.commands import PreparedCommand
from policyatlas.editions.models import Edition
from policyatlas.public.editions.files import FORMATS, kept, there
from policyatlas.public.editions.whole import Whole


class Command(PreparedCommand):
    """`manage.py keep_editions`; says which files it made, and nothing where all are there."""

    help = (
        "Make the ZIP and SQLite files of closed editions that are not there yet. Otherwise the first reader who asks "
        "for one waits for it, and the server process that makes it holds the memory that this takes until it ends."
    )

    def handle(self, *args, **options):
        for edition in Edition.objects.closed():
            whole = Whole(edition)
            for ending in FORMATS:
                if there(edition, ending) is None:
                    self.stdout.write(f"Made {edition.label}.{ending}, {filesizeformat(kept(whole, ending).size)}.")
