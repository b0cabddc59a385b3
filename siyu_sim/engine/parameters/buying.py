"""Needs, products, purchase, delivery, dropping out, the desk's part in them."""

from __future__ import annotations

import math

from siyu_sim.engine.parameters.convert import DAYS_PER_YEAR, log_odds
from siyu_sim.ledger.causes import fen
from siyu_sim.scenario.schema import Scenario

RHYTHMS = {"poisson": 1, "erlang2": 2, "erlang3": 3, "clockwork": 0}

FIELDS = (
    "need_rate", "rhythm",
    "buy_first", "buy_repeat", "buy_trust", "buy_satisfaction", "buy_proof", "buy_wait", "buy_price", "impulse", "pull_forward",
    "rival_pull", "ask_share", "desk_on",
    "price_fen", "goods_fen", "fee_share", "refund_share", "extra_items", "quality", "quality_sd", "delivery_days",
    "learning", "drop_on", "drop_satisfaction",
    "hook_fen", "discount_rate",
)  # fmt: skip


def values(s: Scenario) -> dict[str, object]:
    buy, product = s.purchase, s.product
    return {
        "need_rate": product.need.per_year / DAYS_PER_YEAR,
        "rhythm": RHYTHMS[product.need.rhythm],
        "buy_first": log_odds(buy.first_rate),
        "buy_repeat": log_odds(buy.repeat_rate),
        "buy_trust": buy.trust_weight,
        "buy_satisfaction": buy.satisfaction_weight,
        "buy_proof": buy.proof_weight,
        "buy_wait": buy.wait_weight,
        "buy_price": -math.log(product.price_yuan / product.reference_price_yuan),
        "impulse": log_odds(buy.impulse_rate),
        "pull_forward": buy.pull_forward,
        "rival_pull": buy.rival_pull,
        "ask_share": s.desk.ask_share if s.desk.active else 0.0,
        "desk_on": float(s.desk.active),
        "price_fen": fen(product.price_yuan),
        "goods_fen": round(product.price_yuan * 100 * (1 - product.gross_margin)),
        "fee_share": s.finance.platform_fee_share,
        "refund_share": product.refund_share,
        "extra_items": product.extra_items_mean,
        "quality": product.quality,
        "quality_sd": product.quality_spread,
        "delivery_days": product.delivery_days,
        "learning": s.dropout.learning,
        "drop_on": float(s.dropout.a is not None),
        "drop_satisfaction": s.dropout.satisfaction_weight,
        "hook_fen": fen(s.hook.unit_cost_yuan),
        "discount_rate": math.log1p(s.finance.discount_rate_per_year) / DAYS_PER_YEAR,
    }
