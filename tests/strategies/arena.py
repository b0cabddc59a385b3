"""The arena: platform limits and risks, a crisis, a rival. Each may be absent."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

share = st.sampled_from([0.0, 1.0, 0.3, 0.7])
pull = st.sampled_from([0.0, 0.5, 2.0])
rate = st.sampled_from([0.0, 3.0, 40.0, 100.0])
day = st.one_of(st.sampled_from([0.0, 3.0, 4.5]), st.floats(0, 40))
limits = st.fixed_dictionaries(
    {
        "contacts": st.sampled_from([None, 1, 30, 200]),
        "adds_per_day": st.sampled_from([None, 1, 5, 40]),
        "posts_per_day": st.sampled_from([None, 1, 2]),
    }
)


def maybe(strategy: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any] | None]:
    return st.one_of(st.none(), strategy)


platforms = st.fixed_dictionaries(
    {
        "accounts": st.sampled_from([1, 2, 5, 40]),
        "account_cost_yuan_per_month": st.sampled_from([0.0, 99.99]),
        "limits": limits,
        "change": maybe(st.fixed_dictionaries({"day": day, "limits": limits, "ban_factor": st.sampled_from([0.0, 1.0, 20.0])})),
        "bans": maybe(
            st.fixed_dictionaries(
                {
                    "per_year": rate,
                    "safe_adds_per_day": st.sampled_from([0.5, 10.0]),
                    "adds_weight": pull,
                    "promo_weight": pull,
                    "plug_ins": st.booleans(),
                    "plug_in_factor": st.sampled_from([1.0, 10.0]),
                    "young_days": st.sampled_from([0.0, 10.0]),
                    "young_factor": st.sampled_from([1.0, 5.0]),
                    "temporary_share": share,
                    "temporary_days": st.sampled_from([0.0, 0.7, 4.0]),
                    "recovered_share": share,
                }
            )
        ),
        "nurture": maybe(
            st.fixed_dictionaries(
                {
                    "days": st.sampled_from([0.0, 5.0]),
                    "adds_per_day": st.sampled_from([0, 2]),
                    "spare": st.sampled_from([0, 2]),
                }
            )
        ),
        "staff": maybe(
            st.fixed_dictionaries(
                {"turnover_per_year": rate, "handover": st.booleans(), "kept_share": share, "kept_without": share}
            )
        ),
        "outages": maybe(st.fixed_dictionaries({"per_year": rate, "repair_days": st.sampled_from([0.0, 0.5, 6.0])})),
    }
)
crises = st.fixed_dictionaries(
    {
        "day": day,
        "heard_share": share,
        "trust_loss": share,
        "leave_rate": share,
        "trust_weight": pull,
        "answered": st.booleans(),
        "answer_factor": share,
    }
)
rivals = st.fixed_dictionaries({"day": day, "days": st.sampled_from([0.5, 7.0]), "pull": pull, "keep": share})


@st.composite
def arenas(draw) -> dict[str, Any]:
    """platform, crisis and rivals, each perhaps None."""
    return {"platform": draw(maybe(platforms)), "crisis": draw(maybe(crises)), "rivals": draw(maybe(rivals))}
