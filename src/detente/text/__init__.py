"""2. Article → Document: the parsed text. The parser is known to `text.parse` alone."""
