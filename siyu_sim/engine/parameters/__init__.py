"""The scenario as the compiled code reads it: one flat record of numbers, one record a channel, tables of quantiles.

Probabilities become log-odds, half-lives become rates, yuan become fen (`convert`). Each topic is a module with the names of its
numbers (FIELDS) and their values for a scenario; a mechanism that is off leaves its numbers at zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from siyu_sim.dice.draw import beta_table, constant_table, gamma_table
from siyu_sim.engine.parameters import (
    abuse,
    buying,
    closing,
    people,
    platform,
    referring,
    reputation,
    retention,
    scheme,
    sop,
    touchpoints,
)
from siyu_sim.engine.parameters.channels import CHANNEL, channel_code, channel_table
from siyu_sim.engine.parameters.convert import CERTAIN, DAYS_PER_MONTH, DAYS_PER_YEAR
from siyu_sim.engine.parameters.flags import FLAGS
from siyu_sim.scenario.forces import with_forces
from siyu_sim.scenario.schema import Scenario

TOPICS = (
    people, buying, referring, platform, closing, touchpoints, sop, retention, scheme, abuse, reputation,
)  # fmt: skip


def _dtype() -> np.dtype:
    fields: list[tuple] = [("seed_bits", "u8"), *((flag, "f8") for flag in FLAGS)]
    for topic in TOPICS:
        fields += [(field, "f8") if isinstance(field, str) else (field[0], "f8", field[1]) for field in topic.FIELDS]
    return np.dtype(fields, align=True)


PARAMETERS = _dtype()


@lru_cache(maxsize=64)
def _gamma(shape):
    return constant_table(0.0) if shape is None else gamma_table(shape)


@lru_cache(maxsize=64)
def _beta(a, b):
    return constant_table(-CERTAIN) if a is None else beta_table(a, b)


@dataclass(frozen=True)
class Compiled:
    """A scenario and a world seed, ready for the engines."""

    scenario: Scenario  # its forces, if any, turned into the parameters they stand for
    seed: int
    record: np.ndarray  # (1,) PARAMETERS
    channels: np.ndarray  # (n + 2,) CHANNEL; the last two are "referral" and "initial"
    channel_names: tuple[str, ...]
    need_table: np.ndarray
    drop_table: np.ndarray
    rules: np.ndarray  # (n,) POST: what each script of the SOP says
    outages: np.ndarray  # (n,) OUTAGES: when codes are broken

    @property
    def referral(self) -> int:
        return len(self.channel_names) - 2

    @property
    def initial(self) -> int:
        return len(self.channel_names) - 1

    @property
    def n_scripts(self) -> int:
        return int(self.record["n_scripts"][0])

    def set(self, values: dict[str, object]) -> None:
        """Overwrite numbers of the record by name; a sequence fills the first places of an array."""
        for name, value in values.items():
            if isinstance(value, (list, tuple)):
                self.record[name][0, : len(value)] = value
            else:
                self.record[name] = value


def compile_scenario(scenario: Scenario, seed: int) -> Compiled:
    """Everything the engines read, from a valid scenario and a world seed (0 ≤ seed < 2**64)."""
    scenario = with_forces(scenario)
    names, channels = channel_table(scenario)
    compiled = Compiled(
        scenario, seed, np.zeros(1, PARAMETERS), channels, names,
        _gamma(scenario.product.need.heterogeneity), _beta(scenario.dropout.a, scenario.dropout.b), sop.posts(scenario),
        platform.outages(scenario, seed, channels["code"]),
    )  # fmt: skip
    compiled.record["seed_bits"] = np.uint64(seed)
    for topic in TOPICS:
        values = topic.values(scenario)
        raised = [name for name in FLAGS if compiled.record[name][0] != 0]
        compiled.set(values | dict.fromkeys(raised, 1.0))  # what one topic has switched on, no other switches off
    return compiled


__all__ = [
    "CERTAIN", "CHANNEL", "DAYS_PER_MONTH", "DAYS_PER_YEAR", "PARAMETERS", "Compiled", "channel_code", "compile_scenario",
]  # fmt: skip
