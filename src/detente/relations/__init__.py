"""7. How two states treat each other over time: pure functions over records."""
