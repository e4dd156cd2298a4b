"""Status and commitment of a happening, by the words around it."""

from pathlib import Path

import pytest
from status_scores import Outcome, correlation, outcomes, share

from detente.coding.status import StatusCues, factuality, judge
from detente.model import Article, Status
from detente.text.document import Token
from detente.text.parse import parse

ROWS: list[tuple[str, str, Status]] = [
    ("Kenya sent food to Somalia.", "sent", "occurred"),
    ("Food was sent to Somalia by Kenya.", "sent", "occurred"),
    ("Kenya is sending food to Somalia.", "sending", "ongoing"),
    ("Kenya will send food to Somalia.", "send", "planned"),
    ("Kenya plans to send food to Somalia.", "send", "planned"),
    ("Kenya is to send food to Somalia on Monday.", "send", "planned"),
    ("Kenya has agreed to send food to Somalia.", "send", "planned"),
    ("Kenya should send food to Somalia.", "send", "proposed"),
    ("Kenya must send food to Somalia.", "send", "proposed"),
    ("Uganda urged Kenya to send food to Somalia.", "send", "proposed"),
    ("Uganda proposed that Kenya send food to Somalia.", "send", "proposed"),
    ("Kenya may send food to Somalia.", "send", "hypothetical"),
    ("If Kenya sends food, Somalia will thank it.", "sends", "hypothetical"),
    ("Uganda fears that Kenya sent food to the rebels.", "sent", "hypothetical"),
    ("Kenya did not send food to Somalia.", "send", "negated"),
    ("Kenya never sent food to Somalia.", "sent", "negated"),
    ("Kenya sent nothing to Somalia.", "sent", "negated"),
    ("Kenya sent hardly any food to Somalia.", "sent", "negated"),
    ("No food was sent to Somalia.", "sent", "negated"),
    ("Should Kenya send food, Somalia will thank it.", "send", "hypothetical"),
    ("Kenya failed to send food to Somalia.", "send", "negated"),
    ("Kenya refused to send food to Somalia.", "send", "negated"),
    ("Kenya denied sending food to the rebels.", "sending", "denied"),
    ("Kenya denied that it had sent food to the rebels.", "sent", "denied"),
    ("The visit took place in May.", "visit", "occurred"),
    ("The planned visit worries Uganda.", "visit", "planned"),
    ("A possible visit worries Uganda.", "visit", "hypothetical"),
    ("Kenya cancelled the visit.", "visit", "negated"),
    ("Kenya proposed a visit.", "visit", "proposed"),
    ("The risk of war is small.", "war", "hypothetical"),
    ("The president said that Kenya sent food.", "sent", "occurred"),
    ("Kenya sent food because Uganda asked for it.", "sent", "occurred"),
    ("Kenya managed to send food to Somalia.", "send", "occurred"),
    ("Kenya did not manage to send food to Somalia.", "send", "negated"),
    ("Kenya did not fail to send food to Somalia.", "send", "occurred"),
    ("Kenya could not prevent the attack.", "attack", "occurred"),
    ("Kenya stopped short of sending food.", "sending", "negated"),
    ("Kenya would have sent food to Somalia.", "sent", "negated"),
    ("Kenya may refuse to send food.", "send", "hypothetical"),
    ("Kenya has no intention of sending food.", "sending", "denied"),
    ("Kenya has no plans to send food.", "send", "denied"),
    ("Kenya will not send food.", "send", "denied"),
    ("Food will not be sent by Kenya.", "sent", "denied"),
    ("Neither country will send food to the other.", "send", "denied"),
    ("Kenya promised not to send food.", "send", "denied"),
    ("Kenya has ruled out sending food.", "sending", "denied"),
    ("Kenya has not ruled out sending food.", "sending", "hypothetical"),
    ("The allegation that Kenya sends guns is unfounded.", "sends", "denied"),
    ("Reports that food had been sold to rebels were wrong, the ministry said.", "sold", "denied"),
    ("It is not true that Kenya sent guns.", "sent", "denied"),
    ("The report that Kenya sent guns is true.", "sent", "occurred"),
    ("Let Kenya send food; let Uganda open the road.", "send", "proposed"),
    ("Let Kenya send food; let Uganda open the road.", "open", "proposed"),
    ("Uganda let the trucks pass.", "pass", "occurred"),
    ("Two hostages were let go by Kenya.", "go", "occurred"),
    ("Kenya would do well to send food.", "send", "proposed"),
    ("A deputy wanted the exports banned.", "banned", "proposed"),
    ("The road remains closed.", "closed", "ongoing"),
    ("The sanctions remain in force.", "force", "ongoing"),
    ("Kenya had not sent food, an official in Nairobi said.", "sent", "denied"),
    ("Kenya said it would send food.", "send", "planned"),
    ("Uganda rejected reports that Kenya had sent food.", "sent", "denied"),
    ("Uganda rejected the proposal.", "proposal", "occurred"),
    ("An attack on the convoy is possible.", "attack", "hypothetical"),
    ("Kenya will discuss the attack.", "attack", "occurred"),
    ("Kenya may carry out the attack.", "attack", "hypothetical"),
    ("Kenya did not only send food, it sent tents.", "send", "occurred"),
    ("Kenya was the first to send food.", "send", "occurred"),
    ("Food is being sent to Somalia.", "sent", "ongoing"),
    ("Kenya keeps sending food to Somalia.", "sending", "ongoing"),
    ("Did Kenya send food to Somalia?", "send", "hypothetical"),
    ("Instead of sending food, Kenya shut the border.", "sending", "negated"),
]


