"""The language of a page is part of its address: every address works below `/ja/`, and leads on in Japanese."""

import re

import pytest
from django.utils import translation

pytestmark = pytest.mark.django_db

ADDRESSES = (
    "/",
    "/about/",
    "/policies/?kind=law",
    "/policies/technopolis-law/",
    "/prefectures/iwate/",
    "/compare/prefectures/?s=aomori&s=iwate",
    "/search/?q=iwate",
    "/editions/",
    "/changes/",
    "/2026.1/policies/",
    "/2026.1/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_there_in_both_languages_and_says_so(address, visitor):
    for prefix, language in (("", "en"), ("/ja", "ja")):
        response = visitor.get(f"{prefix}{address}")
        assert response.status_code == 200
        assert response.headers["Content-Language"] == language
        assert f'<html lang="{language}">' in response.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_each_names_the_other_one(address, visitor):
    alternates = 'hreflang="{}" href="http://testserver{}"'
    for prefix in ("", "/ja"):
        text = visitor.get(f"{prefix}{address}").content.decode().replace("&amp;", "&")
        assert alternates.format("en", address) in text
        assert alternates.format("ja", f"/ja{address}") in text


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_linked_stays_in_the_language(address, visitor):
    text = visitor.get(f"/ja{address}").content.decode()
    links = {link for link in re.findall(r'(?:href|action)="(/[^"]*)', text) if not link.startswith("/static/")}
    assert len(links) > 10
    assert not {link for link in links if not link.startswith(("/ja/", "/admin/"))}


def test_the_language_comes_before_the_edition_and_both_stay(visitor):
    text = visitor.get("/ja/2026.1/policies/").content.decode()
    assert 'href="/ja/2026.1/policies/technopolis-law/"' in text
    assert visitor.get("/2026.1/ja/policies/").status_code == 404


def test_neither_cookie_nor_browser_chooses_the_language(visitor):
    visitor.cookies["django_language"] = "ja"
    response = visitor.get("/policies/", HTTP_ACCEPT_LANGUAGE="ja")
    assert response.headers["Content-Language"] == "en"
    visitor.get("/ja/policies/")
    assert visitor.get("/policies/").headers["Content-Language"] == "en"
    assert translation.get_language() == "en"


def test_a_wrong_address_is_wrong_in_its_language(visitor):
    for address in ("/ja/nothing/", "/ja/2099.1/policies/", "/ja/admin/"):
        response = visitor.get(address)
        assert response.status_code == 404
        assert response.headers["Content-Language"] == ("en" if "admin" in address else "ja")


def test_an_address_without_its_last_slash_is_led_on(visitor):
    for address in ("/ja", "/ja/policies", "/ja/2026.1", "/ja/2026.1/policies"):
        response = visitor.get(address)
        assert response.status_code in (301, 302)
        assert response.headers["Location"] == f"{address}/"


def test_what_is_asked_stays_when_an_address_is_led_on(visitor):
    for address, there in (
        ("/ja?show=entries", "/ja/?show=entries"),
        ("/2026.1?show=entries", "/2026.1/?show=entries"),
    ):
        assert visitor.get(address).headers["Location"] == there


def test_what_was_never_in_print_is_said_in_the_language(visitor):
    assert "No policy “no-such” was ever in print." in visitor.get("/policies/no-such/").content.decode()
    for address in ("/ja/policies/no-such/", "/ja/policies/no-such.json"):
        said = visitor.get(address)
        assert said.status_code == 404
        assert "「no-such」という政策が公開されたことはありません。" in said.content.decode()
    assert "2999.9版はありません" in visitor.get("/ja/2999.9/policies/").content.decode()


def test_the_desk_is_reached_from_a_japanese_page(visitor):
    assert 'href="/admin/"' in visitor.get("/ja/").content.decode()
    assert 'href="/admin/"' in visitor.get("/ja/2026.1/").content.decode()


def test_a_file_of_a_japanese_page_is_verified(visitor, tmp_path):
    from django.core.management import call_command

    response = visitor.get("/ja/policies.csv?kind=law")
    assert response.status_code == 200
    assert "http://testserver/ja/" in response.content.decode()
    taken = tmp_path / "policies.csv"
    taken.write_bytes(response.content)
    call_command("verify_download", str(taken))


def test_the_other_language_of_a_list_has_its_canonical_question(visitor):
    sent = "q=&year_from=&year_to=2000&sort=years&per_page=50&kind=law&nonsense=1"
    text = visitor.get(f"/2026.1/policies/?{sent}").content.decode()
    assert 'hreflang="ja" href="http://testserver/ja/2026.1/policies/?kind=law&amp;year_to=2000"' in text
    assert 'rel="canonical" href="http://testserver/2026.1/policies/?kind=law&amp;year_to=2000"' in text
