"""A whole scenario, and how a property of any scenario is tried."""

from __future__ import annotations

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from siyu_sim.scenario.schema import Scenario
from tests.strategies.arena import arenas
from tests.strategies.people import behaviours, markets
from tests.strategies.reactions import reactions
from tests.strategies.referral import abuses, programmes, reputations, schemes
from tests.strategies.retention import retentions
from tests.strategies.sale import ladders, shifts, welcomes
from tests.strategies.sop import sops
from tests.strategies.touch import campaigns, contents, touches
from tests.strategies.traffic import channels, competitions
from tests.strategies.values import boolean, delay, often, pull, share, weight, yuan

# how often and how a property of any scenario is tried
DRAWN = settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.filter_too_much,
    ],
)


scores = st.fixed_dictionaries(
    dict.fromkeys(("ip", "add", "product", "operations", "content"), st.sampled_from([1.0, 0.3, 10.0]))
)


@st.composite
def scenarios(draw) -> Scenario:
    """A valid scenario of 200–1,500 people over 5–40 days."""
    horizon = draw(st.one_of(st.sampled_from([5.0, 14.0, 31.0]), st.floats(5, 40)))
    market = draw(markets())
    names = draw(st.lists(st.sampled_from(["store", "feed_ads", "content", "live", "package_card"]), max_size=5, unique=True))
    drawn = {name: draw(channels(list(market["segments"]))) for name in names}
    delivery = draw(delay)
    price = draw(st.sampled_from([0.01, 16.0, 99.99]))
    opens = draw(st.sampled_from([0.0, 9.0, 22.5]))
    desk_active = draw(st.sampled_from([True, True, False]))
    planned = draw(campaigns())
    window = draw(st.one_of(st.sampled_from([0.25, 0.5, 1.0, 2.0, 3.0]), st.floats(0.25, 3)))
    programme = draw(programmes())
    return Scenario.model_validate(
        {
            "horizon_days": horizon,
            "window_days": min(window, 1.0) if planned else window,
            "ads_off_day": draw(st.one_of(st.none(), st.floats(0, 40))),
            "market": market,
            "channels": drawn,
            "hook": {
                "strength": draw(pull),
                "relevance": draw(share),
                "unit_cost_yuan": draw(yuan),
                "strength_weight": draw(weight),
                "grab_and_go": draw(share),
            },
            "content": draw(contents()),
            **draw(behaviours()),
            **draw(sops(names)),
            **draw(retentions()),
            "product": {
                "price_yuan": price,
                "reference_price_yuan": draw(st.sampled_from([1.0, 16.0])),
                "gross_margin": draw(st.sampled_from([-0.5, 0.0, 0.306, 1.0])),
                "extra_items_mean": draw(st.sampled_from([0.0, 0.15, 4.0])),
                "refund_share": draw(share),
                "quality": draw(share),
                "quality_spread": draw(share),
                "delivery_days": delivery,
                "chat_only": desk_active and draw(st.sampled_from([False, False, True])),
                "need": {
                    "per_year": draw(st.sampled_from([100.0, 400.0, 12.0, 0.0])),
                    "heterogeneity": draw(st.one_of(st.none(), st.floats(0.1, 5))),
                    "rhythm": draw(st.sampled_from(["poisson", "erlang2", "erlang3", "clockwork"])),
                },
            },
            "referral": programme,
            **draw(touches()),
            "competition": draw(competitions()),
            "strategies": draw(reactions(drawn, programme["tools"])),
            "scheme": draw(st.one_of(st.none(), schemes())) if programme["tools"] else None,
            "abuse": draw(st.one_of(st.none(), abuses())),
            "reputation": draw(st.one_of(st.none(), reputations())),
            "desk": {
                "active": desk_active,
                "ask_share": draw(often),
                "operators": draw(st.sampled_from([1, 2, 5])),
                "handle_minutes": draw(st.sampled_from([1.0, 6.0, 90.0])),
                "open_hour": opens,
                "close_hour": draw(st.sampled_from([23.0, 24.0])),
                "salary_yuan_per_month": draw(yuan),
                "skill": draw(weight),
                "shifts": draw(shifts()),
                "patience_hours": draw(st.sampled_from([None, 0.2, 8.0])),
                "trust_loss_per_hour": draw(st.sampled_from([0.0, 0.1, 0.9])),
                "contacts_per_operator": draw(st.sampled_from([None, 20, 1000])),
            },
            "ladder": draw(ladders(desk_active)),
            "welcome": draw(st.one_of(st.none(), welcomes)),
            "campaigns": planned,
            **draw(arenas()),
            "finance": {
                "discount_rate_per_year": draw(st.sampled_from([0.0, 0.1, 3.0])),
                "platform_fee_share": draw(share),
                "contact_fee_yuan_per_year": draw(yuan),
                "free_contacts": draw(st.sampled_from([0, 100])),
                "overhead_yuan_per_month": draw(yuan),
            },
            "forces": draw(st.one_of(st.none(), scores)),
        }
    )


@st.composite
def grants_for(draw, scenario: Scenario) -> dict[str, dict[int, int]]:
    """Extra fen by channel and day, for the channels that can take them."""
    able = [n for n, c in scenario.channels.items() if c.active and c.cost_model == "per_exposure" and c.cost_yuan > 0]
    days = st.dictionaries(st.integers(0, 40), st.integers(0, 20_000), max_size=4)
    return {name: draw(days) for name in able if draw(boolean)}
