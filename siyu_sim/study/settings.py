"""How a question is answered: what the groups `study`, `backend` and `report` of the configs may say."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from siyu_sim.language import Said, of_environment
from siyu_sim.scenario.schema import Group
from siyu_sim.study.search_settings import AllocateSettings, SearchSettings

FIRST_STAGE = 5  # worlds at least; few may tie by chance, and would then seem to know everything


class BackendSettings(Group):
    kind: Literal["local", "threads", "dask", "ray"] = "local"
    address: str | None = Field(
        default=None,
        description="of a cluster that runs: tcp://host:8786 (dask), auto or host:6379 (ray); null: one on this machine",
    )


class SensitivitySettings(Group):
    arms: Annotated[list[str], Field(min_length=2, max_length=2)] | None = Field(
        default=None, description="[arm, baseline] whose difference is looked at; null: the experiment's focus"
    )
    metric: str | None = Field(default=None, description="null: the experiment's primary measure")
    only: list[str] = Field(default_factory=list, description="paths; assumptions at or below them are looked at; empty: all")
    trajectories: Annotated[int, Field(ge=2, le=1000)] = Field(
        default=6, description="of the screening; each is one world, and moves every assumption once"
    )
    keep: Annotated[int, Field(ge=1, le=50)] = Field(default=8, description="assumptions that are looked at more closely")
    base_samples: Annotated[int, Field(ge=8, le=65_536)] = Field(
        default=32, description="for the shares of variance: a power of 2; runs = this × (keep + 2) × worlds × arms"
    )
    steps: Annotated[int, Field(ge=3, le=101)] = Field(default=7, description="values along the range of each")
    worlds: Annotated[int, Field(ge=2, le=10_000)] = Field(
        default=6, description="in which each value along a range is looked at"
    )


class StudySettings(Group):
    kind: Literal["compare", "sensitivity", "search", "allocate"] = Field(
        default="compare",
        description="compare: the arms with each other; sensitivity: which assumption decides between two of them; search: the best "
        "strategy under a budget; allocate: how to split a budget over channels and rewards",
    )
    replications: Annotated[int, Field(ge=2, le=100_000)] = Field(
        default=20,
        description="worlds; every arm runs in each. An interval needs at least 2. With a precision: worlds of the first stage",
    )
    precision: Annotated[float, Field(gt=0, lt=1)] | None = Field(
        default=None,
        description="add worlds until each arm's difference from the baseline in the primary measure is known to ± this share of "
        "the baseline's own. null: replications, no more",
    )
    precision_absolute: Annotated[float, Field(gt=0)] | None = Field(
        default=None, description="the same in the unit of the primary measure; the narrower of the two if both are set"
    )
    max_replications: Annotated[int, Field(ge=2, le=100_000)] = Field(
        default=1000, description="a precision adds worlds up to this many; the report says so if it would take more"
    )
    seed: Annotated[int, Field(ge=0, lt=2**63)] = Field(default=1, description="seed of the first world")
    processes: Annotated[int, Field(ge=1, le=4096)] | None = Field(default=None, description="null: one for each core")
    engine: Literal["fast", "reference"] = "fast"
    threads: Annotated[int, Field(ge=1, le=64)] = Field(default=1, description="inside one run")
    backend: BackendSettings = Field(default_factory=BackendSettings)
    store: str | None = Field(
        default=".store", description="folder that keeps finished tasks, below report.folder unless it is absolute; null: none"
    )
    confidence: Annotated[float, Field(gt=0.5, lt=1)] = Field(default=0.95, description="of every interval")
    twins: Annotated[int, Field(ge=0, le=10_000)] = Field(
        default=3, description="worlds in which two arms are compared person by person; 0: none"
    )
    twin_pair: Annotated[list[str], Field(min_length=2, max_length=2)] | None = Field(
        default=None,
        description="[treatment, control] of that comparison; null: the experiment's focus",
    )
    draw_assumptions: bool = Field(
        default=False, description="every world draws each assumption from its prior range, the same for all arms"
    )
    branch_day: Annotated[float, Field(gt=0)] | None = Field(
        default=None,
        description="day on which the arms part: up to it all live what the baseline does; null: they differ from day 0 on",
    )
    log: bool = Field(default=False, description="write the events of every run to Parquet")
    sensitivity: SensitivitySettings = Field(default_factory=SensitivitySettings)
    search: SearchSettings = Field(default_factory=SearchSettings)
    allocate: AllocateSettings = Field(default_factory=AllocateSettings)
    allow_python: bool = Field(
        default=False, description="run strategies.python, which is code: on the command line only, never from a file"
    )

    @model_validator(mode="after")
    def _enough_to_judge_by(self):
        if (self.precision is not None or self.precision_absolute is not None) and self.replications < FIRST_STAGE:
            raise ValueError(
                Said(
                    "a precision takes the scatter from the first stage: at least {least} worlds (study.replications), not {given}",
                    least=FIRST_STAGE,
                    given=self.replications,
                )
            )
        return self


class ReportSettings(Group):
    folder: Annotated[str, Field(min_length=1)] = "reports"
    lang: Literal["auto", "en", "zh", "both"] = Field(
        default="auto", description="auto: that of the computer (LC_ALL, LC_MESSAGES, LANG); both: one page with a switch"
    )

    def settled(self) -> ReportSettings:
        """The same in the language that `auto` means here."""
        return self.model_copy(update={"lang": of_environment()}) if self.lang == "auto" else self

    @property
    def languages(self) -> tuple[Literal["en", "zh"], ...]:
        """Of the page, which opens in the first, and in which the files beside it are."""
        if self.lang == "auto":
            return self.settled().languages
        return ("en", "zh") if self.lang == "both" else (self.lang,)
