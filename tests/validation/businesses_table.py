"""`python -m tests.validation.businesses_table` runs every business and writes docs/businesses.md.

With `--check` nothing is written, and the exit status is 1 if the page is out of date. Simulated cells may differ by rounding:
they count as the same within 2 %.
"""

from __future__ import annotations

import argparse
import math
import sys
from itertools import zip_longest
from pathlib import Path

from siyu_sim.scenario.compose import Composer
from siyu_sim.scenario.folders import find, headline, read, search_order
from tests.validation import outcomes as o
from tests.validation.businesses import BUSINESSES, WORLDS, Figure, Line, Unit, lines

PATH = Path(__file__).resolve().parents[2] / "docs" / "businesses.md"
FOLDERS = search_order()
SAME = 0.02

INTRODUCTION = f"""# Businesses

Five businesses ship, each one file in `configs/business`. This page holds what they come to against what is published about
businesses like them, and lists what had to be assumed. Regenerate it with

    python -m tests.validation.businesses_table

The lines with a published range are tested by `tests/validation/test_businesses.py`. Every parameter, with its evidence, is in
[parameters.md](parameters.md).

How to read a line:

* **published** is the range in the source. *conf.* is the confidence in it: **H** official document or filing, **M** trade
  article or interview, **L** anonymous or aggregated. A source without a name is a general figure of the trade.
* **simulated** is the mean of {WORLDS} worlds with the business as shipped, a post every second day, a coupon for adding and no
  referral programme, over the first year unless the line says otherwise; **s.e.** is its standard error. Lines about rewarded
  referral have `referral=one_sided_high`.
* A line with a published range must lie in it. A line without one is only shown, and the last column says why.

What the published figures leave open, and how it was decided:

* **Contact → first purchase (5–10 %)** has no period. The same source tells how it comes about: 25–35 % of contacts are active
  in a week, 30–40 % of these look at a campaign, 15–25 % of these buy. That is 1.1–3.5 % a campaign, so 5–10 % take a few
  weekly campaigns: 30 days, the period of the repurchase figure beside it. Where people need the product less often than
  monthly, no campaign makes them need it sooner, and the period is the mean gap between two needs.
* **Customer → recommends (3–5 %)** has no period either, and is read in the same way: within 30 days of the first order.
* **Add rates** are read as those of a first meeting. Over a year the rate of all meetings is lower, and falls.
* **Cost per contact** is what the channel is paid, without the hook: the trade lists lures apart. It is that of all meetings
  of the year, as a business would book it. Fission has no media, so there it is rewards and the hook.
* **Repurchase in 30 days (15–20 %)** is one figure for all trades. It is used where nothing nearer is published and the need
  can be monthly; the last column says what was preferred elsewhere.
"""

LIMITS = """## Where the presets stand off

* **Nobody adds because they are about to buy.** Needs have their own clock, so a coupon brings no first order of itself. Real
  contacts buy soon or hardly ever; here first orders come as needs do. That is why the first purchase of a course needs
  the better part of a year.
* **A package card makes a contact, not a customer.** Who adds from a parcel has bought before, yet counts as new here; first
  purchases and CAC of beauty are too dark for that.
* **Invitations meet people whom adverts have met.** An earlier advert that did not add lowers the chance of an invitation as
  much as an earlier invitation does. At a first meeting invitations add as published; over a year they stay below.
* **Many figures come from elsewhere.** The 49–76 % of fruit shops stand in for coffee. Most L figures name no industry. A range
  that is met is no proof that the business is right; one that is missed would show that it is wrong.
* **Members are not contacts.** 孩子王 and 百果园 publish of members, Luckin of all customers or of private users, Yatsen of
  customers of its own shops. The private domain is a part of each.
"""


# ------------------------------------------------------------------------------------------------- cells


def shown(value: float, unit: Unit) -> str:
    """A number as the page shows it: shares in per cent, three digits or so."""
    if unit == "share":
        value *= 100
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 10 else 2
    text = f"{value:,.{digits}f}".replace("-", "−")
    return f"{text} %" if unit == "share" else text


