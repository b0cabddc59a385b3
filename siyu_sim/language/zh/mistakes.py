"""What is wrong with a scenario or a study."""

SENTENCES: dict[str, str] = {}
