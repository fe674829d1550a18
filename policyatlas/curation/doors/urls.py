"""The addresses of signing in and of one's own sign-in; those of the library that are not here do not exist."""

from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib import admin
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView

from .obligation import lacks_second_factor


def _page(view, title: str):
    """The library's view as a page of the desk. No browser keeps it: many of them show secrets."""

    @never_cache
    @wraps(view)
    def at_the_desk(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if getattr(response, "context_data", None) is not None:
            frame = admin.site.each_context(request) | {"is_nav_sidebar_enabled": False, "title": title}
            response.context_data = frame | response.context_data | {"obliged": lacks_second_factor(request)}
        return response

    return at_the_desk


_sign_in = RedirectView.as_view(pattern_name="mfa_index")

urlpatterns = [
    path("login/", _page(account.login, "Sign in to the desk"), name="account_login"),
    path("login/second-factor/", _page(mfa.authenticate, "The second factor"), name="mfa_authenticate"),
    path("login/passkey/", never_cache(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("logout/", require_POST(account.logout), name="account_logout"),
    path("again/", _page(account.reauthenticate, "Is it you?"), name="account_reauthenticate"),
    path("again/code/", _page(mfa.reauthenticate, "Is it you?"), name="mfa_reauthenticate"),
    path("again/passkey/", _page(passkeys.reauthenticate_webauthn, "Is it you?"), name="mfa_reauthenticate_webauthn"),
    path("", _page(mfa.index, "Your sign-in"), name="mfa_index"),
    path("password/", _page(account.password_change, "Change your password"), name="account_change_password"),
    # Who has no password was given none by an administrator, and gets one from there.
    path("password/none/", _sign_in, name="account_set_password"),
    path("app/add/", _page(totp.activate_totp, "Add an authenticator app"), name="mfa_activate_totp"),
    path("app/remove/", _page(totp.deactivate_totp, "Remove the authenticator app"), name="mfa_deactivate_totp"),
    path("codes/", _page(recovery_codes.view_recovery_codes, "Recovery codes"), name="mfa_view_recovery_codes"),
    path(
        "codes/new/",
        _page(recovery_codes.generate_recovery_codes, "Make new recovery codes"),
        name="mfa_generate_recovery_codes",
    ),
    path("codes/recovery-codes.txt", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("passkeys/", _sign_in, name="mfa_list_webauthn"),
    path("passkeys/add/", _page(passkeys.add_webauthn, "Add a passkey"), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/rename/", _page(passkeys.edit_webauthn, "Rename a passkey"), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", _page(passkeys.remove_webauthn, "Remove a passkey"), name="mfa_remove_webauthn"),
]
