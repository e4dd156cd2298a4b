"""How likely it is that a report tells of a happening already reported, as log odds: a weighed sum of evidence.

The weights are those of a logistic regression, fitted by ``tools/fit_linking.py`` on statements that we grouped by hand
(``evaluation/linking``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from detente.codebook.tables import keyed, own_records, rows
from detente.errors import CodebookError
from detente.linking.evidence import evidence
from detente.linking.report import Report


class Weight(msgspec.Struct, frozen=True):
    """The log odds of one piece of evidence: by our judgement (``judged``), and after fitting unless it is ``kept``."""

    evidence: str
    weight: float
    judged: float
    kept: bool = False
    meaning: str = ""


@dataclass(frozen=True)
class Weights:
    """Log odds by piece of evidence; from ``threshold`` on, two reports are of one happening."""

    by_name: Mapping[str, float]
    threshold: float = 0.0

    @classmethod
    def load(cls, folders: Sequence[Path] = ()) -> Weights:
        """Read ``linking_weights.csv``.

        Raises:
            CodebookError: a piece of evidence stands twice in a folder, or is none.
        """
        known = {row.evidence for row in own_records("linking_weights.csv", Weight, None)}
        for path, line, row in rows("linking_weights.csv", Weight, folders):
            if row.evidence not in known:
                raise CodebookError(path, line, f"no evidence {row.evidence!r}; there is {', '.join(sorted(known))}")
        weights = keyed("linking_weights.csv", Weight, lambda row: row.evidence, folders)
        found = {evidence: row.weight for evidence, row in weights.items()}
        return cls(found, found.pop("threshold", 0.0))


def log_odds(new: Report, old: Report, weights: Weights) -> float | None:
    """The log odds that two reports are of one happening; None where they cannot be."""
    pieces = evidence(new, old)
    return None if pieces is None else sum(weights.by_name[name] * amount for name, amount in pieces)
