"""Corrections: kept with who and when, in force at once and after coding anew, taken back, used as gold and corpus."""

import datetime
import json
from pathlib import Path

import pytest

import detente as dt
from detente.archive import Archive
from detente.cli.main import run
from detente.errors import InputError
from detente.model import Actor, Span, Statement
from detente.training.corpus import Example, read

TEXT = (
    "CAIRO, May 3 (Wire) - Egypt recalled its ambassador from Ethiopia on Friday.\n\n"
    "Ethiopia condemned the decision. Talks on the dam between Sudan and Ethiopia will resume in June.\n\n"
    "Kenya and Uganda signed a trade agreement in Nairobi on Thursday.\n"
)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    source = tmp_path / "dam.txt"
    source.write_text(TEXT, "utf-8")
    archive = dt.open(tmp_path / "a.db")
    archive.add(source, published="2024-05-03")
    return archive


def statements(archive: Archive) -> tuple[Statement, ...]:
    (article,) = archive.articles()["id"]
    return archive.coded(article).statements


def named(archive: Archive, word: str) -> Statement:
    (article,) = archive.articles()["id"]
    coded = archive.coded(article)
    return next(s for s in coded.statements if word in s.trigger.of(coded.article.text))


def words(archive: Archive, part: str) -> Span:
    (article,) = archive.articles()["id"]
    start = archive.article(article).text.index(part)
    return Span(start, start + len(part))


def test_an_accepted_statement_is_sure_and_else_as_it_was(archive: Archive) -> None:
    before = named(archive, "recalled")
    said = archive.corrections.accept(before.id, by="Amina")
    after = named(archive, "recalled")
    assert (said.verdict, said.by, said.about) == ("accepted", "Amina", before)
    assert after.confidence == 1.0 and (after.id, after.frame, after.coder) == (before.id, before.frame, before.coder)


def test_a_rejected_statement_is_in_no_view(archive: Archive) -> None:
    gone = named(archive, "signed")
    assert "KEN" in str(archive.episodes()["source"].to_list())
    archive.corrections.reject(gone.id, by="Amina", note="a test")
    assert gone.id not in {s.id for s in statements(archive)}
    assert "KEN" not in str(archive.episodes()["source"].to_list())
    assert archive.relation("KEN", "UGA").happenings == ()


def test_an_edit_changes_what_it_says_and_the_episode_follows(archive: Archive) -> None:
    wrong = named(archive, "recalled")
    archive.corrections.edit(
        wrong.id,
        by="Amina",
        frame="expel-diplomat",
        status="planned",
        target=[Actor(name="Kenya", country="KEN")],
        start="2024-05",
        end="2024-05",
    )
    after = next(s for s in statements(archive) if s.id == wrong.id)
    assert (after.frame, after.status, after.start) == ("expel-diplomat", "planned", "2024-05")
    assert after.target[0].code == "KEN" and after.target_span is None, "the old words do not name the new party"
    assert after.source == wrong.source and after.coder == "person/Amina"
    assert wrong.date_span and (after.date_text, after.date_span, after.date_certainty) == ("", None, 1.0)
    episode = next(h.episode for h in archive.relation("EGY", "KEN").happenings)
    assert (episode.frame, episode.status) == ("expel-diplomat", "planned")


@pytest.mark.parametrize(
    ("told", "name", "country", "known"),
    [
        ("Alexandria (EGY)", "Alexandria", "EGY", True),
        ("Alexandria (usa)", "Alexandria", "USA", True),
        ("Nairobi", "Nairobi", "KEN", True),
        ("Camp Nowhere (KEN)", "Camp Nowhere", "KEN", False),
        ("", "", "", False),
    ],
)
def test_a_place_is_corrected_by_its_name(archive: Archive, told: str, name: str, country: str, known: bool) -> None:
    wrong = named(archive, "recalled")
    archive.corrections.edit(wrong.id, by="Amina", place=told)
    after = next(s for s in statements(archive) if s.id == wrong.id)
    assert after.place_span is None
    if not name:
        assert after.place is None
    else:
        assert after.place and (after.place.name, after.place.country) == (name, country)
        assert (after.place.lat is not None) is known


def test_what_was_missed_is_added_with_its_sentence(archive: Archive) -> None:
    (article,) = archive.articles()["id"]
    said = archive.corrections.add(
        article,
        words(archive, "decision"),
        frame="recall-envoy",
        by="Bo",
        source=[Actor(name="Egypt", country="EGY")],
        target=[{"name": "Ethiopia", "country": "ETH"}],
    )
    added = next(s for s in statements(archive) if s.id == said.key)
    assert archive.coded(article).quote(added) == "Ethiopia condemned the decision."
    assert added.trigger.of(archive.article(article).text) == "decision"
    assert [a.code for a in (*added.source, *added.target)] == ["EGY", "ETH"]


def frames() -> set[str]:
    from detente.codebook.plover import Plover

    return set(Plover.load().frames)


def test_corrections_outlive_coding_anew(archive: Archive, tmp_path: Path) -> None:
    kept, gone, changed = (named(archive, w) for w in ("condemned", "signed", "recalled"))
    archive.corrections.accept(kept.id, by="Amina")
    archive.corrections.reject(gone.id, by="Amina")
    archive.corrections.edit(changed.id, by="Amina", status="denied")
    before = statements(archive)
    archive.add(tmp_path / "dam.txt", published="2024-05-03", again=True)
    assert statements(archive) == before


