"""Who is one person across articles: joined where sure, whatever the order of the articles."""

from __future__ import annotations

import random

import pytest

from detente.linking.people import identify, near, of_country, wanted
from detente.model import Person, Span


def person(written: str) -> Person:
    """A record written as "Name (country, office)"."""
    name, _, rest = written.removesuffix(")").partition(" (")
    country, _, office = rest.partition(", ")
    return Person(name=name, country=country, office=office, article="a", span=Span(0, 1))


# What articles say, and who is one with whom.
JOINED = [
    (["Bae Sung-hwan (KOR, foreign minister)", "Sung-hwan Bae (KOR, envoy)"], [{0, 1}]),
    (["José Núñez (PER, mayor)", "Jose Nunez (PER, minister)"], [{0, 1}]),
    (["Abd al-Rahman Saleh (YEM, envoy)", "Abd Rahman Saleh (YEM, envoy)"], [{0, 1}]),
    (["Wanjiru Otieno (KEN, trade minister)", "Otieno (KEN, Trade Minister)"], [{0, 1}]),
    (["Wanjiru Otieno (KEN, trade minister)", "Otieno (KEN, minister)"], [{0, 1}]),
    (["Guo Zhenhai (CHN, vice foreign minister)", "Guo (CHN, Foreign Minister)"], [{0, 1}]),
    (["Alonso Quispe (PER, president)", "Alonso Quispe Rivas (PER, President)"], [{0, 1}]),
    (
        ["Quispe (PER, president)", "Alonso Quispe (PER, president)", "Alonso Quispe Rivas (PER, president)"],
        [{0, 1, 2}],
    ),
    (["Ana Kovac (HRV, former defense minister)", "Kovac (HRV, defence minister)"], [{0, 1}]),
    (["Sok Veasna (KHM, governor)", "Sok Veasna (, governor)"], [{0, 1}]),
    (["Ida Berg (NOR, minister)", "Ida Berg (SWE, minister)", "Ida Berg (, minister)"], [{0}, {1}, {2}]),
    (["Ida Berg (NOR, minister)", "Ida Berg (SWE, minister)"], [{0}, {1}]),
    (["Wanjiru Otieno (KEN, trade minister)", "Otieno (KEN, police chief)"], [{0}, {1}]),
    (["Wanjiru Otieno (KEN, trade minister)", "Otieno (UGA, trade minister)"], [{0}, {1}]),
    (["Wanjiru Otieno (KEN, senator)", "Achieng Otieno (KEN, senator)", "Otieno (KEN, senator)"], [{0}, {1}, {2}]),
    (["Wanjiru Otieno (KEN, trade minister)", "Wanjiru Kamau (KEN, trade minister)"], [{0}, {1}]),
    (["Wanjiru Otieno (KEN)", "Otieno (KEN)"], [{0}, {1}]),
    (["Otieno (, minister)", "Wanjiru Otieno (, minister)"], [{0}, {1}]),
]


@pytest.mark.parametrize(("told", "expected"), JOINED)
def test_names_join_only_where_sure(told: list[str], expected: list[set[int]]) -> None:
    people = [person(written) for written in told]
    for seed in range(5):
        order = random.Random(seed).sample(people, len(people))
        heads = identify(order)
        groups: dict[tuple[str, str], set[int]] = {}
        for number, one in enumerate(people):
            groups.setdefault(heads[one.name, one.country], set()).add(number)
        assert sorted(groups.values(), key=min) == expected


def test_asking_for_a_name_finds_all_forms_of_the_person() -> None:
    people = [
        person(w) for w in ("Wanjiru Otieno (KEN, minister)", "Otieno (KEN, minister)", "Ida Berg (NOR, minister)")
    ]
    heads = identify(people)
    assert near(heads, "wanjiru") == {("Wanjiru Otieno", "KEN"), ("Otieno", "KEN")}
    assert wanted(heads, "WANJIRU") == {("Wanjiru Otieno", "KEN"), ("Otieno", "KEN")}
    assert wanted(heads, "berg", "KEN") == set()
    assert wanted(heads, country="NOR") == {("Ida Berg", "NOR")}


def test_names_of_no_country_are_those_of_a_country_by_the_same_words() -> None:
    names = [("Ida Berg", "NOR"), ("Berg, Ida", ""), ("Berg", ""), ("Otieno", ""), ("Wanjiru Otieno", "KEN")]
    assert of_country(names, "NOR") == {("Ida Berg", "NOR"), ("Berg, Ida", "")}
    assert of_country(names, "KEN") == {("Wanjiru Otieno", "KEN")}
    assert of_country(names, "PER") == set()
