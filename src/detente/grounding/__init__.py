"""3. Who, when, where: mentions resolved to actors, intervals and places."""
