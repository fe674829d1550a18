"""What is our own in the sign-in: nobody signs up, tries are counted by name alone, and what refusals say."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


class Doorkeeper(DefaultAccountAdapter):
    """Signing in and out, and what may lead where."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "Nobody at the desk has this name and this password. Capitals matter in both.",
        "too_many_login_attempts": "There were too many wrong tries. Wait five minutes, then try again.",
        "rate_limited": "There were too many wrong tries. Wait five minutes, then try again.",
        "incorrect_password": "This is not your password.",
        "enter_current_password": "This is not your password as it is now.",
    }

    def is_open_for_signup(self, request) -> bool:
        """Never: administrators add the people of the desk."""
        return False

    def pre_login(self, request, user, **kwargs):
        """Whoever comes with a passkey must be of the desk too; with a password `StaffOnly` has seen to it."""
        if not (user.is_active and user.is_staff):
            messages.error(request, "You are not among the people of the desk. Ask an administrator.")
            return HttpResponseRedirect(reverse("account_login"))
        return super().pre_login(request, user, **kwargs)

    def is_safe_url(self, url) -> bool:
        """Only addresses of the very site one signs in to."""
        request = context.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_password_change_redirect_url(self, request) -> str:
        """Back to one's sign-in."""
        return reverse("mfa_index")

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        # The library puts the host that the browser names before it, port and all: naming another one would start
        # the count anew.
        return credentials.get("username", "").lower()


class SecondFactors(DefaultMFAAdapter):
    """Authenticator apps, recovery codes and passkeys."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": (
            "This was not accepted. A code from an app is good for half a minute, and each code only once. "
            "A passkey must be one that you added here."
        ),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a passkey is kept under: the host's name, shown as PolicyAtlas."""
        return super().get_public_key_credential_rp_entity() | {"name": "PolicyAtlas"}

    def generate_authenticator_name(self, user, type) -> str:
        """What a new passkey is called unless its owner says otherwise."""
        from allauth.mfa.models import Authenticator  # Imported here: the adapter is there before the models are.

        return f"Passkey {Authenticator.objects.filter(user=user, type=type).count() + 1}"
