"""The event log: one line for each event of each life, in the same form from both engines, written to Parquet on demand."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from siyu_sim.behaviour.effects import EVENTS, OUTCOMES

LOG = np.dtype(
    [
        ("t", "f8"),  # instant, days
        ("ref", "u8"),  # what it was about: minute of the post, message, number of the need or order, exposure, invitation
        ("fen", "i8"),  # contribution of an order, or cost of an add
        ("person", "u4"),
        ("trust", "f4"),  # after the event, as last settled
        ("fatigue", "f4"),
        ("outcome", "u4"),  # bits, see behaviour.effects
        ("event", "u1"),
    ],
    align=True,
)


def canonical(log: np.ndarray) -> np.ndarray:
    """The log in the one order that does not depend on who wrote it: by instant, person, event."""
    return log[np.lexsort((log["event"], log["person"], log["t"]))]


def to_frame(log: np.ndarray):
    """The log as a pandas DataFrame with event names and one boolean column an outcome."""
    import pandas as pd

    frame = pd.DataFrame({name: log[name] for name in ("t", "person", "ref", "fen", "trust", "fatigue")})
    frame.insert(2, "event", pd.Categorical.from_codes(log["event"].astype(np.int8), list(EVENTS)))
    for k, name in enumerate(OUTCOMES):
        frame[name] = (log["outcome"] >> k & 1).astype(bool)
    return frame


def write_parquet(log: np.ndarray, path: Path) -> None:
    """Write the log, all or nothing: a killed run leaves no half file under this name."""
    part = path.with_name(path.name + ".part")
    to_frame(log).to_parquet(part, index=False)
    part.replace(path)
