"""What is wrong with a scenario, in plain words: all mistakes at once, each with path, what was given and what is allowed.

`check` validates plain data against a pydantic model and returns the model or raises `ScenarioError`.
"""

from __future__ import annotations

import copy
import difflib
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import UnionType
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

M = TypeVar("M", bound=BaseModel)


class _Nothing:
    def __repr__(self) -> str:
        return "nothing"

    def __reduce__(self) -> str:
        return "NOTHING"  # there is one of it, also when a mistake comes home from another process


NOTHING = _Nothing()


@dataclass(frozen=True)
class Mistake:
    """One thing that the user has to put right.

    `path` is a dotted path or the override as typed; `where` an arm, a file or empty.
    """

    path: str
    problem: str
    given: Any = NOTHING
    allowed: str = ""
    nearest: str = ""
    where: str = ""
    off: bool = False  # of a mechanism that is not there, though it may be in another arm

    def lines(self) -> list[str]:
        head = f"{self.path or 'the scenario'}: {self.problem}"
        if self.where:
            head += f"   [{self.where}]"
        rows = [head]
        if self.given is not NOTHING:
            rows.append(f"    given:    {shorten(show(self.given))}")
        if self.allowed:
            rows.append(f"    allowed:  {self.allowed}")
        if self.nearest:
            rows.append(f"    nearest:  {self.nearest}")
        return rows

    def __str__(self) -> str:
        return "\n".join(self.lines())


class ScenarioError(ValueError):
    """Raised with every mistake that was found; nothing has been run or written."""

    def __init__(self, mistakes: Iterable[Mistake]):
        self.mistakes = tuple(mistakes)
        super().__init__(self.mistakes)

    def __str__(self) -> str:
        count = len(self.mistakes)
        head = "1 mistake" if count == 1 else f"{count} mistakes"
        body = "\n".join("  " + line for mistake in self.mistakes for line in mistake.lines())
        return f"{head}, nothing was run or written\n{body}"


