"""The CSV files of a run as tables: headings in words, names in words, a unit for each column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from siyu_sim.export import evidence
from siyu_sim.export.folder import FolderError, RunFolder
from siyu_sim.language import Said
from siyu_sim.report.limits import cut
from siyu_sim.report.paths import Paths
from siyu_sim.report.spreadsheet import guarded
from siyu_sim.report.words import Words

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 1_000_000  # of a sheet
BOUNDS = ("_low", "_high")
# columns whose cells are names, and the words' group of these; "group" and the like stay text even where they look like numbers
GROUPS = {
    "from": ("channel", "flows"),
    "to": ("channel", "flows"),
    "kind": ("life.kind",),
    "role": ("life.role",),
    "channel": ("channel",),
    "stage": ("stage",),
    "cause": ("cause",),
    "factor": ("factor",),
    "outcome": ("outcome",),
    "quadrant": ("twins.quadrant",),
    "increment": ("twins.increment",),
    "group": ("twins.group", "segment", "channel"),
    "rule": ("rule", "twins.touch"),
    "text": ("rule",),
}
NAMES = (*GROUPS, "arm", "metric", "strategy", "lever", "path", *evidence.TEXT)
UNITS = {
    "whole": ("month", "age", "week", "size", "generation", "tree", "node", "parent", "trial", "worlds", "seed"),
    "one": ("day", "days", "trees", "added_per_day", "referred_per_day", "brought", "watched", "hours_waited", "contact_weeks"),
    "share": (
        "p_better",
        "activity",
        "retention",
        "add_rate",
        "share_at_least",
        "share",
        "seen_rate",
        "need_conversion",
        "loss_hazard",
        "referral_share",
        "first",
        "total",
        "orders_per_message",
        "rolled_out",
        "ignorance",
        "p_right",
    ),
    "ratio": (
        "vrf",
        "fatigue_mean",
        "fatigue_q10",
        "fatigue_q50",
        "fatigue_q90",
        "trust_mean",
        "trust_q10",
        "trust_q50",
        "trust_q90",
        "r",
        "wait_hours",
        "ratio",
        "claim_ratio",
        "orders_treated",
        "orders_control",
        "per_yuan",
    ),
    "people": (
        "exposures",
        "contacts",
        "customers",
        "people",
        "buyers",
        "wasted",
        "held",
        "orders",
        "touches",
        "seen",
        "questions",
        "needs",
        "first_orders",
        "left",
        "repeat_orders",
        "shares",
        "invitations",
        "referred",
        "needs_met",
        "persuaded",
        "driven_away",
        "sent",
        "treated",
    ),
    "yuan": (
        "spend",
        "contact_cost",
        "cac",
        "worth",
        "ltv_per_contact",
        "ltv_per_customer",
        "cash",
        "acquisition",
        "yuan",
        "contribution",
        "gmv",
        "running_costs",
        "profit",
        "cumulative_profit",
        "each",
        "margin_uplift",
        "spending",
        "extra_spend",
        "today",
    ),
}
UNIT_OF = {column: unit for unit, columns in UNITS.items() for column in columns}
VALUES = ("mean", "low", "high", "diff", "diff_low", "diff_high", "min", "max", "searched")  # in the unit of the row's measure
MONEY = ("gmv", "ledger")  # tables whose values are yuan
TABLES = ("table_channels", "table_funnel", "table_weekly", "table_ledger", "table_rules", "table_trial")
ORDER = ("comparison", *TABLES, evidence.NAME)  # of the sheets; then those of figures, then the rest


@dataclass(frozen=True)
class ExportTable:
    """frame: names as in the CSV; shown: the same with headings and cells in words; units: column of frame → unit, "metric" where it is
    that of the row's measure (in `metrics`, one a row)."""

    name: str
    title: str
    frame: pd.DataFrame
    shown: pd.DataFrame
    units: dict[str, str]
    metrics: list[str] | None


def read_tables(run: RunFolder, lang: str) -> list[ExportTable]:
    """Those behind the page, without the figures' own that hold nothing but columns of another. Raises FolderError."""
    page = run.told.pages[lang]
    titles = {figure.key: figure.title for figure in page.figures}
    words, labels = Words(lang), {arm.name: arm.label for arm in page.arms}
    mistakes: list[str] = []
    frames: dict[str, pd.DataFrame] = {}
    for name, path in run.csv().items():
        frame = _read(path, mistakes)
        if frame is not None:
            frames[name] = frame
    if mistakes:
        raise FolderError(*mistakes)
    if "comparison" in frames:
        frames["comparison"] = _by_measure(frames["comparison"], run.told.metrics, list(labels))
    large = [set(frame.columns) for name, frame in frames.items() if name == "comparison" or name.startswith("table_")]
    kept = [name for name, frame in frames.items() if not (name in titles and any(set(frame.columns) <= one for one in large))]
    place = {name: k for k, name in enumerate((*ORDER, *titles))}
    kept.sort(key=lambda name: (place.get(name, len(place)), name))
    return [_table(name, frames[name], titles, labels, words) for name in kept]


def _by_measure(frame: pd.DataFrame, first: list[str], arms: list[str]) -> pd.DataFrame:
    """Rows of a measure together, those of the question first; arms in the plan's order."""
    if not {"arm", "metric"} <= set(frame.columns):
        return frame
    measures = list(dict.fromkeys([*first, *frame["metric"]]))
    place = [
        (measures.index(row["metric"]), arms.index(row["arm"]) if row["arm"] in arms else len(arms))
        for row in frame.to_dict("records")
    ]
    return frame.iloc[sorted(range(len(frame)), key=place.__getitem__)].reset_index(drop=True)


