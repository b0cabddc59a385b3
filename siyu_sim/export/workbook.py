"""XLSX: a summary with a chart or two, then a sheet a table."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from typing import Any

from siyu_sim.export.folder import RunFolder
from siyu_sim.export.tables import ExportTable
from siyu_sim.report.words import Words

FORMATS = {
    "yuan": "#,##0.00;[Red]-#,##0.00",
    "share": "0.0%",
    "people": "#,##0.0",
    "count": "#,##0.0",
    "whole": "0",
    "one": "#,##0.0",
    "ratio": "0.000",
    "days": "#,##0.0",
    "months": "#,##0.0",
    "hours": "#,##0.0",
    "given": "General",  # as it was given
    "": "General",
}
WIDEST, BROAD, MOST_LINES = 44, 90, 12  # letters of a column, and of the summary's; arms in the chart of cash
LETTERS, TITLE, LINE = 11, 16, 15.5  # points: of letters, of the question, of a line of plain letters
FONT = {"en": "Calibri", "zh": "Microsoft YaHei"}


def workbook(run: RunFolder, tables: Sequence[ExportTable], lang: str) -> bytes:
    """The bytes of the file. Text is written as text: nothing becomes a formula or a link."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": False}
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    try:
        _Book(book, run, lang).fill(tables)
    finally:
        book.close()
    return out.getvalue()


