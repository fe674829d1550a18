"""The addresses of the site: the desk with its doors, and the reading room for everything else."""

from django.contrib import admin
from django.urls import include, path

from policyatlas import health
from policyatlas.public import previews

# The desk asks the reading room what readers see, and knows it by this introduction only.
admin.site.reading_room = previews

urlpatterns = [
    path("healthz", health.alive),
    path("readyz", health.ready),
    path("admin/account/", include("policyatlas.curation.doors.urls")),
    path("admin/", admin.site.urls),
    path("", include("policyatlas.public.urls")),
]

# What a wrong address says, and what a failure of the site or of its database; the latter two ask nothing of it.
handler404 = "policyatlas.public.errors.not_found"
handler500 = "policyatlas.public.errors.failed"
