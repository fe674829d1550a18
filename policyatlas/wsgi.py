"""Where an application server takes hold of the site: `policyatlas.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from policyatlas import outages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "policyatlas.settings")

application = get_wsgi_application()
outages.never_make_a_database()
