"""Status and commitment of a happening, by the words around it."""

import pytest

from detente.coding.status import factuality, judge
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
