"""Détente: news and commentary in, an evidence-backed record of how states treat each other out.

::

    import detente

    coded = detente.code("The Thai foreign minister flew to Hanoi …", published="2024-06-05")
    archive = detente.open("archive.db")
    archive.add("articles/")
    archive.relation("Thailand", "Viet Nam").timeline()

Everything heavy is loaded when it is first asked for, so that ``import detente`` takes no time.
"""

from __future__ import annotations

import importlib
import importlib.metadata
from typing import TYPE_CHECKING, Any

from detente.errors import ArchiveError, CodebookError, DetenteError, InputError, MissingModelError
from detente.model import (
    Actor,
    Alternative,
    Article,
    Attribution,
    Block,
    Cause,
    Coded,
    Correction,
    Episode,
    OtherDate,
    Person,
    Piece,
    Place,
    Skipped,
    Span,
    Statement,
    Voice,
)

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.archive import open_archive as open  # noqa: A004
    from detente.evaluation.result import Evaluation
    from detente.explanation import Decision, Explanation, Option, Resolution, SentenceTrace
    from detente.frames import statements_frame
    from detente.handcoded import evaluate
    from detente.ingest import Progress, Report
    from detente.pipeline import Pipeline
    from detente.quick import code
    from detente.relations.brief import Brief
    from detente.relations.relation import Relation
    from detente.store.entries import ActorSheet, ArticleEntry, Beside, EpisodeSheet
    from detente.store.info import Info
    from detente.store.lists import Found, Page
    from detente.store.search import Hit
    from detente.store.sums import Glimpse, Month, RelationEntry, Tie

    __version__: str

__all__ = [
    "Actor",
    "ActorSheet",
    "Alternative",
    "Archive",
    "ArchiveError",
    "Article",
    "ArticleEntry",
    "Attribution",
    "Beside",
    "Block",
    "Brief",
    "Cause",
    "CodebookError",
    "Coded",
    "Correction",
    "Decision",
    "DetenteError",
    "Episode",
    "EpisodeSheet",
    "Evaluation",
    "Explanation",
    "Found",
    "Glimpse",
    "Hit",
    "Info",
    "InputError",
    "MissingModelError",
    "Month",
    "Option",
    "OtherDate",
    "Page",
    "Person",
    "Piece",
    "Pipeline",
    "Place",
    "Progress",
    "Relation",
    "RelationEntry",
    "Report",
    "Resolution",
    "SentenceTrace",
    "Skipped",
    "Span",
    "Statement",
    "Tie",
    "Voice",
    "__version__",
    "code",
    "evaluate",
    "open",
    "statements_frame",
]

_LAZY = {
    "ActorSheet": ("detente.store.entries", "ActorSheet"),
    "Archive": ("detente.archive", "Archive"),
    "ArticleEntry": ("detente.store.entries", "ArticleEntry"),
    "Beside": ("detente.store.entries", "Beside"),
    "Brief": ("detente.relations.brief", "Brief"),
    "Decision": ("detente.explanation", "Decision"),
    "EpisodeSheet": ("detente.store.entries", "EpisodeSheet"),
    "Evaluation": ("detente.evaluation.result", "Evaluation"),
    "Explanation": ("detente.explanation", "Explanation"),
    "Found": ("detente.store.lists", "Found"),
    "Glimpse": ("detente.store.sums", "Glimpse"),
    "Hit": ("detente.store.search", "Hit"),
    "Info": ("detente.store.info", "Info"),
    "Month": ("detente.store.sums", "Month"),
    "Option": ("detente.explanation", "Option"),
    "Page": ("detente.store.lists", "Page"),
    "Pipeline": ("detente.pipeline", "Pipeline"),
    "Progress": ("detente.ingest", "Progress"),
    "Relation": ("detente.relations.relation", "Relation"),
    "RelationEntry": ("detente.store.sums", "RelationEntry"),
    "Report": ("detente.ingest", "Report"),
    "Resolution": ("detente.explanation", "Resolution"),
    "SentenceTrace": ("detente.explanation", "SentenceTrace"),
    "Tie": ("detente.store.sums", "Tie"),
    "code": ("detente.quick", "code"),
    "evaluate": ("detente.handcoded", "evaluate"),
    "open": ("detente.archive", "open_archive"),
    "statements_frame": ("detente.frames", "statements_frame"),
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return importlib.metadata.version("detente")
    if name not in _LAZY:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    module, attribute = _LAZY[name]
    value = getattr(importlib.import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
