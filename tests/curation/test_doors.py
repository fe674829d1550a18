"""The doors of the desk: who gets in, how often one may try, and where one lands."""

import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.curation.sending import text
from tests.curation.signing_in import TOO_OFTEN, WRONG, add_app, give, is_in, leads_to, say_again

pytestmark = pytest.mark.django_db
DESK = "/admin/"


def test_every_page_of_the_desk_leads_to_the_one_door(visitor):
    answer = visitor.get("/admin/records/policy/?q=iwate", follow=True)
    assert answer.request["PATH_INFO"] == reverse("account_login")
    assert 'name="next" value="/admin/records/policy/?q=iwate"' in text(answer)


def test_djangos_own_sign_in_lets_nobody_in(visitor, kenji):
    answer = visitor.post(reverse("admin:login"), {"username": "kenji", "password": "kenji-secret"})
    assert leads_to(answer) == reverse("account_login")
    assert not is_in(visitor)


def test_name_and_password_lead_where_one_wanted_to_go(visitor, kenji):
    assert leads_to(give(visitor, "kenji", then="/admin/records/policy/")) == "/admin/records/policy/"
    assert is_in(visitor)
    assert leads_to(visitor.get(reverse("admin:login"))) == reverse("account_login")
    assert leads_to(visitor.get(reverse("account_login"))) == DESK, "who is in is not asked again"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "http://localhost/admin/", r"\\evil.example", "javascript:alert(1)"],
)
def test_the_door_leads_to_no_other_site(visitor, kenji, elsewhere):
    answer = give(visitor, "kenji", then=elsewhere)
    assert answer.status_code == 302
    assert answer.url == DESK


def test_mallory_never_gets_in(visitor, mallory):
    assert WRONG in text(give(visitor, "mallory"))
    visitor.force_login(mallory)
    assert not is_in(visitor)
    for page in ("mfa_index", "mfa_activate_totp", "account_change_password"):
        assert leads_to(visitor.get(reverse(page))) == reverse("account_login")


@pytest.mark.parametrize("right", ["is_staff", "is_active"])
def test_whoever_leaves_the_desk_is_out_at_once(hanako_at_desk, hanako, right):
    assert is_in(hanako_at_desk)
    setattr(hanako, right, False)
    hanako.save()
    assert not is_in(hanako_at_desk)


@pytest.mark.parametrize(
    "page", ["account_signup", "account_email", "account_reset_password", "account_request_login_code", "mfa_trust"]
)
def test_nobody_signs_up_and_no_mail_is_sent(page):
    with pytest.raises(NoReverseMatch):
        reverse(page)


@pytest.mark.parametrize("address", ["/admin/account/signup/", "/accounts/signup/", "/accounts/login/", "/signup/"])
def test_there_is_no_other_way_in(hanako_at_desk, address):
    assert hanako_at_desk.get(address).status_code == 404
    assert hanako_at_desk.post(address).status_code == 404


# --- How often one may try


def test_after_five_wrong_passwords_the_right_one_does_not_help(visitor, kenji, hanako):
    for _ in range(5):
        assert WRONG in text(give(visitor, "kenji", "guess"))
    assert TOO_OFTEN in text(give(visitor, "kenji"))
    assert TOO_OFTEN in text(give(Client(REMOTE_ADDR="192.0.2.7"), "KENJI")), "from anywhere, in any spelling"
    assert not is_in(visitor)
    assert leads_to(give(visitor, "hanako")) == DESK, "others may still come in"


def test_another_name_of_the_site_does_not_start_the_count_anew(visitor, kenji, settings):
    settings.ALLOWED_HOSTS = ["*"]
    for number in range(5):
        give(visitor, "kenji", "guess", host=f"atlas.example:{8000 + number}")
    assert TOO_OFTEN in text(give(visitor, "kenji", host="desk.example"))


