"""Second factors: codes of an app, recovery codes, and where they are obligatory. (Passkeys need a browser.)"""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from policyatlas.curation.preparing import ADMINISTRATORS
from policyatlas.records.models import Policy
from tests.curation.sending import page, text
from tests.curation.signing_in import TOO_OFTEN, add_app, code, give, is_in, leads_to, say_again

pytestmark = pytest.mark.django_db
DESK = "/admin/"
SECOND_STEP = "/admin/account/login/second-factor/"
NOT_ACCEPTED = "This was not accepted."


@pytest.fixture
def with_app(kenji):
    """Kenji after he has added an app: its secret and his recovery codes."""
    browser = Client()
    give(browser, "kenji")
    return add_app(browser, "kenji")


def second_step(given: str, browser: Client | None = None):
    """The answer to the right password and then `given`."""
    browser = browser or Client()
    assert leads_to(give(browser, "kenji")) == SECOND_STEP
    assert not is_in(browser), "the password alone must not be enough"
    return browser.post(SECOND_STEP, {"code": given})


def test_with_an_app_a_code_is_asked_for_and_good_only_once(with_app):
    secret, _ = with_app
    browser = Client()
    assert leads_to(second_step(code(secret), browser)) == DESK
    assert is_in(browser)
    assert NOT_ACCEPTED in text(second_step(code(secret)))
    assert leads_to(second_step(code(secret, later=1))) == DESK


def test_the_second_step_leads_where_one_wanted_to_go(with_app):
    browser = Client()
    give(browser, "kenji", then="/admin/records/policy/")
    assert leads_to(browser.post(SECOND_STEP, {"code": code(with_app[0])})) == "/admin/records/policy/"


def test_the_second_step_cannot_be_taken_first(visitor):
    assert leads_to(visitor.get(SECOND_STEP)) == reverse("account_login")
    assert leads_to(visitor.post(SECOND_STEP, {"code": "000000"})) == reverse("account_login")


def test_a_recovery_code_lets_in_once(with_app):
    _, codes = with_app
    assert len(set(codes)) == 10
    assert leads_to(second_step(codes[0])) == DESK
    assert NOT_ACCEPTED in text(second_step(codes[0]))
    assert leads_to(second_step(codes[1])) == DESK


def test_wrong_codes_are_counted_whoever_sends_them(with_app):
    secret, codes = with_app
    for _ in range(5):
        assert NOT_ACCEPTED in text(second_step("000000"))
    assert TOO_OFTEN in text(second_step(code(secret, later=1)))
    assert TOO_OFTEN in text(second_step(codes[0])), "nor does a recovery code help"


def test_one_can_go_back_from_the_second_step(with_app):
    browser = Client()
    give(browser, "kenji")
    back = browser.post(reverse("account_logout"), {"next": reverse("account_login")}, follow=True)
    assert back.request["PATH_INFO"] == reverse("account_login")
    assert leads_to(browser.get(SECOND_STEP)) == reverse("account_login")


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes", "mfa_view_recovery_codes"]
)
def test_a_window_left_open_does_not_show_or_change_a_second_factor(with_app, kenji, name):
    left_open = Client()
    left_open.force_login(kenji)
    answer = left_open.get(reverse(name))
    asked_again = leads_to(answer).startswith("/admin/account/again/")
    assert asked_again or not any(recovery in text(answer) for recovery in with_app[1])


def test_removing_the_app_takes_its_codes_away(with_app):
    browser = Client()
    second_step(code(with_app[0]), browser)
    say_again(browser, "kenji")
    assert "your password alone lets you in" in text(browser.get(reverse("mfa_deactivate_totp")))
    assert "The authenticator app is removed." in text(browser.post(reverse("mfa_deactivate_totp"), follow=True))
    assert leads_to(give(Client(), "kenji")) == DESK


# --- Obligatory


@pytest.fixture
def obligatory(settings):
    """As with ATLAS_SECOND_FACTOR=1."""
    settings.SECOND_FACTOR = True


@pytest.mark.usefixtures("obligatory")
def test_without_a_second_factor_only_the_way_to_one_is_open(kenji, desk):
    browser, policy = Client(), desk.a_policy()
    give(browser, "kenji")
    forbidden = [reverse("admin:index"), page(Policy, "changelist"), page(policy, "change", policy.pk)]
    forbidden += [page(policy, "delete", policy.pk), reverse("admin:autocomplete"), "/admin/no-such-page/"]
    for address in forbidden:
        for answer in (browser.get(address), browser.post(address, {"title_en": "Changed"})):
            assert leads_to(answer) == reverse("mfa_index"), f"{address} is open"
    policy.refresh_from_db()
    assert policy.title_en == "A plan"
    assert "Everybody at this desk needs a second factor" in text(browser.get(reverse("mfa_index")))

    add_app(browser, "kenji")
    assert is_in(browser)
    assert "Everybody at this desk" not in text(browser.get(reverse("mfa_index")))


@pytest.mark.usefixtures("obligatory")
def test_whoever_has_no_second_factor_can_still_sign_out(kenji_at_desk):
    kenji_at_desk.post(reverse("admin:logout"))
    assert leads_to(kenji_at_desk.get(reverse("mfa_index"))) == reverse("account_login")


@pytest.mark.usefixtures("obligatory")
def test_recovery_codes_alone_are_no_second_factor(with_app, kenji, kenji_at_desk):
    assert is_in(kenji_at_desk)
    Authenticator.objects.filter(user=kenji, type=Authenticator.Type.TOTP).delete()
    assert not is_in(kenji_at_desk)


@pytest.mark.usefixtures("obligatory")
def test_readers_are_asked_for_nothing(visitor):
    assert visitor.get("/policies/").status_code == 200


def test_elsewhere_it_is_everybodys_own_choice(kenji_at_desk):
    assert is_in(kenji_at_desk)


# --- Lost


def test_an_administrator_removes_what_somebody_has_lost(with_app, client, hanako):
    hanako.groups.set(Group.objects.filter(name=ADMINISTRATORS))
    client.force_login(hanako)
    shown = client.get(page(Authenticator, "changelist"))
    assert "kenji" in text(shown)
    app = Authenticator.objects.get(type=Authenticator.Type.TOTP)
    looked_at = client.get(page(Authenticator, "change", app.pk))
    assert with_app[0] not in text(looked_at), "the secret is nobody's but Kenji's"
    assert client.get(f"{page(Authenticator, 'changelist')}?data__secret__startswith=A").status_code == 400
    assert client.get(page(Authenticator, "add")).status_code == 403
    client.post(page(Authenticator, "delete", app.pk), {"post": "yes"})
    assert leads_to(give(Client(), "kenji")) == DESK


def test_whoever_runs_the_server_lets_the_only_administrator_in_again(with_app, kenji, capsys):
    call_command("forget_second_factors", "kenji")
    assert capsys.readouterr().out.startswith("Forgot 2 of kenji")
    browser = Client()
    assert leads_to(give(browser, "kenji")) == DESK
    assert is_in(browser)
    with pytest.raises(CommandError, match="Nobody signs in as “kenij”"):
        call_command("forget_second_factors", "kenij")


def test_nobody_else_sees_who_has_which(kenji_at_desk):
    assert kenji_at_desk.get(page(Authenticator, "changelist")).status_code == 403
