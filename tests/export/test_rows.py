import msgspec
import pytest

from detente.errors import InputError
from detente.export.columns import TABLES, Row, Table, columns
from detente.export.dyads import Period, dyad_rows
from detente.export.people import person_rows
from detente.export.rows import actor_rows, article_rows, episode_rows, statement_rows
from detente.frames import frame, statements_frame
from detente.model import Actor, Alternative, Coded, Episode, Place


def rows_of(table: Table, coded: list[Coded], episodes: list[Episode]) -> list[Row]:
    by_id = {s.id: (s, one.article) for one in coded for s in one.statements}
    alba = ("Alba Rojas", "CHL")
    office = {"name": alba[0], "country": alba[1], "office": "foreign minister", "sector": "GOV", "methods": ("title",)}
    seen = {"articles": 1, "first": "2024-06-01", "last": "2024-06-01", "article": "a", "position": 0}
    words = ("Foreign Minister Alba Rojas", "Foreign Minister", "Harbour Post")
    made = {
        "articles": lambda: article_rows((one.article, len(one.statements)) for one in coded),
        "statements": lambda: statement_rows(coded),
        "episodes": lambda: episode_rows((e, [by_id[s] for s in e.statements]) for e in episodes),
        "dyads": lambda: dyad_rows(episodes),
        "actors": lambda: actor_rows(coded),
        "people": lambda: person_rows([office | seen], {alba: alba}, {alba: 1}, lambda *place: words),
    }
    return list(made[table]())


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_documented_and_in_order(table: Table, coded: list[Coded], episodes: list[Episode]) -> None:
    rows = rows_of(table, coded, episodes)
    assert rows
    assert {tuple(row) for row in rows} == {tuple(columns(table))}
    assert all(len(column.doc) > 3 for column in columns(table).values())


@pytest.mark.parametrize("table", TABLES)
def test_a_frame_is_typed_with_and_without_rows(table: Table, coded: list[Coded], episodes: list[Episode]) -> None:
    full = frame(table, rows_of(table, coded, episodes))
    assert full.schema == frame(table, []).schema
    assert full.height == len(rows_of(table, coded, episodes))


def test_a_statement_can_be_cited_from_its_row(coded: list[Coded]) -> None:
    row = statements_frame(coded).row(0, named=True)
    expected = {
        "quote": "Chilean Foreign Minister Alba Rojas visited Lima on Monday",
        "outlet": "Harbour Post",
        "published": "2024-03-05",
        "url": "https://harbour.example/rojas?a=1,2",
        "trigger": "visited",
        "source": ["Alba Rojas"],
        "source_code": ["CHL:GOV"],
        "source_office": ["foreign minister"],
        "source_text": "Chilean Foreign Minister Alba Rojas",
        "target_code": ["PER:GOV"],
        "because": ["a quarrel over fishing | shipping rights"],
        "because_statement": [""],
        "place": "Lima",
        "latitude": -12.05,
        "start": "2024-03-04",
    }
    assert {name: row[name] for name in expected} == expected
    text = coded[0].article.text
    assert text[row["quote_start"] : row["quote_end"]] == row["quote"]
    assert text[row["trigger_start"] : row["trigger_end"]] == row["trigger"]


def test_what_else_may_be_meant_is_told_with_its_probability(coded: list[Coded]) -> None:
    first = coded[0].statements[0]
    tripoli = Alternative(name="Tripoli", country="LBN", lat=34.44, lon=35.83, score=0.2)
    congo = Alternative(name="Republic of the Congo", country="COG", sector="GOV", score=0.14)
    unsure = msgspec.structs.replace(
        first,
        source=(
            Actor(name="Kenya", country="KEN", certainty=0.97),
            Actor(name="Congo", certainty=0.8, alternatives=(congo,)),
        ),
        target=(),
        place=Place(name="Tripoli", country="LBY", certainty=0.75, alternatives=(tripoli,)),
    )
    row = statements_frame(msgspec.structs.replace(coded[0], statements=(unsure,))).row(0, named=True)
    assert (row["source_certainty"], row["target_certainty"], row["place_certainty"]) == (0.8, None, 0.75)
    assert row["alternatives"] == [
        {"part": "source", "of": "Congo", "name": "Republic of the Congo", "code": "COG:GOV", "score": 0.14},
        {"part": "place", "of": "Tripoli", "name": "Tripoli", "code": "LBN", "score": 0.2},
    ]


