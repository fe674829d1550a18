"""The first edition is the same on every machine and both databases: what researchers cite must depend on neither."""

import pytest

from policyatlas.curation.preparing import FIRST_EDITION
from policyatlas.editions.models import Edition

# Before the first release: put the new digest here after a change to fixtures/, to a shape, or to a printer, if the
# change was meant. After it: never, because that edition has been cited; what changes belongs into the next edition.
DIGEST = "e96bc2648ec0e6bd4726afc2228c3ea45dfc41563310d4d1493572aada0c5741"


@pytest.mark.django_db
def test_the_first_edition_has_the_digest_it_ships_with():
    found = Edition.objects.get(label=FIRST_EDITION).digest
    assert found == DIGEST, (
        "edition 2026.1 is not what it was. If fixtures/, a shape or a printer was changed on purpose before the first "
        "release, update DIGEST; if not, something depends on the machine or the database: find it."
    )
