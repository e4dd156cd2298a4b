"""One text coded with no archive: what it takes, what it refuses, and what it shows of itself at the prompt."""

from __future__ import annotations

import datetime

import pytest

import detente

RECALL = "Peru recalled its ambassador to Chile on Tuesday."


def test_a_day_may_be_given_as_a_date() -> None:
    coded = detente.code(RECALL, published=datetime.date(2024, 6, 6))
    assert coded.article.published == "2024-06-06"
    assert coded.statements[0].start == "2024-06-04"
    assert detente.code(RECALL, published=datetime.datetime(2024, 6, 6, 23, 59)) == coded


@pytest.mark.parametrize(
    ("text", "facts", "complaint"),
    [
        (None, {}, "of type NoneType"),
        ("", {}, "no story"),
        (RECALL, {"published": "June"}, "is not a date"),
        (RECALL, {"kind": "rumour"}, "is no kind"),
        (RECALL, {"language": "es"}, "language: es"),
        (
            "Le ministre des affaires étrangères a rencontré son homologue lundi à Genève pour parler de la paix.",
            {},
            "language: fr",
        ),
    ],
)
def test_what_cannot_be_coded_is_told(text: str, facts: dict[str, str], complaint: str) -> None:
    with pytest.raises(detente.InputError, match=complaint):
        detente.code(text, **facts)


def test_a_text_said_to_be_english_is_coded_whatever_it_looks_like() -> None:
    words = "Le Monde, Le Figaro, La Croix: le tout est dit."
    assert detente.code(words, language="en").article.text == words


def test_what_was_coded_shows_its_statements_and_not_its_fields() -> None:
    coded = detente.code(RECALL, published="2024-06-06")
    assert repr(coded) == (
        "Coded('Peru recalled its ambassador to Chile on Tuesday.': 1 statement)\n"
        "  recall-envoy, occurred, 2024-06-04: PER → CHL “Peru recalled its ambassador to Chile on Tuesday”"
    )


def test_of_many_statements_the_first_are_shown_and_the_rest_counted() -> None:
    coded = detente.code(" ".join(f"Peru recalled its ambassador to Chile on {day} May 2024." for day in range(1, 16)))
    lines = repr(coded).splitlines()
    assert len(coded.statements) == 15
    assert len(lines) == 14
    assert lines[-1] == "  … and 3 more"
