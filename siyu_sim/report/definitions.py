"""The definition of a measure, one click away from wherever its name stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from siyu_sim.report.figures import Figure
    from siyu_sim.report.view import PlanView

# figures whose data do not name the measures that they draw
FIGURES: dict[str, tuple[str, ...]] = {
    "cac_ltv": ("cac", "ltv_per_customer", "ltv_to_cac"),
    "cash": ("profit", "break_even_day"),
    "payback": ("payback_months",),
    "reproduction": ("k_factor",),
    "referral_share": ("referral_share",),
    "ads_off": ("ads_off_survival",),
    "generations": ("mean_depth", "max_depth"),
    "cascades": ("amplification",),
    "trees": ("amplification", "max_depth"),
    "gmv": ("gmv",),
    "ledger": ("profit", "contribution"),
    "funnel": ("contacts", "customers"),
    "flows": ("contacts", "customers"),
}
MOST = 6  # links below one figure


def terms(view: PlanView) -> list[tuple[str, str, str, str]]:
    """(name, label, unit, definition) of every measure."""
    from siyu_sim.measure.catalogue import METRICS

    return [(m.name, m.label[view.lang], view.words.text(f"unit.{m.unit}"), m.definition[view.lang]) for m in METRICS.values()]


def link(view: PlanView, name: str, text: str | None = None) -> Markup | str:
    """The name of a measure (or text) as a link to its definition; text alone where it has none."""
    from siyu_sim.measure.catalogue import METRICS

    if name not in METRICS:
        return text or name
    return Markup('<a class="term" href="#def-{}">{}</a>').format(name, text or view.label(name))


def of_figure(view: PlanView, figure: Figure) -> list[Markup | str]:
    """Links to the definitions of the measures that a figure shows."""
    from siyu_sim.measure.catalogue import METRICS

    frame = figure.frame
    named = [*FIGURES.get(figure.key, ()), *(frame["metric"].unique() if "metric" in frame else ()), *map(str, frame.columns)]
    names = [name for name in dict.fromkeys(named) if name in METRICS]
    return [link(view, name) for name in names[:MOST]]
