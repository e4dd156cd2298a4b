"""Time expressions: which are found, what they mean, and from when to when they last."""

from itertools import pairwise

import pytest

from detente.errors import CodebookError
from detente.grounding.times import Times
from detente.model import Article
from detente.text.parse import parse

# A Wednesday.
ANCHOR = "2024-05-15"


@pytest.fixture(scope="module")
def times() -> Times:
    return Times()


def find(times: Times, text: str, anchor: str | None = ANCHOR):
    document = parse(Article(id="a", text=text, published=anchor))
    return [(m.span.of(text), m.type, m.value, m.start, m.end) for m in times.find(document, anchor)]


# (sentence, words, type, value, start, end), with the article published on 15 May 2024
DATES = [
    ("The envoys signed the accord on 22 November 2022.", "22 November 2022", "DATE", "2022-11-22", "2022-11-22"),
    ("The envoys signed the accord on November 22, 2022.", "November 22, 2022", "DATE", "2022-11-22", "2022-11-22"),
    ("The accord (2022-11-22) is still in force.", "2022-11-22", "DATE", "2022-11-22", "2022-11-22"),
    ("The accord was dated 11/22/2022.", "11/22/2022", "DATE", "2022-11-22", "2022-11-22"),
    ("The two ministers met on Nov. 22 in Jakarta.", "Nov. 22", "DATE", "2023-11-22", "2023-11-22"),
    ("The two ministers met on March 3 in Jakarta.", "March 3", "DATE", "2024-03-03", "2024-03-03"),
    ("The two ministers will meet on Nov. 22 in Jakarta.", "Nov. 22", "DATE", "2024-11-22", "2024-11-22"),
    ("The president will travel to Hanoi in June.", "June", "DATE", "2024-06", "2024-06"),
    ("The president travelled to Hanoi in June.", "June", "DATE", "2023-06", "2023-06"),
    ("The envoy left Kabul in mid-April.", "mid-April", "DATE", "2024-04", "2024-04-08"),
    ("The ceasefire collapsed at the end of March.", "the end of March", "DATE", "2024-03", "2024-03-21"),
    ("The pact expired in early January 2019.", "early January 2019", "DATE", "2019-01", "2019-01-01"),
    ("The blockade began in the middle of 2019.", "the middle of 2019", "DATE", "2019", "2019-04"),
    ("Trade fell in the third quarter of 2021.", "the third quarter of 2021", "DATE", "2021-Q3", "2021-07"),
    ("Exports doubled in Q2 2020.", "Q2 2020", "DATE", "2020-Q2", "2020-04"),
    ("The embassy reopened in the summer of 2015.", "the summer of 2015", "DATE", "2015-SU", "2015-06"),
    ("The two states broke off relations in the 1970s.", "the 1970s", "DATE", "197", "1970"),
    ("The border was drawn in the 19th century.", "the 19th century", "DATE", "18", "1800"),
    ("Troops crossed the border yesterday.", "yesterday", "DATE", "2024-05-14", "2024-05-14"),
    ("The delegation arrives tomorrow.", "tomorrow", "DATE", "2024-05-16", "2024-05-16"),
    ("The minister resigned on Tuesday.", "Tuesday", "DATE", "2024-05-14", "2024-05-14"),
    ("The minister will resign on Friday.", "Friday", "DATE", "2024-05-17", "2024-05-17"),
    ("The court ruled on Wednesday.", "Wednesday", "DATE", "2024-05-15", "2024-05-15"),
    ("The ships left port last Friday.", "last Friday", "DATE", "2024-05-10", "2024-05-10"),
    ("The two sides met last week.", "last week", "DATE", "2024-W19", "2024-05-06"),
    ("The two sides met last month.", "last month", "DATE", "2024-04", "2024-04"),
    ("The talks resume next month.", "next month", "DATE", "2024-06", "2024-06"),
    ("The embargo was lifted earlier this year.", "earlier this year", "DATE", "2024", "2024"),
    ("The king visited Paris last September.", "last September", "DATE", "2023-09", "2023-09"),
    ("The envoy left three weeks ago.", "three weeks ago", "DATE", "2024-W17", "2024-04-22"),
    ("The treaty was signed two years ago.", "two years ago", "DATE", "2022", "2022"),
    ("The truce ended a decade ago.", "a decade ago", "DATE", "2014", "2014"),
    ("The base was closed in July last year.", "July last year", "DATE", "2023-07", "2023-07"),
    ("The ambassador was recalled on Christmas Day.", "Christmas Day", "DATE", "2023-12-25", "2023-12-25"),
    ("Rebels shelled the town on Sept. 13 and 14, 2022.", "Sept. 13 and 14, 2022", "DATE", "2022-09-13", "2022-09-13"),
    ("The summit ran from 4 to 6 April 2021.", "4 to 6 April 2021", "DATE", "2021-04-04", "2021-04-04"),
    ("Trade fell from January to March 2020.", "January", "DATE", "2020-01", "2020-01"),
    ("The envoy left half a year ago.", "half a year ago", "DATE", "2023-11", "2023-11"),
    ("The summit opens in Riyadh on Sunday.", "Sunday", "DATE", "2024-05-19", "2024-05-19"),
    ("The talks, due to open on Friday, were called off.", "Friday", "DATE", "2024-05-17", "2024-05-17"),
    ("The court has set Nov. 20 as the deadline.", "Nov. 20", "DATE", "2024-11-20", "2024-11-20"),
    (
        "The envoy was expelled on the last day of January.",
        "the last day of January",
        "DATE",
        "2024-01-31",
        "2024-01-31",
    ),
    ("The pact lapsed on the first day of May 2011.", "the first day of May 2011", "DATE", "2011-05-01", "2011-05-01"),
    ("The leaders will meet again within three months.", "three months", "DURATION", "P3M", "2024-05-15"),
    ("The leaders will meet again in two weeks.", "two weeks", "DURATION", "P2W", "2024-05-27"),
    (
        "The ceasefire expires at midnight on Saturday.",
        "midnight on Saturday",
        "TIME",
        "2024-05-18T24:00",
        "2024-05-18",
    ),
    ("Both agreed on 10 March to leave within two weeks.", "two weeks", "DURATION", "P2W", "2024-03-10"),
    ("The fleet crossed the strait in two weeks.", "two weeks", "DURATION", "P2W", None),
    ("Relations have recently improved.", "recently", "DATE", "PAST_REF", None),
    ("The two countries are now at peace.", "now", "DATE", "PRESENT_REF", None),
    ("The convoy left at 10:30 a.m.", "10:30 a.m.", "TIME", "2024-05-15T10:30", None),
    ("Shells hit the port last night.", "last night", "TIME", "2024-05-14TNI", "2024-05-14"),
    ("The talks lasted nine months.", "nine months", "DURATION", "P9M", None),
    ("The truce held for two and a half years.", "two and a half years", "DURATION", "P2Y6M", None),
    ("A six-month extension was agreed.", "six-month", "DURATION", "P6M", None),
    ("Envoys have met often in the past nine months.", "the past nine months", "DURATION", "P9M", "2023-08"),
    ("The island will one day be free.", "one day", "DATE", "FUTURE_REF", None),
    ("The march took one day.", "one day", "DURATION", "P1D", None),
    ("The leaders meet every year.", "every year", "SET", "P1Y", None),
    ("Patrols are flown twice a week.", "twice a week", "SET", "P1W", None),
]


