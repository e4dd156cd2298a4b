"""5. Statements → episodes: what is about the same happening, within and across articles."""

from detente.linking.episodes import link

__all__ = ["link"]
