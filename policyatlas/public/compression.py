"""What is pressed together on its way to the reader: pages and data, but no file that lies on the disk as it is."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware


class Compression(GZipMiddleware):
    """Django's own compression, but for files: they keep the length and the sum by which a download is checked."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """The response, compressed unless it is a file."""
        return response if isinstance(response, FileResponse) else super().process_response(request, response)
