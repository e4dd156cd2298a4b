"""Reading: files, pages and feeds of text in, articles out."""

from detente.reading.compose import article
from detente.reading.files import read
from detente.reading.limits import Limits

__all__ = ["Limits", "article", "read"]
