"""Whether the site is well, for what watches over it: alive (`/healthz`), and ready to answer readers (`/readyz`)."""

import logging
from functools import cache

from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from policyatlas.editions.models import Edition

from .routing import asked

_LOG = logging.getLogger(__name__)


@never_cache
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; the database is not asked, for starting the process anew would not mend it."""
    return JsonResponse({"alive": True})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 where readers can be answered; 503 with what is wrong where they cannot."""
    wrong = problems()
    return JsonResponse({"ready": not wrong, "wrong": wrong}, status=503 if wrong else 200)


def problems() -> list[str]:
    """What keeps readers from being answered, in sentences; three or four queries of the database that answers them."""
    try:
        # With a replica readers are answered while the primary is gone: nobody must be turned away from that.
        applied = MigrationRecorder(connections[asked()]).applied_migrations()
        missing = sorted(".".join(one) for one in _on_disk() - set(applied))
        if missing:
            # What else is wrong may only be that: the tables may not be there.
            return [f"The database lacks migrations: {', '.join(missing)}."]
        if not Edition.objects.filter(is_open=True).exists():
            return ["No edition is open."]
    except DatabaseError:
        _LOG.exception("The database was asked whether it is ready.")
        return ["The database does not answer."]
    return []


@cache
def _on_disk() -> set[tuple[str, str]]:
    """The migrations that the code brings, as (app, name); those replaced by a squashed one are left out."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    replaced = {one for migration in loader.disk_migrations.values() for one in migration.replaces}
    return loader.disk_migrations.keys() - replaced