def token(text: str, word: str) -> Token:
    document = parse(Article(id="a", text=text))
    return next(t for t in document.tokens if t.text == word)


@pytest.mark.parametrize(("text", "word", "status"), ROWS, ids=[r[0] for r in ROWS])
def test_judge_gives_status(text: str, word: str, status: Status) -> None:
    assert judge(token(text, word)).status == status


def test_factuality_orders_fact_doubt_and_denial() -> None:
    sure = factuality(token("Kenya sent food to Somalia.", "sent"))
    open_ = factuality(token("Kenya may send food to Somalia.", "send"))
    never = factuality(token("Kenya did not send food to Somalia.", "send"))
    assert 3 == sure > open_ > never == -3


@pytest.fixture(scope="module")
def found() -> list[Outcome]:
    return outcomes()


# Rows whose faults were looked at, and those kept apart: what is to be expected of other sentences.
@pytest.mark.parametrize(
    ("shown", "status", "kind", "r"), [(True, 0.95, 0.95, 0.94), (False, 0.88, 0.87, 0.84)], ids=["shown", "kept apart"]
)
def test_rows_written_beforehand(found: list[Outcome], shown: bool, status: float, kind: float, r: float) -> None:
    own = [o for o in found if o.row.shown is shown]
    assert len(own) == 200
    assert share(own, "status_right") >= status
    assert share(own, "kind_right") >= kind
    assert correlation(own) >= r


def test_cue_of_a_user_has_two_readings(tmp_path: Path) -> None:
    table = "status,via,words,value,not_status,not_value\nnegated,infinitive,omit,-3,hypothetical,0\n"
    (tmp_path / "status_cues.csv").write_text(table, encoding="utf-8")
    own, sentence = StatusCues([tmp_path]), "Kenya did not omit to send food."
    assert judge(token(sentence, "send"), own).status == "hypothetical"
    assert judge(token(sentence, "send")).status == "occurred"


def test_probability_is_that_of_the_status() -> None:
    sure = judge(token("Kenya sent food to Somalia.", "sent")).probability
    open_ = judge(token("Kenya denied sending food.", "sending")).probability
    assert sure is not None and open_ is not None
    assert 1 > sure > open_ > 0.8


def test_probability_holds_on_rows_kept_apart(found: list[Outcome]) -> None:
    # Harder sentences than those of the corpus, on which the probabilities were counted.
    own = [o for o in found if not o.row.shown]
    assert abs(sum(o.probability for o in own) / len(own) - share(own, "status_right")) < 0.06
