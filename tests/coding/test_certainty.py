"""Who else may be meant, how certain the choice is, and that neither changes who an actor is."""

from pathlib import Path

import pytest

from detente.codebook.tables import records
from detente.errors import CodebookError
from detente.grounding.actor_rows import MethodRow
from detente.grounding.certainty import BESIDE, CONTESTED, NO_COUNTRY, OTHER, CertaintyRow
from detente.grounding.mentions import Candidate
from detente.grounding.namesakes import Namesakes
from detente.grounding.shares import shares
from detente.model import Actor, Article, Statement
from detente.pipeline import Pipeline


def statements(pipeline: Pipeline, text: str, published: str = "2024-06-05") -> tuple[Statement, ...]:
    return pipeline.code(Article(id="a", text=text, published=published)).statements


# text, frame, side, country chosen, countries of the alternatives
OPEN = [
    ("Congo accused Rwanda of shelling a camp.", "accuse", "source", "COD", ["COG"]),
    ("Congolese soldiers attacked a Rwandan post.", "attack", "source", "COD", ["COG"]),
    ("Georgia condemned Russia on Monday.", "condemn", "source", "GEO", ["USA"]),
    ("Japan criticised Korea on Monday.", "criticise", "target", "KOR", ["PRK"]),
    ("Tripoli recalled its ambassador from Malta.", "recall-envoy", "source", "LBY", ["LBN"]),
    ("Kenya and Uganda held talks. The minister condemned Somalia.", "condemn", "source", "KEN", ["UGA"]),
    ("Kenya accused Uganda of spying. Parliament condemned Somalia.", "condemn", "source", "KEN", ["UGA"]),
    ("Kenyan envoys met Ugandan officers in Busia. The president criticised Somalia.", "criticise", "source", "KEN",
     ["UGA"]),
    ("Kenya criticised Uganda on Monday. It expelled the Somali ambassador.", "expel-diplomat", "source", "KEN",
     ["UGA"]),
]  # fmt: skip

# text, frame, side, country: nobody else comes near
PLAIN = [
    ("Kenya accused Somalia of shelling a camp.", "accuse", "source", "KEN"),
    ("Kenyan President William Ruto criticised Somalia.", "criticise", "source", "KEN"),
    ("Peru condemned the attack. The president criticised Chile.", "condemn", "source", "PER"),
    ("Tbilisi recalled its ambassador from Moscow.", "recall-envoy", "source", "GEO"),
]


@pytest.mark.parametrize(("text", "frame", "side", "country", "others"), OPEN)
def test_what_is_left_open_keeps_the_others(
    pipeline: Pipeline, text: str, frame: str, side: str, country: str, others: list[str]
) -> None:
    actor = next(getattr(s, side)[0] for s in statements(pipeline, text) if s.frame == frame)
    assert actor.country == country
    assert [a.country for a in actor.alternatives] == others
    assert actor.certainty < 0.92
    assert all(0 < a.score < actor.certainty for a in actor.alternatives)
    assert actor.certainty + sum(a.score for a in actor.alternatives) < 1


@pytest.mark.parametrize(("text", "frame", "side", "country"), PLAIN)
def test_what_is_plain_is_more_certain_and_has_no_others(
    pipeline: Pipeline, text: str, frame: str, side: str, country: str
) -> None:
    actor = next(getattr(s, side)[0] for s in statements(pipeline, text) if s.frame == frame)
    assert (actor.country, actor.alternatives) == (country, ())
    assert actor.certainty > 0.85


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Congo signed an agreement with France in Brazzaville.", "COG"),
        ("Congo signed an agreement with France in Kinshasa; ministers flew on to Brazzaville.", "COD"),
        ("Congolese officials signed an agreement with France in Brazzaville.", "COG"),
        ("Georgia signed an agreement with Hyundai of South Korea in Atlanta.", "USA"),
        ("Georgia signed an agreement with Turkey in Atlanta, Tbilisi said.", "GEO"),
    ],
)
def test_other_words_of_the_article_tell_namesakes_apart(pipeline: Pipeline, text: str, country: str) -> None:
    found = statements(pipeline, text)
    assert found[0].source[0].country == country


def test_both_of_a_pair_are_no_alternatives_to_each_other(pipeline: Pipeline) -> None:
    text = "Thai and Cambodian commanders met at Poipet. Both sides agreed to pull back troops."
    (withdrawal,) = [s for s in statements(pipeline, text) if "withdraw" in s.frame]
    pair = (*withdrawal.source, *withdrawal.target)
    assert {a.country for a in pair} == {"THA", "KHM"}
    assert not any(a.alternatives for a in pair)


def test_certainty_parts_nobody_and_changes_no_id(pipeline: Pipeline) -> None:
    """One actor, once named and once meant by a pronoun, is one actor in ids, codes and names."""
    text = "Congo criticised Rwanda on Monday. It criticised Rwanda again on Tuesday."
    first, second = (s.source[0] for s in statements(pipeline, text) if s.frame == "criticise")
    assert first.certainty != second.certainty
    assert (first.name, first.code) == (second.name, second.code)


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ([("KEN", 0.0)], {"KEN": 1.0}),
        ([("KEN", 0.0), ("UGA", 0.0)], {"KEN": 0.5, "UGA": 0.5}),
        ([("KEN", 1.0), ("UGA", 0.0), ("KEN", 0.5)], {"KEN": 0.731, "UGA": 0.269}),
        ([], {}),
    ],
)
def test_shares_come_to_one_and_count_a_state_once(
    weights: list[tuple[str, float]], expected: dict[str, float]
) -> None:
    found = shares([Candidate((Actor(name=code, country=code),), weight) for code, weight in weights])
    assert {c.actors[0].country: round(share, 3) for c, share in found} == expected


def test_shares_of_a_name_that_come_to_all_are_told_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "namesakes.csv").write_text(
        "word,name,country,share\nVictoria,Victoria in Canada,CAN,0.8\n", encoding="utf-8"
    )
    with pytest.raises(CodebookError, match=r"line 2.*Victoria"):
        Namesakes([tmp_path])


def test_own_rows_of_namesakes_count(tmp_path: Path) -> None:
    (tmp_path / "namesakes.csv").write_text(
        "word,name,country,share,signs\nPeru,Peru in Indiana,USA,0.3,Indiana\n", encoding="utf-8"
    )
    own = Pipeline(codebook=[tmp_path], coder="rules")
    (actor,) = statements(own, "Peru condemned Chile on Monday.")[0].source
    assert (actor.country, [a.name for a in actor.alternatives]) == ("PER", ["Peru in Indiana"])
    (moved,) = statements(own, "Peru condemned Chile on Monday, Indiana radio said.")[0].source
    assert moved.country == "USA"


def test_every_rule_that_was_counted_is_told_in_words() -> None:
    counted = {row.rule.removesuffix(CONTESTED) for row in records("actor_certainty.csv", CertaintyRow)}
    told = {row.method for row in records("actor_methods.csv", MethodRow)}
    assert counted - told == {NO_COUNTRY, OTHER, BESIDE}


def test_own_figures_win(tmp_path: Path) -> None:
    (tmp_path / "actor_certainty.csv").write_text("rule,right\ncountry,0.5\n", encoding="utf-8")
    own = Pipeline(codebook=[tmp_path], coder="rules")
    (actor,) = statements(own, "Peru condemned Chile on Monday.")[0].source
    assert actor.certainty == 0.5
