from __future__ import annotations

import json
import sys
from pathlib import Path

import polars as pl
import pytest

from detente.errors import ArchiveError


def test_code_keeps_and_goes_on_where_it_stopped(detente, articles: Path, tmp_path: Path):
    kept = tmp_path / "new.db"
    first = detente("code", articles, "-a", kept, "--published", "2024-06-05")
    assert (first.code, first.err) == (0, "")
    assert first.out.startswith("3 of 3 articles coded")
    again = detente("code", articles, "-a", kept, "--published", "2024-06-05")
    assert "3 were there already" in again.out


def test_code_without_archive_writes_statements_as_json_lines(detente, articles: Path):
    done = detente("code", articles / "visit.txt", "--published", "2024-06-05")
    assert done.code == 0
    statements = [json.loads(line) for line in done.out.splitlines()]
    text = (articles / "visit.txt").read_text(encoding="utf-8")
    assert statements
    assert all(statement["quote"] in text for statement in statements)
    assert done.err.startswith("1 of 1 article coded")


def test_code_tells_what_failed_and_why(detente, articles: Path, tmp_path: Path):
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    done = detente("code", articles, empty, tmp_path / "none.txt", "-a", tmp_path / "new.db")
    assert done.code == 1
    assert "Left out 2 articles, of which 2 failed:" in done.out
    assert f"failed: {tmp_path / 'none.txt'}: " in done.out


def test_code_lists_the_first_failures_and_says_where_to_see_all(detente, tmp_path: Path):
    kept = tmp_path / "new.db"
    names = [tmp_path / f"gone{n}.txt" for n in range(30)]
    done = detente("code", *names, "-a", kept)
    assert done.out.count("failed: ") == 20
    assert f"and 10 more; see all with `detente skipped -a {kept}`" in done.out
    assert len(detente("skipped", "-a", kept).out.splitlines()) == 30


