from __future__ import annotations

import pytest
from making import GRC, TUR, article, episode, statement

from detente.model import Actor
from detente.relations import Brief, Relation
from detente.relations.lines import Line
from detente.relations.sections import Section

USA = Actor(name="United States", country="USA", sector="GOV")
ENVOYS = {code: Actor(name="envoys of both", country=code, sector="GOV") for code in ("GRC", "USA")}


def section(brief: Brief, key: str) -> Section:
    return next(s for s in brief.sections if s.key == key)


def groups(brief: Brief, key: str) -> dict[str, tuple[Line, ...]]:
    return {group.title: group.lines for group in section(brief, key).groups}


def every_line(brief: Brief) -> list[Line]:
    return [*brief.state, *(line for s in brief.sections for group in s.groups for line in group.lines)]


@pytest.fixture(scope="module")
def brief(relation: Relation) -> Brief:
    return relation.brief(full=True)


def test_every_line_has_a_quote_that_stands_in_its_article(brief: Brief, records):
    articles = records[2]
    assert all(line.quotes for line in every_line(brief))
    for source in brief.sources:
        assert source.quote == " ".join(source.span.of(articles[source.article].text).split())


def test_every_number_cited_is_in_the_source_list_once(brief: Brief):
    cited = {n for line in every_line(brief) for n in [*line.more, *(q.source.number for q in line.quotes)]}
    assert cited == {source.number for source in brief.sources} == set(range(1, len(brief.sources) + 1))


def test_what_happened_is_by_year_with_undated_apart(brief: Brief):
    assert list(groups(brief, "happened")) == ["2021", "2022", "2023", "Undated"]
    assert groups(brief, "happened")["Undated"][0].reported == "2 Oct 2024"


def test_only_what_happened_is_told_as_having_happened(brief: Brief):
    leads = [line.lead for lines in groups(brief, "happened").values() for line in lines]
    assert "Turkey (Recep Tayyip Erdoğan) visited Greece" in leads
    assert not [lead for lead in leads if "meet" in lead or "build jointly" in lead]


def test_a_disputed_deed_is_not_told_as_a_fact(brief: Brief):
    lines = [line for line in every_line(brief) if "show" in line.lead]
    assert {line.lead for line in lines} == {"It is disputed whether Turkey showed force to Greece"}
    assert {line.status for line in lines} == {"disputed"}


def test_planned_tells_what_became_of_it(brief: Brief):
    planned = groups(brief, "planned")
    (took_place,) = planned["Announced, and took place"]
    assert [q.role for q in took_place.quotes] == ["announced", "took place"]
    assert [q.source.published for q in took_place.quotes] == ["2023-11-20", "2023-12-07"]
    assert [line.lead for line in planned["Ahead"]] == ["Turkey is to meet with Greece"]


def test_claims_name_who_says_and_who_denies(brief: Brief):
    (line,) = groups(brief, "claims")["Denied or doubted"]
    assert [q.role for q in line.quotes] == ["said by Greece", "denied by Turkey"]


def test_reasons_quote_the_reason_and_who_gives_it(brief: Brief):
    (line,) = groups(brief, "reasons")[""]
    assert line.quotes[1].role == "reason given by the Greek government"
    assert line.quotes[1].source.quote == "neighbours have to talk"


def test_third_parties_are_shown_apart(brief: Brief):
    assert list(groups(brief, "touched")) == ["Greece – Germany", "Turkey – NATO"]


def test_facts_count_episodes(brief: Brief):
    facts = {fact.name: fact.value for fact in brief.facts}
    assert facts["Articles"] == "5 articles from 3 outlets; 10 May 2022 – 2 Oct 2024"
    assert facts["Happened"] == "5 episodes; 2021–2023"
    assert facts["Told of otherwise"] == "1 planned, 1 proposed"


