"""Which static files a site that is open to visitors collects: those that its pages can ask for."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class CollectedFiles(StaticFilesConfig):
    """Django's own app, told to leave behind the forms in which Bootstrap comes and in which no page uses it.

    Pages use vendor/bootstrap/css/bootstrap.min.css and vendor/bootstrap/js/bootstrap.bundle.min.js, whose maps must
    stay with them, since each names its map. Compressing all the others took ten seconds of the very first start.
    """

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        # A shell pattern here is a whole file name, wherever it lies.
        *("*.rtl.*", "bootstrap-grid.*", "bootstrap-reboot.*", "bootstrap-utilities.*", "bootstrap.css*"),
        *("*.esm.*", "bootstrap.js*", "bootstrap.min.js*", "bootstrap.bundle.js*"),
    ]
