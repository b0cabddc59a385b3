"""`python -m tests.validation.table` runs every validation and writes docs/validation.md."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from tests.validation import test_bass, test_bg_nbd, test_erlang, test_galton_watson, test_sbg, test_shot_noise
from tests.validation.check import MOST_STANDARD_ERRORS, Check

PATH = Path(__file__).resolve().parents[2] / "docs" / "validation.md"

INTRODUCTION = f"""# Validation

The simulator contains classical models exactly, as special cases: switch everything else off, and they are what is left. This
page holds each against its closed form and, where there are any, against published numbers. Regenerate it with

    python -m tests.validation.table

and check it with `python -m pytest tests/validation`.

How to read a line:

* **published** is the number in the literature: a model's expectation, or what real customers did. Where it is data, the model
  itself misses it by the gap between *published* and *closed form*; no simulator of the model can do better.
* **closed form** is the exact value of the model, computed by formula, not by simulation.
* **simulated** is what the engine gives, and **s.e.** the standard error of that number.
* **shift** is how far the simulated model is known to lie from the closed form because what passes between people waits for
  the next window; **±** bounds what a finite market can add. Both come from formulas, and vanish with window and market.
* **z** is the distance between *simulated* and *closed form* (after the shift, beyond the bound) in standard errors. Every
  test demands |z| < {MOST_STANDARD_ERRORS:g}, which a correct engine fails once in 16,000 lines. Seeds are fixed, so a test
  that passes always passes. Lines of one study come from the same worlds and tend to err together.
"""

NOTES = {
    "BG/NBD, CDNOW: everybody joins on day 0": (
        "Fader, Hardie & Lee (2005), *Counting your customers the easy way*. The published values are the model's own. "
        "Parameters: the published estimates with more digits (r = 0.24259, α = 4.4136, a = 0.79292, b = 2.4259); with the "
        "rounded ones the closed form is 0.1509 at week 3 and 1.8605 at week 78."
    ),
    "BG/NBD, CDNOW: everybody joins on the day of the first purchase": (
        "The published values are what CDNOW's 2,357 customers did. People join as they did, by day of the first purchase. "
        "The paper's fit of the model to the histogram is chi-square 4.82 (3 degrees of freedom, p = 0.19); {fit}. The model "
        "is 14 % low at week 13 and 4 % low at week 78: that is the model, not the engine."
    ),
    "sBG retention, regular": (
        "Fader & Hardie (2007), *How to project customer retention*. The published values are the customers'. Parameters: "
        "α = 0.704, β = 1.182, maximum likelihood on years 1–7, found again by a test; years 8–12 are a forecast."
    ),
    "sBG retention, high-end": (
        "As above, with α = 0.668, β = 3.806. The model is up to 1.8 points off what happened, in years 1–4 too."
    ),
    "Galton–Watson cascades": (
        "Every contact recommends once, to three people, each of whom accepts with probability K/3. Mean size 1/(1 − K); "
        "sizes by Dwass's formula; extinction by iterating the generating function. For K = 1.2 the iteration ends at "
        "q = {extinction:.4f}."
    ),
    "Bass diffusion, meta-average (p = 0.03, q = 0.38 a year)": (
        "F(t) = (1 − e^−(p+q)t) / (1 + (q/p) e^−(p+q)t). Windows of two days, which is what the shift comes from."
    ),
    "Shot-noise trust, random posts": (
        "Half-life 20 days, gain 0.08, 1.5 posts a day at random, all seen. E[T] tends to λg / (δ + λg)."
    ),
    "Shot-noise trust, daily posts": "One post a day, seen with probability 0.3.",
    "Erlang C at the reply desk": (
        "Mean wait C(c, a)·h / (c − a). Questions asked at random, handling exponential, never closed."
    ),
}


def all_checks() -> list[Check]:
    """Every check of every study, in the order of the page."""
    studies = (test_bg_nbd, test_sbg, test_galton_watson, test_bass, test_shot_noise, test_erlang)
    return [check for study in studies for check in study.checks()]


def number(value: float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, int) or value == 0:
        return f"{value:,.0f}"
    if abs(value) < 1e-3:
        return f"{value:.2g}"
    return f"{value:,.4f}" if abs(value) < 10 else f"{value:,.2f}" if abs(value) < 1000 else f"{value:,.1f}"


def page() -> str:
    """The whole of docs/validation.md."""
    chi_square, p = test_bg_nbd.fit()
    facts = {
        "fit": f"the simulated histogram gives {chi_square:.2f}, p = {p:.2f}",
        "extinction": test_galton_watson.ultimate_extinction(1.2),
    }
    parts = [INTRODUCTION]
    checks = all_checks()
    worst = max(checks, key=lambda c: abs(c.z))
    parts.append(f"{len(checks)} lines; the largest |z| is {abs(worst.z):.1f} ({worst.quantity}).\n")
    for study, lines in groupby(checks, key=lambda c: c.study):
        own = list(lines)
        parts.append(f"## {study}\n")
        if study in NOTES:
            parts.append(NOTES[study].format(**facts) + "\n")
        parts.append("\n".join(_table(own)) + "\n")
    return "\n".join(parts)


def _table(checks: list[Check]) -> list[str]:
    columns = {
        "published": [number(c.published) for c in checks],
        "closed form": [number(c.exact) for c in checks],
        "shift": [number(c.shift) if c.shift else "" for c in checks],
        "±": [number(c.bias) if c.bias else "" for c in checks],
        "simulated": [number(c.simulated) for c in checks],
        "s.e.": [number(c.se) for c in checks],
        "z": [f"{c.z:+.1f}" for c in checks],
    }
    used = {name: cells for name, cells in columns.items() if any(cells)}
    return [
        "| | " + " | ".join(used) + " |",
        "| --- |" + " ---: |" * len(used),
        *("| " + " | ".join([c.quantity, *cells]) + " |" for c, *cells in zip(checks, *used.values(), strict=True)),
    ]


if __name__ == "__main__":
    PATH.write_text(page(), encoding="utf-8")
    print(f"wrote {PATH}")