def test_what_is_wrong_with_facts_is_no_article_left_out(detente, tmp_path: Path):
    rows = [
        {"text": f"Peru recalled its ambassador to Chile on Monday, {day} or not.", "date": day}
        for day in ("someday", "1717545600", "2024-06-04")
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    (tmp_path / "meta.csv").write_text("id,date\ngone,2024-06-05\n", encoding="utf-8")
    done = detente("code", tmp_path / "in.jsonl", "--metadata", tmp_path / "meta.csv", "-a", tmp_path / "new.db")
    assert done.code == 1
    assert done.out.startswith("3 of 3 articles coded")
    assert "Left out 2 facts about articles, of which 2 faulty:" in done.out
    left = json.loads(detente("skipped", "--json", "-a", tmp_path / "new.db").out)
    assert [item["fact"] for item in left] == [True, True]
    detente("export", "articles", "-o", tmp_path / "a.csv", "-a", tmp_path / "new.db")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8").count("2024-06-05") == 1


def test_code_report_as_json(detente, articles: Path, tmp_path: Path):
    done = detente("code", articles / "visit.txt", "-a", tmp_path / "new.db", "--json")
    assert json.loads(done.out)["coded"] == 1


def test_what_an_archive_holds_is_coded_anew_only_when_asked(detente, articles: Path, tmp_path: Path):
    counts = []
    for more in ([], [], ["--again"]):
        report = json.loads(detente("code", articles, "-a", tmp_path / "a.db", "--json", *more).out)
        counts.append((report["coded"], report["recoded"], report["already_there"]))
    assert counts == [(3, 0, 0), (0, 0, 3), (3, 3, 0)]


def test_quiet_code_says_nothing(detente, articles: Path, tmp_path: Path):
    assert detente("code", articles / "visit.txt", "-a", tmp_path / "new.db", "-q") == (0, "", "")


def test_min_confidence_leaves_out(detente, articles: Path):
    assert detente("code", articles, "--min-confidence", "1").out == ""


@pytest.mark.parametrize(("a", "b"), [("CHL", "PER"), ("Chile", "peru"), ("PER", "Chile")])
def test_brief_by_code_or_name(detente, archive: Path, a: str, b: str):
    done = detente("brief", a, b, "-a", archive, "--full")
    assert done.code == 0
    assert "Chile condemned Peru" in done.out
    assert "Fjord Post, 5 Jun 2024 [" in done.out


@pytest.mark.parametrize(
    ("options", "start"),
    [
        (["-o", "b.html"], "<!doctype html>"),
        (["-o", "b.md"], "# Chile – Peru"),
        (["-o", "b.txt"], "CHILE – PERU"),
        (["-o", "deep/er/b.out", "--format", "html"], "<!doctype html>"),
        (["-o", "b.html", "--format", "markdown"], "# Chile – Peru"),
    ],
)
def test_brief_to_a_file(detente, archive: Path, options: list[str], start: str):
    done = detente("brief", "CHL", "PER", "-a", archive, *options)
    assert (done.code, done.out) == (0, "")
    assert Path(options[1]).read_text(encoding="utf-8").lstrip().startswith(start)


def test_brief_as_pages_for_print(detente, archive: Path):
    done = detente("brief", "CHL", "PER", "-a", archive, "-o", "deep/er/b.pdf")
    assert (done.code, done.out) == (0, "")
    assert Path("deep/er/b.pdf").read_bytes().startswith(b"%PDF-")


def test_brief_says_how_to_get_the_typesetter(detente, archive: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    done = detente("brief", "CHL", "PER", "-a", archive, "-o", "b.pdf")
    assert done.code == 2
    assert "pip install 'detente[pdf]'" in " ".join(done.err.split())
    assert not Path("b.pdf").exists()


def test_brief_in_a_language_without_words(detente, archive: Path):
    done = detente("brief", "CHL", "PER", "-a", archive, "--language", "xx")
    assert done.code == 2
    assert "'xx'" in done.err


def test_brief_of_two_that_have_nothing_to_do_with_each_other(detente, archive: Path):
    done = detente("brief", "Norway", "Peru", "-a", archive)
    assert done.code == 0
    assert "No article of the record tells of anything between the two." in done.out


def test_brief_of_a_period(detente, archive: Path):
    assert "condemned" not in detente("brief", "CHL", "PER", "-a", archive, "--until", "2024-03").out


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_export(detente, archive: Path, ending: str):
    done = detente("export", "statements", "-o", f"s.{ending}", "-a", archive)
    assert done.code == 0
    reader = {"csv": pl.read_csv, "jsonl": pl.read_ndjson, "parquet": pl.read_parquet}[ending]
    rows = len(reader(f"s.{ending}"))
    assert rows > 3
    assert done.err == f"Wrote {rows} statements to s.{ending}\n"


def test_export_leaves_out_what_is_not_certain(detente, archive: Path):
    detente("export", "statements", "-o", "all.csv", "-a", archive)
    every = pl.read_csv("all.csv")["date_certainty"]
    assert detente("export", "statements", "-o", "sure.csv", "--certainty", "0.9", "-a", archive).code == 0
    sure = pl.read_csv("sure.csv")
    assert 0 < len(sure) < len(every)
    assert sure.filter(pl.col("start").is_not_null())["date_certainty"].min() >= 0.9
    assert detente("export", "statements", "-o", "none.csv", "--min-confidence", "1", "-a", archive).code == 0
    assert len(pl.read_csv("none.csv")) == 0
    refused = detente("export", "dyads", "-o", "d.csv", "--certainty", "0.5", "-a", archive)
    assert "only statements are more or less sure" in refused.err


def test_find_leaves_out_what_is_not_certain(detente, archive: Path):
    every = json.loads(detente("find", "fishing", "-a", archive, "--json").out)
    assert every
    sure = detente("find", "fishing", "-a", archive, "--json", "--certainty", "0.5", "--min-confidence", "0.1")
    assert json.loads(sure.out) == every
    none = detente("find", "fishing", "-a", archive, "--certainty", "1")
    assert (none.out, none.err) == ("", "No article has all of these words, with a statement so sure.\n")


def test_info(detente, archive: Path):
    out = detente("info", "-a", archive).out
    assert "published 2024-06-05 to 2024-06-05" in out
    assert "1, of which 1 failed" in out
    assert json.loads(detente("info", "-a", archive, "--json").out)["articles"] == 3


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (["fishing"], 1),
        (["Peru"], 2),
        (["illegal fishing"], 1),
        (["fishing illegal"], 0),
        (["fish*"], 1),
        (["zebra"], 0),
    ],
)
def test_find(detente, archive: Path, words: list[str], count: int):
    assert len(json.loads(detente("find", *words, "-a", archive, "--json").out)) == count
    assert ("No article" in detente("find", *words, "-a", archive).err) is (count == 0)


def test_what_articles_hold_cannot_steer_the_terminal_or_the_markup(detente, archive: Path):
    out = detente("find", "squid", "-a", archive).out
    assert "\x1b" not in out
    assert "[red]quotas[/red]" in out


