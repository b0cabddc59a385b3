"""What the disk says: an OSError as a sentence."""

from __future__ import annotations

from siyu_sim.language import Said


def reason(error: OSError) -> str:
    """Why: in the system's words, which the tables know, or the whole error where it has none."""
    return error.strerror if isinstance(error.strerror, Said) else Said(error.strerror) if error.strerror else Said(str(error))


def of_disk(error: OSError) -> Said:
    """One line: which file, and why."""
    if error.filename:
        return Said("cannot read or write: {path}: {reason}", path=str(error.filename), reason=reason(error))
    return Said("cannot read or write: {reason}", reason=reason(error))
