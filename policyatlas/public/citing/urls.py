"""The addresses of citations: the page beside each view, and the files."""

from django.urls import path

from . import views

urlpatterns = [
    path("cite/<stem:stem>/", views.page, name="cite"),
    path("<stem:stem>.<citation:ending>", views.file, name="citation"),
]
