"""What each parameter means, in words: the schema's descriptions, and the comments in the configs where it has none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from siyu_sim.scenario.folders import default_choices, find, groups, search_order
from siyu_sim.scenario.schema import Scenario

# what the schema leaves to the name of a parameter, and no single config could say for all
PLAIN = {
    "channels.*.active": "whether the channel runs at all",
    "channels.*.cost_model": "what cost_yuan is paid for",
    "channels.*.start_day": "day on which the channel opens",
    "channels.*.stop_day": "day on which it closes; null: never",
    "content.mix": "share of posts of this kind",
    "content.cost_per_post_yuan": "cost of one post of this kind",
    "product.price_yuan": "list price of one item",
    "dropout.a": "first parameter of the Beta propensity to stop after an order; null: nobody stops",
    "dropout.b": "second parameter of that propensity",
    "desk.active": "whether there is a desk",
    "desk.close_hour": "hour of the day",
    "desk.open_hour": "hour of the day",
    "product.delivery_days": "days from the order to the delivery",
    "platform.change.day": "day on which the rules tighten",
    "platform.nurture.days": "days for which a new account is nurtured",
    "crisis.day": "day on which it breaks",
    "rivals.day": "first day of it",
    "rivals.days": "how long it lasts",
    "sop.*.when.delay_hours": "how long after that it is sent",
    "sop.*.when.hour": "hour of the day at which it goes out",
    "sop.*.who.orders": "orders so far",
    "sop.*.what.kind": "kind of content: useful, human or promo",
    "sop.*.why": "what the message is for, in words",
    "scheme.story.cost_once_yuan": "cost of making it",
    "script_test.rule": "the rule whose texts are tested",
    "script_test.variants.*.kind": "kind of content: useful, human or promo",
    "script_test.from_day": "day on which the test begins",
    "membership.ritual.every_days": "days from one member day to the next",
    "membership.ritual.hour": "hour of the day at which its message goes out",
    "membership.ritual.what.kind": "kind of content: useful, human or promo",
    "touchpoints.*.mix": "share of posts of this kind",
}


def model_of(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """(the group behind an annotation or None, whether it is a mapping of names to such groups)."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False
    for argument in get_args(annotation):
        model, named = model_of(argument)
        if model is not None:
            return model, named or get_origin(annotation) is dict
    return None, False


def meanings(model: type[BaseModel] = Scenario, prefix: str = "") -> dict[str, str]:
    """Path → description of every parameter of the schema; `*` stands for a name that users give (a channel, a segment)."""
    found: dict[str, str] = {}
    for name, field in model.model_fields.items():
        path = f"{prefix}.{name}" if prefix else name
        inner, named = model_of(field.annotation)
        if inner is None:
            found[path] = field.description or ""
            continue
        if field.description:
            found[path] = field.description  # of the group as a whole, where it is off
        below = meanings(inner, f"{path}.*" if named else path)
        # a group of plain fields (one value for each kind of post) is described where it is used
        found |= {key: text or field.description or "" for key, text in below.items()}
    return found


def comments(folders: Sequence[Path] | None = None) -> dict[str, str]:
    """Path → the comment beside its first value in the configs (the shipped ones): what the schema leaves to the name of a parameter.

    Default options come before the others.
    """
    folders = search_order() if folders is None else folders
    found: dict[str, str] = {}
    pattern = re.compile(r"^(?P<indent> *)(?P<key>[a-z_0-9]+):(?P<value>[^#]*)(?:#\s*(?P<comment>.*))?$")
    options = default_choices(folders)
    others = [f"{group}/{option}" for group, found_here in groups(folders).items() for option in found_here]
    for name in ("config", *(f"{group}/{option}" for group, option in options.items()), *others):
        path = find(folders, name)
        parents: list[tuple[int, str]] = []
        for text in path.read_text(encoding="utf-8").splitlines() if path else ():
            match = pattern.match(text)
            if not match:
                continue
            indent = len(match["indent"])
            parents = [(depth, key) for depth, key in parents if depth < indent] + [(indent, match["key"])]
            if match["comment"]:
                found.setdefault(".".join(key for _, key in parents), match["comment"].strip())
    return found


def pattern_of(path: str, described: dict[str, str]) -> str:
    """The path with `*` for the names that users give, as `described` has it."""
    known = {".".join(key.split(".")[:n]) for key in described for n in range(1, key.count(".") + 2)}
    found = ""
    for part in path.split("."):
        step = f"{found}.{part}" if found else part
        if step not in known and f"{found}.*" not in known:
            break  # below a mapping of names to plain values
        found = step if step in known else f"{found}.*"
    return found.removesuffix(".*")


def meaning(path: str, described: dict[str, str], commented: dict[str, str]) -> str:
    """What a concrete path means: the schema's words, else the comment in the configs. Raises LookupError if
    neither says it."""
    key = pattern_of(path, described)
    text = PLAIN.get(key) or PLAIN.get(key.rpartition(".")[0]) or described.get(key) or commented.get(path)
    if not text and any(name.startswith(f"{key}.") for name in described):
        text = "null: off"  # a group of parameters that is not there
    if not text:
        raise LookupError(f"nothing says what {path} means: give it a description in the schema or a comment in the configs")
    return text


def in_words(path: str) -> str:
    """What a path means, or nothing where nobody says it."""
    try:
        return meaning(path, *_shipped())
    except LookupError:
        return ""


@lru_cache
def _shipped() -> tuple[dict[str, str], dict[str, str]]:
    return meanings(), comments()
