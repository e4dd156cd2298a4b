"""Is a text English? The only module that knows the language identifier."""

from __future__ import annotations

import re

from detente.reading.cues import cues

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 5_000  # characters that are judged
_FEW = 30  # words: a text of fewer is judged with care
_LEAD, _LEAD_FEW = 10, 25  # log likelihood by which another language must beat English
_ENGLISH_SHARE = 0.12  # of the words of running English are among its commonest


def language_of(text: str) -> str:
    """The language of a text as an ISO 639-1 code.

    A text in Latin letters is taken for English unless the statistical model (py3langid; Lui and Baldwin 2012,
    "langid.py", ACL) names another language *and* the commonest English words are rare in it. A short text, such as a
    headline full of names, must be plainly foreign.
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters == 0:
        return "en"
    foreign_script = len(_LATIN.findall(sample)) < 0.5 * letters
    share, count = _english_share(sample)
    if not foreign_script and share >= _ENGLISH_SHARE:
        return "en"
    code, lead = _best(sample)
    if foreign_script:
        return code if code != "en" else "und"
    return code if lead > (_LEAD_FEW if count < _FEW else _LEAD) else "en"


def is_english(code: str) -> bool:
    """Whether a language name or tag given by a user means English: ``en``, ``en-GB``, ``eng``, ``English``."""
    return re.split(r"[-_ ]", code.strip().casefold())[0] in {"en", "eng", "english"}


def _english_share(text: str) -> tuple[float, int]:
    found = _WORD.findall(text)
    common = cues().english
    return (sum(w.lower() in common for w in found) / len(found) if found else 0.0), len(found)


def _best(text: str) -> tuple[str, float]:
    """The likeliest language and by how much (in log likelihood) it beats English."""
    import py3langid

    ranked: list[tuple[str, float]] = [(str(code), float(score)) for code, score in py3langid.rank(text)]
    return ranked[0][0], ranked[0][1] - next(score for code, score in ranked if code == "en")
