"""Addresses: renamed, merged and withdrawn."""

from .acts import PLAN, add_policy, find, press
from .studio import Studio

AGAIN = "Kitakami Valley Technopolis Plan"


def renamed(studio: Studio) -> None:
    page = studio.desk("kenji")
    find(page, "policy", PLAN)
    press(page, "Rename…")
    page.fill("#id_slug", "kitakami-valley-technopolis")
    page.fill("#id_reason", "The plan’s own name has the word Technopolis in it.")
    studio.take(page, "rename", "#content-main")


def merged(studio: Studio) -> None:
    hanako, yuki, kenji = (studio.desk(name) for name in ("hanako", "yuki", "kenji"))
    add_policy(hanako, AGAIN, "1983", "The plan of the Kitakami Valley was approved on 4 July 1984.")
    press(hanako, "Save and submit")
    find(yuki, "policy", AGAIN)
    press(yuki, "Approve")
    find(kenji, "policy", AGAIN)
    press(kenji, "Publish")
    press(kenji, "Merge…")
    kenji.fill("#id_into", "kitakami-valley-plan")
    kenji.fill("#id_reason", "It was entered twice.")
    press(kenji, "Compare the two first")
    studio.take(kenji, "merge", "#content-main", height=820)


def withdrawn(studio: Studio) -> None:
    page = studio.desk("kenji")
    find(page, "policy", AGAIN)
    press(page, "Withdraw…")
    page.fill("#id_reason", "Example: it was never adopted.")
    studio.take(page, "withdraw", "#content-main")


SCENES = (renamed, merged, withdrawn)
