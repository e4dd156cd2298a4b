"""When it happened, told by more than the words beside the trigger: the other clauses, the story, the kind of text."""

import pytest

from detente.coding.dating import Dating
from detente.coding.occasions import span_of
from detente.coding.story import interval
from detente.model import Article, Block, Kind, Span
from detente.pipeline import Pipeline
from detente.text.parse import parse

PUBLISHED = "2024-05-15"  # a Wednesday
DATING = Dating.load()


def dated(pipeline: Pipeline, text: str, trigger: str, *, kind: Kind = "news", title: str = ""):
    """The interval of the last event with that trigger; paragraphs are parted by " | "."""
    parts = [*([title] if title else []), *text.split(" | ")]
    whole, blocks, at = "\n\n".join(parts), [], 0
    for n, part in enumerate(parts):
        blocks.append(Block(role="headline" if title and n == 0 else "body", span=Span(at, at + len(part))))
        at += len(part) + 2
    document = parse(Article(id="a", text=whole, published=PUBLISHED, kind=kind, blocks=tuple(blocks)))
    reading = pipeline.read(document)
    events = [e for found in reading.events.values() for e in found]
    when = DATING.weigh(events, reading.around.grounding.times, document)
    return next(when[e.predicate.token.i].dated[:2] for e in reversed(events) if e.predicate.token.text == trigger)


# (text, word that tells of the happening, start, end)
STORY = [
    # the next thing told happened then or soon after
    (
        "On 9 March 2012 Mali closed the border. Algeria recalled its ambassador.",
        "recalled",
        "2012-03-09",
        "2012-03-16",
    ),
    ("In May 2017 Qatar expelled two envoys. Egypt condemned the step.", "condemned", "2017-05", "2017-05"),
    # a report of the day goes on until it is printed
    ("Chad closed the border on Monday. Niger recalled its ambassador.", "recalled", "2024-05-13", "2024-05-15"),
    # a date inside a noun phrase does not move the story
    (
        "On 9 March 2012 Mali closed the port that France had opened in 1998. Algeria recalled its ambassador.",
        "recalled",
        "2012-03-09",
        "2012-03-16",
    ),
    # of a long stretch the story goes on from the end
    ("Kenya hosted talks from June 2019 to March 2020. Uganda rejected the draft.", "rejected", "2020-03", "2020-03"),
    # words that tie to what was told before
    ("In October 2016 Iran freed four sailors. Oman denied at the time that it paid.", "denied", "2016-10", "2016-10"),
    (
        "On 3 June 2015 rebels attacked the port. In the hours that followed Kenya closed the border.",
        "closed",
        "2015-06-03",
        "2015-06-04",
    ),
    ("On 3 June 2015 Chad closed the border. Sudan protested weeks later.", "protested", "2015-06-10", "2015-07-15"),
    # since what was told last
    ("On 3 April 2024 rebels attacked the port. Kenya has since sent troops to Chad.", "sent", "2024-04-03", PUBLISHED),
    # up to publication since another thing; the first of its kind since then is of no day told
    ("Kenya has expelled nine envoys of Chad since the war began in June 2023.", "expelled", "2023-06-01", PUBLISHED),
    ("The emir of Qatar held his first talks with Oman since the pact lapsed in 2019.", "talks", None, None),
    ("Chad signed a truce with Niger, the first since Mali closed the bridge in May 2021.", "signed", None, None),
    # up to publication
    ("Kenya and Uganda have negotiated for two years.", "negotiated", "2022-01-16", PUBLISHED),
    ("Sweden is sending tanks to Ukraine.", "sending", PUBLISHED, PUBLISHED),
    # an end without a beginning
    (
        "In May 2016 Peru froze aid to Chile. It restored the aid before the end of that year.",
        "restored",
        "2016-05-01",
        "2016-12",
    ),
]


