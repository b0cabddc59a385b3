"""A figure of a report as one that stands alone: title, takeaway, legend, the colours of paper."""

from __future__ import annotations

import copy
import html
import re
from typing import Any

from siyu_sim.export.folder import FigureTold, PageTold

WIDTH = 960  # pixels
FONTS = {
    "en": "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif",
    "zh": "'Noto Sans CJK SC', 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', sans-serif",
}
INK, MUTED, PAPER, GRID, LINE = "#1b1d20", "#5b6068", "#ffffff", "#e3e5e8", "#c9ccd1"
SIZE = 13
LETTER = 0.55  # width of a Latin letter by its height; Chinese ones are twice as wide
BROAD = "\u2e80-\u9fff\uff00-\uffef"
NEVER_FIRST = re.compile("^[，。、：；）】”]$")


def standalone(figure: FigureTold, page: PageTold, lang: str) -> tuple[dict[str, Any], int, int, int]:
    """(Plotly JSON; pixels of its width, of its height and of the title and takeaway above the plot)."""
    data, layout = copy.deepcopy(figure.data), copy.deepcopy(figure.layout)
    shown = _shown(figure, page)
    for trace in data:
        trace["visible"] = _arm(trace) in shown or _arm(trace) is None
    height = int(min(max(_number(layout.get("height"), 340), 120), 4000))
    layout["font"] = {"family": FONTS[lang], "size": SIZE, "color": INK}
    layout["paper_bgcolor"] = layout["plot_bgcolor"] = PAPER
    layout["autosize"] = False
    for name in [key for key in layout if re.match(r"^[xy]axis\d*$", key)]:
        _axis(layout[name], name[0], room=44 if name[0] == "y" else 90)
    for note in layout.get("annotations") or []:
        if isinstance(note, dict) and note.get("bgcolor") == "page":
            note["bgcolor"] = PAPER
    _tick_labels(data, layout)
    margin = {"l": 56, "r": 24, "b": 48, **(layout.get("margin") or {})}
    top = _heading(figure, page, layout)
    bottom = _legend(figure, data, layout)
    layout["margin"] = {**margin, "t": _number(margin.get("t"), 12) + top, "b": _number(margin.get("b"), 48) + bottom}
    layout["height"], layout["width"] = height + top + bottom, WIDTH
    layout["title"]["y"] = 1 - 1.9 * SIZE / layout["height"]  # of the first line's foot
    return {"data": data, "layout": layout}, WIDTH, height + top + bottom, top


def _shown(figure: FigureTold, page: PageTold) -> set[str]:
    if figure.legend == "choose":
        return {figure.chosen}
    if figure.legend == "toggle":
        return set(page.at_first)
    return {arm for trace in figure.data if (arm := _arm(trace)) is not None}


def _arm(trace: dict[str, Any]) -> str | None:
    meta = trace.get("meta")
    return meta.get("arm") if isinstance(meta, dict) else None


def _axis(axis: Any, letter: str, room: int) -> None:
    if not isinstance(axis, dict):
        return
    axis["gridcolor"] = axis["zerolinecolor"] = GRID
    axis["linecolor"] = LINE
    axis["tickfont"] = {"size": SIZE - 1}
    title = axis.get("title")
    if isinstance(title, dict) and isinstance(title.get("text"), str):
        axis["title"] = {**title, "text": wrap(title["text"], room), "font": {"size": SIZE, "color": MUTED}}


def _tick_labels(data: list[dict[str, Any]], layout: dict[str, Any]) -> None:
    """Fold the labels of the axis that `layout.meta.wrap` names, as the page does."""
    meta = layout.get("meta")
    name = meta.get("wrap") if isinstance(meta, dict) else None
    axis = layout.get(name) if isinstance(name, str) else None
    if not isinstance(axis, dict) or not isinstance(name, str):
        return
    texts = axis.get("ticktext") or list(dict.fromkeys(t for trace in data for t in trace.get(name[0]) or []))
    axis["tickvals"] = axis.get("tickvals") or texts
    room = 34 if name[0] == "y" else max(8, WIDTH / max(1, len(texts)) / (SIZE * 0.62))
    axis["ticktext"] = [wrap(str(text), room) for text in texts]


def _heading(figure: FigureTold, page: PageTold, layout: dict[str, Any]) -> int:
    """Adds title and takeaway; returns the pixels that they take."""
    title = figure.title
    if figure.legend == "choose":
        title += "".join(f" · {arm.label}" for arm in page.arms if arm.name == figure.chosen)
    head = wrap(html.escape(title, quote=False), (WIDTH - 40) / (SIZE * 1.45 * LETTER))
    below = wrap(html.escape(figure.takeaway, quote=False), (WIDTH - 40) / (SIZE * LETTER))
    text = f"<b>{head}</b><br><span style='font-size:{SIZE}px;color:{MUTED}'>{below}</span>"
    lines = 2 + head.count("<br>") + below.count("<br>")
    tall = round(1.3 * 1.4 * SIZE * lines) + 24  # Plotly gives each line the height of the largest
    layout["title"] = {
        "text": text, "x": 0.02, "xanchor": "left", "yref": "container", "yanchor": "auto",
        "font": {"size": round(1.4 * SIZE), "color": INK},
    }  # fmt: skip
    return tall


def _legend(figure: FigureTold, data: list[dict[str, Any]], layout: dict[str, Any]) -> int:
    """Adds a legend of one entry an arm, where arms can be told apart by nothing else; returns the pixels that it takes."""
    if figure.legend != "toggle":  # without one, or with one of its own
        return 0
    names: list[str] = []
    for trace in data:
        arm = _arm(trace)
        once = bool(arm and trace["visible"] and arm not in names and trace.get("showlegend", True))
        trace["showlegend"], trace["legendgroup"] = once, arm or ""
        if once and arm:
            names.append(arm)
    layout["showlegend"] = True
    rows = 1 + sum(len(str(trace.get("name") or "")) for trace in data if trace["showlegend"]) * SIZE // WIDTH + len(names) // 4
    tall = 24 * rows + 12
    layout["legend"] = {
        "orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0, "xanchor": "left", "font": {"size": SIZE},
    }  # fmt: skip
    return tall


def _number(value: Any, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else otherwise


def wrap(text: str, width: float) -> str:
    """Broken with <br> into lines of about `width` Latin letters; Chinese characters are twice as wide and may break anywhere, others
    at spaces and zero-width spaces."""
    parts = re.findall(rf"<br>|[{BROAD}]|[^\s\u200b<{BROAD}]+|<|\s+", text)
    lines, used = [""], 0.0
    for part in parts:
        if part == "<br>":
            lines.append("")
            used = 0
            continue
        wide = 2 if re.match(f"[{BROAD}]", part) else len(re.sub(r"&\w+;", "x", part))
        if used + wide > width and used > 0 and not NEVER_FIRST.match(part):
            lines.append("")
            used = 0
        if used == 0 and part.isspace():
            continue
        lines[-1] += part
        used += wide
    return "<br>".join(line.rstrip() for line in lines)
