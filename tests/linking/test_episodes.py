"""Statements into episodes: what is one happening, what is not, and what becomes of it."""

from __future__ import annotations

import random
import time
from typing import Any

import msgspec
import pytest

from detente.errors import CodebookError
from detente.linking import Linker, link
from detente.linking.kinds import Kinds
from detente.linking.odds import Weights, log_odds
from detente.linking.report import bounds
from detente.model import Actor, Episode, Place, Span, Statement, stable_id

KINDS = Kinds.load()
LINKER = Linker.load()
EVENTS = {"meet": "CONSULT", "visit": "CONSULT", "host": "CONSULT", "joint-exercise": "COOPERATE", "accuse": "ACCUSE"}


def actor(text: str) -> Actor:
    """``USA``, ``USA:MIL``, ``USA/Blinken`` for a person, or ``USA?`` for a party that the words do not name."""
    code, _, name = text.removesuffix("?").partition("/")
    country, _, sector = code.partition(":")
    method = "person" if name else "topic" if text.endswith("?") else "country"
    return Actor(name=name.replace("_", " ") or country, country=country, sector=sector, method=method)


def said(article: str, source: str, frame: str, target: str = "", **fields: Any) -> Statement:
    """A statement of an article; ``when`` sets start and end, ``at`` the place."""
    when, place = fields.pop("when", None), fields.pop("at", None)
    values: dict[str, Any] = {
        "article": article,
        "sentence": 0,
        "quote": Span(0, 1),
        "trigger": Span(0, 1),
        "frame": frame,
        "event": EVENTS.get(frame, "SUPPORT"),
        "source": tuple(map(actor, source.split())),
        "target": tuple(map(actor, target.split())),
        "symmetric": frame in {"meet", "joint-exercise", "sign-agreement"},
        "start": when.split("..")[0] if when else None,
        "end": when.split("..")[-1] if when else None,
        "place": place,
    } | fields
    return Statement(id=stable_id("s", *sorted(map(str, values.items()))), **values)


PUBLISHED = {"may": "2024-05-20", "june": "2024-06-06", "july": "2024-07-01", "later": "2025-02-01", "undated": None}
PHNOM_PENH = Place(name="Phnom Penh", country="KHM", lat=11.56, lon=104.92)
KINSHASA = Place(name="Kinshasa", country="COD", lat=-4.33, lon=15.31)
CAMBODIA = Place(name="Cambodia", country="KHM", lat=13.0, lon=105.0)
VIENTIANE = Place(name="Vientiane", country="LAO", lat=17.97, lon=102.6)


def count(*statements: Statement) -> int:
    return len(link(statements, PUBLISHED))


