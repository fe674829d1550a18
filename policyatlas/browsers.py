"""What browsers are told to keep from pages of the site: whatever it does not need itself; read by `settings.py`."""

from csp.constants import NONE, SELF

# Everything a page loads comes from this site, and no script or style stands inside a page. What is not named here is
# loaded from nowhere: frames, plug-ins, workers, sounds.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's icons of form controls are data: addresses in its style sheet.
        "font-src": [SELF],
        "connect-src": [SELF],  # Lists that are filtered in their place; forms of the desk that look for each other.
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# An atlas asks nothing of the visitor's device; the desk asks for passkeys.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
} | {f"publickey-credentials-{what}": ["self"] for what in ("create", "get")}
