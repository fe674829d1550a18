"""The addresses of the comparisons: each as a page."""

from django.urls import path

from . import pictures, views

urlpatterns = [
    path("", views.index, name="compare-index"),
    path("<compared:noun>/", views.comparison, name="compare"),
    path("<compared:noun>.svg", pictures.as_svg, name="compare-svg"),
]
