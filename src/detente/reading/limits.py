"""How much of one input is read before it is set aside as too large."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what is read; what passes one is skipped with a record that names it.

    Attributes:
        file_bytes: the largest text file, page, archive member or table row, unpacked.
        article_chars: the longest clean text of one article.
        archive_bytes: all that one archive may unpack to, so that a zip bomb ends early.
        archive_depth: how deep archives may lie in archives.
    """

    file_bytes: int = 20_000_000
    article_chars: int = 2_000_000
    archive_bytes: int = 20_000_000_000
    archive_depth: int = 2
