"""Which static files a site that is open to visitors collects: those that its pages can ask for."""

from django.contrib.staticfiles.finders import FileSystemFinder

# Shell patterns of whole file names, wherever they lie. Pages use Bootstrap's css/bootstrap.min.css and
# js/bootstrap.bundle.min.js; the maps of these two must stay with them, since each names its map.
UNUSED = [
    *("*.rtl.*", "bootstrap-grid.*", "bootstrap-reboot.*", "bootstrap-utilities.*", "bootstrap.css*"),
    *("*.esm.*", "bootstrap.js*", "bootstrap.min.js*", "bootstrap.bundle.js*"),
    # Of htmx the pressed form of its second version is used.
    *("django-htmx.js", "htmx-2.js", "htm*-4*.js", "htmx-2-compat-4*", "hx-*.js"),
]


class UsedFiles(FileSystemFinder):
    """Django's own finder of STATICFILES_DIRS, without those forms of Bootstrap and htmx that no page uses.

    Compressing Bootstrap's took ten seconds of the very first start.
    """

    def list(self, ignore_patterns):
        return super().list([*(ignore_patterns or []), *UNUSED])
