"""What is pressed together on its way to the reader: pages and data, but no file that lies on the disk as it is."""

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

from .answers.marking import OUTSIDE


class Compression(GZipMiddleware):
    """Django's own compression, but not of what is sent in pieces.

    Files keep the length and the sum by which a download is checked; a page that says what is being done would be held
    back until it is done.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The response, compressed unless it is sent in pieces, or kept by whoever compresses it once for all."""
        kept = OUTSIDE in request.META and hasattr(response, "keeping")
        return response if response.streaming or kept else super().process_response(request, response)
