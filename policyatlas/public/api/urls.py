"""The addresses of the API: its guide, its description for programs, and its operations."""

from django.urls import path

from .guide import guide, openapi
from .offering import api

operations, *_names = api.urls

urlpatterns = [
    path("", guide, name="api"),
    path("openapi.json", openapi, name="api-openapi"),
    # All but the library's own first page, in whose place the guide stands.
    *(operation for operation in operations if operation.name != "api-root"),
]
