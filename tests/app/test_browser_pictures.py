"""Pictures in a real browser: drawn from what the server holds, under a policy that lets nothing else in."""

import re

from playwright.sync_api import expect

from app.conftest import Watched


def test_the_course_is_drawn_and_a_period_chosen_in_it_filters_what_is_below(watched: Watched) -> None:
    page = watched.page
    page.goto("/relations/USA/KHM")
    figure = page.locator("#course")
    expect(figure).to_have_attribute("data-state", "drawn", timeout=30_000)
    expect(figure.locator(".drawn")).to_have_attribute(
        "aria-label", re.compile(r"United States and Cambodia, .* episodes")
    )
    before = page.locator("#below .item").count()
    canvas = figure.locator("canvas").bounding_box()
    assert canvas and before
    y = canvas["y"] + canvas["height"] - 48
    page.mouse.move(canvas["x"] + canvas["width"] * 0.90, y)
    page.mouse.down()
    page.mouse.move(canvas["x"] + canvas["width"] * 0.97, y, steps=6)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"since=20\d\d-\d\d"))
    expect(page.locator("#below #since")).to_have_value(re.compile(r"20\d\d-\d\d"))
    expect(page.locator("#parts a").nth(1)).to_have_attribute("href", re.compile("since="))


def test_the_map_leads_to_relations(watched: Watched) -> None:
    page = watched.page
    page.goto("/?country=KHM")
    figure = page.locator("figure.map")
    expect(figure).to_have_attribute("data-state", "drawn", timeout=30_000)
    place = figure.locator("canvas").bounding_box()
    assert place
    # The middle of the United States, on a map of the whole world.
    page.mouse.click(place["x"] + place["width"] * 0.225, place["y"] + place["height"] * 0.27)
    page.wait_for_url("**/relations/KHM/USA")


def test_the_network_follows_the_slider_and_is_drawn_anew_in_the_other_theme(watched: Watched) -> None:
    page = watched.page
    page.goto("/network?least=1")
    figure = page.locator("#network")
    expect(figure).to_have_attribute("data-state", "drawn", timeout=30_000)
    page.locator("#theme").click()
    expect(figure).to_have_attribute("data-state", "drawn")
    slider = page.locator("#end")
    slider.focus()
    told = page.locator("#told").inner_text()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/network?*until=*")
    expect(page.locator("#told")).not_to_have_text(told)


def test_pasting_an_article_ends_at_the_article(watched: Watched) -> None:
    page = watched.page
    page.goto("/add")
    page.get_by_label("Text", exact=True).fill("Peru and Bolivia signed a border treaty in Lima on Monday.")
    page.get_by_label("Day of publication").fill("2021-03-02")
    page.get_by_role("button", name="Read and code").click()
    page.wait_for_url("**/articles/*", timeout=60_000)
    expect(page.locator(".panel:visible")).to_contain_text("Peru")
