"""The addresses of the map."""

from django.urls import path

from . import views

urlpatterns = [
    path("map/", views.page, name="map"),
    path("map.svg", views.as_svg, name="map-svg"),
]
