"""One happening inside another: "threatened to bomb", "urged Russia to withdraw", "refused to meet".

The table ``embeddings.csv`` says which of the two carries the statement, and under which frame.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from detente.codebook.plover import Plover
from detente.codebook.tables import rows
from detente.coding import syntax
from detente.coding.predicates import Predicate
from detente.errors import CodebookError
from detente.text.document import Token

KEEP_INNER, KEEP_OUTER, KEEP_BOTH = "inner", "outer", "both"
# Both where the inner one is told by a verb ("denied that it had signed"), else the outer ("denied an attack").
KEEP_CLAUSE = "clause"
# Behind the name of an outer one: what holds where the inner one is its aim ("marched *to demand*").
AIM = ":aim"
# The frames of refusals and threats that grammar alone expresses ("will not sign", "will leave unless ...").
REFUSAL, THREAT = "refuse", "threaten"

_COMPLEMENTS = ("xcomp", "ccomp", "dobj", "nsubjpass", "acl", "oprd", "attr", "dative")
_PREPOSITIONS = frozenset({"for", "of", "to", "from", "against", "on", "about", "over", "into", "with", "by", "upon"})


class EmbeddingRow(msgspec.Struct, frozen=True):
    """A row of ``embeddings.csv``."""

    outer: str
    inner: str
    result: str


@dataclass(frozen=True)
class Embeddings:
    """What becomes of an inner happening under an outer one."""

    plover: Plover
    table: Mapping[tuple[str, str], str]

    @classmethod
    def load(cls, plover: Plover, folders: Sequence[Path] = ()) -> Embeddings:
        """Read and check the table.

        Raises:
            CodebookError: a row names a type or frame that is not in the codebook.
        """
        known = {*plover.events, *plover.frames, KEEP_INNER, KEEP_OUTER, KEEP_BOTH, KEEP_CLAUSE, "*"}
        table = {}
        for path, line, row in rows("embeddings.csv", EmbeddingRow, folders):
            for name in (row.outer.removesuffix(AIM), row.inner, row.result):
                if name not in known:
                    raise CodebookError(path, line, f"unknown type or frame {name!r}")
            table[row.outer, row.inner] = row.result
        return cls(plover, table)

    def result(self, outer: str, inner: str, *, aim: bool = False) -> str:
        """``inner``, ``outer``, ``both``, ``clause`` or the frame that results; the most exact row decides.

        Args:
            outer: the frame of the governing word.
            inner: that of the governed one.
            aim: whether the inner one is only the aim of the outer one.
        """
        suffix = AIM if aim else ""
        outer_names = (outer + suffix, self.plover.frames[outer].event + suffix)
        inner_names = (inner, self.plover.frames[inner].event, "*")
        for o in outer_names:
            for i in inner_names:
                if (found := self.table.get((o, i))) is not None:
                    return found
        return KEEP_BOTH


def governor(predicate: Predicate, others: Mapping[int, Predicate]) -> Predicate | None:
    """The predicate in whose complement this one stands, if any. ``others`` is keyed by token number."""
    token: Token = predicate.token
    if syntax.is_done(token):
        return None
    own = {word.i for word in predicate.used}
    for _ in range(8):
        above, joined = token.head, token.dep == "conj"
        if above is token or syntax.is_errand(token):
            return None
        if token.dep in ("pobj", "pcomp"):
            if above.lower not in _PREPOSITIONS and above.head.lemma not in syntax.CALLING:
                return None
        elif token.dep == "prep":
            if not (syntax.is_verb(above) or syntax.is_noun(above)):
                return None
        elif token.dep == "conj":
            if token.child(*syntax.SUBJECTS) is not None:
                return None
        elif token.dep not in _COMPLEMENTS or syntax.is_clause_before(token) or _is_aside(token):
            return None
        token = above
        # What a word is merely coordinated with governs nothing of it: "refused the offer and took *aid* instead".
        if token.i in others and token.i not in own and token.dep != "aux" and not joined:
            return others[token.i]
    return None


def aimed_at(predicate: Predicate, others: Mapping[int, Predicate]) -> Predicate | None:
    """The predicate whose aim this one is, if any: "marched *to demand*", "blocked the road, *demanding* talks"."""
    verb = predicate.token
    if verb.dep != "advcl" or verb.tag not in ("VB", "VBG") or verb.child(*syntax.SUBJECTS) is not None:
        return None
    if verb.tag == "VB" and not syntax.is_infinitive(verb):
        return None
    above = verb.head
    return others.get(above.i) or next((p for p in others.values() if p.slots.support is above), None)


def _is_aside(clause: Token) -> bool:
    """Whether a clause is a relative one set off by a comma, whatever the parser takes it for: "the body, which is"."""
    words = clause.sentence.tokens
    opens = next((c for c in clause.children_of(*syntax.SUBJECTS) if c.tag in ("WDT", "WP")), None)
    return opens is not None and opens.i > words[0].i and words[opens.i - 1 - words[0].i].text == ","
