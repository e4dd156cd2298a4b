"""7. Relations: what two sides do to each other over time, and the brief that tells it; pure functions over records."""

from detente.relations.brief import Brief
from detente.relations.relation import Relation

__all__ = ["Brief", "Relation"]
