"""Where a second factor is obligatory: whoever has none gets no further than to the page that sets one up."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect

# Pages of the desk that lead out of it, that every page needs, or that say how a second factor is set up.
_OPEN = {"login", "logout", "password_change", "jsi18n", "handbook", "handbook_page", "handbook_picture"}
# Recovery codes alone are none: they only stand in for one of these.
_SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether somebody is signed in who must set up a second factor first."""
    return (
        settings.SECOND_FACTOR
        and request.user.is_authenticated
        and not is_mfa_enabled(request.user, types=_SECOND_FACTORS)
    )


class SecondFactorMiddleware:
    """Leads from every page of the desk to the person's own sign-in, as long as the second factor is missing."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Asked of every view, so that no page of the desk can forget it."""
        asked = request.resolver_match
        if asked.namespaces[:1] == ["admin"] and asked.url_name not in _OPEN and lacks_second_factor(request):
            return redirect("mfa_index")
        return None
