"""Where an application server takes hold of the site: `policyatlas.wsgi:application`."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from policyatlas import outages
from policyatlas.public.answers.serving import Answers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "policyatlas.settings")

application = get_wsgi_application()
if not settings.TESTING:
    # Tests make their databases after this has been loaded.
    outages.never_make_a_database()
# Whoever works on the pages wants to see each change.
if not settings.DEBUG:
    application = Answers(application, settings.KEPT_ANSWERS)
