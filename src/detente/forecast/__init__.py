"""8. What is likely next, with a track record: pure functions over events."""
