"""Full-text search over titles and texts (FTS5, Porter stemming, ranked by BM25)."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from detente.model import Span
from detente.store.connect import Database
from detente.store.where import Where, of_statements

_OPEN, _CLOSE = "\x02", "\x03"
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORDS_AROUND = 28


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """An article that has the words: where it is from, a passage with the words, and where in it they stand."""

    article: str
    title: str
    outlet: str
    published: str | None
    snippet: str
    marks: tuple[Span, ...]
    score: float


def find(db: Database, words: str, limit: int = 20, where: Where | None = None) -> list[Hit]:
    """The articles that have all the words in any form, best first.

    Words in double quotes have to stand together; a word that ends in ``*`` stands for all that begin so. All other
    signs are read as text. Where there are conditions, only articles that have a statement which meets them.
    """
    terms = query(words)
    if not terms or limit < 1:
        return []
    told, values = ("", {}) if where in (None, Where()) else _told(where or Where())
    # Passages are cut from the best alone; of equals the latest come first, so ranks decide who is read at all.
    sql = f"""WITH ranked AS MATERIALIZED (
            SELECT rowid AS seq, bm25(search, 4.0, 1.0) AS rank FROM search WHERE search MATCH :query{told}),
        best AS MATERIALIZED (
            SELECT a.seq, a.id, a.title, a.outlet, a.published, r.rank
            FROM ranked r CROSS JOIN articles a ON a.seq = r.seq
            WHERE r.rank <= coalesce((SELECT rank FROM ranked ORDER BY rank LIMIT 1 OFFSET :limit - 1), 0)
            ORDER BY r.rank, a.published DESC, a.id LIMIT :limit)
        SELECT b.id, b.title, b.outlet, b.published, b.rank,
            snippet(search, 1, :open, :close, '…', :around) AS snippet
        FROM best b CROSS JOIN search ON search.rowid = b.seq
        WHERE search MATCH :query ORDER BY b.rank, b.published DESC, b.id"""
    values |= {"open": _OPEN, "close": _CLOSE, "around": _WORDS_AROUND, "query": terms, "limit": limit}
    return [_hit(*row) for row in db.rows(sql, values)]


def _told(where: Where) -> tuple[str, dict[str, Any]]:
    """The condition that an article has a statement that meets conditions, and its values."""
    condition, values = of_statements(where)
    article = "articles a CROSS JOIN statements s ON s.article = a.id"
    return f" AND EXISTS (SELECT 1 FROM {article} WHERE a.seq = search.rowid AND ({condition}))", values


def _hit(article: str, title: str, outlet: str, published: str | None, rank: float, marked: str) -> Hit:
    snippet, marks = _unmark(" ".join(marked.split()))
    score = round(-rank, 4)
    return Hit(
        article=article, title=title, outlet=outlet, published=published, snippet=snippet, marks=marks, score=score
    )


def query(words: str) -> str:
    """Words as an FTS5 query in which every term is a quoted string, so that nothing in it is an operator."""
    clean = words.encode("utf-8", "ignore").decode().replace("\0", " ")
    terms = []
    for quoted, bare in _TERM.findall(clean):
        text = quoted or bare
        if any(c.isalnum() for c in text):
            terms.append(f'"{text.rstrip("*")}"' + ("*" if text.endswith("*") else ""))
    return " ".join(terms)


def _unmark(marked: str) -> tuple[str, tuple[Span, ...]]:
    """Take the marks out of a passage and tell where they stood."""
    plain, marks, start = "", [], 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if part == _OPEN:
            start = len(plain)
        elif part == _CLOSE:
            marks.append(Span(start, len(plain)))
        else:
            plain += part
    return plain, tuple(marks)
