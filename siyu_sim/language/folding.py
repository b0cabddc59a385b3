"""Text folded to the width of a window: a Chinese sign takes two columns, and a line may end after nearly each of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

NOT_FIRST = frozenset("。，、；：？！）》」』】”’…％%")  # of a line
NOT_LAST = frozenset("（《「『【“‘")
LEAST_PHRASE = 10  # columns that a Chinese phrase takes at least, if it is so long
LONGEST_INTERVAL = 40
WIDE = ("W", "F")


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    return 0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in WIDE else 1


def fold(text: str, width: int, first: str = "", rest: str = "") -> str:
    """The text in lines of at most `width` columns, the first one behind `first`, the others behind `rest`. A word of another
    script than Chinese is broken only where it is longer than a line."""
    lines, line, used = [], "", 0
    begin = first
    for gap, whole in _pieces(text):
        piece = whole
        room = width - columns(begin)
        size = columns(piece)
        if line and used + gap + size > room:
            lines.append(begin + line)
            begin, line, used = rest, "", 0
            room = width - columns(begin)
        while not line and size > room > 1:
            head, piece = _cut(piece, room)
            lines.append(begin + head)
            begin, size = rest, columns(piece)
            room = width - columns(begin)
        space = " " * gap if line else ""
        line, used = line + space + piece, used + len(space) + size
    return "\n".join([*lines, begin + line])


def narrowest(text: str) -> int:
    """The least width in which no word is broken, nor a Chinese phrase into single signs."""
    widest = max((columns(piece) for _, piece in _pieces(text)), default=0)
    return max(widest, min(columns(text), LEAST_PHRASE)) if len(text) < columns(text) else widest


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """What must stay together, each with whether a space stands before it."""
    gap, piece, closed = 0, "", 0
    for k, sign in enumerate(text):
        if sign == "[":  # an interval is read as a whole
            closed = max(closed, text.find("]", k, k + LONGEST_INTERVAL))
        if sign.isspace() and k >= closed:
            if piece:
                yield gap, piece
                piece = ""
            gap = 1
            continue
        ends = bool(piece) and sign not in NOT_FIRST and piece[-1] not in NOT_LAST
        if ends and k >= closed and (_columns(sign) == 2 or _columns(piece[-1]) == 2):
            yield gap, piece
            gap, piece = 0, ""
        piece += sign
    if piece:
        yield gap, piece


def _cut(word: str, room: int) -> tuple[str, str]:
    """A word that is longer than a line in two: a path at one of its joints, if there is one in the second half of the line."""
    end = next((end for end in range(len(word), 1, -1) if columns(word[:end]) <= room), 1)
    for joint in range(end, end // 2, -1):
        if word[joint : joint + 1] == "." or word[joint - 1] in "_/":
            return word[:joint], word[joint:]
    return word[:end], word[end:]
