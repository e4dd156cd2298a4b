"""Whole pages: each ``pages/NAME`` (invented) gives what ``pages/NAME.parts`` says, checked by hand.

A ``.parts`` file holds what is known of the article, a blank line, and the role and text of each block.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.model import Article, Span
from detente.reading import article

PAGES = sorted(p for p in (Path(__file__).parent / "pages").iterdir() if p.suffix in {".txt", ".html"})


def _told(made: Article) -> list[str]:
    known = {
        "kind": made.kind,
        "title": made.title,
        "author": made.author,
        "outlet": made.outlet,
        "published": made.published or "",
    }
    blocks = [f"{block.role}\t{block.span.of(made.text)}" for block in made.blocks]
    return [*(f"{name}\t{value}" for name, value in known.items()), "", *blocks]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_page_gives_its_parts(page: Path) -> None:
    expected = page.with_suffix(".parts").read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert _told(article(page.read_text(encoding="utf-8"))) == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_page_maps_back_to_its_source(page: Path) -> None:
    made = article(page.read_text(encoding="utf-8"))
    assert made.raw_map
    for piece in made.raw_map:
        span = Span(piece.text_start, piece.text_start + piece.length)
        place = made.raw_span(span)
        assert place is not None and place.of(made.raw) == span.of(made.text)


STORY = (
    "Ghana closed its border with Togo on Friday after a night of shooting at Aflao.\n\n"
    "Togo's army said that its soldiers had not fired. The two presidents spoke by telephone."
)

# One line of furniture each, set in the midst of a story, after it and above it.
FURNITURE = [
    "Advertisement",
    "ADVERTISEMENT",
    "Reading time: 4 minutes",
    "5 min read",
    "Share this article",
    "Follow us on Telegram",
    "12 comments",
    "Comments (3)",
    "Loading...",
    "We use cookies to improve this site. Accept all",
    "Copyright 2024 The Volta Post. All rights reserved.",
    "© The Volta Post",
    "Read more: Who owns the salt pans?",
    "READ ALSO: Five things to know about Aflao",
    "Home | News | Africa",
    "Home > Africa > Ghana",
    "Print this page | Contact the press office",
    "(Reporting by Kojo Asante in Accra; editing by Ama Mensah)",
    "Sign up for our daily briefing",
    "***",
    "https://example.org/aflao",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_left_out_wherever_it_stands(line: str) -> None:
    first, second = STORY.split("\n\n")
    for page in (f"{first}\n\n{line}\n\n{second}", f"{first}\n\n{second}\n\n{line}", f"{line}\n\n{first}\n\n{second}"):
        assert article(page).text == STORY


# Sentences that begin like furniture and are none.
SENTENCES = [
    "Sources said the talks had failed.",
    "Research by two institutes shows that Mali sold gold to Dubai.",
    "Follow-up talks between Iran and Iraq open in Basra on Monday.",
    "More than 300 Kenyan officers flew to Haiti in June.",
    "Related charges were brought against two Cuban diplomats.",
    "Advertisements for the Russian army appeared in Havana, Cuba said.",
    "Most read the embargo as a threat to Doha.",
    "By Tuesday evening Sudan had closed the port.",
    "Video of the clash was shown by Indian television.",
    "Copyright law is one of three disputes between Canada and the United States.",
    "Reporting by a British broadcaster showed that Algeria had offered talks.",
    "With input from Washington, Kyiv drew up a plan of its own.",
    "Share prices fell in Taipei after China announced the drills.",
    "(c) the parties shall withdraw their troops within thirty days;",
    '"Subscribe to the convention," the minister told his guests, "and we will open the border today."',
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentences_are_never_furniture(sentence: str) -> None:
    first, second = STORY.split("\n\n")
    made = article(f"{first}\n\n{sentence}\n\n{second}")
    assert made.text == f"{first}\n\n{sentence}\n\n{second}"
    assert made.blocks[1].role == "body"


# (the end of the page, the role of its last block, its text)
ENDS = [
    (
        "Efua Boateng is a lecturer at the University of Lomé.",
        "bio",
        "Efua Boateng is a lecturer at the University of Lomé.",
    ),
    (
        "Efua Boateng teaches law in Kara. Sign up for our weekly newsletter here.",
        "bio",
        "Efua Boateng teaches law in Kara.",
    ),
    ("The views expressed are the author's own.", "bio", "The views expressed are the author's own."),
    ("Soldiers at the gate of Aflao. Photo: K. Asante/Volta Post", "caption", "Soldiers at the gate of Aflao."),
    ("Soldiers at the gate of Aflao. (Volta Post photo)", "caption", "Soldiers at the gate of Aflao."),
    ("FILE PHOTO: Soldiers stand guard at the gate of Aflao.", "caption", "Soldiers stand guard at the gate of Aflao."),
]


@pytest.mark.parametrize(("end", "role", "text"), ENDS)
def test_last_block_has_its_role(end: str, role: str, text: str) -> None:
    made = article(f"{STORY}\n\n{end}")
    assert (made.blocks[-1].role, made.blocks[-1].span.of(made.text)) == (role, text)


def test_a_repeated_caption_is_kept_once() -> None:
    first, second = STORY.split("\n\n")
    caption = "Soldiers at the gate of Aflao on Friday."
    made = article(f"{first}\n\n{caption}\n{caption} Photo: AFP\n\n{second}")
    assert made.text.count(caption) == 1


def test_a_film_title_set_twice_is_one_caption() -> None:
    first, second = STORY.split("\n\n")
    title = "Togo and Ghana trade blame over border deaths"
    made = article(f"{first}\n\n02:11\n\n{title}\n\n{title}\n\n{second}")
    assert [b.role for b in made.blocks] == ["body", "caption", "body"]


def test_lines_wrapped_at_a_fixed_width_are_joined() -> None:
    page = (
        "Ghana closed its border with Togo on Friday\nafter a night of shooting at the crossing of\n"
        "Aflao, where two customs officers from Lomé\nwere hurt and a lorry was set on fire.\n\n"
        "Togo's army said that its soldiers had not\nfired."
    )
    made = article(page)
    assert len(made.blocks) == 2
    assert made.text.startswith("Ghana closed its border with Togo on Friday after a night")


# (what is said of the article, its kind)
KINDS = [
    ("News | Africa\n\n" + STORY, "news"),
    ("ACCRA, May 3 (Volta News) - " + STORY, "news"),
    ("Opinion | Ghana was right to close the border\n\n" + STORY, "opinion"),
    (
        "Ghana must open the border\n\n"
        + STORY
        + " I believe we should help them talk. It would be wise to begin now.",
        "opinion",
    ),
    ("Press Release\n\nMinistry of Foreign Affairs of Ghana\n\n" + STORY, "official"),
    (
        "Joint Statement of the Presidents of Ghana and Togo\n\nThe two sides agreed to reopen the border. " + STORY,
        "official",
    ),
    (
        "Lentil soup\n\nIngredients\n2 tablespoons oil\n1 teaspoon cumin\n\nMethod\nStir and simmer for an hour.",
        "other",
    ),
]


@pytest.mark.parametrize(("page", "kind"), KINDS)
def test_kind(page: str, kind: str) -> None:
    assert article(page).kind == kind


def test_what_is_given_wins_over_what_the_page_says() -> None:
    page = "Opinion | Ghana was right to close the border\n\nBy Efua Boateng\n3 May 2021\n\n" + STORY
    told = article(page)
    assert (told.author, told.published, told.kind) == ("Efua Boateng", "2021-05-03", "opinion")
    given = article(page, author="E. B.", published="4 May 2021", kind="news", title="Border", outlet="Volta Post")
    assert (given.author, given.published, given.kind) == ("E. B.", "2021-05-04", "news")
    assert (given.title, given.outlet) == ("Border", "Volta Post")
    assert given.id == told.id


LIST = (
    "- Release of forty Ghanaian fishermen\n- Return of two patrol boats to Togo\n- A joint inquiry into the shooting"
)


def test_a_list_that_a_colon_announces_is_kept() -> None:
    first, second = STORY.split("\n\n")
    made = article(f"{first}\n\nThe two sides agreed on three steps:\n\n{LIST}\n\n{second}")
    assert len(made.blocks) == 6
    assert all(line[2:] in made.text for line in LIST.split("\n"))


def test_titles_under_an_unknown_label_are_left_out() -> None:
    first, second = STORY.split("\n\n")
    label = (
        "From the frontier desk\nWho owns the salt pans?\nTogo buys six new patrol boats\nLomé port workers end strike"
    )
    assert article(f"{first}\n\n{label}\n\n{second}").text == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Kenya lifted its ban on Ugandan maize on 3 May 2023.",
        "Talks resumed on May 3, 2023.",
        "The truce ends at noon on 9 June.",
    ],
)
def test_sentence_that_ends_in_a_date_is_no_byline(line: str) -> None:
    assert line in article(line + "\n\n" + STORY).text
    assert line in article(STORY + "\n\n" + line).text
