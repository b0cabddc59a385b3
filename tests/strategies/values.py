"""Plain values, extremes among them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

share = st.one_of(st.sampled_from([0.0, 1.0, 0.5]), st.floats(0.01, 0.99))
rare = st.one_of(st.sampled_from([0.0, 0.05]), st.floats(0.001, 0.2))
often = st.one_of(st.sampled_from([0.3, 0.6, 0.9, 0.3, 0.6, 0.9, 1.0, 0.0]), st.floats(0.05, 0.95))  # what much else hangs on
weight = st.one_of(st.sampled_from([0.0, 1.0, -1.0]), st.floats(-3, 3))
pull = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0, 4))
yuan = st.one_of(st.sampled_from([0.0, 1.0, 0.005]), st.floats(0.01, 50))
delay = st.one_of(st.sampled_from([0.0, 0.02, 1.0, 2.5]), st.floats(0, 6))
boolean = st.booleans()


def by_kind(values: st.SearchStrategy[float]) -> st.SearchStrategy[dict[str, float]]:
    return st.fixed_dictionaries(dict.fromkeys(("useful", "human", "promo"), values))


@st.composite
def parts_of_one(draw, n: int) -> list[float]:
    """n shares that add up to 1, some of them perhaps 0."""
    raw = draw(st.lists(st.sampled_from([0, 1, 2, 5]), min_size=n, max_size=n).filter(any))
    return [x / sum(raw) for x in raw]


def ranges(low: st.SearchStrategy[float], width: st.SearchStrategy[float]) -> st.SearchStrategy[dict[str, Any]]:
    """A range of a rule's audience, mostly open."""
    closed = st.tuples(low, width).map(lambda pair: {"min": pair[0], "max": pair[0] + pair[1]})
    return st.one_of(st.just({}), st.just({}), closed, low.map(lambda x: {"min": x}), low.map(lambda x: {"max": x}))
