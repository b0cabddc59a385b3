"""Kinds of values that a scenario is made of: shares, weights, yuan, one value for each kind of touch."""

from __future__ import annotations

from typing import Annotated, Any, Generic, TypeVar, get_origin

from pydantic import BaseModel, ConfigDict, Field, model_validator

from siyu_sim.language import Said

Share = Annotated[float, Field(ge=0, le=1)]
Days = Annotated[float, Field(gt=0, le=1_000_000)]
Factor = Annotated[float, Field(ge=0, le=1000)]
Weight = Annotated[float, Field(ge=-20, le=20)]
Pull = Annotated[float, Field(ge=0, le=20)]  # a weight that cannot turn round
Yuan = Annotated[float, Field(ge=0, le=1_000_000)]  # for one contact, post, exposure
Budget = Annotated[float, Field(ge=0, le=1_000_000_000)]
Day = Annotated[float, Field(ge=0, le=36500)]
NAME = r"^[a-z][a-z0-9_]{0,30}$"
Name = Annotated[str, Field(pattern=NAME)]

KINDS = ("useful", "human", "promo")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Group(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, validate_default=True)

    @model_validator(mode="before")
    @classmethod
    def _entries_left_out(cls, data: Any) -> Any:
        """null takes an entry out of a mapping from free names: sop.wake_idle=null, channels.live=null."""
        if not isinstance(data, dict):
            return data
        mappings = {name for name in data if isinstance(data[name], dict) and _is_mapping(cls, name)}
        return {k: {n: v for n, v in given.items() if v is not None} if k in mappings else given for k, given in data.items()}


def _is_mapping(model: type[BaseModel], name: str) -> bool:
    return name in model.model_fields and get_origin(model.model_fields[name].annotation) is dict


Value = TypeVar("Value")


class ByKind(Group, Generic[Value]):
    """One value for each kind of touch."""

    useful: Value
    human: Value
    promo: Value

    def of(self, kind: str) -> Value:
        return getattr(self, kind)


# Named, because plans travel to other processes and a nameless class cannot.
class YuanByKind(ByKind[Yuan]):
    """Yuan for each kind of touch."""


class ShareByKind(ByKind[Share]):
    """A share, 0 to 1, for each kind of touch; they need not add up."""


class FactorByKind(ByKind[Factor]):
    """A factor for each kind of touch."""


class WeightByKind(ByKind[Weight]):
    """Log-odds for each kind of touch."""


class SharesByKind(Group):
    useful: Share
    human: Share
    promo: Share

    @model_validator(mode="after")
    def _whole(self):
        total = self.useful + self.human + self.promo
        if abs(total - 1) > 1e-6:
            raise ValueError(Said("useful + human + promo add up to {total:.4g}, not to 1", total=total))
        return self
