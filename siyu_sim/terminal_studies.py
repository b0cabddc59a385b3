"""What the command line shows at the end of a study that is no comparison of arms."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from siyu_sim.terminal import short, signed

if TYPE_CHECKING:
    from siyu_sim.study.sensitivity import Sensitivity

MOST_ROWS = 20
WIDE = 120  # columns of a terminal from which the ends of the ranges have room


def print_sensitivity(found: Sensitivity) -> None:
    """The verdict in a sentence or two, and a line for each assumption that was looked at closely."""
    from rich.console import Console

    from siyu_sim.report.figures.sensitivity import Look, crossing, size
    from siyu_sim.report.sensitivity import said
    from siyu_sim.report.verdicts import findings
    from siyu_sim.report.view import PlanView

    console = Console()
    look = Look(PlanView(found.plan, found.plan.report.lang), found, findings(found))
    w, answer = look.view.words, said(look)
    console.print(w.plain(answer.headline), style="bold", markup=False, highlight=False)
    for reason in answer.reasons:
        console.print(f"- {w.plain(reason)}", markup=False, highlight=False)
    shares = dict(zip(found.shares["path"], found.shares["total"], strict=True))
    columns = ["path", "value", "range", "at", "low", "high", "share"][: None if console.width >= WIDE else 4]
    table = _table([w.text(f"sens.head.{key}") for key in columns])
    for flip in found.flips.head(MOST_ROWS).to_dict("records"):
        one = look.one(flip["path"])
        curve = found.curves[found.curves["path"] == one.path].to_dict("records")
        share = shares.get(one.path, math.nan)
        cells = (
            one.path,
            size(one.value),
            w.text("sens.between", low=size(one.low), high=size(one.high)),
            w.text("sens.never") if math.isnan(flip["at"]) else crossing(flip["at"]),
            *(_difference(end, look.unit) for end in (curve[0], curve[-1])),
            "-" if math.isnan(share) else f"{min(max(share, 0.0), 1.0):.0%}",
        )
        table.add_row(*cells[: len(columns)], style="bold" if flip["decides"] else None)
    console.print(table)
    console.print(look.what, markup=False, highlight=False)
    console.print(w.plain(answer.sure), markup=False, highlight=False)


def _difference(end: dict[str, float], unit: str) -> str:
    bounds = f" [{short(end['diff_low'])}, {short(end['diff_high'])}]" if unit != "share" else ""
    return signed(end["diff"], unit) + bounds


def _table(heads: list[str]) -> Any:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    for k, head in enumerate(heads):
        table.add_column(head, justify="left" if k == 0 else "right", overflow="fold", no_wrap=k == 0)
    return table
