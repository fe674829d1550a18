"""What people do at the doors of the desk, and the passkey that the tests' browser has."""

from playwright.sync_api import Page

from tests.browser.furnishing import secret_of


def sign_in(page: Page, name: str) -> None:
    """Give name and password on the page that asks for them."""
    page.locator("input[name=login]").fill(name)
    page.locator("input[name=password]").fill(secret_of(name))
    page.locator("#login-form [type=submit]").click()


def sign_out(page: Page) -> None:
    """Press the button in the desk's frame."""
    page.goto("/admin/")
    page.get_by_role("button", name="Log out").click()


def give_passkeys(page: Page) -> None:
    """A device in this window that keeps passkeys and knows who holds it, without anybody to press anything."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