def published(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    low, high = (f"{100 * v:.3g}" if figure.unit == "share" else f"{v:,.4g}" for v in (figure.low, figure.high))
    return f"{low}–{high}" + (" %" if figure.unit == "share" else "")


def error(line: Line) -> str:
    value = line.error * (100 if line.figure.unit == "share" else 1)
    if value == 0:
        return "0"
    return f"{value:,.{max(0, 1 - math.floor(math.log10(value)))}f}"


def cells(line: Line) -> list[str]:
    figure = line.figure
    words = "; ".join(text for text in (figure.source, figure.why) if text)
    return [figure.quantity, published(figure), shown(line.mean, figure.unit), error(line), figure.confidence, words]


def row(texts: list[str]) -> str:
    return "| " + " | ".join(text.replace("|", "\\|") for text in texts) + " |"


def table(found: tuple[Line, ...]) -> list[str]:
    text = [
        row(["", "published", "simulated", "s.e.", "conf.", "source, or why there is none"]),
        "|---|---:|---:|---:|---|---|",
    ]
    above = ""
    for line in found:
        *rest, words = cells(line)
        text.append(row([*rest, "″" if words and words == above else words]))
        above = words
    return text


def assumptions(business: str) -> list[str]:
    """What the file of the business assumes: path, default, range, reason."""
    path = find(FOLDERS, f"business/{business}")
    assert path is not None
    composed = Composer().compose([f"business={business}"])
    text = [row(["parameter", "default", "range", "reason"]), "|---|---|---|---|"]
    evidence = read(path)["evidence"]
    for name, entry in evidence.items():
        if "assumption" not in entry:
            continue
        value = composed.scenario
        for part in name.split("."):
            value = value[part]
        low, high = entry["range"]
        plain = value if isinstance(value, dict) else {"": value}
        own = {k: v for k, v in plain.items() if f"{name}.{k}" not in evidence}  # what has an entry of its own is listed there
        default = ", ".join(f"{k} {v}".strip() for k, v in own.items())
        text.append(row([f"`{name}`", default, f"{low:,.6g} to {high:,.6g}", entry["assumption"]]))
    return text


# ------------------------------------------------------------------------------------------------- the page


def page() -> str:
    """The whole of docs/businesses.md."""
    text = [INTRODUCTION]
    found = {business: lines(business) for business in BUSINESSES}
    demanded = sum(line.figure.demanded for own in found.values() for line in own)
    total = sum(len(own) for own in found.values())
    missed = [f"{b}: {line.figure.quantity}" for b, own in found.items() for line in own if not line.fits]
    text.append(f"{total} lines, {demanded} of them with a published range; outside it: {', '.join(missed) or 'none'}.\n")
    for business, own in found.items():
        path = find(FOLDERS, f"business/{business}")
        assert path is not None
        days = o.cycle_days(o.scenario(business, *o.PLAIN))
        text += [f"## {business}\n", f"{headline(path)} First purchases are watched for {days:.0f} days.\n"]
        text += [*table(own), "", f"Assumed in `configs/business/{business}.yaml`:\n", *assumptions(business), ""]
    text.append(LIMITS)
    text.append(
        "What the five share (attention, trust, fatigue, leaving, sharing, the people of a market, traffic of the channels) is\n"
        "mostly assumed too: see the entries marked *assumption* in [parameters.md](parameters.md).\n"
    )
    return "\n".join(text)


def same(new: str, old: str) -> list[str]:
    """Lines that differ by more than the rounding of a simulated cell."""
    return [a or b or "" for a, b in zip_longest(new.splitlines(), old.splitlines()) if not _same_line(a or "", b or "")]


def _same_line(new: str, old: str) -> bool:
    if new == old:
        return True
    a, b = (text.split(" | ") for text in (new, old))
    if len(a) != len(b) or len(a) != 6 or a[:2] + a[4:] != b[:2] + b[4:]:
        return False
    try:
        x, y = (float(cell[2].replace(",", "").replace("−", "-").removesuffix(" %")) for cell in (a, b))
    except ValueError:
        return False
    return math.isclose(x, y, rel_tol=SAME, abs_tol=0.02)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the page is out of date")
    options = parser.parse_args(argv)
    text = page()
    if not options.check:
        PATH.write_text(text, encoding="utf-8")
        print(f"wrote {PATH}")
        return 0
    wrong = same(text, PATH.read_text(encoding="utf-8") if PATH.exists() else "")
    for line in wrong:
        print(line, file=sys.stderr)
    if wrong:
        print("docs/businesses.md is out of date: run python -m tests.validation.businesses_table", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