class _Book:
    def __init__(self, book: Any, run: RunFolder, lang: str) -> None:
        self.book, self.run, self.page, self.words = book, run, run.told.pages[lang], Words(lang)
        font = {"font_name": FONT[lang], "valign": "top"}
        book.formats[0].set_font_name(FONT[lang])
        self.head = book.add_format({**font, "bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#eef2f6"})
        self.title = book.add_format({**font, "bold": True, "font_size": TITLE, "text_wrap": True})
        self.bold = book.add_format({**font, "bold": True, "text_wrap": True})
        self.plain = book.add_format(font)
        self.text = book.add_format({**font, "text_wrap": True})
        self.link = book.add_format({**font, "font_color": "#0563c1", "underline": 1})
        self.forms = {unit: book.add_format({**font, "num_format": form}) for unit, form in FORMATS.items()}
        self.names: dict[str, str] = {}  # of tables → of sheets

    def fill(self, tables: Sequence[ExportTable]) -> None:
        taken: set[str] = set()
        summary = self._sheet(self.words.text("sheet.summary"), taken)
        for table in tables:
            sheet = self._sheet(table.title, taken)
            self.names[table.name] = sheet.get_name()
            self._table(sheet, table)
        self._summary(summary, tables)

    def _sheet(self, title: str, taken: set[str]) -> Any:
        """A sheet of that title, cut to what Excel allows and not used before."""
        plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip(" '")[:31].rstrip(" '") or "_"
        name, again = plain, 1
        while name.casefold() in taken or name.casefold() == "history":
            again += 1
            name = f"{plain[: 28 - len(str(again))]} ({again})"
        taken.add(name.casefold())
        sheet = self.book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)  # as wide as a page, as long as need be
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def _table(self, sheet: Any, table: ExportTable) -> None:
        from siyu_sim.measure.catalogue import METRICS

        units = list(table.units.values())
        of_row = [METRICS[m].unit if m in METRICS else "" for m in table.metrics or []]
        lines = 1
        for k, column in enumerate(table.shown.columns):
            cells = table.shown[column].tolist()
            sheet.write_string(0, k, str(column), self.head)
            for row, cell in enumerate(cells, 1):
                unit = of_row[row - 1] if units[k] == "metric" else units[k]
                self._cell(sheet, row, k, cell, unit)
            longest = max((_wide(str(cell)) for cell in cells[:200] if isinstance(cell, str)), default=10)
            width = min(max(longest + 2, 11, _wide(str(column)) / 2 + 2), WIDEST)
            sheet.set_column(k, k, width)
            lines = max(lines, _lines(str(column), width - 2))  # the button of the filter takes two letters
        sheet.set_row(0, LINE * lines)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 1)
        if len(table.shown):
            sheet.autofilter(0, 0, len(table.shown), len(table.shown.columns) - 1)

    def _cell(self, sheet: Any, row: int, column: int, cell: Any, unit: str) -> None:
        if isinstance(cell, str):
            sheet.write_string(row, column, cell[:32_000], self.text if unit == "prose" else self.plain)
        elif isinstance(cell, bool):
            sheet.write_boolean(row, column, cell)
        elif math.isfinite(cell):
            form = ("" if float(cell).is_integer() else "ratio") if unit == "" else unit
            sheet.write_number(row, column, cell, self.forms.get(form, self.forms[""]))
        elif not math.isnan(cell):
            sheet.write_string(row, column, "∞" if cell > 0 else "−∞")

    def _summary(self, sheet: Any, tables: Sequence[ExportTable]) -> None:
        w, page, row = self.words, self.page, 0
        sheet.set_column(0, 0, BROAD)
        sheet.set_column(1, 1, 4)
        lines: list[tuple[str, Any]] = [(page.question, self.title), (page.headline, self.bold), (page.sure, self.text)]
        for key, sentences in (("export.reasons", page.reasons), ("export.mind", page.warnings)):
            if sentences:
                lines += [("", self.text), (w.text(key), self.bold), *((f"• {one}", self.text) for one in sentences)]
        if self.run.command:
            lines += [("", self.text), (w.text("export.command"), self.bold), (self.run.command, self.text)]
        lines += [("", self.text), (w.text("export.contents"), self.bold)]
        for text, form in lines:
            sheet.write_string(row, 0, text[:32_000], form)
            larger = TITLE / LETTERS if form is self.title else 1
            sheet.set_row(row, min(LINE * larger * _lines(text[:32_000], BROAD / larger), 400))
            row += 1
        for table in tables:
            name = self.names[table.name].replace("'", "''")
            sheet.write_url(row, 0, f"internal:'{name}'!A1", self.link, string=self.names[table.name])
            row += 1
        down = 0  # pixels
        for chart in (self._primary(tables), self._cash(tables)):
            if chart is not None:
                chart.set_size({"width": 720, "height": 400})
                sheet.insert_chart(0, 2, chart, {"y_offset": down, "object_position": 3})
                down += 420

    def _primary(self, tables: Sequence[ExportTable]) -> Any:
        """Bars of the primary measure with its intervals."""
        from siyu_sim.measure.catalogue import METRICS

        table = next((one for one in tables if one.name == "comparison"), None)
        primary = self.run.told.primary
        if table is None or primary not in METRICS or not {"arm", "metric", "mean", "low", "high"} <= set(table.frame.columns):
            return None
        rows = [k for k, metric in enumerate(table.frame["metric"]) if metric == primary]
        if not rows or not _together(rows):
            return None
        shown, sheet = list(table.units), self.names["comparison"]
        chart = self.book.add_chart({"type": "bar"})
        values = table.frame.iloc[rows]
        colours = {arm.name: arm.colour for arm in self.page.arms}
        label = METRICS[primary].label[self.words.lang]
        chart.add_series(
            {
                "name": label,
                "categories": _cells(sheet, rows, shown.index("arm")),
                "values": _cells(sheet, rows, shown.index("mean")),
                "points": [{"fill": {"color": colours.get(arm, "#7a7f87")}} for arm in values["arm"]],
                "y_error_bars": {
                    "type": "custom",
                    "plus_values": [_gap(high, mean) for high, mean in zip(values["high"], values["mean"], strict=True)],
                    "minus_values": [_gap(mean, low) for low, mean in zip(values["low"], values["mean"], strict=True)],
                },
                "gap": 60,
            }
        )
        chart.set_title({"name": self.words.text("export.chart.primary", metric=label), "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        unit = METRICS[primary].unit
        large = values["mean"].abs().max() >= 100  # then parts of a yuan or a person only take room
        form = "#,##0" if large and unit != "share" else FORMATS[unit].partition(";")[0]
        chart.set_x_axis({"name": self.words.axis(label, unit), "num_format": form, "num_font": {"rotation": 0}})
        chart.set_y_axis({"reverse": True, "label_position": "low"})
        return chart

    def _cash(self, tables: Sequence[ExportTable]) -> Any:
        """Lines of cash over time, an arm each."""
        table = next((one for one in tables if one.name == "cash"), None)
        if table is None or not {"arm", "day", "cash"} <= set(table.frame.columns):
            return None
        shown, sheet = list(table.units), self.names["cash"]
        arms = table.frame["arm"].tolist()
        chart = self.book.add_chart({"type": "scatter", "subtype": "straight"})
        for arm in [arm for arm in self.page.arms if arm.name in set(arms)][:MOST_LINES]:
            rows = [k for k, name in enumerate(arms) if name == arm.name]
            if not _together(rows):
                continue
            chart.add_series(
                {
                    "name": arm.label[:200],
                    "categories": _cells(sheet, rows, shown.index("day")),
                    "values": _cells(sheet, rows, shown.index("cash")),
                    "line": {"color": arm.colour, "width": 1.75},
                    "marker": {"type": "none"},
                }
            )
        if not chart.series:
            return None
        chart.set_title({"name": self.words.text("export.chart.cash"), "name_font": {"size": 12}})
        chart.set_x_axis({"name": self.words.text("export.chart.day"), "num_format": "0", "min": 0})
        chart.set_y_axis({"name": self.words.axis(self.words.text("column.cash"), "yuan"), "num_format": "#,##0"})
        chart.set_legend({"position": "bottom"})
        return chart


def _together(rows: Sequence[int]) -> bool:
    return list(rows) == list(range(rows[0], rows[-1] + 1))


def _cells(sheet: str, rows: Sequence[int], column: int) -> list[Any]:
    """Adjacent rows of a column of a table, counted from the first below its head."""
    return [sheet, rows[0] + 1, column, rows[-1] + 1, column]


def _gap(high: float, low: float) -> float:
    gap = float(high) - float(low)
    return gap if math.isfinite(gap) else 0.0


def _lines(text: str, width: float) -> int:
    """That text takes, folded."""
    return sum(max(1, math.ceil(_wide(line) * 1.05 / width)) for line in text.split("\n"))


def _wide(text: str) -> float:
    """Width in Latin letters."""
    return sum(2 if "\u2e80" <= sign <= "\uffef" else 1 for sign in text)