@pytest.mark.parametrize(("text", "trigger", "start", "end"), STORY)
def test_the_story_so_far_dates_what_has_no_date(pipeline, text, trigger, start, end):
    assert dated(pipeline, text, trigger) == (start, end)


BESIDE = [
    # what hangs on a dated clause is of its day
    ("On 20 May 2011 Peru closed a port and a road, accusing Chile of theft.", "accusing", "2011-05-20", "2011-05-20"),
    ("Peru wrote to Chile in May 2011 to demand the return of the ships.", "demand", "2011-05", "2011-05"),
    ("Peru sent a note on 20 May 2011 that urged Chile to leave the port.", "urged", "2011-05-20", "2011-05-20"),
    ("Peru went on 20 May 2011 to Lima's palace, where it met Chile's envoy.", "met", "2011-05-20", "2011-05-20"),
    ("Peru announced on 20 May 2011 that it was recalling its envoy.", "recalling", "2011-05-20", "2011-05-20"),
    ("Peru announced on 20 May 2011 that it had recalled its envoy.", "recalled", "2011-05-19", "2011-05-20"),
    ("After Peru expelled two envoys, Chile closed the border in May 2011.", "expelled", "2011-05", "2011-05"),
    (
        "Chile closed the border on 20 May 2011, hours after Peru had expelled two envoys.",
        "expelled",
        "2011-05-19",
        "2011-05-20",
    ),
    (
        "Chile closed the border on 20 May 2011, ten days after Peru had expelled two envoys.",
        "expelled",
        "2011-05-10",
        "2011-05-10",
    ),
    ("In May 2011 Chile closed the border, which Peru condemned.", "condemned", "2011-05", "2011-05"),
    ("Russia handed over 12 soldiers captured in last month's clashes.", "captured", "2024-04", "2024-04"),
    ("Norway brokered the truce of 3 May 2002.", "brokered", "2002-05-03", "2002-05-03"),
    ("Under the accord signed in 1978, Egypt promised to open the canal.", "promised", "1978", "1978"),
    ("In June 2019 Togo cut ties with Ghana, and a month later with Benin.", "cut", "2019-06", "2019-06"),
]


@pytest.mark.parametrize(("text", "trigger", "start", "end"), BESIDE)
def test_the_other_clauses_of_a_sentence_date_what_has_no_date(pipeline, text, trigger, start, end):
    assert dated(pipeline, text, trigger) == (start, end)


UNTOLD = [
    # a relative clause that only tells which one is meant
    "On 9 March 2012 Mali closed the office of the group that expelled the monks.",
    # what others did is not of the day on which it is announced
    "Mali announced on 9 March 2012 that Algeria had expelled its envoy.",
    # the saying is of Monday, not what is said
    "The minister said on Monday that Togo had expelled the ambassador.",
    # the past perfect steps back, nobody knows how far
    "On 9 March 2012 Mali closed the border. Algeria had expelled its ambassador.",
    # what is always so has no date
    "On 9 March 2012 Mali closed the border. Peru should have expelled its ambassador.",
    # a new paragraph in the present breaks the story off
    "On 9 March 2012 Mali closed the border. | What follows is known. Few read it. Algeria expelled its envoy.",
]


@pytest.mark.parametrize("text", UNTOLD)
def test_where_a_reader_cannot_tell_there_is_no_date(pipeline, text):
    assert dated(pipeline, text, "expelled", kind="opinion") == (None, None)


def test_an_undated_reaction_in_a_report_is_of_the_day_of_the_news(pipeline):
    text = (
        "Chad expelled the ambassador of France on Tuesday. | Wheat is dear. Prices rise. | Germany condemned the coup."
    )
    assert dated(pipeline, text, "condemned") == ("2024-05-14", PUBLISHED)
    assert dated(pipeline, text, "condemned", kind="opinion") == (None, None)


