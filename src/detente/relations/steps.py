"""Steps in the history of an instrument: what was done to it, or is to be done, by whom, and the words for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from detente.model import Article, Statement, Status
from detente.relations.evidence import Cited, cite, sure
from detente.relations.explanations import Reason, once, reasons
from detente.relations.grounds import guessed_party, well_founded
from detente.relations.happenings import HAPPENED, Happening
from detente.relations.instrument_words import base_forms, rows, spoken_of
from detente.relations.names import Names
from detente.relations.pairs import Direction

TOLD: dict[str, str] = {"starts": "started", "resumes": "resumed", "suspends": "suspended", "ends": "ended"}
AHEAD: frozenset[Status] = frozenset({"planned", "proposed", "hypothetical"})


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was done to an instrument, or is to be done.

    ``start`` and ``end`` are its days as the text allows; ``by`` names who did it, or who plans or proposes it.
    ``cited`` are the words, ``also`` those of further statements that tell the same, ``reasons`` why it was done.
    """

    effect: str
    status: Status
    start: str | None = None
    end: str | None = None
    by: str = ""
    score: float = 0.0
    cited: Cited
    also: tuple[Cited, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def happened(self) -> bool:
        """Whether it was done."""
        return self.status in HAPPENED

    @property
    def words(self) -> str:
        """What was done: ``suspended``; ``to be resumed`` of what is only announced or proposed."""
        return TOLD[self.effect] if self.happened else f"to be {TOLD[self.effect]}"

    @property
    def order(self) -> tuple[str, str, tuple[str, str, object, str]]:
        """Sorts by day; what has none, and what is ahead, by the day on which it was reported."""
        return (self.start or self.cited.published or "9999", self.end or "", self.cited.order)


# An instrument, whose it is, and the step.
Told = tuple[str, Direction, Step]


# What is told of the past without a day says little of how things stand; it has to be told for sure.
SURE_UNDATED = 0.87


def coded_steps(found: Sequence[Happening], articles: Mapping[str, Article], names: Names) -> Iterator[Told]:
    """The steps that episodes tell of: instrument, whose it is, step. Only what is right three times of four counts."""
    proposals = _Proposals(found)
    for happening in found:
        name, effect = names.effect(happening.episode.frame)
        if not name or effect not in TOLD or not (happening.happened or happening.episode.status in AHEAD):
            continue
        told = [
            s for s in happening.statements if _founded(s, articles, names) and names.effect(s.frame) == (name, effect)
        ]
        fitting = [s for s in told if (s.status in HAPPENED) == happening.happened and not _bare(s, articles, names)]
        if fitting and (happening.episode.start or not happening.happened or fitting[0].confidence >= SURE_UNDATED):
            step = _coded_step(happening, effect, fitting, articles, proposals.by(fitting[0], articles, names))
            given = [r for s in fitting for r in reasons(s, articles, names, happening.episode.id)]
            step = msgspec.structs.replace(step, reasons=once(given))
            named = spoken_of(name, step.cited.words, names.folders)
            yield named, "both" if is_joint(named, names) else happening.direction, step


def _founded(statement: Statement, articles: Mapping[str, Article], names: Names) -> bool:
    """Whether a statement is sure, tells of a deed, and words name whose instrument it is: one side's, or both."""
    joint = is_joint(names.effect(statement.frame)[0], names)
    founded = well_founded(statement, articles, names.words) and not (joint and guessed_party(statement))
    return sure(statement) and founded


def is_joint(instrument: str, names: Names) -> bool:
    """Whether an instrument is of both sides alike."""
    row = rows(names.folders).get(instrument)
    return row.joint if row else names.is_joint(instrument)


def _coded_step(
    happening: Happening, effect: str, told: Sequence[Statement], articles: Mapping[str, Article], by: str
) -> Step:
    episode = happening.episode
    cited, *also = (cite(s, articles, episode.id) for s in told)
    return Step(
        effect=effect,
        status=episode.status,
        start=episode.start,
        end=episode.end,
        by=by,
        score=episode.score,
        cited=cited,
        also=tuple(also),
    )


def _bare(statement: Statement, articles: Mapping[str, Article], names: Names) -> bool:
    """Whether a deed told as a fact hangs on another word ("having them lift it"): only headlines tell so in short."""
    article = articles.get(statement.article)
    if article is None or statement.status not in HAPPENED:
        return False
    headlines = [block.span for block in article.blocks if block.role == "headline"]
    in_headline = any(span.covers(statement.trigger) for span in headlines)
    return not in_headline and statement.trigger.of(article.text) in base_forms(names.folders)


class _Proposals:
    """Who does, plans or proposes something."""

    def __init__(self, found: Sequence[Happening]) -> None:
        self._ahead: dict[str, list[Statement]] = {}
        for happening in found:
            for s in happening.with_status(*AHEAD):
                if s.own_word:
                    self._ahead.setdefault(s.article, []).append(s)

    def by(self, statement: Statement, articles: Mapping[str, Article], names: Names) -> str:
        """The doer of what was done; else whose word it is: where that is the article's, the author of an opinion.

        What is said to be discussed is proposed by the one who says that it be discussed.
        """
        doer = names.parties(statement.source)
        if statement.status not in AHEAD:
            return doer
        cited = cite(statement, articles)
        around = [s for s in self._ahead.get(statement.article, []) if s.quote.covers(statement.quote)]
        if any(s.id != statement.id and s.quote != statement.quote for s in around):
            cited = msgspec.structs.replace(cited, by=())
        return proposer(cited, doer)


def proposer(cited: Cited, doer: str = "") -> str:
    """Whose plan or proposal words tell: theirs whose word it is, the author's of an opinion, else the doer's."""
    return ", ".join(cited.by) or (cited.voice if cited.kind == "opinion" else doer)
