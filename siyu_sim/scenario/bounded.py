"""How large and how deep a file or a value may be, found out before anything is built of it.

Building recurses into nested values, and follows an alias as often as it is used: a few bytes could take all memory, or the process.
"""

from __future__ import annotations

from typing import Any

import yaml

from siyu_sim.language import Said

DEEPEST, MOST_VALUES, MOST_BYTES = 50, 100_000, 5_000_000
OPEN, CLOSE = "[{(", "]})"


def check_file(text: str, loader: Any) -> None:
    """Raises yaml.YAMLError if the text nests deeper than DEEPEST, is longer than MOST_BYTES, or stands for more than MOST_VALUES
    values once aliases are followed. Does not recurse."""
    if len(text) > MOST_BYTES:
        raise yaml.YAMLError(Said("longer than {most:,} characters", most=MOST_BYTES))
    sizes: dict[str, int] = {}  # of what an anchor names
    stack: list[tuple[str | None, int]] = [(None, 0)]  # of each open collection: its anchor, the values in it so far
    event: Any
    for event in yaml.parse(text, loader):
        if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            stack.append((event.anchor, 1))
            if len(stack) > DEEPEST + 1:
                raise yaml.YAMLError(
                    Said("nested deeper than {levels} levels (line {line})", levels=DEEPEST, line=_line(event))
                )
            continue
        if isinstance(event, yaml.ScalarEvent):
            anchor, size = event.anchor, 1
        elif isinstance(event, yaml.AliasEvent):
            if any(event.anchor == name for name, _ in stack):
                raise yaml.YAMLError(Said("a group that holds itself (line {line})", line=_line(event)))
            anchor, size = None, sizes.get(str(event.anchor), 1)
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, size = stack.pop()
        else:
            continue
        if anchor is not None:
            sizes[anchor] = size
        outer, before = stack[-1]
        stack[-1] = (outer, before + size)
        if before + size > MOST_VALUES:
            raise yaml.YAMLError(
                Said("more than {most:,} values, aliases followed (line {line})", most=MOST_VALUES, line=_line(event))
            )


def _line(event: Any) -> int:
    return event.start_mark.line + 1


def too_deep(text: str) -> bool:
    """True for one value, as typed, that nests deeper than DEEPEST."""
    depth = 0
    for character in text:
        depth += (character in OPEN) - (character in CLOSE)
        if depth > DEEPEST:
            return True
    return False
