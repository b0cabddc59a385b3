"""A run saved between two windows, in memory and in a file: the same past, from which different futures begin.

The people are arrays and are kept as they are; the business is kept as what it has lived through (see operator.memory). A file is
one `.npz` of plain arrays and a JSON text. Nothing in it is code, and nothing of it is run when it is read.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from siyu_sim import __version__
from siyu_sim.behaviour.state import MORE, ROW
from siyu_sim.engine.log import LOG
from siyu_sim.engine.population import ACCOUNT, GROUP, INVITATION, OPERATOR, POST, SLOW
from siyu_sim.operator.memory import SHOWN, Memory
from siyu_sim.operator.strategies.levers import Decision
from siyu_sim.scenario.mistakes import Mistake, ScenarioError
from siyu_sim.scenario.schema import Scenario

FORMAT = "siyu_sim checkpoint"
HEADER = "header"
RECORDS = {  # of the people, and of the business
    "rows": ROW, "further": MORE, "groups": GROUP, "accounts": ACCOUNT, "waiting": INVITATION, "operators": OPERATOR,
    "slow": SLOW, "log": LOG, "posts": POST, "shown": SHOWN,
}  # fmt: skip
OF_MEMORY = ("ends", "money", "counts", "shown", "spent", "posts")  # arrays of a Memory; the rest goes into the text
PACKAGE = Path(__file__).resolve().parent
DECIDES = (
    "jit.py", "dice", "scenario", "ledger", "behaviour", "world", "engine", "operator", "simulation.py", "saving.py",
)  # fmt: skip


@lru_cache(maxsize=1)
def code_version() -> str:
    """Version of the package and a digest over all code that decides what happens in a run."""
    digest = hashlib.sha256()
    for name in DECIDES:
        place = PACKAGE / name
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            digest.update(str(path.relative_to(PACKAGE)).encode())
            digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:12]}"


@dataclass(frozen=True)
class Checkpoint:
    """Where a run of `scenario` in world `seed` stood on `day`.

    people: arrays of engine.people.People.state. slow: what the parts of the slow state remember. samples, worth: as in Run, up to the day.
    has_log: whether the log has been kept. Arrays are not to be changed.
    """

    scenario: Scenario
    seed: int
    day: float
    engine: str
    has_log: bool
    memory: Memory
    people: dict[str, np.ndarray]
    slow: dict[str, dict[str, np.ndarray]]
    samples: np.ndarray
    worth: np.ndarray

    def save(self, path: str | Path) -> None:
        """Write the checkpoint to one file, all or nothing: a killed process leaves no half file under this name."""
        path = Path(path)
        memory = self.memory
        header = {
            "format": FORMAT,
            "code": code_version(),
            "scenario": self.scenario.model_dump(mode="json"),
            "seed": self.seed,
            "day": self.day,
            "engine": self.engine,
            "has_log": self.has_log,
            "plans": memory.plans,
            "decisions": memory.decisions,
            "debts": memory.debts,
            "unspent": memory.unspent,
            "grants": memory.grants,
        }
        arrays = {
            HEADER: np.frombuffer(json.dumps(header).encode(), np.uint8),
            "samples": self.samples,
            "worth": self.worth,
            **{f"people.{name}": array for name, array in self.people.items()},
            **{f"memory.{name}": getattr(memory, name) for name in OF_MEMORY},
            **{f"slow.{part}.{name}": array for part, state in self.slow.items() for name, array in state.items()},
        }
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez_compressed(file, **arrays)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink()
            raise


def load_checkpoint(path: str | Path) -> Checkpoint:
    """Read a checkpoint. Raises FileNotFoundError, or ScenarioError for a file that is none, is damaged, or is of other code."""
    try:
        with np.load(path, allow_pickle=False) as file:
            if HEADER not in file.files:
                raise _unusable(path, "not a checkpoint of siyu_sim")
            header = json.loads(file[HEADER].tobytes())
            if not isinstance(header, dict) or header.get("format") != FORMAT:
                raise _unusable(path, "not a checkpoint of siyu_sim")
            if header["code"] != code_version():
                problem = f"made by other code ({header['code']}; this is {code_version()}), which may have led elsewhere"
                raise _unusable(path, problem, "a checkpoint made anew by this code")
            found = _read(header, {name: file[name] for name in file.files if name != HEADER})
    except FileNotFoundError:
        raise
    except ScenarioError as error:
        if any(mistake.path == str(path) for mistake in error.mistakes):
            raise
        raise _unusable(path, f"damaged: {error.mistakes[0].path}: {error.mistakes[0].problem}") from error
    except Exception as error:  # zip, NumPy, JSON and pydantic each have their own ways of stumbling over a damaged file
        raise _unusable(path, f"cut short, damaged, or no checkpoint ({type(error).__name__})") from error
    wrong = _unsound(found)
    if wrong:
        raise _unusable(path, f"damaged: {wrong}")
    return found


def _unusable(path: str | Path, problem: str, allowed: str = "a file written by Checkpoint.save") -> ScenarioError:
    return ScenarioError([Mistake(str(path), problem, allowed=allowed)])


def _read(header: dict[str, Any], arrays: dict[str, np.ndarray]) -> Checkpoint:
    people: dict[str, np.ndarray] = {}
    memory: dict[str, Any] = {}
    slow: dict[str, dict[str, np.ndarray]] = {}
    for name, array in arrays.items():
        place, _, rest = name.partition(".")
        if rest in RECORDS and array.dtype != RECORDS[rest]:
            raise ValueError(f"{name} has another layout")
        if place == "people":
            people[rest] = array
        elif place == "memory":
            memory[rest] = array
        elif place == "slow":
            part, _, field = rest.partition(".")
            slow.setdefault(part, {})[field] = array
    memory |= {
        "plans": [(int(day), int(channel), int(number), float(span)) for day, channel, number, span in header["plans"]],
        "decisions": tuple(Decision(*decision) for decision in header["decisions"]),
        "debts": header["debts"],
        "unspent": float(header["unspent"]),
        "grants": {name: {int(day): int(fen) for day, fen in days.items()} for name, days in header["grants"].items()},
    }
    if set(memory) != {field.name for field in dataclasses.fields(Memory)}:
        raise ValueError("parts of the books are missing")
    return Checkpoint(
        Scenario.model_validate(header["scenario"]), int(header["seed"]), float(header["day"]), str(header["engine"]),
        bool(header["has_log"]), Memory(**memory), people, slow, arrays["samples"], arrays["worth"],
    )  # fmt: skip


def _unsound(found: Checkpoint) -> str:
    """What does not fit together, if anything: compiled code looks up rows by what stands here and checks no bounds."""
    people, memory, market = found.people, found.memory, found.scenario.market
    missing = (set(RECORDS) - {"posts", "shown"} | {"status", "cohort", "events"}) - set(people)
    if missing:
        return f"no {min(missing)}"
    rows, further = people["rows"], people["further"]
    n, windows = len(rows), len(memory.ends)
    channels = len(found.scenario.channels) + 2
    limits = (
        ("rows", n, market.size + 1),
        ("persons", rows["person"].max(initial=0), market.size),
        ("referrers", rows["referrer"].max(initial=-1), n),
        ("channels", rows["channel"].max(initial=0), channels),
        ("segments", rows["segment"].max(initial=0), len(market.segments)),
        ("groups", further["group"].max(initial=0), len(people["groups"])),
        ("groups opened", people["groups"]["members"][:1].max(initial=0), len(people["groups"])),
        ("accounts", further["account"].max(initial=0), len(people["accounts"])),
        ("levels", further["level"].max(initial=0), 1 + (len(found.scenario.membership.levels) if found.scenario.membership else 0)),
        ("writers of invitations", people["waiting"]["referrer"].max(initial=-1), n),
    )  # fmt: skip
    for name, largest, below in limits:
        if largest >= below:
            return f"{name} out of range"
    shapes = (
        len(further) == n,
        people["status"].shape == (market.size,),
        people["slow"].shape == (1,),
        memory.money.shape[:1] == memory.counts.shape[:1] == (windows,) == (len(memory.shown) - 1,),
        memory.money.shape[2:] == (channels + 1,) and memory.counts.shape[2:] == (channels,),
        memory.spent.shape == memory.money.shape[1:],
        found.day == (memory.ends[-1] if windows else 0.0),
        found.worth.shape == (len(found.worth), channels, len(found.worth)),
        memory.shown["posts"][-1] == len(memory.posts),
    )
    return "" if all(shapes) else "its parts do not belong together"
