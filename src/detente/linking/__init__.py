"""5. Statements → episodes: what is about the same happening, within and across articles."""

from detente.linking.episodes import Linker, link

__all__ = ["Linker", "link"]
