"""The words that the schema allows as values."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from siyu_sim.scenario.meanings import model_of
from siyu_sim.scenario.schema import Scenario


@lru_cache(maxsize=1)
def literals() -> frozenset[str]:
    return frozenset(_of(Scenario))


def _of(model: type[BaseModel]) -> set[str]:
    found: set[str] = set()
    for field in model.model_fields.values():
        found |= _words(field.annotation)
        inner, _ = model_of(field.annotation)
        if inner is not None:
            found |= _of(inner)
    return found


def _words(annotation: Any) -> set[str]:
    if get_origin(annotation) is Literal:
        return {value for value in get_args(annotation) if isinstance(value, str)}
    return set().union(*map(_words, get_args(annotation)))
