"""Coming in: the doors, one's own sign-in, and later in the day the front page."""

from tests.browser.doors import give_passkeys, sign_in
from tests.browser.furnishing import secret_of

from .studio import Studio


def the_door(studio: Studio) -> None:
    page = studio.window()
    page.goto("/admin/")
    studio.take(page, "sign-in", "#container", height=520)


def a_second_factor(studio: Studio) -> None:
    # Passkeys belong to a name, so the site is reached by its name.
    address = studio.site.address.replace("127.0.0.1", "localhost")
    page = studio.window(address=address)
    give_passkeys(page)
    page.goto("/admin/account/passkeys/add/")
    sign_in(page, "kenji")
    page.get_by_label("Password").fill(secret_of("kenji"))
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name").fill("Telephone")
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_text("The passkey is added.").wait_for()
    page.goto("/admin/account/")
    studio.take(page, "second-factor", "#content-main")
    second = studio.window(address=address)
    second.goto("/admin/")
    sign_in(second, "kenji")
    second.get_by_role("heading", name="The second factor").wait_for()
    studio.take(second, "lost", "#container")
    second.context.close()
    page.get_by_role("link", name="Remove Telephone").click()
    page.get_by_role("button", name="Remove the passkey").click()
    page.context.close()


SCENES = (the_door, a_second_factor)
