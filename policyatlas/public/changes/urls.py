"""The addresses of what changed: in the whole atlas, and in a view as a page, a spreadsheet and a feed."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.index, name="changes"),
    path("<stem:stem>/", views.page, name="changes-page"),
    path("<stem:stem>.csv", views.as_csv, name="changes-csv"),
    path("<stem:stem>.atom", views.as_atom, name="changes-feed"),
]
