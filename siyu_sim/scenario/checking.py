"""What pydantic finds wrong with data, in plain words.

`check` validates plain data against a model and returns the model or raises `ScenarioError`.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import UnionType
from typing import Any, TypeVar, Union

from pydantic import BaseModel, ValidationError

from siyu_sim.language import Said
from siyu_sim.scenario.mistakes import NOTHING, Mistake, ScenarioError, join, nearest
from siyu_sim.scenario.strategies import TARGET
from siyu_sim.scenario.values import NAME

M = TypeVar("M", bound=BaseModel)


def check(
    model: type[M],
    data: Any,
    *,
    prefix: str = "",
    where: str = "",
    known: Iterable[str] = (),
    fallback: Callable[[], Any] | None = None,
) -> M:
    """Validate `data` strictly (no text for numbers, no numbers for switches) or raise `ScenarioError` with all mistakes.

    Pydantic checks how the keys of a group fit together only once each of them is right. `fallback` gives sound data: wrong
    values are replaced by sound ones and checked again, so that mistakes of both kinds show together.
    """
    try:
        return model.model_validate(data, strict=True)
    except ValidationError as error:
        errors = error.errors(include_url=False)
    whole = [e for e in errors if e["type"] == "int_type" and isinstance(e["input"], float) and e["input"].is_integer()]
    if whole:  # 5e4 is a whole number to everybody but YAML
        data = copy.deepcopy(data)
        for e in whole:
            _put(data, e["loc"], int(e["input"]))
        return check(model, data, prefix=prefix, where=where, known=known, fallback=fallback)
    mistakes = told(errors, model, prefix, where, known)
    if fallback is not None:
        mended, sound = copy.deepcopy(data), fallback()
        for e in errors:
            if e["type"] != "value_error":
                _mend(mended, sound, e["loc"])
        try:
            model.model_validate(mended, strict=True)
        except ValidationError as error:
            paths = {mistake.path for mistake in mistakes}
            more = told(error.errors(include_url=False), model, prefix, where, known)
            mistakes += [mistake for mistake in more if mistake.path not in paths]
    raise ScenarioError(mistakes)


def told(
    errors: Iterable[Any], model: type[BaseModel], prefix: str = "", where: str = "", known: Iterable[str] = ()
) -> list[Mistake]:
    """Errors of pydantic as mistakes; those that come to the same, once."""
    found = [_plain(e, model, prefix, where, known) for e in errors]
    return list({(mistake.path, mistake.problem): mistake for mistake in reversed(found)}.values())[::-1]


def _put(data: Any, loc: Sequence, value: Any) -> None:
    for key in loc[:-1]:
        data = data[key]
    data[loc[-1]] = value


def _mend(data: Any, sound: Any, loc: Sequence) -> None:
    """Put the sound value (or none, for an unknown key) at `loc`, where that is possible."""
    try:
        for key in loc[:-1]:
            data, sound = data[key], sound[key]
        if loc[-1] in sound if isinstance(sound, Mapping) else loc[-1] < len(sound):
            data[loc[-1]] = copy.deepcopy(sound[loc[-1]])
        else:
            del data[loc[-1]]
    except (KeyError, IndexError, TypeError):
        pass  # the sound data has no such place; the second check then tells the same mistake, which is dropped


# of pydantic's kinds of errors: what is wrong, and what is allowed, from the context that it gives
BOUNDS: dict[str, Callable[[Mapping[str, Any]], tuple[Said, Said]]] = {
    "greater_than": lambda c: (Said("too small"), Said("above {bound}", bound=c["gt"])),
    "greater_than_equal": lambda c: (Said("too small"), Said("{bound} or more", bound=c["ge"])),
    "less_than": lambda c: (Said("too large"), Said("below {bound}", bound=c["lt"])),
    "less_than_equal": lambda c: (Said("too large"), Said("{bound} or less", bound=c["le"])),
    "too_short": lambda c: (Said("too few entries"), Said("{bound} or more", bound=c["min_length"])),
    "too_long": lambda c: (Said("too many entries"), Said("{count} or fewer", count=c["max_length"])),
    "string_too_short": lambda c: (Said("too short"), Said("{count} characters or more", count=c["min_length"])),
    "string_too_long": lambda c: (Said("too long"), Said("{count} characters or fewer", count=c["max_length"])),
}
NUMBER, WHOLE, SWITCH = Said("a number"), Said("a whole number"), Said("true or false")
LIST, GROUP = Said("a list, like [a, b]"), Said("a group of keys, like {a: 1}")
TYPES = {
    "float_type": NUMBER,
    "float_parsing": NUMBER,
    "finite_number": Said("a finite number"),
    "int_type": WHOLE,
    "int_parsing": WHOLE,
    "int_from_float": WHOLE,
    "int_parsing_size": Said("a smaller whole number"),
    "bool_type": SWITCH,
    "bool_parsing": SWITCH,
    "string_type": Said("text"),
    "string_unicode": Said("text that can be written in UTF-8"),
    "list_type": LIST,
    "tuple_type": LIST,
    "dict_type": GROUP,
    "model_type": GROUP,
    "model_attributes_type": GROUP,
}
# of the patterns of the schema
PATTERNS = {
    NAME: Said("small letters, digits and _, beginning with a letter, up to 31"),
    TARGET: Said("module:function, as in my_folder.my_file:my_function"),
}


def _plain(error: Mapping[str, Any], model: type[BaseModel], prefix: str, where: str, known: Iterable[str]) -> Mistake:
    kind, context, loc = error["type"], error.get("ctx") or {}, list(error["loc"])
    bad_key = bool(loc) and loc[-1] == "[key]"
    if bad_key or (loc and _is_choice_of_types(model, loc[:-1])):
        loc.pop()
    path = ".".join(str(part) for part in ([prefix] if prefix else []) + loc)
    mistake = Mistake(path=path, problem=Said("does not fit here"), given=error["input"], where=where)
    if _is_choice_of_types(model, loc):
        return replace(mistake, problem=Said("not a plain value"), allowed=Said("text, a number, true or false"))
    if kind == "extra_forbidden":
        parent = path.rpartition(".")[0]
        names = fields(model, loc[:-1])
        near = nearest(path, [*([f"{parent}.{name}" if parent else name for name in names]), *known])
        return replace(mistake, problem=Said("unknown key"), allowed=join(names), nearest=near)
    if kind == "missing":
        return replace(mistake, problem=Said("missing: it has no default here"), given=NOTHING)
    if kind == "value_error":
        return replace(mistake, problem=context["error"].args[0], given=NOTHING)
    if kind in BOUNDS:
        problem, allowed = BOUNDS[kind](context)
        return replace(mistake, problem=problem, allowed=_range(model, loc) or allowed)
    if kind in TYPES:
        return replace(mistake, problem=Said("not {what}", what=TYPES[kind]), allowed=_range(model, loc) or TYPES[kind])
    if kind == "literal_error":
        words = context["expected"].replace(" or ", ", ").replace("'", "")
        options = [word.strip() for word in words.split(",")]
        near = nearest(str(error["input"]), options)
        return replace(mistake, problem=Said("unknown choice"), allowed=join(options), nearest=near)
    if kind == "string_pattern_mismatch":
        problem = Said("not a name") if bad_key else Said("not well formed")
        return replace(mistake, problem=problem, allowed=PATTERNS[context["pattern"]])
    if kind == "invalid_key":
        return replace(mistake, problem=Said("a key is not a word"), given=loc[-1], allowed=Said("text"))
    return mistake


def _is_union(annotation: Any) -> bool:
    return (
        isinstance(annotation, UnionType) or getattr(annotation, "__origin__", None) is Union
    )  # the latter of what is Annotated


def _bare(annotation: Any) -> Any:
    """What an annotation says beside bounds and null: `Annotated[X, …] | None` is X."""
    while True:
        arguments = [a for a in getattr(annotation, "__args__", ()) if a is not type(None)]
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif _is_union(annotation) and len(arguments) == 1:
            annotation = arguments[0]
        else:
            return annotation


def _field(model: Any, loc: Sequence) -> tuple[Any, Sequence]:
    """Annotation and constraints of what stands at `loc`, through groups that may be null, mappings and lists."""
    annotation, metadata = model, ()
    for part in loc:
        inside = _bare(annotation)
        if hasattr(inside, "model_fields"):
            field = inside.model_fields.get(part)
            annotation, metadata = (None, ()) if field is None else (field.annotation, field.metadata)
        else:  # a mapping from free names, or a list: what it holds
            held = getattr(inside, "__args__", ()) if getattr(inside, "__origin__", None) in (dict, list) else ()
            annotation = held[-1] if held else None
            metadata = getattr(annotation, "__metadata__", ())
    return annotation, metadata


def entries(model: type[BaseModel], loc: Sequence) -> Any:
    """What a mapping from free names at `loc` holds: a type; None if there stands something else."""
    inside = _bare(_field(model, loc)[0])
    return _bare(inside.__args__[-1]) if getattr(inside, "__origin__", None) is dict else None


def has_place(model: type[BaseModel], loc: Sequence) -> bool:
    """Whether something may stand at `loc`."""
    return _field(model, loc)[0] is not None


def fields(model: type[BaseModel], loc: Sequence) -> list[str]:
    """The keys of the group at `loc`; none if something else stands there."""
    return list(getattr(_bare(_field(model, loc)[0]), "model_fields", ()))


def _is_choice_of_types(model: type[BaseModel], loc: Sequence) -> bool:
    """Whether text, numbers and switches may stand at `loc` alike; pydantic then has an error for each of the types."""
    return _is_union(_bare(_field(model, loc)[0]))


def _range(model: type[BaseModel], loc: Sequence) -> str:
    """The allowed values of a numeric field in words, from its bounds; '' when it has none."""
    annotation, metadata = _field(model, loc)
    if annotation is None or getattr(_bare(annotation), "__origin__", None) in (dict, list):
        return ""
    bounds = {
        name: getattr(item, name)
        for item in _constraints(annotation, metadata)
        for name in ("gt", "ge", "lt", "le")
        if getattr(item, name, None) is not None
    }
    if not bounds:
        return ""
    noun = WHOLE if _mentions(annotation, int) else NUMBER
    reach = Said("{noun} {bounds}", noun=noun, bounds=_between(**{name: _figure(bound) for name, bound in bounds.items()}))
    return Said("{range} (or null)", range=reach) if _mentions(annotation, type(None)) else reach


def _figure(bound: float) -> str:
    return format(bound, "g") if abs(bound) < 1e6 else f"{bound:,.15g}"


def _between(gt: str = "", ge: str = "", lt: str = "", le: str = "") -> str:
    """Bounds in words; an empty one is none."""
    low, high = gt or ge, lt or le
    if not high:
        return Said("above {low}", low=low) if gt else Said("from {low}", low=low)
    if not low:
        return Said("below {high}", high=high) if lt else Said("up to {high}", high=high)
    if gt:
        return (
            Said("above {low} and below {high}", low=low, high=high)
            if lt
            else Said("above {low} to {high}", low=low, high=high)
        )
    return Said("from {low} and below {high}", low=low, high=high) if lt else Said("from {low} to {high}", low=low, high=high)


def _constraints(annotation: Any, metadata: Sequence) -> list[Any]:
    found = [deep for item in metadata for deep in getattr(item, "metadata", (item,))]
    for inner in getattr(annotation, "__args__", ()):
        found += _constraints(inner, getattr(inner, "__metadata__", ()))
    return found


def _mentions(annotation: Any, kind: type) -> bool:
    return annotation is kind or any(_mentions(inner, kind) for inner in getattr(annotation, "__args__", ()))
