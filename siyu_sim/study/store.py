"""Finished tasks on disk: one file a task under its key, each written in one step.

A file appears under its name whole or not at all (written aside, then renamed), so a killed study leaves nothing half done, and
two studies in one folder at most write the same file twice. What cannot be read back is told, set aside and computed again.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from siyu_sim.language import Said
from siyu_sim.language.disk import reason
from siyu_sim.study import codec
from siyu_sim.study.summary import Summary
from siyu_sim.study.tasks import Task

SUFFIX, BAD, PART = ".parquet", ".damaged", ".part"
LEFT_OVER = 86_400.0  # seconds after which a half-written file has no writer any more


@dataclass(frozen=True)
class Entry:
    """A file of the store. about: what it says of itself; empty if it cannot be read, and `damage` says why."""

    path: Path
    bytes: int
    written: float  # seconds since 1970
    about: dict
    damage: str = ""


class Store:
    """The folder of results. Nothing is made before the first result is kept.

    `told` collects, in words, what went wrong with single files; the study goes on without them. `study` is the name under which new
    results are listed.
    """

    def __init__(self, folder: Path, study: str = "") -> None:
        self.folder = folder
        self._study = study
        self.told: list[str] = []
        self.found = 0  # summaries given out that had been there before
        self._ours: set[str] = set()  # keys of what this start has computed
        self._full = False

    def path(self, task: Task) -> Path:
        return self.folder / task.key[:2] / f"{task.key[2:]}{SUFFIX}"

    def has(self, task: Task) -> bool:
        return task.kept and self.path(task).is_file()

    def get(self, task: Task) -> list[Summary] | None:
        """The result of a finished task, or None."""
        if not task.kept:
            return None
        path = self.path(task)
        try:
            content = path.read_bytes()
            summaries = codec.decode(content)
            if (
                codec.about(content).get("key") != task.key
                or len(summaries) != task.n_results
                or any(s.seed != task.seed for s in summaries)
            ):
                raise codec.Damaged(Said("it holds the result of another task"))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            self.told.append(
                Said(
                    "{path} cannot be read ({reason}); {task} is computed again",
                    path=path,
                    reason=reason(error),
                    task=task.name,
                )
            )
            return None
        except codec.Damaged as error:
            self.told.append(
                Said("{path} is damaged ({reason}); {task} is computed again", path=path, reason=error.args[0], task=task.name)
            )
            with contextlib.suppress(OSError):
                path.replace(path.with_suffix(BAD))
            return None
        if task.key not in self._ours:
            self.found += len(summaries)
        arms = [part.arm for part in task.parts] if task.twins is None else [""]
        return [replace(summary, arm=arm) for summary, arm in zip(summaries, arms, strict=True)]

    def put(self, task: Task, summaries: list[Summary]) -> None:
        """Keep a result. A disk that cannot take it costs no more than this file: it is told, once."""
        if not task.kept:
            return
        path = self.path(task)
        facts = {
            "key": task.key, "study": self._study, "arms": [part.arm for part in task.parts], "seed": task.seed, "engine": task.engine,
            "code": task.code, "horizon_days": task.parts[0].scenario.horizon_days, "people": task.parts[0].scenario.market.size,
        }  # fmt: skip
        part = path.parent / f".{path.stem[:16]}-{os.getpid()}-{time.monotonic_ns()}{PART}"
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(codec.encode(summaries, facts))
            part.replace(path)
            self._ours.add(task.key)
        except OSError as error:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            if not self._full:
                self._full = True
                self.told.append(
                    Said(
                        "results cannot be kept in {folder} ({reason}): the study goes on, but if it is stopped, "
                        "what it computes from here on is lost",
                        folder=self.folder,
                        reason=reason(error),
                    )
                )
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise

    # --------------------------------------------------------------------------------------------- housekeeping

    def entries(self) -> Iterator[Entry]:
        """All files, in the order of their names."""
        for path in sorted(self.folder.glob(f"[0-9a-f][0-9a-f]/*{SUFFIX}")):
            try:
                stat, content = path.stat(), path.read_bytes()
            except OSError:
                continue  # another study has just removed it
            try:
                yield Entry(path, stat.st_size, stat.st_mtime, codec.about(content))
            except codec.Damaged as error:
                yield Entry(path, stat.st_size, stat.st_mtime, {}, error.args[0])

    def leftovers(self) -> list[Path]:
        """Files set aside as damaged, and half-written ones whose writer is long gone."""
        old = time.time() - LEFT_OVER
        found = []
        for path in self.folder.glob("[0-9a-f][0-9a-f]/*"):
            with contextlib.suppress(OSError):
                if path.suffix == BAD or (path.suffix == PART and path.stat().st_mtime < old):
                    found.append(path)
        return found
