"""What the command line shows at the end of a search or an allocation: the answer, what was found, how it held in fresh worlds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from siyu_sim.terminal import number, short, signed

if TYPE_CHECKING:
    import pandas as pd

    from siyu_sim.study.allocate import Allocation
    from siyu_sim.study.search import Search

NAME_WIDTH, VALUE_WIDTH = 44, 14  # columns of the terminal for a lever, and for its value in a strategy
TEXTS: dict[str, dict[str, str]] = {
    "en": {
        "strategy": "Strategy", "feasible": "Within limits", "searched": "Promised", "p_better": "P(better)", "fresh": "In fresh worlds",
        "diff": "Difference", "lever": "Lever", "today": "Today", "value": "Best", "spend": "Its spending", "gain": "It gains",
        "per_yuan": "Gain a yuan", "step": "One step more", "yes": "yes", "no": "no", "unclear": "unclear", "metric": "Measure",
        "spending": "Spending (yuan)", "to_type": "To run it ({strategy}): {overrides}", "front": "Found, as it looked in the search",
        "confirmed": "Confirmed against '{arm}' in fresh worlds ({level} intervals)", "split": "The split: what each lever's money brings",
        "marginal": "The next yuan",
        "unfinished": "study.allocate.looks was used up before every step had been tried: more may find a better split.",
    },
    "zh": {
        "strategy": "方案", "feasible": "满足约束", "searched": "搜索时", "p_better": "更优概率", "fresh": "全新世界中",
        "diff": "差异", "lever": "杠杆", "today": "现状", "value": "最佳", "spend": "花费", "gain": "带来",
        "per_yuan": "每元收益", "step": "再加一步", "yes": "是", "no": "否", "unclear": "不确定", "metric": "指标",
        "spending": "花费（元）", "to_type": "运行该方案（{strategy}）：{overrides}", "front": "找到的方案（搜索时的样子）",
        "confirmed": "在全新的世界中与“{arm}”对比（{level}区间）", "split": "分配方案：每个杠杆的钱带来什么",
        "marginal": "下一元该投给谁",
        "unfinished": "study.allocate.looks 已用完，尚有步骤未试：提高它可能找到更好的分配。",
    },
}  # fmt: skip


def print_search(found: Search) -> None:
    """The answer in words, what was found, how it held against today's strategy in fresh worlds, and what to type for it."""
    show = _Show(found)
    show.say(found.statement[show.lang], style="bold")
    hidden = ("trial", "worlds")
    columns = [column for column in found.front.columns if column not in hidden]
    front = found.front.to_dict("records")
    per_table = max(1, (show.console.width - NAME_WIDTH) // VALUE_WIDTH)
    for start in range(0, len(front), per_table):  # strategies beside each other: levers have long names
        part = front[start : start + per_table]
        rows = [[show.head(column), *(show.value(column, row[column]) for row in part)] for column in columns]
        show.table(show.text("front") if start == 0 else "", rows[0], rows[1:])
    show.confirmed(found.confirmed)
    for strategy, overrides in found.overrides.items():
        if overrides:
            show.say(show.text("to_type", strategy=strategy, overrides=" ".join(overrides)))


def print_allocation(found: Allocation) -> None:
    """The answer in words, what each lever's money brings, where the next yuan goes, how the split held in fresh worlds."""
    show = _Show(found)
    show.say(found.statement[show.lang], style="bold")
    if len(found.split):
        rows = [
            [row["lever"], show.value("", row["today"]), show.value("", row["value"]), *(_span(row, name) for name in ("spend", "gain"))]
            for row in found.split.to_dict("records")
        ]  # fmt: skip
        show.table(show.text("split"), [show.text(key) for key in ("lever", "today", "value", "spend", "gain")], rows)
    if len(found.marginal):
        rows = [
            [
                row["lever"],
                short(float(row["step"])),
                _span(row, "extra_spend"),
                _span(row, "extra_gain"),
                _span(row, "per_yuan"),
            ]
            for row in found.marginal.to_dict("records")
        ]
        show.table(show.text("marginal"), [show.text(key) for key in ("lever", "step", "spend", "gain", "per_yuan")], rows)
    show.confirmed(found.confirmed)
    if not found.finished:
        show.say(show.text("unfinished"))
    if found.overrides:
        show.say(show.text("to_type", strategy="best", overrides=" ".join(found.overrides)))


def _span(row: Mapping[Any, Any], name: str) -> str:
    """A value with its interval."""
    mean, low, high = (float(row[name + end]) for end in ("", "_low", "_high"))
    if math.isnan(mean):
        return "-"
    return short(mean) + ("" if math.isnan(low) or low == high else f" [{short(low)}, {short(high)}]")


class _Show:
    def __init__(self, found: Search | Allocation) -> None:
        from rich.console import Console

        self.console, self.plan, self.arm = Console(), found.plan, found.arm
        self.lang = found.plan.report.lang

    def say(self, text: str, style: str | None = None) -> None:
        self.console.print(text, style=style, markup=False, highlight=False)

    def text(self, key: str, **values: str) -> str:
        return TEXTS[self.lang][key].format(**values)

    def head(self, column: str) -> str:
        """Of a measure its label with its unit; of a lever its path."""
        from siyu_sim.measure.catalogue import METRICS
        from siyu_sim.report.words import Words

        if column in METRICS:
            return Words(self.lang).axis(METRICS[column].label[self.lang], METRICS[column].unit)
        return TEXTS[self.lang].get(column, column)

    def value(self, column: str, value: Any) -> str:
        if value is None:
            return "null"
        if isinstance(value, str):
            return value
        if isinstance(value, bool) or type(value).__name__ == "bool_":
            return self.text("yes" if value else "no") if column == "feasible" else str(bool(value)).lower()
        return number(float(value), self._unit(column))

    def _unit(self, metric: str) -> str:
        from siyu_sim.measure.catalogue import METRICS

        return METRICS[metric].unit if metric in METRICS else ""

    def confirmed(self, frame: pd.DataFrame) -> None:
        """See study.confirm.confirm."""
        heads = [self.text(key) for key in ("strategy", "metric", "fresh", "diff", "searched", "p_better", "feasible")]
        rows = []
        for row in frame.to_dict("records"):
            unit = self._unit(row["metric"])
            diff = (
                ""
                if math.isnan(row["diff"])
                else f"{signed(row['diff'], unit)} [{_end(row, 'low', unit)}, {_end(row, 'high', unit)}]"
            )
            rows.append(
                [
                    row["strategy"], self.head(row["metric"]), number(row["mean"], unit), diff,
                    "" if math.isnan(row["searched"]) else signed(row["searched"], unit),
                    "" if math.isnan(row["p_better"]) else f"{row['p_better']:.0%}",
                    self.text(row["within"]) if row["within"] else "",
                ]
            )  # fmt: skip
        told = [k for k in range(len(heads)) if any(row[k] for row in rows)]
        heads, rows = [heads[k] for k in told], [[row[k] for k in told] for row in rows]
        self.table(self.text("confirmed", arm=self.arm, level=f"{100 * self.plan.study.confidence:.4g}%"), heads, rows)

    def table(self, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        from rich import box
        from rich.markup import escape
        from rich.table import Table

        if title:
            self.say(title)
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
        for k, head in enumerate(heads):
            names = k == 0 or any(row[k][:1].isalpha() for row in rows)
            table.add_column(escape(head), justify="left" if names else "right", overflow="fold", no_wrap=k == 0, min_width=16 if k == 1 and names else None)
        for row in rows:
            table.add_row(*(escape(cell) for cell in row))
        self.console.print(table)


def _end(row: Mapping[Any, Any], side: str, unit: str) -> str:
    return signed(row[f"diff_{side}"], unit).removesuffix("pp")