def _read(path: Any, mistakes: list[str]) -> pd.DataFrame | None:
    import pandas as pd

    try:
        frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", nrows=MOST_ROWS + 1)
    except pd.errors.EmptyDataError:
        return None
    except (ValueError, OSError) as error:
        why = str(error).splitlines()[0]
        mistakes.append(Said("{file}: cannot be read as a table: {why}", file=f"data/{path.name}", why=why))
        return None
    if len(frame) > MOST_ROWS or len(frame.columns) > 1000:
        file, rows = f"data/{path.name}", f"{MOST_ROWS:,}"
        mistakes.append(
            Said("{file}: more than {rows} rows or 1,000 columns, which a sheet does not hold", file=file, rows=rows)
        )
        return None
    for column in frame.columns:
        if column not in NAMES:
            cells = frame[column]
            numbers = pd.to_numeric(cells.where(cells != "", "nan"), errors="coerce")
            if (numbers.notna() | cells.isin(("", "nan"))).all() and len(frame):
                frame[column] = numbers
    return frame


def _table(name: str, frame: pd.DataFrame, titles: dict[str, str], labels: dict[str, str], words: Words) -> ExportTable:
    from siyu_sim.measure.catalogue import METRICS

    if name == evidence.NAME and evidence.has_all(frame):
        return _assumptions(frame, words)
    units = {str(column): _unit(name, str(column)) for column in frame.columns}
    metrics = frame["metric"].tolist() if "metric" in frame.columns else None
    for column in VALUES:
        if metrics is not None and column in units:
            units[column] = "metric"
    shown = cut(frame) if name == "comparison" and {"metric", "low", "high"} <= set(frame.columns) else frame.copy()
    yes, no = words.text("value.yes"), words.text("value.no")
    for column in frame.columns:
        if column == "arm":
            shown[column] = [labels.get(cell, cell) for cell in frame[column]]
        elif column == "metric":
            shown[column] = [METRICS[cell].label[words.lang] if cell in METRICS else cell for cell in frame[column]]
        elif column in ("path", "lever"):
            shown[column] = [_with_path(words, cell) for cell in frame[column]]
        elif column in GROUPS:
            shown[column] = [_name(words, GROUPS[column], cell) for cell in frame[column]]
        elif set(frame[column]) <= {"True", "False", ""}:
            shown[column] = [{"True": yes, "False": no}.get(cell, "") for cell in frame[column]]
    if metrics is not None:
        units = {"unit": "", **units}
        told = [words.text(f"unit.{METRICS[m].unit}") if m in METRICS else "" for m in metrics]
        shown.insert(shown.columns.get_loc("metric") + 1, "unit", told)
        units = {str(column): units[str(column)] for column in shown.columns}
    shown.columns = _headings(shown.columns, units, words)
    title = titles.get(name) or words.table.get(f"sheet.{name}") or name
    return ExportTable(name, title, frame, shown, units, metrics)


def _assumptions(frame: pd.DataFrame, words: Words) -> ExportTable:
    frame = evidence.as_written(frame)
    shown = evidence.in_words(frame, words)
    shown.columns = [words.text(f"column.{evidence.NAME}.{column}") for column in shown.columns]
    return ExportTable(evidence.NAME, words.text(f"sheet.{evidence.NAME}"), frame, shown, evidence.UNITS, None)


def _unit(table: str, column: str) -> str:
    base = _base(column)
    if table in MONEY and base in VALUES:
        return "yuan"
    if table.startswith("twin_") and base in ("control", "treatment", "uplift"):
        return "share"
    return UNIT_OF.get(base, "")


def _base(column: str) -> str:
    return next((column.removesuffix(end) for end in BOUNDS if column.endswith(end)), column)


def _name(words: Words, groups: Iterable[str], cell: str) -> str:
    """The word for a name; a rule may be written arm.rule."""
    for group in groups:
        for key in (cell, cell.rpartition(".")[2]):
            if found := words.table.get(f"{group}.{key}"):
                return found
    return cell


def _with_path(words: Words, path: str) -> str:
    """The name of a parameter, and its path as it is typed."""
    title = Paths(words).title(path)
    return path if title == path else f"{title}  [{path}]"


def _headings(columns: Iterable[Any], units: dict[str, str], words: Words) -> list[str]:
    """A heading for each column, no two alike; the unit where it is money or hours."""
    found: list[str] = []
    for column in map(str, columns):
        base = _base(column)
        text = words.table.get(f"column.{base}") or _metric(words, base) or (_with_path(words, base) if "." in base else base)
        if column.endswith("_low") and base != column:
            text = words.text("export.lower", name=text)
        elif column.endswith("_high") and base != column:
            text = words.text("export.upper", name=text)
        if units.get(column) == "yuan":
            text = words.axis(text, "yuan")
        found.append(text if text not in found else f"{text} ({column})")
    return found


def _metric(words: Words, name: str) -> str:
    from siyu_sim.measure.catalogue import METRICS

    return METRICS[name].label[words.lang] if name in METRICS else ""


def as_csv(table: ExportTable) -> bytes:
    """With headings in words; text that a spreadsheet would take for a formula gets an apostrophe before it."""
    shown = table.shown.copy()
    for column in shown.columns:
        if shown[column].dtype == object or str(shown[column].dtype) in ("str", "string"):
            shown[column] = [guarded(cell) for cell in shown[column]]
    shown.columns = [guarded(column) for column in shown.columns]
    return shown.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def as_parquet(table: ExportTable) -> bytes:
    """With the names of the CSV, typed."""
    import io

    out = io.BytesIO()
    table.frame.to_parquet(out, index=False)
    return out.getvalue()