@pytest.mark.parametrize(("text", "words", "kind", "value", "start"), DATES)
def test_an_expression_is_found_and_dated(times, text, words, kind, value, start):
    assert (words, kind, value, start) in [m[:4] for m in find(times, text)]


ENDS = [
    ("Trade fell in the third quarter of 2021.", "2021-09"),
    ("The two sides met last week.", "2024-05-12"),
    ("Rebels shelled the town on Sept. 13 and 14, 2022.", "2022-09-14"),
    ("Envoys have met often in the past nine months.", "2024-05"),
    ("Rail links were cut 2017-2021.", "2021"),
    ("The two states broke off relations in the 1970s.", "1979"),
]


@pytest.mark.parametrize(("text", "end"), ENDS)
def test_an_interval_ends_on_its_last_day(times, text, end):
    assert [m[4] for m in find(times, text)] == [end]


NARRATIVE = [
    ("The king died on 3 May 2010. Two days later the border was closed.", "Two days later", "2010-05-05"),
    ("The coup came on 9 March 2012. The following day the airport reopened.", "The following day", "2012-03-10"),
    ("The embargo fell in 2021. The following spring trade resumed.", "The following spring", "2022-SP"),
    ("Leaders met in Sochi in April 2023. On March 31 they met in Rome.", "March 31", "2024-03-31"),
    ("The rebels struck in May 2012. In March they had signed a truce.", "March", "2012-03"),
    ("In 1998 the junta fell. That year the embassy reopened.", "That year", "1998"),
    ("The accord was signed in November 2019. In December the parliament ratified it.", "December", "2019-12"),
    ("The accord was signed in November 2019. In February the parliament ratified it.", "February", "2020-02"),
    (
        "The army mutinied in September 2021. In October of that year it marched home.",
        "October of that year",
        "2021-10",
    ),
    ("Gunmen took the bridge on 7 June 2001. A month earlier they had burnt the mill.", "A month earlier", "2001-05"),
]


@pytest.mark.parametrize(("text", "words", "value"), NARRATIVE)
def test_an_expression_may_go_on_from_the_one_before(times, text, words, value):
    assert (words, value) in [(m[0], m[2]) for m in find(times, text)]


