"""The list pages: one view for every kind of entry."""

from django.shortcuts import render


def page(request, address):
    """The list of one kind."""
    return render(request, "public/home.html")
