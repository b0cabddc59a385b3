"""The figures of the report, each a function from the view of a study to a `Figure`, or None where there is nothing to show."""

from siyu_sim.report.figures.theme import Figure

__all__ = ["Figure"]
