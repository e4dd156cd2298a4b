"""A brief as pages for print: typeset by Typst, which needs neither a browser nor the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module, resources
from typing import TYPE_CHECKING, Any

import msgspec

from detente.errors import InputError
from detente.relations import chart
from detente.relations.lines import Line
from detente.relations.quoting import Quoted, Source
from detente.relations.words import Words

if TYPE_CHECKING:
    from detente.relations.brief import Brief

REMEDY = "install it by `pip install 'detente[pdf]'`, or write HTML, which every browser prints"


def pdf(brief: Brief) -> bytes:
    """The pages of a brief as a PDF file. The same brief gives the same file.

    Raises:
        InputError: the typesetter is not installed.
    """
    try:
        typst: Any = import_module("typst")
    except ModuleNotFoundError as error:
        raise InputError(f"PDF needs the typesetter Typst; {REMEDY}") from error
    source = resources.files("detente.relations").joinpath("templates", "brief.typ").read_bytes()
    told = msgspec.json.encode(_data(brief, brief.words)).decode()
    # Fonts of the machine are asked only for letters that those of Typst lack.
    written: bytes = typst.compile(source, format="pdf", sys_inputs={"brief": told}, timestamp=0)
    return written


def _data(brief: Brief, words: Words) -> Mapping[str, object]:
    """All that the template shows, as plain values."""
    return {
        "title": brief.title,
        "language": brief.language,
        "kind": words("kind"),
        "footer": words("footer"),
        "coverage": brief.coverage,
        "words": {
            "state": words("section.state"),
            "sources": words("section.sources"),
            "caption": words("picture.caption"),
        },
        "facts": brief.facts,
        "state": [_line(line, words, shown=brief.full) for line in brief.state],
        "picture": _picture(chart.picture(brief.months, brief.levels, brief.turns, words)),
        "sections": [
            {
                "title": part.title,
                "note": part.note,
                "rest": part.rest,
                "groups": [
                    {
                        "title": group.title,
                        "note": group.note,
                        "lines": [_line(one, words, shown=brief.full, inline=part.inline) for one in group.lines],
                    }
                    for group in part.groups
                ],
            }
            for part in brief.sections
        ],
        "sources": [_source(source, words) for source in brief.sources],
    }


def _line(line: Line, words: Words, *, shown: bool, inline: bool = False) -> Mapping[str, object]:
    when = line.when or (words("date.reported", when=line.reported) if line.reported else words("date.none"))
    numbers = "".join(f"[{number}]" for number in line.more)
    remarks = (line.remark, f"{words('also')} {numbers}" if numbers else "") if shown else ()
    return {
        "head": line.tag or when,
        "tag": line.tag,
        "lead": f"{when}. {line.lead}" if line.tag and shown else line.lead,
        "status": words(f"status.{line.status}") if shown and line.status != "occurred" else "",
        "tone": line.tone,
        "remark": "; ".join(filter(None, remarks)),
        "quotes": [_quoted(quoted, words, shown or (inline and bool(quoted.role))) for quoted in line.quotes],
    }


def _quoted(quoted: Quoted, words: Words, shown: bool) -> Mapping[str, object]:
    source = quoted.source
    return {
        "role": quoted.role,
        "quote": source.shown,
        "where": words.where(source.outlet, source.kind, source.published),
        "number": source.number,
        "shown": shown,
    }


def _source(source: Source, words: Words) -> Mapping[str, object]:
    where = words.where(source.outlet, source.kind, source.published)
    return {
        "number": source.number,
        "before": source.before,
        "quote": source.quote,
        "after": source.after,
        "where": ". ".join(filter(None, (", ".join(filter(None, (where, source.author))), source.title))),
        "link": source.link,
    }


def _picture(picture: chart.Picture | None) -> Mapping[str, object] | None:
    if picture is None:
        return None
    points: Sequence[list[float]] = [[float(x) for x in pair.split(",")] for pair in picture.line.split()]
    return msgspec.to_builtins(picture) | {"points": points}  # type: ignore[no-any-return]