def test_explain_goes_through_every_sentence(detente, archive: Path):
    key = json.loads(detente("find", "coffee", "-a", archive, "--json").out)[0]["article"]
    done = detente("explain", key[:8], "-a", archive)
    assert done.code == 0
    assert "The rooms were warm and the coffee strong." in done.out
    assert "– no cue word" in done.out
    assert "✓ sign-agreement, SUPPORT by “signed”" in done.out
    whole = json.loads(detente("explain", key, "-a", archive, "--json").out)
    assert len(whole["sentences"]) == 4


def test_explain_tells_what_each_part_rests_on(detente, archive: Path):
    key = json.loads(detente("find", "fishing", "-a", archive, "--json").out)[0]["article"]
    done = detente("explain", key, "-a", archive, "--coder", "rules")
    assert "encoder" not in done.out
    assert "source: “Chile” = Chile (CHL) 0." in done.out
    assert "– country; a state by its name; countries.csv:" in done.out
    assert "date: “3 March 2024” = 2024-03-03 0." in done.out
    assert "– the words nearest to it" in done.out
    whole = json.loads(detente("explain", key, "-a", archive, "--coder", "rules", "--json").out)
    told = [r for s in whole["sentences"] for d in s["decisions"] for r in d["resolved"]]
    assert {"source", "target", "date"} <= {r["part"] for r in told}
    assert all(0 < r["certainty"] < 1 for r in told if r["part"] in ("source", "target"))
    assert "no/such" in detente("explain", key, "-a", archive, "--model", "no/such").err


def test_skipped(detente, archive: Path):
    assert detente("skipped", "-a", archive).out.startswith("failed: ")
    assert len(json.loads(detente("skipped", "--failed", "--json", "-a", archive).out)) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["brief", "CHL", "PER"], "-a FILE"),
        (["brief", "Atlantis", "PER", "-a", "{archive}"], "Atlantis"),
        (["brief", "CHL", "PER", "-a", "{archive}", "--since", "June"], "June"),
        (["brief", "CHL", "PER", "-a", "{archive}", "--format", "docx"], "docx"),
        (["export", "tables", "-o", "x.csv", "-a", "{archive}"], "tables"),
        (["export", "actors", "-o", "x.xls", "-a", "{archive}"], "x.xls"),
        (["export", "actors", "-o", "none/x.csv", "-a", "{archive}"], "none"),
        (["export", "actors", "-o", "{archive}", "-f", "csv", "-a", "{archive}"], "perhaps your archive"),
        (["brief", "CHL", "PER", "-o", "{archive}", "-a", "{archive}"], "perhaps your archive"),
        (["brief", "CHL", "PER", "-a", "{archive}", "--since", "2024", "--until", "2023-12"], "ends before it begins"),
        (["ledger", "CHL", "PER", "-a", "{archive}", "--latest", "-1"], "--latest"),
        (["people", "--country", "Atlantis", "-a", "{archive}"], "Atlantis"),
        (["serve", "-a", "{archive}", "--host", "nowhere.invalid"], "--host"),
        (["train", "{archive}", "--check"], "is not UTF-8"),
        (["explain", "a000000", "-a", "{archive}"], "a000000"),
        (["code", "x.txt", "--kind", "rumour"], "rumour"),
        (["code", "x.txt", "--min-confidence", "2"], "min_confidence"),
        (["code", "x.txt", "--codebook", "nowhere"], "nowhere"),
        (["find", "-a", "{archive}"], "words"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_wrong_use_is_told_in_words_and_ends_with_2(detente, archive: Path, arguments: list[str], words: str):
    done = detente(*(argument.format(archive=archive) for argument in arguments))
    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err
    assert detente("info", "-a", archive).code == 0


def test_an_archive_that_is_not_there_is_a_failure_in_one_line(detente):
    done = detente("info", "-a", "gone.db")
    assert done.code == 1
    assert done.err.startswith("detente: there is no archive at gone.db")
    assert done.err.count("\n") == 1


def test_debug_shows_where_the_error_arose(archive: Path):
    from detente.cli.main import run

    with pytest.raises(ArchiveError):
        run(["--debug", "info", "-a", "gone.db"])


def test_archive_from_the_environment_and_from_a_file(detente, archive: Path, monkeypatch: pytest.MonkeyPatch):
    Path("detente.toml").write_text(f"archive = '{archive}'\nformat = 'markdown'", encoding="utf-8")
    assert detente("brief", "CHL", "PER").out.startswith("# Chile – Peru")
    monkeypatch.setenv("DETENTE_ARCHIVE", "gone.db")
    assert "gone.db" in detente("info").err


def test_version(detente):
    assert detente("--version").out.startswith("detente ")
