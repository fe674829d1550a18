"""What people do at the doors of the desk, as a browser without JavaScript sends it."""

import base64
import hmac
import re
import struct
import time
from urllib.parse import urlsplit

from django.test import Client
from django.urls import reverse

WRONG = "Nobody at the desk has this name and this password."
TOO_OFTEN = "There were too many wrong tries."


def give(browser: Client, name: str, password: str | None = None, then: str = "", **headers):
    """Name and password, by default the right one; the answer itself, wherever it leads."""
    sent = {"login": name, "password": f"{name}-secret" if password is None else password, "next": then}
    return browser.post(reverse("account_login"), sent, headers=headers)


def is_in(browser: Client) -> bool:
    """Whether the desk opens its first page."""
    return browser.get(reverse("admin:index")).status_code == 200


def leads_to(answer) -> str:
    """The path that an answer leads to, or what it is if it leads nowhere."""
    return urlsplit(answer.url).path if answer.status_code == 302 else str(answer.status_code)


def code(secret: str, later: int = 0) -> str:
    """What an authenticator app shows for `secret`, now or so many half minutes `later` (RFC 6238)."""
    moment = struct.pack(">Q", int(time.time()) // 30 + later)
    digest = hmac.digest(base64.b32decode(secret), moment, "sha1")
    begin = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[begin : begin + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def say_again(browser: Client, name: str) -> None:
    """The password once more, as is asked before one's sign-in is changed."""
    browser.post(reverse("account_reauthenticate"), {"password": f"{name}-secret"})


def add_app(browser: Client, name: str) -> tuple[str, list[str]]:
    """An authenticator app for somebody who is signed in: its secret, and the recovery codes shown."""
    say_again(browser, name)
    secret = re.search(r'desk-secret">(\w+)<', browser.get(reverse("mfa_activate_totp")).content.decode())[1]
    shown = browser.post(reverse("mfa_activate_totp"), {"code": code(secret)}, follow=True).content.decode()
    return secret, re.findall(r"<li><code>(\d{8})</code>", shown)
