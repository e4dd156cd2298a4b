"""Lists as files: the very list of a search page, all of it, as CSV, JSON Lines or Parquet."""

from __future__ import annotations

FORMS = ("csv", "jsonl", "parquet")