def show(value: Any) -> str:
    """A value as a user would write it in a config."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"'{value}'"
    if isinstance(value, float):
        return format(value, "g") if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {show(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(show(v) for v in value) + "]"
    return str(value)


def shorten(text: str, width: int = 100) -> str:
    return text if len(text) <= width else text[: width - 3] + "..."


def join(words: Iterable[str]) -> str:
    words = [str(word) for word in words]
    return shorten(", ".join(words), 400) if words else "nothing"


def nearest(word: str, known: Iterable[str]) -> str:
    """The known name most like `word`, or '' when none is close. Dotted paths also match by their last part alone."""
    best, best_score = "", 0.6
    tail = word.rsplit(".", 1)[-1]
    for name in known:
        score = difflib.SequenceMatcher(None, word, name).ratio()
        if "." in name or "." in word:
            score = max(score, 0.9 * difflib.SequenceMatcher(None, tail, name.rsplit(".", 1)[-1]).ratio())
        if score > best_score:
            best, best_score = name, score
    return best


def paths_of(data: Any, prefix: str = "") -> list[str]:
    """All dotted paths of nested mappings, groups and leaves alike."""
    if not isinstance(data, Mapping):
        return []
    found = []
    for key, value in data.items():
        path = f"{prefix}.{key}" if prefix else str(key)
        found += [path, *paths_of(value, path)]
    return found


# ------------------------------------------------------------------------------------------------ pydantic, in plain words


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
    mistakes = [_plain(e, model, prefix, where, known) for e in errors]
    if fallback is not None:
        mended, sound = copy.deepcopy(data), fallback()
        for e in errors:
            if e["type"] != "value_error":
                _mend(mended, sound, e["loc"])
        try:
            model.model_validate(mended, strict=True)
        except ValidationError as error:
            told = {mistake.path for mistake in mistakes}
            more = [_plain(e, model, prefix, where, known) for e in error.errors(include_url=False)]
            mistakes += [mistake for mistake in more if mistake.path not in told]
    raise ScenarioError(mistakes)


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


BOUNDS = {
    "greater_than": ("too small", "above {gt}"),
    "greater_than_equal": ("too small", "{ge} or more"),
    "less_than": ("too large", "below {lt}"),
    "less_than_equal": ("too large", "{le} or less"),
    "too_short": ("too few entries", "{min_length} or more"),
    "too_long": ("too many entries", "{max_length} or fewer"),
}
TYPES = {
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a finite number",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing_size": "a smaller whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "string_type": "text",
    "list_type": "a list, like [a, b]",
    "tuple_type": "a list, like [a, b]",
    "dict_type": "a group of keys, like {a: 1}",
    "model_type": "a group of keys, like {a: 1}",
    "model_attributes_type": "a group of keys, like {a: 1}",
}


def _plain(error: Mapping[str, Any], model: type[BaseModel], prefix: str, where: str, known: Iterable[str]) -> Mistake:
    kind, context, loc = error["type"], error.get("ctx") or {}, list(error["loc"])
    bad_key = bool(loc) and loc[-1] == "[key]"
    if bad_key:
        loc.pop()
    path = ".".join(str(part) for part in ([prefix] if prefix else []) + loc)
    mistake = Mistake(path=path, problem=error["msg"], given=error["input"], where=where)
    if kind == "extra_forbidden":
        parent = path.rpartition(".")[0]
        fields = _fields(model, loc[:-1])
        near = nearest(path, [*([f"{parent}.{f}" if parent else f for f in fields]), *known])
        return replace(mistake, problem="unknown key", allowed=join(fields), nearest=near)
    if kind == "missing":
        return replace(mistake, problem="missing: it has no default here", given=NOTHING)
    if kind == "value_error":
        message = str(context.get("error", error["msg"]))
        return replace(mistake, problem=message, given=NOTHING)
    if kind in BOUNDS:
        problem, allowed = BOUNDS[kind]
        return replace(mistake, problem=problem, allowed=_range(model, loc) or allowed.format(**context))
    if kind in TYPES:
        return replace(mistake, problem=f"not {TYPES[kind]}", allowed=_range(model, loc) or TYPES[kind])
    if kind == "literal_error":
        words = context["expected"].replace(" or ", ", ").replace("'", "")
        options = [word.strip() for word in words.split(",")]
        return replace(mistake, problem="unknown choice", allowed=join(options), nearest=nearest(str(error["input"]), options))
    if kind == "string_pattern_mismatch":
        subject = "not a name" if bad_key else "not well formed"
        return replace(mistake, problem=subject, allowed="small letters, digits and _, beginning with a letter, up to 31")
    return mistake


def _bare(annotation: Any) -> Any:
    """What an annotation says beside bounds and null: `Annotated[X, …] | None` is X."""
    while True:
        arguments = [a for a in getattr(annotation, "__args__", ()) if a is not type(None)]
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif isinstance(annotation, UnionType) and len(arguments) == 1:
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


def _fields(model: type[BaseModel], loc: Sequence) -> list[str]:
    return list(getattr(_bare(_field(model, loc)[0]), "model_fields", ()))


def _range(model: type[BaseModel], loc: Sequence) -> str:
    """The allowed values of a numeric field in words, from its bounds; '' when it has none."""
    annotation, metadata = _field(model, loc)
    if annotation is None or getattr(_bare(annotation), "__origin__", None) in (dict, list):
        return ""
    bounds, noun = {}, "a number"
    for item in _constraints(annotation, metadata):
        for name in ("gt", "ge", "lt", "le"):
            if getattr(item, name, None) is not None:
                bounds[name] = getattr(item, name)
    if not bounds:
        return ""
    if _mentions(annotation, int):
        noun = "a whole number"
    parts = [
        text.format(format(bounds[name], "g") if abs(bounds[name]) < 1e6 else f"{bounds[name]:,.15g}")
        for name, text in (("gt", "above {}"), ("ge", "from {}"), ("lt", "below {}"), ("le", "up to {}"))
        if name in bounds
    ]
    empty = " (or null)" if _mentions(annotation, type(None)) else ""
    return f"{noun} {' and '.join(parts)}{empty}".replace(" and up to", " to")


def _constraints(annotation: Any, metadata: Sequence) -> list[Any]:
    found = [deep for item in metadata for deep in getattr(item, "metadata", (item,))]
    for inner in getattr(annotation, "__args__", ()):
        found += _constraints(inner, getattr(inner, "__metadata__", ()))
    return found


def _mentions(annotation: Any, kind: type) -> bool:
    return annotation is kind or any(_mentions(inner, kind) for inner in getattr(annotation, "__args__", ()))
