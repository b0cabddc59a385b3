"""What the command line says of itself: help, the list of what can be run, errors of use and of the disk."""

SENTENCES: dict[str, str] = {}