def test_what_only_one_side_says_is_told_as_its_word():
    text = article("Ankara says Greece shelled its outpost on 3 May 2020.", "2020-05-04")
    told = statement(
        text, text.text, "shell", (GRC,), (TUR,), attributed_to=("Ankara",), start="2020-05-03", score=-9.0
    )
    brief = Relation("GRC", "TUR", [told], [], {text.id: text}).brief(full=True)
    assert groups(brief, "happened")["2020"][0].lead == "According to Ankara: Greece shelled Turkey"


@pytest.mark.parametrize(
    ("status", "start", "group"),
    [
        ("planned", "2021-01", "Ahead"),
        ("planned", "2020-03", "No later word in the record"),
        ("planned", None, "No later word in the record"),
        ("negated", "2020-04", "Announced, and did not happen"),
    ],
)
def test_fate_of_what_was_announced(status, start, group):
    first = article("Greece and Turkey will hold talks.", "2020-02-01")
    last = article("The talks of Greece and Turkey: a note.", "2020-05-01")
    told = [
        (statement(first, first.text, "talk", (GRC,), (TUR,), symmetric=True, status="planned", start=start), first),
        (statement(last, last.text, "talk", (GRC,), (TUR,), symmetric=True, status=status, start=start), last),
    ]
    brief = Relation("GRC", "TUR", [s for s, _ in told], [episode(*told)], {a.id: a for _, a in told}).brief(full=True)
    assert list(groups(brief, "planned")) == [group]
    assert section(brief, "happened").count == 0


def test_many_reports_of_one_episode_are_cited_up_to_a_limit_and_counted():
    reports = [article(f"Greece met Turkey, report {n}.", f"2020-01-{n:02}", f"Paper {n}") for n in range(1, 12)]
    told = [(statement(a, a.text, "meet", (GRC,), (TUR,), symmetric=True, start="2020-01-01"), a) for a in reports]
    brief = Relation("GRC", "TUR", [s for s, _ in told], [episode(*told)], {a.id: a for a in reports}).brief(full=True)
    (line,) = groups(brief, "happened")["2020"]
    assert len(line.more) == 6
    assert line.remark == "and 4 more statements in the record"


def test_words_told_as_a_fact_before_the_day_do_not_outrank_a_later_report():
    before = article("Greece met Turkey in June, a preview says.", "2024-05-28")
    after = article("Greece met Turkey.", "2024-06-05")
    told = [
        (statement(before, before.text, "meet", (GRC,), (TUR,), start="2024-06-04", confidence=0.9), before),
        (statement(after, after.text, "meet", (GRC,), (TUR,), start="2024-06-04", confidence=0.5), after),
    ]
    relation = Relation("GRC", "TUR", [s for s, _ in told], [episode(*told)], {a.id: a for _, a in told})
    assert relation.timeline()["quote"].to_list() == ["Greece met Turkey."]


def test_one_quote_is_not_its_own_announcement():
    text = article("He will not meet the Greeks.", "2024-05-28")
    told = [
        (statement(text, text.text, "meet", (TUR,), (GRC,), status=status), text) for status in ("planned", "negated")
    ]
    brief = Relation("GRC", "TUR", [s for s, _ in told], [episode(*told)], {text.id: text}).brief(full=True)
    assert "planned" not in [s.key for s in brief.sections]


@pytest.mark.parametrize(
    ("source", "target", "symmetric", "expected"),
    [
        ((USA,), (GRC,), False, "The United States praised Greece"),
        ((GRC,), (USA,), False, "Greece praised the United States"),
        ((GRC, USA), (), True, "Greece and the United States praised each other"),
        ((GRC, USA), (USA,), True, "Greece and the United States praised each other"),
        ((GRC,), (GRC, USA), False, "Greece praised the United States"),
        ((ENVOYS["GRC"],), (ENVOYS["USA"],), True, "Greece and the United States praised each other"),
    ],
)
def test_lead(source, target, symmetric, expected):
    text = article("The two exchanged kind words.", "2024-01-01")
    told = statement(text, text.text, "praise", source, target, symmetric=symmetric)
    brief = Relation("GRC", "USA", [told], [], {text.id: text}).brief(full=True)
    assert groups(brief, "happened")["Undated"][0].lead == expected
