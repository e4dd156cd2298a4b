"""Lists: they hold what the conditions let through and nothing else, in order, page by page, led there by an index."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from evaluation.archive_made import fill
from tests.watched import Watched

from detente.archive import Archive, open_archive
from detente.errors import InputError
from detente.model import Article, Coded, Episode, Statement
from detente.store import entries, lists, read, write
from detente.store.connect import Database, connect
from detente.store.lists import Page
from detente.store.migrate import migrate

ARTICLES = 150
Told = tuple[Statement, Article]
Item = TypeVar("Item")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lists") / "made.db"
    db = connect(path)
    migrate(db)
    fill(db, ARTICLES, statements=8)
    db.close()
    return path


@pytest.fixture(scope="module")
def archive(made: Path) -> Iterator[Archive]:
    with open_archive(made) as opened:
        yield opened


@pytest.fixture(scope="module")
def told(archive: Archive) -> list[Told]:
    return [(s, one.article) for one in read.statements(archive._db) for s in one.statements]


@pytest.fixture(scope="module")
def busiest(archive: Archive) -> tuple[str, str]:
    one, two, _ = archive.info().dyads[0]
    return one, two


def acts(statement: Statement, code: str, side: str) -> bool:
    country, _, sector = code.partition(":")
    actors = (*statement.source, *statement.target) if statement.symmetric or not side else getattr(statement, side)
    return any((a.country == country and sector in ("", a.sector)) or a.name == code for a in actors)


def day(s: Statement, a: Article) -> str:
    return s.start or s.end or a.published or ""


# What is asked for, with {one} and {two} for the busiest pair, and what has to hold of each statement found.
CASES: list[tuple[dict[str, Any], Callable[[Statement, Article, str, str], bool]]] = [
    ({}, lambda s, a, x, y: True),
    ({"who": "{one}"}, lambda s, a, x, y: acts(s, x, "source")),
    ({"to": "{one}"}, lambda s, a, x, y: acts(s, x, "target")),
    ({"party": "{two}"}, lambda s, a, x, y: acts(s, y, "")),
    ({"who": "{one}", "to": "{two}"}, lambda s, a, x, y: acts(s, x, "source") and acts(s, y, "target")),
    ({"who": "{two}", "to": "{one}"}, lambda s, a, x, y: acts(s, y, "source") and acts(s, x, "target")),
    ({"who": "{one}:MIL"}, lambda s, a, x, y: acts(s, f"{x}:MIL", "source")),
    (
        {"who": "{one}:GOV", "to": "{two}", "status": "occurred"},
        lambda s, a, x, y: acts(s, f"{x}:GOV", "source") and acts(s, y, "target") and s.status == "occurred",
    ),
    ({"event": "CONSULT"}, lambda s, a, x, y: s.event == "CONSULT"),
    (
        {"event": ["coerce", "ASSAULT"], "status": ["occurred", "denied"]},
        lambda s, a, x, y: s.event in ("COERCE", "ASSAULT") and s.status in ("occurred", "denied"),
    ),
    ({"since": "2012", "until": "2013-06"}, lambda s, a, x, y: "2012" <= day(s, a) < "2013-07"),
    ({"until": "2004-02-03"}, lambda s, a, x, y: "" < day(s, a) <= "2004-02-03"),
    ({"min_confidence": 0.8}, lambda s, a, x, y: s.confidence >= 0.8),
    ({"min_certainty": 0.8}, lambda s, a, x, y: s.certainty >= 0.8),
    (
        {"who": "{one}", "min_certainty": 0.7, "min_confidence": 0.7},
        lambda s, a, x, y: acts(s, x, "source") and s.certainty >= 0.7 and s.confidence >= 0.7,
    ),
    ({"party": "{one}", "min_confidence": 0.9}, lambda s, a, x, y: acts(s, x, "") and s.confidence >= 0.9),
]


@pytest.mark.parametrize("size", [7, 500])
@pytest.mark.parametrize(("asked", "holds"), CASES, ids=lambda case: str(case) if isinstance(case, dict) else "")
def test_pages_hold_what_conditions_let_through(
    archive: Archive, told: list[Told], busiest: tuple[str, str], asked: dict[str, Any], holds: Any, size: int
) -> None:
    one, two = busiest
    given = {k: v.format(one=one, two=two) if isinstance(v, str) else v for k, v in asked.items()}
    wanted = {s.id for s, a in told if holds(s, a, one, two)}
    assert wanted
    found, after = [], ""
    while True:
        page = archive.search(**given, limit=size, after=after)
        found += page.items
        assert page.count == len(wanted)
        if not page.after:
            break
        after = page.after
    assert [one.statement.id for one in found] == list(dict.fromkeys(one.statement.id for one in found))
    assert {one.statement.id for one in found} == wanted
    order = [(one.published or "", one.statement.article[-10:]) for one in found]
    assert order == sorted(order, reverse=True)
    assert [one.quote for one in found] == [s.quote.of(a.text) for s, a in by_id(told, found)]


def by_id(told: list[Told], found: list[lists.Found]) -> list[Told]:
    known = {s.id: (s, a) for s, a in told}
    return [known[one.statement.id] for one in found]


@pytest.mark.parametrize("few", [0, lists.FEW])
def test_words_are_those_of_the_quote(
    archive: Archive, told: list[Told], busiest: tuple[str, str], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many matches are looked up along the list, few lead to it; both find the same."""
    monkeypatch.setattr(lists, "FEW", few)
    s, a = told[len(told) // 2]
    words = s.quote.of(a.text).split()[3:6]
    phrase = f'"{" ".join(words)}"'
    found = archive.search(phrase, min_confidence=0.1)
    assert s.id in {one.statement.id for one in found.items}
    assert all(" ".join(words) in one.quote for one in found.items)
    assert found.count == sum(" ".join(words) in s.quote.of(a.text) for s, a in told if s.confidence >= 0.1)
    who = s.source[0].name
    named = archive.search(who=who, limit=500)
    assert {one.statement.id for one in named.items} == {s.id for s, _ in told if acts(s, who, "source")}
    assert archive.search("%$").items == ()


def paged(ask: Callable[..., Page[Item]], size: int) -> tuple[list[Item], set[int | None]]:
    """All items of a list, page by page, and the counts that its pages tell."""
    found, counts, after = [], set(), ""
    while not counts or after:
        page = ask(limit=size, after=after)
        found += page.items
        counts.add(page.count)
        after = page.after
    return found, counts


@pytest.mark.parametrize("few", [0, 10_000])
def test_words_alone_come_newest_first(
    archive: Archive, told: list[Told], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "FEW", few)
    having = Counter(word for s, a in told for word in set(re.findall(r"[a-z]{6,}", s.quote.of(a.text).lower())))
    word, number = having.most_common(1)[0]
    found, counts = paged(partial(archive.search, word), 7)
    assert len({one.statement.id for one in found}) == len(found) >= number > 7
    assert counts == {len(found)}
    assert all(word[:5] in one.quote.lower() for one in found)
    assert [one.published or "" for one in found] == sorted((one.published or "" for one in found), reverse=True)


@pytest.mark.parametrize("few", [0, 10_000])
def test_articles_with_words_come_newest_first(archive: Archive, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "FEW", few)
    having = Counter(word for entry in archive.article_list(limit=500).items for word in entry.title.split())
    word, number = having.most_common(1)[0]
    found, counts = paged(partial(archive.article_list, word), 7)
    assert len(found) >= number > 7
    assert counts == {len(found)}
    assert found == sorted(found, key=lambda one: (one.published or "", one.id), reverse=True)
    kinds = {one.kind for one in found}
    assert sum(paged(partial(archive.article_list, word, kind=kind), 7)[1].pop() or 0 for kind in kinds) == len(found)


def test_more_than_can_be_counted_is_said_to_be_more(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "COUNTED", 10)
    assert (archive.search().count, archive.search().capped) == (10, True)
    assert archive.search(count=False).count is None


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"who": "Atlantis Navy"}, "no country or actor 'Atlantis Navy'"),
        ({"who": "USA", "dyad": ("CHN", "RUS")}, "3 countries at once"),
        ({"status": "maybe"}, "no status 'maybe'"),
        ({"since": "tomorrow"}, "is no day"),
        ({"after": "s123"}, "has the id 's123'"),
        ({"limit": 0}, "a page of 0"),
    ],
)
def test_what_cannot_be_asked(archive: Archive, asked: dict[str, Any], problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        archive.search(**asked)


def test_articles_come_newest_first(archive: Archive) -> None:
    every, after = [], ""
    while not every or after:
        page = archive.article_list(limit=40, after=after)
        every, after = [*every, *page.items], page.after
    assert len(every) == page.count == ARTICLES
    assert [one.published for one in every] == sorted((one.published for one in every), reverse=True)
    first = archive.coded(every[0].id)
    assert (every[0].title, every[0].statements) == (first.article.title, len(first.statements))
    outlet = every[5].outlet
    told = {one.id for one in every if one.outlet == outlet}
    assert {one.id for one in archive.article_list(outlet=outlet.upper(), limit=500).items} == told
    year = {one.id for one in every if (one.published or "")[:4] == "2012"}
    assert {one.id for one in archive.article_list(since="2012", until="2012", limit=500).items} == year
    word = first.article.title.split()[-1]
    assert every[0].id in {one.id for one in archive.article_list(word, limit=500).items}
    assert {one.kind for one in archive.article_list(kind="opinion").items} == {"opinion"}


def test_episodes_come_latest_first_with_what_is_told(archive: Archive, busiest: tuple[str, str]) -> None:
    page = archive.episode_list(dyad=busiest, limit=500)
    assert page.count == len(page.items) == len(archive.episodes(dyad=busiest))
    every, after = [], ""
    while not every or after:
        found = archive.episode_list(event="CONSULT", limit=9, after=after)
        every, after = [*every, *found.items], found.after
    days = [one.start for one in every if one.start]
    assert days == sorted(days, reverse=True)
    assert len(every) == found.count == len(archive.episodes(event="CONSULT"))
    sheet = archive.episode(every[0].id)
    assert {one.statement.id for one in sheet.told} == set(every[0].statements)
    assert all(one.episode == every[0].id for one in sheet.told)
    with pytest.raises(InputError, match="no episode 'e0'"):
        archive.episode("e0")


def all_episodes(archive: Archive, **conditions: Any) -> list[Episode]:
    """The episodes that meet conditions, page by page."""
    page = archive.episode_list(**conditions, limit=90)
    every = [*page.items]
    while page.after:
        page = archive.episode_list(**conditions, limit=90, after=page.after)
        every += page.items
    return every


@pytest.mark.parametrize("sides", ["all", "one", "both"])
def test_episodes_are_asked_for_by_outlet_and_sureness(archive: Archive, busiest: tuple[str, str], sides: str) -> None:
    who: dict[str, Any] = {"all": {}, "one": {"party": busiest[0]}, "both": {"dyad": busiest}}[sides]
    every = [archive.episode(one.id) for one in all_episodes(archive, **who)]
    outlet = next(told.outlet for sheet in every for told in sheet.told if told.outlet)
    asked: list[tuple[dict[str, Any], Callable[[Any], bool]]] = [
        ({"outlet": outlet.upper()}, lambda told: told.outlet == outlet),
        ({"min_confidence": 0.9}, lambda told: told.statement.confidence >= 0.9),
        ({"min_certainty": 0.9}, lambda told: told.statement.certainty >= 0.9),
        (
            {"outlet": outlet, "min_confidence": 0.9},
            lambda told: told.outlet == outlet and told.statement.confidence >= 0.9,
        ),
    ]
    for conditions, fits in asked:
        wanted = {sheet.episode.id for sheet in every if any(map(fits, sheet.told))}
        assert {one.id for one in all_episodes(archive, **who, **conditions)} == wanted
        assert archive.episode_list(**who, **conditions, limit=1).count == len(wanted)


@pytest.mark.parametrize("way", ["few", "many"])
def test_episodes_are_asked_for_by_one_side(
    archive: Archive, busiest: tuple[str, str], way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entries, "FEW_TOLD", 20_000 if way == "few" else 0)
    every = all_episodes(archive)
    sides = {one.id: {*one.source, *one.target} for one in every}
    for party in (busiest[0], f"{busiest[1]}:MIL"):
        wanted = [one.id for one in every if any(code == party or code[:3] == party for code in sides[one.id])]
        assert [one.id for one in all_episodes(archive, party=party)] == wanted
        assert archive.episode_list(party=party, limit=1).count == len(wanted) > 0
    held = all_episodes(archive, party=busiest[0], status="occurred")
    assert held == [one for one in all_episodes(archive, party=busiest[0]) if one.status == "occurred"]
    told = archive.search(limit=1).items[0]
    name = told.statement.source[0].name
    assert told.episode in {one.id for one in all_episodes(archive, party=name)}


def test_an_actor_has_its_statements_and_those_beside_it(archive: Archive, busiest: tuple[str, str]) -> None:
    one, two = busiest
    sheet = archive.actor(one)
    assert (sheet.ties[0].one, sheet.ties[0].two) in {(one, two), (two, one)} or len(sheet.ties) > 1
    assert sheet.latest.count == archive.search(party=one).count
    part = archive.actor(f"{one}:MIL")
    assert two in {beside.country for beside in part.beside}
    name = sheet.latest.items[0].statement.source[0].name
    assert archive.actor(name).latest.count


def sums(episodes: list[Episode], pairs: dict[str, list[tuple[str, str]]], first: str, last: str) -> dict[Any, Any]:
    """What happened between states from one month to another, counted one by one."""
    found: dict[Any, Any] = defaultdict(lambda: [0, 0, 0, 0, 0, 0.0])
    for episode in episodes:
        if episode.status in ("occurred", "ongoing") and first <= (episode.start or episode.history[0][0])[:7] <= last:
            for pair in pairs.get(episode.id, ()):
                found[pair][episode.quad - 1] += 1
                found[pair][4] += 1
                found[pair][5] += episode.score
    return found


@pytest.mark.parametrize(("first", "last"), [("2001-03", "2001-03"), ("2003-11", "2009-02"), ("1999-01", "2030-12")])
def test_ties_are_sums_of_episodes(archive: Archive, first: str, last: str, busiest: tuple[str, str]) -> None:
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in archive._db.rows("SELECT one, two, id FROM episode_pairs WHERE one != two"):
        pairs[row["id"]].append((row["one"], row["two"]))
    wanted = sums(list(read.episodes(archive._db)), pairs, first, last)
    ties = archive.ties(since=first, until=last)
    assert {(t.one, t.two): (*t.classes, t.episodes) for t in ties} == {k: tuple(v[:5]) for k, v in wanted.items()}
    assert all(t.score == pytest.approx(wanted[t.one, t.two][5] / t.episodes, abs=1e-3) for t in ties)
    of_one = [t for t in ties if busiest[0] in (t.one, t.two)]
    assert archive.ties(busiest[0], since=first, until=last) == of_one
    assert archive.ties(since=first, until=last, least=2) == [t for t in ties if t.episodes > 1]
    assert archive.ties(since=first, until=last, most=3) == ties[:3]
    assert ties == sorted(ties, key=lambda t: (-t.episodes, t.one, t.two))
    some = {code for t in ties[:2] for code in (t.one, t.two)}
    among = [t for t in ties if {t.one, t.two} <= some]
    assert archive.ties(since=first, until=last, among=some) == among
    told: Counter[str] = Counter()
    for t in ties:
        told.update({t.one: t.episodes, t.two: t.episodes})
    assert archive.busiest(since=first, until=last) == min(told, key=lambda code: (-told[code], code))


def test_relations_come_by_how_far_they_moved(archive: Archive) -> None:
    every, after = [], ""
    while not every or after:
        page = archive.relation_list(limit=100, after=after, since="2012-01", until="2012-12")
        every, after = [*every, *page.items], page.after
    assert len(every) == page.count == len({(r.one, r.two) for r in every})
    assert every == sorted(every, key=lambda r: (-abs(r.change), -r.episodes, r.one, r.two))
    assert len({r.change for r in every[-50:]}) == 1
    now, before = archive.ties(since="2012", until="2012"), archive.ties(since="2011", until="2011")
    assert sum(r.now.episodes for r in every) == sum(t.episodes for t in now) > 0
    assert sum(r.before.episodes for r in every) == sum(t.episodes for t in before) > 0
    first = every[0]
    assert first.change == pytest.approx(first.now.level - first.before.level)
    of_one = archive.relation_list(country=first.one, since="2012-01", until="2012-12", limit=500)
    assert of_one.items == tuple(r for r in every if first.one in (r.one, r.two))
    assert of_one.count == len(of_one.items)
    told = archive.episode_list(dyad=(first.one, first.two), status=["occurred", "ongoing"], until="2012-12")
    assert first.last
    assert first.last.day == max(e.start or e.history[0][0] for e in told.items)
    planned = archive.episode_list(dyad=(first.one, first.two), status=["planned", "proposed"], since="2012-12")
    assert first.open >= sum(bool(e.start and e.start < "2013") for e in planned.items)


def test_an_empty_archive_has_empty_lists(tmp_path: Path) -> None:
    with open_archive(tmp_path / "empty.db") as empty:
        assert empty.search().items == empty.article_list().items == empty.episode_list().items == ()
        assert (empty.relation_list().items, empty.ties(), empty.busiest()) == ((), [], "")


def contents(db: Database) -> list[list[tuple[Any, ...]]]:
    of = """SELECT l.list, l.reported, l.mark, l.position, s.id, l.way, e.value, t.value, o.value,
        l.confidence, l.day, l.last
        FROM lists l JOIN statements s ON s.seq = l.statement JOIN labels e ON e.number = l.event
        JOIN labels t ON t.number = l.status JOIN labels o ON o.number = l.outlet"""
    words = "SELECT s.id FROM quotes q JOIN statements s ON s.seq = q.rowid WHERE quotes MATCH 'a* OR b* OR t*'"
    return [sorted(map(tuple, db.rows(sql))) for sql in (of, "SELECT * FROM sums", words)]


def test_lists_follow_what_is_written_anew(tmp_path: Path, made: Path) -> None:
    db = connect(tmp_path / "again.db")
    migrate(db)
    fill(db, 20, statements=4)
    before, episodes = contents(db), list(read.episodes(db))
    whole = [read.coded(db, one.id) for one, _ in read.articles(db)]
    for coded in whole:
        write.write(db, 1, [Coded(article=coded.article)], anew={coded.article.id})
    write.write_episodes(db, [], 0)
    assert not any(contents(db))
    for coded in whole:
        write.write(db, 1, [coded], anew={coded.article.id})
    write.write_episodes(db, episodes, read.last_article(db))
    assert contents(db) == before
    db.close()


QUESTIONS: dict[str, Callable[[Archive, str, str], Any]] = {
    "all": lambda a, x, y: a.search(),
    "words": lambda a, x, y: a.search("ba"),
    "who": lambda a, x, y: a.search(who=x, event="CONSULT", outlet="The Post"),
    "pair": lambda a, x, y: a.search(who=x, to=y, since="2012", min_confidence=0.5),
    "part": lambda a, x, y: a.search(who=f"{x}:MIL", status="occurred"),
    "next page": lambda a, x, y: a.search(party=x, after=a.search(party=x, limit=1).after),
    "articles": lambda a, x, y: a.article_list(limit=5, after=a.article_list(limit=1).after, since="2001"),
    "articles of an outlet": lambda a, x, y: a.article_list(outlet="The Post"),
    "articles with words": lambda a, x, y: a.article_list("ba"),
    "episodes": lambda a, x, y: a.episode_list(limit=5, after=a.episode_list(limit=1).after),
    "episodes of a pair": lambda a, x, y: a.episode_list(dyad=(x, y), status="planned"),
    "episodes of one side": lambda a, x, y: a.episode_list(party=x, event="CONSULT"),
    "episodes of a part": lambda a, x, y: a.episode_list(party=f"{x}:MIL"),
    "episode": lambda a, x, y: a.episode(a.episode_list(limit=1).items[0].id),
    "actor": lambda a, x, y: a.actor(f"{x}:MIL"),
    "relations": lambda a, x, y: a.relation_list(limit=3),
    "ties": lambda a, x, y: (a.ties(), a.ties(x, since="2011-03", until="2013-04")),
}
# A page of a list is read from where it begins until it is full.
ORDERS = ("articles_order", "episodes_newest")
PAGED = tuple(f"USING {covering}INDEX {order}" for order in ORDERS for covering in ("", "COVERING "))


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_no_question_reads_a_table_from_end_to_end(made: Path, ask: Any, busiest: tuple[str, str]) -> None:
    with Archive(Watched(made)) as archive:
        ask(archive, *busiest)
        assert [step for step in archive._db.scans if not step.endswith(PAGED)] == []


def test_a_page_is_of_one_state_while_somebody_writes(
    tmp_path: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The statements of a page are counted, placed and read one after the other; what goes in between does not show."""
    path = tmp_path / "written.db"
    path.write_bytes(made.read_bytes())
    writer, placed = connect(path), lists._found

    def found(db: Database, numbers: list[int]) -> Any:
        writer.run("DELETE FROM statements")
        return placed(db, numbers)

    monkeypatch.setattr(lists, "_found", found)
    with open_archive(path) as archive:
        assert len(archive.search(limit=30).items) == 30
        assert archive.search(limit=30).items == ()
    writer.close()


@pytest.mark.parametrize(
    ("conditions", "complaint"),
    [
        ({"dyad": ("USA",)}, "is no pair"),
        ({"dyad": "USA"}, "is no pair"),
        ({"event": "FOO"}, "no type 'FOO'; types are ACCUSE"),
        ({"status": "foo"}, "no status 'foo'"),
        ({"since": "2024-05", "until": "2024-04"}, "ends before it begins"),
    ],
)
def test_wrong_conditions_are_told(archive: Archive, conditions: dict[str, Any], complaint: str) -> None:
    for ask in (archive.statements, archive.episodes):
        with pytest.raises(InputError, match=complaint):
            ask(**conditions)


def test_a_period_may_begin_and_end_in_one_month(archive: Archive) -> None:
    assert archive.statements(since="2024-05-02", until="2024-05").columns == archive.statements().columns
