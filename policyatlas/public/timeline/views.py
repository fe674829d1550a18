"""The page of the timeline."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from policyatlas.public import words
from policyatlas.public.changes import banners
from policyatlas.public.extracts import timelines
from policyatlas.public.files.links import downloads
from policyatlas.public.links import cite_address_of, feed_address

from . import showing
from .answering import answer
from .drawing import draw


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """What was decided, begun, named and ended, drawn over the years and as a list."""
    reading, language = request.reading, words.page_language()
    found = answer(reading, request.GET)
    asked, question = found.asked, timelines.question_of(found)
    context = {
        "asked": asked,
        "canonical": request.build_absolute_uri(asked.address()),
        "drawing": draw(found, language) if asked.view == "drawing" else None,
        "sections": showing.sections(found, language),
        "filters": showing.filters(found, language),
        "pills": showing.pills(found, language),
        "clear": asked.address({}),
        "groupings": showing.options(found, "group"),
        "views": showing.options(found, "view"),
        "count_words": showing.count_words(found),
        "counted": showing.counted(found, language),
        "downloads": downloads("timeline", question),
        "cite_address": cite_address_of("timeline", question),
        "feed": feed_address("timeline", question),
        "changed": banners.of_view(reading, "timeline", question, request.GET, lambda: timelines.of_answer(found)),
    }
    return render(request, "public/timeline.html", context)
