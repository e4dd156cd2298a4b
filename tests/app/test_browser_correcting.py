"""Correcting in a real browser: by keys, by forms, and by words selected in the text."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from app.conftest import NARROW, WIDE, Watched, serving
from app.test_browser import faults
from detente.archive import open_archive

TEXT = (
    "“Unrest” in Café Müller 🙂 — Egypt recalled its ambassador from Ethiopia on Friday.\n\n"
    "Ethiopia condemned the decision. Kenya and Uganda signed a trade agreement in Nairobi on Thursday.\n"
)


@pytest.fixture
def own(tmp_path: Path, pipeline, browser: Browser) -> Iterator[tuple[Watched, str, Path]]:
    """A page on an archive of its own, for what is written here."""
    source, path = tmp_path / "dam.txt", tmp_path / "a.db"
    source.write_text(TEXT, "utf-8")
    with open_archive(path) as archive:
        archive.add(source, published="2024-05-03", pipeline=pipeline)
        (article,) = archive.articles()["id"]
    with contextmanager(serving)(path) as site:
        context = browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]}, base_url=site)
        watched = Watched(context, site)
        yield watched, article, path
        context.close()
        assert watched.outside == [] and watched.errors == []


def test_keys_accept_edit_and_reject(own: tuple[Watched, str, Path]) -> None:
    watched, article, path = own
    page = watched.page
    page.goto(f"/articles/{article}")
    panel = page.locator(".panel:visible")
    page.keyboard.press("a")
    expect(panel.get_by_label("Your name")).to_be_focused()
    page.keyboard.type("Amina")
    panel.get_by_role("button", name="Accept").click()
    expect(panel.locator(".said")).to_contain_text("accepted by Amina")
    # Keys are heard once the page is there.
    page.wait_for_load_state()
    page.keyboard.press("e")
    panel.get_by_label("Status").select_option("denied")
    panel.get_by_role("button", name="Save").click()
    expect(panel.locator(".said")).to_contain_text("edited by Amina")
    page.wait_for_load_state()
    count = page.locator(".panel").count()
    page.keyboard.press("r")
    expect(page.locator(".panel")).to_have_count(count - 1)
    with open_archive(path) as archive:
        assert [one.verdict for one in archive.corrections] == ["accepted", "edited", "rejected"]


def test_words_selected_in_the_text_become_a_statement(own: tuple[Watched, str, Path]) -> None:
    watched, article, path = own
    page = watched.page
    page.goto(f"/articles/{article}")
    # A word behind signs of more than one unit, and behind the numbers of statements.
    page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.querySelector("article.text"), NodeFilter.SHOW_TEXT);
            for (let one = walker.nextNode(); one; one = walker.nextNode()) {
                const at = one.data.indexOf("Friday");
                if (at < 0) continue;
                document.getSelection().setBaseAndExtent(one, at, one, at + 6);
                return;
            }
        }"""
    )
    form = page.locator("#missed form")
    expect(form.locator("[name=words]")).to_have_value("Friday")
    page.keyboard.press("n")
    form.get_by_label("What").fill("threaten")
    form.get_by_label("Who", exact=True).fill("Egypt")
    form.get_by_label("Your name").fill("Amina")
    form.get_by_role("button", name="Add").click()
    page.wait_for_url("**?s=*")
    with open_archive(path) as archive:
        (said,) = archive.corrections
        assert said.statement
        assert said.statement.trigger.of(archive.article(article).text) == "Friday"


def test_the_forms_are_sound_when_open(own: tuple[Watched, str, Path]) -> None:
    watched, article, _ = own
    page = watched.page
    for width, height in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"/articles/{article}")
        for summary in page.locator("summary:visible").all():
            summary.click()
        assert faults(page) == []
