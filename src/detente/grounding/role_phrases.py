"""One noun phrase as it is read for who it names: its words, the forms found in them, and what is bound to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from detente.grounding.lexicon import Hit, Word, joined

# Prepositions behind which only the place stands where a body is that belongs to somebody ("its troops in Mali").
PLACING = frozenset({"in", "at", "from", "within", "inside", "across", "throughout"})
OWNING = frozenset({"its", "their", "his", "her", "our", "my", "your", "whose"})


@dataclass(slots=True)
class RolePhrase:
    """The words of one noun phrase up to its first preposition, and the phrases bound to it.

    ``owned``: a pronoun says whose it is.
    """

    words: Sequence[Word]
    hits: list[Hit]
    bound: list[tuple[str, RolePhrase]] = field(default_factory=list)
    owned: bool = False

    @property
    def is_abroad(self) -> bool:
        """Whether a place behind it is only where it is: "its troops in Mali", "the embassy in Bamako"."""
        return self.owned or (bool(self.hits) and self.hits[-1].term.abroad)

    def of(self, kinds: frozenset[str]) -> list[Hit]:
        """The forms of some kinds."""
        return [h for h in self.hits if h.term.kind in kinds]

    def text(self, start: int, end: int) -> str:
        """The words from one number to another."""
        return joined(self.words[start:end])


def tail_of(phrase: RolePhrase, last: Hit) -> str:
    """The capitalised words behind the last known form: most often the rest of a name."""
    return joined(_name_words(phrase.words[last.end :]))


def _name_words(words: Sequence[Word]) -> Iterator[Word]:
    for word in words:
        plain = word.text[:1].isupper() or word.hyphened  # "Sung-hwan"
        if not plain and word.key not in {"al", "bin", "van", "von", "de", "el", "ibn", "da", "der"}:
            return
        yield word
