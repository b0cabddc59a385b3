"""Hypothesis strategies that draw small scenarios with every lever varied, extremes included.

`scenarios()` puts together what the modules draw, each a topic; what can be absent is drawn absent, too.
"""

from tests.strategies.scenario import DRAWN, grants_for, scenarios

__all__ = ["DRAWN", "grants_for", "scenarios"]