def test_a_correction_can_be_taken_back(archive: Archive) -> None:
    before, episodes = statements(archive), archive.episodes()
    first = archive.corrections.reject(named(archive, "signed").id, by="Amina")
    second = archive.corrections.edit(named(archive, "recalled").id, by="Bo", status="denied")
    for said in (first, second):
        archive.corrections.undo(said.id)
    assert statements(archive) == before
    assert archive.episodes().equals(episodes)
    assert list(archive.corrections) == []


def test_of_several_corrections_the_last_counts(archive: Archive) -> None:
    one = named(archive, "recalled")
    archive.corrections.edit(one.id, by="Amina", status="denied")
    second = archive.corrections.edit(one.id, by="Bo", status="planned")
    assert next(s for s in statements(archive) if s.id == one.id).status == "planned"
    assert second.about == one, "it is held against what the coder made"
    archive.corrections.undo(second.id)
    assert next(s for s in statements(archive) if s.id == one.id).status == "denied"


def test_an_added_statement_can_be_edited_and_rejected(archive: Archive) -> None:
    (article,) = archive.articles()["id"]
    count = len(statements(archive))
    said = archive.corrections.add(article, words(archive, "decision"), frame="threaten", by="Bo")
    archive.corrections.edit(said.key, by="Bo", status="hypothetical")
    assert len(statements(archive)) == count + 1
    archive.corrections.reject(said.key, by="Amina")
    assert len(statements(archive)) == count


def test_corrections_are_the_same_as_linking_all_anew(archive: Archive) -> None:
    archive.corrections.edit(named(archive, "recalled").id, by="Amina", start="2024-05-01", end="2024-05-01")
    archive.corrections.reject(named(archive, "signed").id, by="Amina")
    episodes = archive.episodes()
    archive.relink(anew=True)
    assert archive.episodes().equals(episodes)


def test_an_article_read_to_its_end_is_gold_that_evaluate_takes(archive: Archive) -> None:
    (article,) = archive.articles()["id"]
    archive.corrections.reject(named(archive, "signed").id, by="Amina")
    assert list(archive.corrections.gold()) == []
    archive.corrections.complete(article, by="Amina")
    (gold,) = archive.corrections.gold()
    assert {event["frame"] for event in gold["events"]} == {s.frame for s in statements(archive)}
    found = dt.evaluate([gold])
    assert found.left_out == ()
    assert found.micro.recall.value == 1 > found.micro.precision.value, "what was rejected is an error of the coder"


def test_examples_are_a_corpus_that_training_reads(archive: Archive, tmp_path: Path) -> None:
    archive.corrections.accept(named(archive, "recalled").id, by="Amina")
    archive.corrections.reject(named(archive, "condemned").id, by="Amina")
    corpus = tmp_path / "mine.txt"
    corpus.write_text("".join(f"{line}\n" for line in archive.corrections.examples()), "utf-8")
    found = list(read([corpus], frames()))
    assert all(isinstance(one, Example) for one in found), found
    recall, none = found
    assert [span.of(recall.text) for span in recall.spans["V"]] == ["recalled"]
    assert recall.spans["S"][0].of(recall.text) == "Egypt"
    assert (none.frame, [span.of(none.text) for span in none.spans["V"]]) == ("none", ["condemned"])


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"frame": "no-such"}, "no frame 'no-such'"),
        ({"status": "maybe"}, "no status 'maybe'"),
        ({"start": "May 2024"}, "is no day"),
        ({"start": "2024-06", "end": "2024-05"}, "ends .* before it begins"),
        ({"source": [{"country": "USA"}]}, "an actor is a name"),
        ({"event": "CONSULT"}, "cannot be corrected"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(archive: Archive, changes: dict, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        archive.corrections.edit(named(archive, "recalled").id, by="Amina", **changes)
    assert list(archive.corrections) == []


def test_who_says_so_and_what_about_must_be_there(archive: Archive) -> None:
    with pytest.raises(InputError, match="names who"):
        archive.corrections.accept(named(archive, "recalled").id, by=" ")
    with pytest.raises(InputError, match="no statement"):
        archive.corrections.accept("s0", by="Amina")
    with pytest.raises(InputError, match="no words"):
        (article,) = archive.articles()["id"]
        archive.corrections.add(article, Span(5, 5), frame="threaten", by="Amina")
    with pytest.raises(InputError, match="no correction"):
        archive.corrections.undo("c0")


def test_the_day_and_hour_are_kept(archive: Archive) -> None:
    before = datetime.datetime.now(datetime.UTC)
    said = archive.corrections.accept(named(archive, "recalled").id, by="Amina")
    assert before <= datetime.datetime.fromisoformat(said.at) <= datetime.datetime.now(datetime.UTC)
    assert archive.corrections.of(said.article) == (said,)


def test_the_command_lists_and_writes(archive: Archive, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    archive.corrections.edit(named(archive, "recalled").id, by="Amina", status="denied", note="see para 3")
    archive.close()
    ask = ["corrections", "-a", str(tmp_path / "a.db")]
    for arguments in (ask, [*ask, "--as", "json", "-o", str(tmp_path / "c.jsonl")]):
        with pytest.raises(SystemExit) as ended:
            run(arguments)
        assert ended.value.code == 0
    out = capfd.readouterr().out
    assert "edited" in out and "→" in out and "Amina: see para 3" in out
    assert json.loads((tmp_path / "c.jsonl").read_text("utf-8"))["verdict"] == "edited"
