"""4. What is said: events with arguments, status, attribution and causes, each over exact words."""