def test_one_address_may_not_try_many_names(visitor, kenji):
    for number in range(10):
        assert WRONG in text(give(visitor, f"somebody-{number}", "guess"))
    assert TOO_OFTEN in text(give(visitor, "kenji"))
    assert leads_to(give(Client(REMOTE_ADDR="192.0.2.7"), "kenji")) == DESK


def test_behind_a_proxy_each_visitor_has_a_limit_of_their_own(kenji, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    proxy = {"x-forwarded-for": "198.51.100.1, 192.0.2.66"}
    for number in range(10):
        # Whatever somebody has written before what the proxy adds counts for nothing.
        give(Client(), f"somebody-{number}", "guess", **{"x-forwarded-for": f"198.51.100.{number}, 192.0.2.66"})
    assert TOO_OFTEN in text(give(Client(), "kenji", **proxy))
    assert leads_to(give(Client(), "kenji", **{"x-forwarded-for": "192.0.2.7"})) == DESK


def test_without_a_proxy_nobody_chooses_an_address(kenji):
    for number in range(10):
        give(Client(), f"somebody-{number}", "guess", **{"x-forwarded-for": f"192.0.2.{number}"})
    assert TOO_OFTEN in text(give(Client(), "kenji", **{"x-forwarded-for": "192.0.2.99"}))


def test_too_many_tries_of_any_kind_are_answered_with_a_page(visitor, kenji):
    for _ in range(30):
        give(visitor, "kenji")
        visitor.logout()
    answer = give(visitor, "kenji")
    assert answer.status_code == 429
    assert "Too many tries" in text(answer)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


# --- One's own password


def test_the_password_is_changed_where_tries_are_counted(visitor, kenji):
    give(visitor, "kenji")
    assert leads_to(visitor.get(reverse("admin:password_change"))) == reverse("account_change_password")
    new = {"password1": "a harder one to guess", "password2": "a harder one to guess"}
    refused = visitor.post(reverse("account_change_password"), {"oldpassword": "guess"} | new)
    assert "This is not your password as it is now." in text(refused)
    changed = visitor.post(reverse("account_change_password"), {"oldpassword": "kenji-secret"} | new, follow=True)
    assert "Your password is changed." in text(changed)
    assert is_in(visitor), "the window in which it was changed stays signed in"
    assert WRONG in text(give(Client(), "kenji"))
    assert leads_to(give(Client(), "kenji", "a harder one to guess")) == DESK


def test_who_has_no_password_is_led_to_what_there_is(hanako_at_desk, hanako):
    hanako.set_unusable_password()
    hanako.save()
    hanako_at_desk.force_login(hanako)
    page = hanako_at_desk.get(reverse("account_change_password"), follow=True)
    assert "you sign in with a passkey" in text(page)


# --- The pages


def test_the_pages_of_the_doors_hold_to_the_policy_and_are_kept_by_no_browser(kenji):
    browser, waiting = Client(), Client()
    give(browser, "kenji")
    pages = ["mfa_index", "account_change_password", "account_reauthenticate", "mfa_activate_totp"]
    say_again(browser, "kenji")
    seen = [browser.get(reverse(page)) for page in pages]
    add_app(browser, "kenji")
    pages = ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"]
    pages += ["mfa_add_webauthn", "mfa_reauthenticate"]
    seen += [browser.get(reverse(page)) for page in pages]
    seen += [waiting.get(reverse("account_login")), give(waiting, "kenji", "guess")]
    give(waiting, "kenji")
    seen += [waiting.get(reverse("mfa_authenticate"))]
    for answer in seen:
        shown = answer.content.decode()
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "no-store" in answer.headers["Cache-Control"], f"{answer.request['PATH_INFO']} may be kept"
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|no such variable", shown), shown
        assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", shown)
        assert "<h1>" in shown


def test_signing_out_wants_a_button(kenji_at_desk):
    assert kenji_at_desk.get(reverse("account_logout")).status_code == 405
    assert is_in(kenji_at_desk)
    kenji_at_desk.post(reverse("account_logout"))
    assert not is_in(kenji_at_desk)
