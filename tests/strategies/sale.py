"""What is sold and who serves: the ladder of products, shifts at the desk, the first reply."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from siyu_sim.scenario.schema import WEEKDAYS
from tests.strategies.values import boolean, often, share, weight, yuan


@st.composite
def ladders(draw, desk: bool) -> dict[str, Any]:
    names = ("lead", "bundle", "premium")[: draw(st.sampled_from([0, 0, 1, 3]))]
    rungs = {}
    for name in names:
        only_new = draw(boolean)
        rungs[name] = {
            "price": draw(st.sampled_from([0.1, 1.0, 5.0])),
            "reference_price": draw(st.sampled_from([0.1, 1.0, 4.0])),
            "gross_margin": draw(st.sampled_from([-0.5, 0.0, 0.306, 1.0])),
            "attraction": draw(weight),
            "only_new": only_new,
            "after": []
            if only_new
            else draw(st.lists(st.sampled_from(["core", *(n for n in names if n != name)]), max_size=2)),
            "min_orders": 0 if only_new else draw(st.sampled_from([0, 1, 3])),
            "chat_only": desk and draw(boolean),
            "refund_share": draw(share),
            "quality": draw(st.one_of(st.none(), share)),
        }
    return rungs


@st.composite
def shifts(draw) -> dict[str, Any]:
    opens = draw(st.sampled_from([0.0, 18.0]))
    return {
        name: {
            "operators": draw(st.sampled_from([1, 3])),
            "open_hour": opens,
            "close_hour": draw(st.sampled_from([19.5, 24.0])),
            "weekdays": draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True)),
            "skill": draw(weight),
            "handle_factor": draw(st.sampled_from([0.5, 1.0, 2.0])),
            "salary_yuan_per_month": draw(yuan),
        }
        for name in ("night", "weekend", "experts")[: draw(st.sampled_from([0, 0, 1, 3]))]
    }


welcomes = st.fixed_dictionaries(
    {
        "writes_share": often,
        "patience_hours": st.sampled_from([0.01, 0.5, 12.0, 100.0]),
        "leave_share": share,
        "gain": share,
        "gain_half_life_hours": st.sampled_from([0.1, 2.0]),
    }
)
