"""One search over all kinds of entry."""

from django.shortcuts import render


def search(request):
    """What was found."""
    return render(request, "public/home.html")
