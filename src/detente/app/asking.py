"""What a page or an API route can be asked for. Pages and API take the same conditions, by the same names."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, model_validator

from detente.model import Kind, Status

DAY = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"

What = Literal["statements", "episodes", "articles"]
Words = Annotated[str, Field(max_length=200)]
Day = Annotated[str, Field(pattern=DAY, examples=["2024-06"])]
Cursor = Annotated[str, Field(max_length=400, description="`after` of the page before.")]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Many = Annotated[int, Field(ge=1, le=200, description="How many items a page has at most.")]


class Asked(BaseModel):
    """Conditions in the query of an address. Empty ones, as forms send them, are not given."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    after: Cursor = ""
    limit: Many = 25

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        kept = {k: [one for one in v if one != ""] if isinstance(v, list) else v for k, v in given.items()}
        return {k: v for k, v in kept.items() if v not in ("", [])}

    @property
    def conditions(self) -> dict[str, Any]:
        """What is asked for, without the page: what an address of the same list carries."""
        return self.model_dump(exclude_defaults=True, exclude={"after", "limit"})


class Timed(Asked):
    """Conditions on a period, both ends included."""

    since: Day | None = Field(default=None, description="First day, of any precision: `2024`, `2024-06`, `2024-06-04`.")
    until: Day | None = Field(default=None, description="Last day, likewise.")


class BriefAsked(Timed):
    """Of which period a brief is, and how long."""

    full: bool = Field(False, description="Everything, not what weighs most.")


class RelationsAsked(Timed):
    """Conditions on relations."""

    country: Words = Field("", description="One of the two, by code or name.", examples=["KHM"])


class TiesAsked(Timed):
    """Conditions on what happened between states, summed up."""

    country: Words = Field("", description="One of the two, by code or name; all by default.")
    least: Annotated[int, Field(ge=1, le=10_000, description="Relations with at least so many episodes.")] = 2


class NetworkAsked(Timed):
    """Conditions on the network of who deals with whom."""

    least: Annotated[int, Field(ge=1, le=10_000, description="Relations with at least so many episodes.")] = 2
    most: Annotated[int, Field(ge=1, le=500, description="So many relations at most, the busiest.")] = 150


class ArticlesAsked(Timed):
    """Conditions on articles."""

    q: Words = Field("", description='Words of the text or the title; `"…"` for phrases, `*` for beginnings.')
    outlet: Words = Field("", description="Who published it.")
    kind: Kind | None = Field(default=None, description="The kind of text.")

    @property
    def article_conditions(self) -> dict[str, Any]:
        """The conditions as the archive takes them."""
        return {
            "words": self.q,
            "outlet": self.outlet,
            "kind": self.kind or "",
            "since": self.since,
            "until": self.until,
        }


class EpisodesAsked(Timed):
    """Conditions on episodes."""

    who: Words = Field("", description="One side: a country, organisation or actor, by code or name.", examples=["KHM"])
    to: Words = Field("", description="The other side.", examples=["USA"])
    event: Annotated[list[Words], Field(max_length=20, description="PLOVER event types.", examples=[["CONSULT"]])] = []
    status: Annotated[list[Status], Field(max_length=7, description="Statuses.")] = []
    outlet: Annotated[Words, Field(description="Who published it.")] = ""
    confidence: Annotated[Share, Field(description="Least probability that the type is right.")] = 0.0
    certainty: Annotated[Share, Field(description="Least certainty of parties, date and place.")] = 0.0

    @property
    def episode_conditions(self) -> dict[str, Any]:
        """The conditions as the archive takes them. Episodes are asked for by one side or both, whichever way."""
        sides = {"dyad": (self.who, self.to)} if self.who and self.to else {"party": self.who or self.to}
        return {
            **sides,
            "event": self.event,
            "status": self.status,
            "since": self.since,
            "until": self.until,
            "outlet": self.outlet,
            "min_confidence": self.confidence,
            "min_certainty": self.certainty,
        }


class StatementsAsked(EpisodesAsked):
    """Conditions on statements."""

    q: Words = Field("", description='Words of the quote in any form; `"…"` for phrases, `*` for beginnings.')
    who: Words = Field("", description="Who acts: a country, organisation or actor, by code or name.", examples=["KHM"])
    to: Words = Field("", description="Who is acted on.", examples=["USA"])
    either: bool = Field(False, description="Whichever of the two acts; of one alone, on whichever side it stands.")

    @property
    def statement_conditions(self) -> dict[str, Any]:
        """The conditions as the archive takes them."""
        sides: dict[str, Any] = {"who": self.who, "to": self.to}
        if self.either:
            sides = {"dyad": (self.who, self.to)} if self.who and self.to else {"party": self.who or self.to}
        return {
            "words": self.q,
            **sides,
            "event": self.event,
            "status": self.status,
            "since": self.since,
            "until": self.until,
            "outlet": self.outlet,
            "min_confidence": self.confidence,
            "min_certainty": self.certainty,
        }


ArticlesQuery = Annotated[ArticlesAsked, Query()]
EpisodesQuery = Annotated[EpisodesAsked, Query()]
StatementsQuery = Annotated[StatementsAsked, Query()]
TiesQuery = Annotated[TiesAsked, Query()]
NetworkQuery = Annotated[NetworkAsked, Query()]
BriefQuery = Annotated[BriefAsked, Query()]
TimedQuery = Annotated[Timed, Query()]
RelationsQuery = Annotated[RelationsAsked, Query()]
PageQuery = Annotated[Asked, Query()]
