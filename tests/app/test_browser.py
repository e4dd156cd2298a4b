"""The app in a real browser, with every way out of this machine closed: pages, keys, themes, and what axe finds."""

from __future__ import annotations

import json
import re
from importlib import resources

import pytest
from playwright.sync_api import Browser, Page, expect

from app.conftest import NARROW, WIDE, Watched

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
PLACES = [
    "relations",
    "relation",
    "instruments",
    "disputes",
    "expectations",
    "explanations",
    "network",
    "actor",
    "person",
    "add",
    "statements",
    "episodes",
    "articles",
    "nothing found",
    "article",
    "hostile article",
    "raw",
    "episode",
    "archive",
    "left out",
    "api",
    "error",
]


LOOKS = [(*WIDE, "light"), (*WIDE, "dark"), (*NARROW, "light")]


def faults(page: Page) -> list[tuple[str, str]]:
    """What keeps a page from being used by everybody: what axe calls serious or critical, and a page too wide."""
    # Our policy lets no script of others in, axe neither: it comes by the debugger.
    found = page.evaluate(f"{AXE}; axe.run(document, {{resultTypes: ['violations']}})")["violations"]
    grave = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*grave, *([("too wide", str(over))] if over > 0 else [])]


@pytest.mark.parametrize("watched", LOOKS, indirect=True, ids=["wide", "dark", "narrow"])
def test_pages_are_sound(watched: Watched, places: dict[str, str]) -> None:
    assert set(PLACES) == set(places)
    for place in PLACES:
        watched.page.goto(places[place])
        expect(watched.page.locator("h1")).to_have_count(1)
        assert faults(watched.page) == [], place


def test_empty_pages_are_sound(browser: Browser, empty_site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, base_url=empty_site)
    page = context.new_page()
    for address in ("/", "/search/statements", "/search/articles", "/archive", "/archive/skipped"):
        page.goto(address)
        assert faults(page) == [], address
    context.close()


def test_statements_are_selected_by_keys_and_mouse(watched: Watched, places: dict[str, str]) -> None:
    page = watched.page
    page.goto(places["article"])
    which, panel = page.locator("#which"), page.locator(".panel:visible")
    expect(which).to_have_text("1")
    page.keyboard.press("j")
    expect(which).to_have_text("2")
    page.keyboard.press("ArrowRight")
    expect(which).to_have_text("3")
    expect(panel).to_have_count(1)
    shown = panel.get_attribute("data-statement")
    assert f"s={shown}" in page.url
    for element in page.locator(".text .coded.on").all():
        assert f"{shown}:" in (element.get_attribute("data-parts") or "")
    page.keyboard.press("k")
    page.keyboard.press("ArrowLeft")
    expect(which).to_have_text("1")
    page.keyboard.press("k")
    count = page.locator(".panel").count()
    expect(which).to_have_text(str(count))
    page.locator("article a.n").first.click()
    expect(panel).to_have_attribute(
        "data-statement", page.locator("article a.n").first.get_attribute("data-statement") or ""
    )
    words = page.locator(".text p .coded").first
    words.click()
    expect(words).to_have_class(re.compile(r"\bon\b"))


def test_a_link_to_a_statement_opens_it(watched: Watched, places: dict[str, str]) -> None:
    page = watched.page
    page.goto(places["statements"])
    words = page.locator(".items .open").nth(1)
    quote = words.inner_text().strip("“”").split("\n")[0][:30]
    words.click()
    expect(page.locator(".panel:visible blockquote")).to_contain_text(quote)


def test_the_app_works_without_any_script(browser: Browser, site: str, places: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto(places["article"])
    page.get_by_role("link", name="Next").click()
    expect(page.locator("#which")).to_have_text("2")
    page.goto("/search/statements")
    page.get_by_label("Words", exact=True).fill("embassy")
    page.get_by_role("button", name="Search").click()
    assert "q=embassy" in page.url
    assert page.locator(".items .item").count() > 0
    context.close()


def test_the_theme_is_remembered(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Switch to the dark theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.goto("/archive")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.get_by_role("button", name="Switch to the light theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == light


def test_a_search_has_a_short_address_that_can_be_shared(watched: Watched) -> None:
    page = watched.page
    page.goto("/search/statements")
    page.get_by_label("Who", exact=True).fill("Cambodia")
    page.get_by_label("Reject").check()
    page.get_by_role("button", name="Search").click()
    assert page.url.endswith("/search/statements?who=Cambodia&event=REJECT")
    found = page.locator(".found .sub").inner_text()
    page.goto(page.url)
    expect(page.locator(".found .sub")).to_have_text(found)
    expect(page.get_by_label("Reject")).to_be_checked()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "statements.csv"


def test_the_keyboard_reaches_everything(watched: Watched) -> None:
    page = watched.page
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "quick"
    page.keyboard.type("naval")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/articles?q=naval")


def test_hostile_words_do_nothing(watched: Watched, places: dict[str, str]) -> None:
    page = watched.page
    page.on("dialog", lambda dialog: pytest.fail(f"a dialogue opened: {dialog.message}"))
    page.goto(places["hostile article"])
    assert page.title().startswith("France signs <b>treaty</b>")
    assert json.dumps(page.locator("main").inner_text()).count("<script>") >= 1
    expect(page.locator("main")).to_be_visible()
