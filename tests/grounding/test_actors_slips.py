"""Names of several words with a slip in one of them, and names that are only near to others."""

from __future__ import annotations

import pytest

from detente.grounding.actor_slips import Slips, joined_possessives
from detente.grounding.actors import Actors


@pytest.fixture(scope="module")
def actors() -> Actors:
    return Actors()


@pytest.mark.parametrize(
    ("phrase", "code", "method"),
    [
        ("International Monetery Fund", "IGO", "misspelt"),
        ("Shangai Cooperation Organisation", "IGO", "misspelt"),
        ("the Comission of the African Union", "IGO", "place"),
        ("Mahmoud Ahmedinejad", "IRN:ELI", "misspelt"),
        ("Recep Tayip Erdogan", "TUR:GOV", "misspelt"),
        ("Untied Arab Emirates", "ARE", "misspelt"),
        ("the Peoples Liberation Army", "CHN:MIL", "party"),
        ("Kim Jong-Un", "PRK:GOV", "person"),
        ("Volodymyr Zelensky", "UKR:GOV", "person"),
        ("Recep Erdogans", None, None),
        ("Anna Ahmedinejad", None, None),
    ],
)
def test_one_word_of_several_is_misspelt(actors: Actors, phrase: str, code: str | None, method: str | None) -> None:
    actor = actors.resolve(phrase, "2022-11-15")
    assert (actor.code if actor else None, actor.method if actor else None) == (code, method)


@pytest.mark.parametrize(
    ("words", "place", "found"),
    [
        ("the international monetery fund says", 2, (1, ("international", "monetary", "fund"))),
        ("the international monetary fund", 2, None),
        ("international planetary fund", 1, None),
        ("monetery fund", 0, None),
        ("league of northen towns", 2, (0, ("league", "of", "northern", "towns"))),
        ("narendra moddi", 1, None),
    ],
)
def test_the_other_words_must_be_those_of_the_name(
    words: str, place: int, found: tuple[int, tuple[str, ...]] | None
) -> None:
    names = ["international monetary fund", "league of northern towns", "narendra modi"]
    assert Slips(tuple(name.split()) for name in names).at(words.split(), place) == found


def test_two_names_as_near_tell_nobody() -> None:
    names = [("northern", "alliance"), ("northerly", "alliance")]
    assert Slips(names).at(("northerny", "alliance"), 0) is None


def test_an_apostrophe_may_be_forgotten() -> None:
    words, keys = ("People", "'s", "Army"), ("people", "s", "army")
    assert joined_possessives(words, keys) == (("Peoples", "Army"), ("peoples", "army"))
