"""5. Across statements and articles: one happening, one episode."""