ONE = [
    pytest.param(
        said("june", "USA", "impose-sanctions", "KHM", when="2024-06-04"),
        said("june", "USA", "impose-sanctions", "KHM"),
        id="a headline without a date",
    ),
    pytest.param(
        said("june", "USA", "impose-embargo", "KHM", start="2021-12-08"),
        said("july", "USA", "impose-embargo", "KHM", when="2021-12"),
        id="since a day of that month",
    ),
    pytest.param(
        said("june", "USA", "meet", "KHM", when="2024-06-04"),
        said("july", "KHM", "meet", "USA", when="2024-06"),
        id="a day and its month, sides swapped",
    ),
    pytest.param(
        said("may", "USA", "visit", "KHM", when="2024-06", status="planned"),
        said("june", "USA", "visit", "KHM"),
        id="planned for a month, then told as past without a date",
    ),
    pytest.param(
        said("june", "USA", "visit", "KHM", when="2024-06-04"),
        said("july", "KHM", "host", "USA", when="2024-06-04"),
        id="visited and hosted",
    ),
    pytest.param(
        said("june", "IRN", "shell", "IRQ", when="2024-06-01"),
        said("july", "IRN", "attack", "IRQ", when="2024-06-01", status="denied"),
        id="claim and denial",
    ),
    pytest.param(
        said("june", "USA", "impose-embargo", "KHM", when="2021-12-08"),
        said("july", "USA", "impose-embargo", "KHM", when="2021"),
        id="something rare, known to the year",
    ),
    pytest.param(
        said("june", "USA/Austin", "meet", "KHM/Seiha", when="2024-06-04", at=PHNOM_PENH),
        said("july", "USA/Austin", "visit", "KHM", at=CAMBODIA),
        id="a state is no other place than a town in it",
    ),
    pytest.param(
        said("june", "ETH", "appeal", "EGY", when="2024-06-01"),
        said("june", "ETH", "appeal", when="2024-06-01"),
        id="one report leaves out whom",
    ),
    pytest.param(
        said("june", "EGY SDN ETH", "negotiate", when="2021-04-04..2021-04-06", at=KINSHASA, symmetric=True),
        said("july", "EGY", "talk", "SDN COD", when="2021-04", at=KINSHASA, symmetric=True),
        id="more parties, other words",
    ),
    pytest.param(
        said("june", "COL/Petro", "meet", "VEN/Maduro", when="2024-06-01"),
        said("july", "VEN/Maduro", "meet", "COL/Petro", when="2024"),
        id="a year, but the same persons",
    ),
    pytest.param(
        said("june", "KEN UGA", "meet", "RWA", when="2024-06-04"),
        said("july", "KEN", "meet", "UGA TZA", when="2024-06-04"),
        id="each names further parties",
    ),
    pytest.param(
        said("may", "USA/Austin", "visit", "KHM", when="2024-06", status="planned"),
        said("july", "USA:GOV/Lloyd_Austin_III", "visit", "KHM"),
        id="planned for a month, undated weeks later, the name with a suffix",
    ),
    pytest.param(
        said("june", "RUS", "deploy-peacekeepers", "ARM?", when="2020-11"),
        said("july", "RUS", "deploy-peacekeepers", "AZE?", when="2020-11-09..2020-11-16"),
        id="on whom it was done is only guessed",
    ),
    pytest.param(
        said("june", "ERI", "attend-summit", "KEN", when="2011-06-01", status="negated"),
        said("july", "ERI", "refuse-meet", "KEN", when="2011-06-01"),
        id="did not attend, stayed away",
    ),
    pytest.param(
        said("june", "EUR", "cut-aid", "XKX", when="2024-05"),
        said("june", "EUR", "cut-aid", "", sentence=4),
        id="in the background of the same article, without day and side",
    ),
    pytest.param(
        said("may", "IRN", "open-embassy", "SAU", when="2024-03-10..2024-05-10", status="planned"),
        said("june", "IRN", "open-embassy", "SAU", when="2024-06-01"),
        id="came a few weeks after its term",
    ),
    pytest.param(
        said("may", "USA/Austin", "visit", "KHM", when="2024-06", status="planned"),
        said("june", "USA/Austin", "meet", "KHM/Seiha", when="2024-06-04", at=PHNOM_PENH),
        id="a visit planned, and the talks held on it",
    ),
    pytest.param(
        said("june", "USA/Austin", "meet", "KHM/Seiha", when="2024-06-04", at=PHNOM_PENH),
        said("july", "USA/Austin", "visit", "KHM"),
        id="the talks, and the visit told of later without a day",
    ),
    pytest.param(
        said("may", "ETH", "withdraw-troops", "SOM", when="2024-05-02", date_text="2 May"),
        said("june", "ETH", "withdraw-troops", "SOM", when="2024-06-05..2024-06-06"),
        id="has withdrawn, told as news weeks later",
    ),
    pytest.param(
        said("june", "CHN", "bar-entry", "AUS", when="2024-06-04", sentence=0),
        said("june", "CHN", "bar-entry", "AUS", sentence=3),
        id="a headline and what it speaks of",
    ),
    pytest.param(
        said("june", "ETH", "extradite", "KEN", when="2024-06-04"),
        said("july", "ETH", "release-captives", "KEN", when="2024-06-04"),
        id="handed over and freed",
    ),
]
APART = [
    pytest.param(
        said("june", "CHN", "impose-embargo", "AUS", when="2024-06-04", sentence=3),
        said("june", "CHN", "ban", "AUS", sentence=5),
        id="an embargo and an undated ban of one page",
    ),
    pytest.param(
        said("june", "MAR", "censor", "MAR", sentence=3),
        said("june", "MAR", "restrict", "MAR", sentence=5),
        id="two curbs at home, on one page",
    ),
    pytest.param(
        said("may", "USA", "meet", "KHM", when="2024-05-19"),
        said("may", "USA", "meet", "KHM", status="planned"),
        id="met yesterday and will meet again",
    ),
    pytest.param(
        said("july", "CHN", "meet", "AUS", when="2023-11-20"),
        said("may", "CHN", "meet", "AUS"),
        id="undated, long after the one that is known",
    ),
    pytest.param(
        said("may", "CHN", "lift-sanctions", "AUS", start="2023-04-05"),
        said("may", "CHN", "lift-sanctions", "AUS", when="2024-05-18..2024-05-19"),
        id="in force since a day long past",
    ),
    pytest.param(
        said("june", "USA", "joint-exercise", "KHM", when="2016-03"),
        said("june", "USA", "joint-exercise", "KHM", when="2015-04"),
        id="a yearly exercise",
    ),
    pytest.param(
        said("june", "USA/Austin", "meet", "KHM/Seiha", when="2024-06-04"),
        said("june", "USA/Austin", "meet", "KHM/Manet", when="2024-06-04"),
        id="two meetings of one day with different persons",
    ),
    pytest.param(
        said("june", "CHN", "meet", "VNM", when="2024-06-04", at=PHNOM_PENH),
        said("june", "CHN", "meet", "VNM", when="2024-06", at=VIENTIANE),
        id="in another country",
    ),
    pytest.param(
        said("june", "IRN", "accuse", "IRQ", when="2024-06-01"),
        said("june", "IRQ", "accuse", "IRN", when="2024-06-01"),
        id="accusation and counter-accusation",
    ),
    pytest.param(
        said("june", "RUS", "summon-envoy", "ARM", when="2023-09"),
        said("june", "ETH", "summon-envoy", "USA", when="2023-09"),
        id="other parties",
    ),
    pytest.param(
        said("june", "LBN:REB", "attack", "ISR", when="2024-06-01"),
        said("june", "LBN:MIL", "attack", "ISR", when="2024-06-01"),
        id="an armed group is not its state",
    ),
    pytest.param(
        said("june", "USA", "meet", "KHM", when="2024"),
        said("june", "USA", "meet", "KHM", when="2024-06-04"),
        id="meetings are frequent: a year says too little",
    ),
    pytest.param(
        said("june", "USA", "meet", "KHM", when="2024-06-04"),
        said("june", "USA", "meet", "KHM", when="2024-06-08"),
        id="another day of the week",
    ),
    pytest.param(
        said("undated", "USA", "visit", "KHM"), said("june", "USA", "host", "KHM"), id="nothing but the parties"
    ),
    pytest.param(said("june", "", "meet"), said("june", "", "meet", when="2024"), id="no parties known"),
    pytest.param(
        said("june", "DEU", "expel-diplomat", "RUS", when="2024-06-04"),
        said("june", "POL", "expel-diplomat", "RUS", when="2024-06-04"),
        id="two states do the same on one day",
    ),
    pytest.param(
        said("june", "VEN", "cut-ties", "USA", when="2019-01"),
        said("june", "VEN", "cut-ties", "COL", when="2019-02"),
        id="the same done to one state and then to another",
    ),
    pytest.param(
        said("june", "CHN", "accuse", "AUS", when="2024-06-04"),
        said("june", "CHN", "summon-envoy", "AUS", when="2024-06-04"),
        id="two deeds of one type on one day",
    ),
    pytest.param(
        said("june", "USA", "impose-sanctions", "RUS", when="2024-06-03"),
        said("june", "USA", "impose-sanctions", "RUS", when="2024-06-05"),
        id="two lists of sanctions in one week",
    ),
    pytest.param(
        said("june", "USA/Austin", "visit", "KHM", when="2024-06-04"),
        said("june", "USA/Austin", "meet", "KHM/Seiha", when="2024-06-04", at=VIENTIANE),
        id="talks on the day of a visit, in another country",
    ),
    pytest.param(
        said("june", "CHN", "attend-summit", "IND", when="2024-06-04"),
        said("june", "CHN", "meet", "IND", when="2024-06-04"),
        id="a summit that two attend, and their meeting",
    ),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_happening(one: Statement, other: Statement) -> None:
    assert count(one, other) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_happenings(one: Statement, other: Statement) -> None:
    assert count(one, other) == 2


def test_a_plan_that_came_true_has_a_history() -> None:
    (episode,) = link(
        [
            said("may", "USA", "visit", "KHM", when="2024-06", status="planned"),
            said("june", "USA", "visit", "KHM", when="2024-06-04", at=PHNOM_PENH),
            said("july", "KHM", "host", "USA", when="2024-06-04"),
            said("july", "USA", "visit", "KHM", when="2024-06", status="hypothetical"),
        ],
        PUBLISHED,
    )
    assert episode.status == "occurred"
    assert episode.history == (("2024-05-20", "planned"), ("2024-06-06", "occurred"))
    assert (episode.start, episode.end) == ("2024-06-04", "2024-06-04")
    assert (episode.frame, episode.source, episode.target) == ("visit", ("USA",), ("KHM",))
    assert episode.place == PHNOM_PENH
    assert (len(episode.statements), episode.articles) == (4, 3)


def test_a_plan_that_fell_through() -> None:
    plan = said("may", "USA", "visit", "KHM", when="2024-06", status="planned")
    off = said("june", "USA", "visit", "KHM", when="2024-06", status="negated")
    (episode,) = link([plan, off], PUBLISHED)
    assert episode.status == "negated"
    assert episode.history == (("2024-05-20", "planned"), ("2024-06-06", "negated"))


def test_postponed_and_then_held_is_one_episode_with_a_history() -> None:
    plan = said("may", "EGY", "visit", "QAT", when="2024-06-03", status="planned")
    later = said("june", "EGY", "visit", "QAT", when="2024-06-24..2024-06-30", status="planned")
    held = said("july", "EGY", "visit", "QAT", when="2024-06-28")
    told = {plan.id: "will visit Qatar", later.id: "has postponed the visit", held.id: "visited Qatar on Friday"}
    (episode,) = link([plan, later, held], PUBLISHED, quotes=told)
    assert (episode.start, episode.status) == ("2024-06-28", "occurred")
    assert episode.history == (("2024-05-20", "planned"), ("2024-07-01", "occurred"))
    assert len(link([plan, held], PUBLISHED)) == 2


def test_a_visit_put_off_and_then_made_is_one_episode() -> None:
    plan = said("may", "KGZ", "visit", "UZB", when="2024-05-28", status="planned")
    off = said("may", "KGZ", "cancel-meeting", "UZB", when="2024-05-24", sentence=2)
    made = said("july", "KGZ", "visit", "UZB", when="2024-06-18")
    told = {
        plan.id: "Kyrgyzstan's president will visit Uzbekistan",
        off.id: "he has put off the trip until June",
        made.id: "Kyrgyzstan's president arrived in Uzbekistan",
    }
    (episode,) = link([plan, off, made], PUBLISHED, quotes=told)
    assert (episode.frame, episode.status, episode.start) == ("visit", "occurred", "2024-06-18")
    assert episode.history == (("2024-05-20", "planned"), ("2024-07-01", "occurred"))


def test_a_day_put_off_of_which_nothing_else_is_known_has_happened() -> None:
    off = said("may", "KGZ", "cancel-meeting", "UZB", when="2024-05-24")
    (episode,) = link([off], PUBLISHED, quotes={off.id: "he has put off the trip until June"})
    assert (episode.frame, episode.status) == ("cancel-meeting", "occurred")


def test_parties_that_are_both_guessed_keep_nothing_apart() -> None:
    one = said("june", "EGY?", "joint-exercise", "SDN?", when="2024-05-26..2024-05-31")
    other = said("july", "EGY?", "joint-exercise", "ETH?", when="2024-05-21..2024-05-31")
    assert count(one, other) == count(other, one) == 1


def test_words_speak_for_one_happening() -> None:
    ban, later = said("june", "IND", "ban", "CHN", when="2024-06-04"), said("july", "IND", "ban", "CHN")
    old = LINKER.report(ban, PUBLISHED["june"], "India bans 59 Chinese apps, TikTok and WeChat among them")
    alike, other, bare = (
        log_odds(LINKER.report(later, PUBLISHED["july"], words), old, LINKER.weights) or 0.0
        for words in ("the ban on TikTok and WeChat", "banned imports of toys", "")
    )
    assert alike > other + 0.7
    assert alike > bare > other


def test_calling_off_is_an_episode_and_ends_the_plan() -> None:
    plan = said("may", "USA", "joint-exercise", "KHM", when="2024-06", status="planned")
    held = said("may", "USA", "joint-exercise", "KHM", when="2022-06")
    off = said("june", "KHM", "call-off-exercise", "USA", when="2024-06-05")
    by_frame = {(e.frame, e.start): e for e in link([plan, held, off], PUBLISHED)}
    assert len(by_frame) == 3
    assert by_frame["joint-exercise", "2024-06"].status == "negated"
    assert by_frame["joint-exercise", "2024-06"].history[-1] == ("2024-06-06", "negated")
    assert by_frame["joint-exercise", "2022-06"].status == "occurred"
    assert by_frame["call-off-exercise", "2024-06-05"].status == "occurred"


def test_codes_are_those_given_most_often_one_a_party() -> None:
    (episode,) = link(
        [
            said("june", "USA:MIL", "joint-exercise", "KHM", when="2024-06-04"),
            said("july", "USA:MIL", "joint-exercise", "KHM:MIL", when="2024-06-04"),
            said("july", "USA", "joint-exercise", "KHM:MIL THA", when="2024-06-04"),
        ],
        PUBLISHED,
    )
    assert episode.source == ("USA:MIL",)
    assert episode.target == ("KHM:MIL", "THA")


def many(number: int, seed: int = 0) -> list[Statement]:
    """Statements on twenty states over twenty years, with dates of every precision."""
    chance = random.Random(seed)
    states = [f"X{letter}{other}" for letter in "ABCD" for other in "ABCDE"]
    frames = sorted(KINDS.by_frame)
    return [
        said(
            chance.choice(list(PUBLISHED)),
            source,
            chance.choice(frames),
            target,
            when=chance.choice([None, year, f"{year}-05", f"{year}-05-{chance.randint(10, 28)}"]),
            status=chance.choice(["occurred", "planned", "negated"]),
            sentence=i,
        )
        for i in range(number)
        for source, target in [chance.sample(states, 2)]
        for year in [str(chance.randint(2005, 2024))]
    ]


def test_every_statement_is_in_one_episode_and_order_does_not_matter() -> None:
    statements = many(600) * 1 + [
        msgspec.structs.replace(s, id=f"copy-{s.id}", article="july") for s in many(200)
    ]  # fmt: skip
    expected = link(statements, PUBLISHED)
    told = [key for episode in expected for key in episode.statements]
    assert sorted(told) == sorted(s.id for s in statements)
    assert len({episode.id for episode in expected}) == len(expected) < len(statements)
    for seed in range(3):
        assert link(random.Random(seed).sample(statements, len(statements)), PUBLISHED) == expected


def test_an_episode_keeps_its_id_when_a_later_article_joins() -> None:
    first = said("june", "USA", "meet", "KHM", when="2024-06")
    later = said("july", "USA", "meet", "KHM", when="2024-06-04")
    assert link([first], PUBLISHED)[0].id == link([first, later], PUBLISHED)[0].id


def test_one_busy_pair_of_states_stays_quick() -> None:
    chance = random.Random(1)
    statements = [
        said("later", "UKR", "attack", "RUS", when=chance.choice(["2023", f"2023-{m:02}", f"2023-{m:02}-{d:02}"]),
             sentence=i)
        for i in range(6000)
        for m, d in [(chance.randint(1, 12), chance.randint(1, 28))]
    ]  # fmt: skip
    started = time.process_time()
    found = link(statements, PUBLISHED)
    assert time.process_time() - started < 20
    assert 300 < len(found) < 5000


def test_nothing_to_link() -> None:
    assert link([], {}) == []


def test_a_kind_names_frames_that_exist(tmp_path: Any) -> None:
    (tmp_path / "linking_frames.csv").write_text("kind,frames\nfeast,banquet\n")
    with pytest.raises(CodebookError, match=r"line 2: unknown frame 'banquet'"):
        Kinds.load([tmp_path])


def test_weights_of_ones_own_win(tmp_path: Any) -> None:
    weights = "evidence,weight,judged\nwords,1,1\n"
    assert Weights.load().by_name.keys() >= {"words", "same_frame", "prior"}
    (tmp_path / "linking_weights.csv").write_text(weights)
    assert Weights.load([tmp_path]).by_name["words"] == 1


@pytest.mark.parametrize(
    ("day", "days"),
    [("2024", 366), ("2023-02", 28), ("2024-06-04", 1), ("2024-06-04T10:00", 1), ("2024-W20", 0), ("", 0), (None, 0)],
)
def test_bounds(day: str | None, days: int) -> None:
    found = bounds(day)
    assert (found[1] - found[0] + 1 if found else 0) == days


def test_type_of_result() -> None:
    assert isinstance(link([said("june", "USA", "meet", "KHM")], PUBLISHED)[0], Episode)
