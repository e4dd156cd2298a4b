"""Coding one text with no archive."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente import reading
from detente.errors import InputError
from detente.model import Coded
from detente.reading.language import is_english, language_of

if TYPE_CHECKING:
    from detente.pipeline import Pipeline


def code(text: str, *, published: str | date | None = None, **facts: Any) -> Coded:
    """Code one text: plain, or a page of HTML.

    Args:
        text: what was published, with its headline if it has one.
        published: the day of publication, on which days such as "on Monday" depend.
        facts: what else is known: ``title``, ``author``, ``outlet``, ``url``, ``kind``, ``language``.

    Returns:
        The article, its statements and who says what in it. :func:`detente.statements_frame` makes a table of it.

    Raises:
        InputError: a fact cannot be used, or the text is not in English.
        MissingModelError: the English language model is not installed.
    """
    article = reading.article(text, published=published, **facts)
    language = facts.get("language") or language_of(article.text)
    if not is_english(language):
        raise InputError(f"the text is not in English (language: {language}); give language='en' if it is")
    return default_pipeline().code(article)


@cache
def default_pipeline(codebook: tuple[Path, ...] = ()) -> Pipeline:
    """The built-in coder, with codebook folders of the user's; loaded once."""
    # Imported when needed: coding loads the codebook and the parser, which reading an archive does without.
    from detente.pipeline import Pipeline

    return Pipeline(codebook=codebook)
