"""The addresses of the site: the desk, and the reading room for everything else."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("policyatlas.public.urls")),
]