def test_what_a_report_tells_beside_its_news_is_of_the_day_unless_words_tell_of_another_time(pipeline):
    news = "Chad shelled a town of Niger on Tuesday. Wheat is dear. | "
    since = ("2024-05-14", PUBLISHED)
    assert dated(pipeline, news + "Mali has condemned Chad.", "condemned") == since
    assert dated(pipeline, news + "Mali denies that it helped Chad.", "denies") == since
    assert dated(pipeline, news + "Chad's army said that it had attacked Niger's rebels.", "attacked") == since
    assert dated(pipeline, news + "Mali has often condemned Chad.", "condemned") == (None, None)
    assert dated(pipeline, news + "Mali's army said that it had attacked Togo.", "attacked") == (None, None)
    assert dated(pipeline, news + "Mali has condemned Chad.", "condemned", kind="opinion") == (None, None)


def test_a_reaction_is_dated_by_the_thing_that_it_names(pipeline):
    text = "Kenya banned the shipments on Tuesday. | In 2016 Uganda banned maize. | Somalia condemned the shipments."
    assert dated(pipeline, text, "condemned", kind="opinion") == ("2024-05-14", PUBLISHED)


def test_a_headline_speaks_of_what_the_report_opens_with(pipeline):
    text = "The presidents of Kenya and Chad will meet in Rome on Friday, officials said."
    assert dated(pipeline, text, "meet", title="Kenya, Chad presidents to meet in Rome") == ("2024-05-17", "2024-05-17")
    plain = dated(pipeline, "Rain fell on Rome.", "opens", title="Iran opens consulate in Iraq")
    assert plain == ("2024-05-14", PUBLISHED)


def test_an_official_statement_speaks_on_its_own_day_and_of_others_on_theirs(pipeline):
    text = (
        "The ministers of Chad and Niger condemned the attack of 3 May 2024. They thanked Kenya for its aid last month."
    )
    assert dated(pipeline, text, "condemned", kind="official") == (PUBLISHED, PUBLISHED)
    assert dated(pipeline, text, "thanked", kind="official") == (PUBLISHED, PUBLISHED)
    told = "The ministers of Chad and Niger recalled that Mali rejected the draft in June 2020."
    assert dated(pipeline, told, "rejected", kind="official") == ("2020-06", "2020-06")


def test_nothing_that_happened_is_later_than_the_article(pipeline):
    text = "Chad closed the border on Tuesday. Niger condemned the closure."
    _, end = dated(pipeline, text, "condemned")
    assert end == PUBLISHED


@pytest.mark.parametrize(
    ("value", "days"),
    [("P10D", (10, 10)), ("P3W", (19, 23)), ("PXD", (1, 9)), ("PT5H", (0, 1)), ("P2M", (48, 72)), ("PXY", None)],
)
def test_a_measure_is_so_many_days_at_least_and_at_most(value, days):
    assert span_of(value) == days


@pytest.mark.parametrize(
    ("start", "end", "iso"),
    [("2021", "2021", ("2021", "2021")), ("2021-02", "2021-03", ("2021-02", "2021-03")),
     ("2021-02-03", "2021-02", ("2021-02-03", "2021-02-28"))],
)  # fmt: skip
def test_an_interval_is_written_as_precisely_as_it_is_known(start, end, iso):
    found = interval(start, end)
    assert found is not None
    assert found.iso() == iso


def test_a_user_s_words_tie_clauses_to_what_was_told(tmp_path):
    text = "On 3 June 2015 Chad closed the border. At that very hour Kenya denied that it sent troops."
    article = Article(id="a", text=text, published=PUBLISHED, kind="opinion")
    (tmp_path / "times_scenes.csv").write_text("word,kind,days\nat that very hour,next,0\n")
    found = {}
    for folders in ((), (tmp_path,)):
        coded = Pipeline(coder="rules", codebook=folders).code(article)
        found[folders] = next((s.start, s.end) for s in coded.statements if s.trigger.of(text) == "denied")
    assert found[(tmp_path,)] == ("2015-06-03", "2015-06-03")
    assert found[()] != found[(tmp_path,)]
