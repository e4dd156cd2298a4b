"""1. Source → Article: files, pages and streams of any kind into clean text with roles, offsets and facts."""
