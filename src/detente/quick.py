"""Coding one text with no archive."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente import reading
from detente.model import Coded

if TYPE_CHECKING:
    from detente.pipeline import Pipeline


def code(text: str, *, published: str | None = None, **facts: Any) -> Coded:
    """Code one text: plain, or a page of HTML.

    Args:
        text: what was published, with its headline if it has one.
        published: the day of publication, on which days such as "on Monday" depend.
        facts: what else is known: ``title``, ``author``, ``outlet``, ``url``, ``kind``.

    Returns:
        The article, its statements and who says what in it. :func:`detente.statements_frame` makes a table of it.

    Raises:
        InputError: a fact cannot be used.
        MissingModelError: the English language model is not installed.
    """
    return default_pipeline().code(reading.article(text, published=published, **facts))


@cache
def default_pipeline(codebook: tuple[Path, ...] = ()) -> Pipeline:
    """The built-in coder, with codebook folders of the user's; loaded once."""
    # Imported when needed: coding loads the codebook and the parser, which reading an archive does without.
    from detente.pipeline import Pipeline

    return Pipeline(codebook=codebook)
