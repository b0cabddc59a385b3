"""Winning back, membership, after-sales care, and the affront of a deep discount."""

from __future__ import annotations

from siyu_sim.engine.parameters.convert import log_odds
from siyu_sim.ledger.causes import fen
from siyu_sim.scenario.retention import MAX_LEVELS
from siyu_sim.scenario.schema import Scenario

FIELDS = (
    "winback_on", "winback_rate", "winback_trust", "winback_posts",
    "member_on", "n_levels",
    # by level, 0: no member
    ("level_fen", (MAX_LEVELS + 1,)), ("level_price", (MAX_LEVELS + 1,)), ("level_buy", (MAX_LEVELS + 1,)),
    "member_fee_fen", "member_join",
    "points_share", "points_threshold", "points_most",
    "care_share", "care_fen", "care_satisfaction", "care_trust",
    "affront_loss", "affront_discount", "affront_fen",
)  # fmt: skip


def values(s: Scenario) -> dict[str, object]:
    found: dict[str, object] = {}

    def prices(number: float) -> int:
        return fen(number * s.product.price_yuan)

    if s.winback is not None:
        found |= {
            "winback_on": 1.0,
            "more_on": 1.0,
            "reading_on": 1.0,
            "winback_rate": log_odds(s.winback.rate),
            "winback_trust": s.winback.trust_weight,
            "winback_posts": float(s.winback.posts),
        }
    if s.membership is not None:
        levels, points = s.membership.levels, s.membership.points
        found |= {
            "member_on": 1.0,
            "more_on": 1.0,
            "n_levels": len(levels),
            "level_fen": [0, *(prices(level.spent_prices) for level in levels)],
            "level_price": [0.0, *(level.price_cut for level in levels)],
            "level_buy": [0.0, *(level.buy_shift for level in levels)],
            "member_fee_fen": prices(s.membership.fee_prices),
            "member_join": s.membership.join_rate,
        }
        if points is not None:
            found |= {
                "points_share": points.share,
                "points_threshold": max(1, prices(points.threshold_prices)),
                "points_most": points.most_share,
            }
    if s.aftersales is not None:
        found |= {
            "aftersales_on": 1.0,
            "care_share": s.aftersales.contact_share,
            "care_fen": prices(s.aftersales.cost_prices),
            "care_satisfaction": s.aftersales.satisfaction_gain,
            "care_trust": s.aftersales.trust_gain,
        }
    if s.affront is not None:
        found |= {
            "affront_loss": s.affront.trust_loss,
            "affront_discount": s.affront.from_discount,
            "affront_fen": prices(s.affront.spent_prices),
        }
    return found
