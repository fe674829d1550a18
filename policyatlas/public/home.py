"""The first page, what the atlas is, and its editions."""

from django.shortcuts import render


def home(request):
    """The first page."""
    return render(request, "public/home.html")


def about(request):
    """What the atlas is."""
    return render(request, "public/home.html")


def editions(request):
    """All editions."""
    return render(request, "public/home.html")


def edition(request, label):
    """One edition."""
    return render(request, "public/home.html")