SILENT = [
    "The general may march on the capital.",
    "Some 2000 soldiers and 1950 officers were sent.",
    "May I ask the minister a question?",
    "The 48-year-old envoy is the second woman in the post.",
    "The second fall of the city was worse than the first.",
    "Prices rose 5.5 percent to $1.25 a barrel.",
]


@pytest.mark.parametrize("text", SILENT)
def test_words_that_only_look_like_time_are_left_alone(times, text):
    assert find(times, text) == []


UNANCHORED = [
    ("Troops crossed the border yesterday.", None, "XXXX-XX-XX", None, None),
    ("Troops crossed the border yesterday.", "2021", "XXXX-XX-XX", "2020-12-31", "2021-12-30"),
    ("Troops crossed the border last year.", "2021", "2020", "2020", "2020"),
    ("The talks ended in June.", None, "XXXX-06", None, None),
    ("The talks ended on 4 June.", None, "XXXX-06-04", None, None),
    ("The talks ended on Tuesday.", "2021-03", "XXXX-WXX-2", "2021-02-23", "2021-03-30"),
    ("The talks ended in June 2020.", None, "2020-06", "2020-06", "2020-06"),
]


@pytest.mark.parametrize(("text", "anchor", "value", "start", "end"), UNANCHORED)
def test_without_a_precise_publication_date_no_day_is_guessed(times, text, anchor, value, start, end):
    (mention,) = find(times, text, anchor)
    assert mention[2:] == (value, start, end)


BETWEEN = [
    ("Chad closed the border yesterday.", ("2022-11-22", "2022-11-30"), "2022-11-21", "2022-11-29"),
    ("Chad closed the border last month.", ("2022-11-22", "2022-12-05"), "2022-10", "2022-11"),
    ("Chad closed the border last month.", ("2022-11-22", "2022-11-30"), "2022-10", "2022-10"),
    ("Chad closed the border in May 2019.", ("2022-11-22", "2022-11-30"), "2019-05", "2019-05"),
    ("Chad closed the border yesterday.", ("2022-11-22", None), None, None),
    ("Chad closed the border yesterday.", ("2018-11-22", "2022-11-30"), None, None),
]


@pytest.mark.parametrize(("text", "between", "start", "end"), BETWEEN)
def test_days_are_as_unsure_as_that_of_publication(times, text, between, start, end):
    document = parse(Article(id="a", text=text, published_between=between))
    (mention,) = times.find(document, None)
    assert (mention.start, mention.end) == (start, end)


def test_mentions_come_in_order_and_do_not_overlap(times):
    text = "On 4 June 2019, two days after the strike of 2 June, talks that began in May were broken off for a week."
    document = parse(Article(id="a", text=text))
    spans = [m.span for m in times.find(document, "2019-06-30")]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert len(spans) >= 4


ODD = [
    ("", ANCHOR, []),
    (" \n\n \n", ANCHOR, []),
    ("The bill is dated 2023-02-31.", ANCHOR, []),
    ("Shops closed on Feb. 30.", ANCHOR, ["2024-02"]),
    ("The fleet sailed on Tuesday.", "9999-12-31", ["XXXX-WXX-2"]),
    ("The fleet sailed on Tuesday.", "0001-01-01", ["XXXX-WXX-2"]),
    ("The fleet sailed on Tuesday.", "yesterday", ["XXXX-WXX-2"]),
    ("The fleet sailed nine thousand years ago.", ANCHOR, ["XXXX"]),
]


@pytest.mark.parametrize(("text", "anchor", "values"), ODD)
def test_impossible_dates_are_survived(times, text, anchor, values):
    assert [m[2] for m in find(times, text, anchor)] == values


FAULTS = [
    ("times_patterns.csv", "rule,pattern\nmonthly,month=MNTH\n", "unknown class MNTH"),
    ("times_patterns.csv", "rule,pattern\nmonthley,month=MONTH\n", "unknown rule 'monthley'"),
    ("times_patterns.csv", "rule,pattern\nmonthly,month=MONTH [day=NTH\n", "pattern"),
    ("times_words.csv", "word,kind,value\nnowish,ref,PRESENT_REF\n", "capital letters"),
]


@pytest.mark.parametrize(("name", "table", "problem"), FAULTS)
def test_a_faulty_table_is_named_with_its_line(tmp_path, name, table, problem):
    (tmp_path / name).write_text(table)
    with pytest.raises(CodebookError, match=problem) as error:
        Times([tmp_path])
    assert error.value.line == 2


def test_a_users_words_and_patterns_are_read(tmp_path):
    (tmp_path / "times_words.csv").write_text("word,kind,value\nthingyan,HOLIDAY,04-13\n")
    (tmp_path / "times_patterns.csv").write_text("rule,pattern\nfestive,the height of holiday=HOLIDAY\n")
    found = find(Times([tmp_path]), "The truce was broken at the height of Thingyan.")
    assert [(m[0], m[2]) for m in found] == [("the height of Thingyan", "2024-04-13")]
