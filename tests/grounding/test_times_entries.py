"""Chronologies, stories of a year long past, and words that count from what was told before."""

import pytest

from detente.coding.dating import Dating
from detente.grounding.times import Times
from detente.model import Article, Block, Span
from detente.pipeline import Pipeline
from detente.text.parse import parse

PUBLISHED = "2023-11-20"
DATING = Dating.load()


@pytest.fixture(scope="module")
def times() -> Times:
    return Times()


def article(text: str, published: str = PUBLISHED) -> Article:
    """An article whose paragraphs are parted by " | "."""
    blocks, at = [], 0
    parts = text.split(" | ")
    for part in parts:
        blocks.append(Block(role="body", span=Span(at, at + len(part))))
        at += len(part) + 2
    return Article(id="a", text="\n\n".join(parts), published=published, blocks=tuple(blocks))


def starts(times: Times, text: str, published: str = PUBLISHED) -> dict[str, str | None]:
    document = parse(article(text, published))
    return {document.words(m.span): m.start for m in times.find(document, published)}


CHRONICLE = (
    "17 May 2021: Peru recalls its ambassador from Bolivia. Hours later Bolivia expels two Peruvian diplomats. | "
    "19 May: The two presidents speak on the telephone. | Late October: Bolivia lifts its ban on Peruvian fish. | "
    "14 February 2022: Peru's foreign minister visits La Paz. He returns the following day. | "
    "3 September: Bolivia accuses Peru of smuggling, and will sue it in December. Peru had denied it in August."
)

# (text, expression, its first day)
YEARS = [
    (CHRONICLE, "19 May", "2021-05-19"),
    (CHRONICLE, "Late October", "2021-10-18"),
    (CHRONICLE, "3 September", "2022-09-03"),
    (CHRONICLE, "the following day", "2022-02-15"),
    (
        "In 1969 war broke out. | On 26 June El Salvador cut its ties. | It bombed the port on 14 July.",
        "26 June",
        "1969-06-26",
    ),
    (
        "In May 1969 war broke out. | It ended on 14 July. Nobody had won. | The troops left on the 30th.",
        "the 30th",
        "1969-07-30",
    ),
    # a time near publication ends the story of the past; news that opens with the day tells none
    ("In 1969 war broke out. | The envoys met last week. | They signed on 26 June.", "26 June", "2023-06-26"),
    (
        "The envoys met on Friday. In March 2019 they had quarrelled. | They signed on 12 November.",
        "12 November",
        "2023-11-12",
    ),
    ("The quarrel began in December 2020. That January Chad closed the border.", "That January", "2021-01"),
    (
        "The accord was signed on 3 March. Both sides will ratify it next May. They met again the same day.",
        "the same day",
        "2023-03-03",
    ),
    ("In August 2020 protests broke out in Minsk. Police arrested thousands within the year.", "the year", "2020-08"),
    ("In recent days Fiji has praised the pact.", "recent days", "2023-11-11"),
]


@pytest.mark.parametrize(("text", "words", "start"), YEARS)
def test_the_year_is_that_of_the_story(times: Times, text: str, words: str, start: str):
    assert starts(times, text)[words] == start


def dated(pipeline: Pipeline, text: str, trigger: str) -> tuple[str | None, str | None]:
    document = parse(article(text))
    reading = pipeline.read(document)
    events = [e for found in reading.events.values() for e in found]
    when = DATING.weigh(events, reading.around.grounding.times, document)
    return next(when[e.predicate.token.i].dated[:2] for e in events if e.predicate.token.text == trigger)


WEEK = (
    "Monday. Manila summoned the Chinese ambassador. Peking had condemned the Philippines in May. | "
    "Thursday. Talks between China and Vietnam have been postponed. The premier will visit Hanoi. | "
    "China praised Vietnam for its patience."
)

# (text, trigger, first and last day)
ACTS = [
    (CHRONICLE, "recalls", "2021-05-17", "2021-05-17"),
    (CHRONICLE, "expels", "2021-05-17", "2021-05-18"),
    (CHRONICLE, "lifts", "2021-10-18", "2021-10-31"),
    (CHRONICLE, "accuses", "2022-09-03", "2022-09-03"),
    (CHRONICLE, "denied", "2022-08", "2022-08"),
    (WEEK, "summoned", "2023-11-20", "2023-11-20"),
    (WEEK, "condemned", "2023-05", "2023-05"),
    (WEEK, "postponed", "2023-11-16", "2023-11-16"),
    (WEEK, "visit", None, None),
    # one paragraph alone that opens with a date is no chronology
    ("19 May: a day to forget. | Peru expels the Bolivian consul.", "expels", None, None),
    # "before" ends where a longer time begins
    ("Norway promised to hold talks with Iceland before the spring.", "talks", "2023-11-20", "2024-02"),
    # a report's plain deeds, verbs that share a subject or a helper, and clauses that hang on those
    (
        "Police in Lagos shot at Ghanaian traders on Saturday. Ghana closed its border with Nigeria.",
        "closed",
        "2023-11-18",
        "2023-11-20",
    ),
    (
        "Kenyan police shot at them on Saturday. They seized Ugandan trucks and arrested two Ugandans.",
        "arrested",
        "2023-11-18",
        "2023-11-18",
    ),
    (
        "Iran arrested a Swede on Saturday. Sweden has summoned the Iranian envoy and condemned Iran.",
        "condemned",
        "2023-11-18",
        "2023-11-20",
    ),
    # an expression of its own that tells no day is not overruled by that of another clause
    (
        "Chile withdrew its troops from Peru that week and sent them back to Peru in February 2020.",
        "withdrew",
        None,
        None,
    ),
]


@pytest.mark.parametrize(("text", "trigger", "start", "end"), ACTS)
def test_what_is_told_without_a_date_has_that_of_its_entry_or_story(
    pipeline: Pipeline, text: str, trigger: str, start: str | None, end: str | None
):
    assert dated(pipeline, text, trigger) == (start, end)