def test_one_coded_article_is_a_frame_of_its_own(coded: list[Coded]) -> None:
    assert statements_frame(coded[1])["status"].to_list() == ["denied", "hypothetical", "occurred"]


def test_an_episode_row_quotes_its_surest_statement(coded: list[Coded], episodes: list[Episode]) -> None:
    row = rows_of("episodes", coded, episodes)[1]
    assert row["quote"] == "The Chilean navy and Peru held joint exercises off Callao in May 2024"
    assert row["history"] == ["2024-03-05:planned", "2024-06-10:occurred"]
    assert (row["articles"], row["published"]) == (2, "2024-06-10")


FIELDS = ("source", "target", "period", "episodes", "symmetric", "announced", "considered", "denied", "score_sum")


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (
            "month",
            [
                ("BOL", "PER", None, 0, 0, 0, 0, 1, 0.0),
                ("CHL", "PER", "2024-03", 1, 0, 0, 0, 0, 4.0),
                ("CHL", "PER", "2024-05", 1, 1, 0, 0, 0, 9.5),
                ("CHL", "PER", None, 1, 1, 0, 0, 0, 2.5),
                ("IGO", "PER", None, 0, 0, 1, 0, 0, 0.0),
                ("PER", "BOL", None, 0, 0, 0, 1, 0, 0.0),
                ("PER", "CHL", "2024-05", 1, 1, 0, 0, 0, 9.5),
                ("PER", "CHL", None, 1, 1, 0, 0, 0, 2.5),
            ],
        ),
        (
            "year",
            [
                ("BOL", "PER", None, 0, 0, 0, 0, 1, 0.0),
                ("CHL", "PER", "2022", 1, 1, 0, 0, 0, 2.5),
                ("CHL", "PER", "2024", 2, 1, 0, 0, 0, 13.5),
                ("IGO", "PER", None, 0, 0, 1, 0, 0, 0.0),
                ("PER", "BOL", None, 0, 0, 0, 1, 0, 0.0),
                ("PER", "CHL", "2022", 1, 1, 0, 0, 0, 2.5),
                ("PER", "CHL", "2024", 1, 1, 0, 0, 0, 9.5),
            ],
        ),
    ],
)
def test_dyads_count_episodes_by_direction_and_period(episodes: list[Episode], by: Period, expected: list) -> None:
    rows = dyad_rows(episodes, by)
    assert [tuple(row[name] for name in FIELDS) for row in rows] == expected
    quads = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    assert all(sum(row[quad] for quad in quads) == row["episodes"] for row in rows)


@pytest.mark.parametrize(
    ("source", "target", "symmetric", "pairs"),
    [
        (("CHL:GOV", "PER"), (), False, []),
        (("CHL:GOV", "PER"), (), True, [("CHL", "PER"), ("PER", "CHL")]),
        (("CHL:GOV", "CHL:MIL"), ("PER",), False, [("CHL", "PER")]),
        (("CHL", "PER"), ("BOL",), False, [("CHL", "BOL"), ("PER", "BOL")]),
        (("CHL:GOV",), ("CHL:OPP", "---:REB"), False, []),
    ],
)
def test_only_those_who_act_on_each_other_are_a_pair(
    source: tuple[str, ...], target: tuple[str, ...], symmetric: bool, pairs: list[tuple[str, str]]
) -> None:
    one = Episode(id="e", event="ACCUSE", frame="blame", source=source, target=target, symmetric=symmetric)
    assert [(row["source"], row["target"]) for row in dyad_rows([one])] == pairs


def test_an_unknown_period_is_refused(episodes: list[Episode]) -> None:
    with pytest.raises(InputError, match="no period 'decade'; periods are day, month, year"):
        dyad_rows(episodes, "decade")  # type: ignore[arg-type]


def test_actors_are_counted_by_name_and_code(coded: list[Coded]) -> None:
    rows = {row["name"]: row for row in actor_rows(coded)}
    assert list(rows)[:2] == ["Peru", "Bolivia"]
    peru = rows["Peru"]
    assert [peru[name] for name in ("statements", "as_source", "as_target", "articles", "first", "last")] == [
        7,
        3,
        4,
        3,
        "2024-03-05",
        "2024-06-10",
    ]
    assert rows["Alba Rojas"]["offices"] == ["foreign minister"]
    assert rows["gunmen"]["code"] == "---:UAF"
