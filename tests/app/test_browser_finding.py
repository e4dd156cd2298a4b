"""Finding one's way in a real browser: conditions that take effect at once, keys, sliders, room for pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.conftest import NARROW, WIDE, Watched, serving
from app.test_browser import faults
from detente.archive import open_archive

GOOD = "Kenya and Uganda signed a trade agreement in Nairobi on Thursday.\n"


@pytest.fixture
def empty_of_its_own(tmp_path: Path, browser: Browser) -> Iterator[Page]:
    """A page on an archive with nothing in it, to write to."""
    path = tmp_path / "a.db"
    open_archive(path).close()
    with contextmanager(serving)(path) as site:
        context = browser.new_context(viewport={"width": NARROW[0], "height": NARROW[1]}, base_url=site)
        watched = Watched(context, site)
        yield watched.page
        context.close()
        assert watched.outside == [] and watched.errors == []


def found(page: Page) -> int:
    return int(page.locator(".found .bar .sub").inner_text().split(" ")[0].replace(",", ""))


def test_conditions_take_effect_as_they_are_set(watched: Watched) -> None:
    page = watched.page
    page.goto("/search/statements")
    every = found(page)
    page.get_by_label("Reject").check()
    page.wait_for_url("**/search/statements?event=REJECT")
    expect(page.locator(".found .bar .sub")).not_to_have_text(re.compile(f"^{every:,} "))
    expect(page.get_by_label("Reject")).to_be_focused()
    expect(page.locator("#told")).to_have_text(re.compile("statements?, the latest first"))
    page.get_by_label("of the type").select_option("0.5")
    page.wait_for_url(re.compile("confidence=0.5"))
    page.get_by_label("Who", exact=True).press_sequentially("Cambodia", delay=5)
    page.wait_for_url(re.compile("who=Cambodia"))
    page.get_by_label("of who, when, where").select_option("0.7")
    page.wait_for_url("**/search/statements?who=Cambodia&event=REJECT&confidence=0.5&certainty=0.7")
    kept = page.locator(".found .bar .sub, .found .empty").first.inner_text()
    page.reload()
    expect(page.locator(".found .bar .sub, .found .empty").first).to_have_text(kept)
    expect(page.get_by_label("of who, when, where")).to_have_value("0.7")
    assert faults(page) == []


def test_half_a_name_asks_nothing(watched: Watched) -> None:
    page = watched.page
    page.goto("/search/episodes")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/search/" in request.url else None)
    page.get_by_label("One side").press_sequentially("Saudi Ar", delay=5)
    page.wait_for_timeout(600)
    assert asked == []
    page.get_by_label("One side").press_sequentially("abia", delay=5)
    page.wait_for_url("**/search/episodes?who=Saudi+Arabia")
    assert found(page) > 0


def test_keys_are_told_and_go_through_a_list(watched: Watched) -> None:
    page = watched.page
    page.goto("/search/statements?who=USA&to=KHM&either=1")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    items = page.locator(".items .open")
    page.keyboard.press("j")
    expect(items.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(items.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*")
    page.get_by_role("button", name="Keys").click()
    keys.get_by_role("button", name="Close").click()
    expect(keys).to_be_hidden()


def test_the_slider_goes_on_month_by_month(watched: Watched) -> None:
    page = watched.page
    page.goto("/network?least=1")
    expect(page.locator("#network")).to_have_attribute("data-state", "drawn", timeout=30_000)
    expect(page.locator("#told")).to_have_text("a month of your choice")
    slider = page.locator("#end")
    slider.focus()
    last = int(slider.get_attribute("max") or "0")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(slider).to_be_focused()
    expect(slider).to_have_value(str(last - 3))
    page.wait_for_url(re.compile(r"since=\d{4}-\d\d&until=\d{4}-\d\d"))
    until = re.search(r"until=([\d-]+)", page.url)
    assert until and page.locator("#until").input_value() == until[1]
    expect(page.locator("#which")).to_contain_text(re.compile(r"with each other, \w+ \d{4} – \w+ \d{4}:"))
    page.reload()
    expect(page.locator("#end")).to_have_value(str(last - 3))


@pytest.mark.parametrize(
    "watched",
    [(*WIDE, "light"), (768, 1024, "light"), (*NARROW, "dark")],
    indirect=True,
    ids=["wide", "half", "narrow"],
)
@pytest.mark.parametrize("address", ["/?country=KHM", "/network?least=1", "/relations/USA/KHM"])
def test_pictures_fit_the_room_kept_for_them(watched: Watched, address: str) -> None:
    page = watched.page
    page.route("**/pictures/**", lambda route: None)
    page.goto(address, wait_until="commit")
    room = page.locator(".drawn").first
    kept = room.bounding_box()
    page.unroute("**/pictures/**")
    page.goto(address)
    expect(page.locator("[data-picture]").first).to_have_attribute("data-state", "drawn", timeout=30_000)
    drawn, canvas = room.bounding_box(), room.locator("canvas").bounding_box()
    assert kept and drawn and canvas
    assert abs(kept["height"] - drawn["height"]) < 2, "nothing jumps"
    assert canvas["height"] <= drawn["height"] + 1 and canvas["width"] <= drawn["width"] + 1, "nothing is cut"


def test_what_of_several_files_fails_is_told_with_its_reason(empty_of_its_own: Page, tmp_path: Path) -> None:
    page = empty_of_its_own
    good, bad = tmp_path / "good.txt", tmp_path / "torn.jsonl"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text('{"text": "Chile recalled', encoding="utf-8")
    page.goto("/add")
    page.get_by_label("Files").set_input_files([good, bad])
    page.get_by_label("Day of publication").fill("2024-05-10")
    page.get_by_role("button", name="Read and code").click()
    expect(page.get_by_role("heading", name="Added")).to_be_visible(timeout=60_000)
    expect(page.locator("[data-figure=coded]")).to_have_text("1")
    expect(page.locator("[data-figure=skipped]")).to_have_text("1")
    expect(page.locator(".jobs").last).to_contain_text(re.compile(r"failed torn\.jsonl.*: .+"))
    assert faults(page) == []
    page.locator(".jobs a").first.click()
    expect(page.locator(".panel:visible")).to_contain_text("Kenya")
    date = page.locator(".text .coded.on.date")
    expect(date).to_have_text("Thursday")
    expect(page.locator(".text .coded.on.place")).to_have_text("Nairobi")
