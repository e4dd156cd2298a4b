"""6. The archive file (SQLite): the only package that knows SQL."""
