"""The product ladder (产品体系): further products beside the core one, from the cheap lead product to the premium one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from siyu_sim.language import Said
from siyu_sim.scenario.mistakes import join
from siyu_sim.scenario.values import Group, Name, Share, Weight

if TYPE_CHECKING:
    from siyu_sim.scenario.schema import Scenario

MAX_RUNGS = 3
CORE = "core"  # the name of `product` where a gate asks what was bought before

Multiple = Annotated[float, Field(gt=0, le=1000)]


class Rung(Group):
    """One further product. At a need it competes with the core product and the other rungs that are open to the contact."""

    price: Multiple = Field(description="price, as a multiple of the core product's price_yuan")
    reference_price: Multiple = Field(
        description="what people expect to pay for it, as a multiple of the core's reference price"
    )
    gross_margin: Annotated[float, Field(ge=-1, le=1)] = Field(description="share of its price left after goods and delivery")
    attraction: Weight = Field(description="log-odds of choosing it at a need, against the core product, at expected prices")
    only_new: bool = Field(description="true: only for those who have never bought (引流品)")
    after: list[Name] = Field(description="open once one of these was bought: core, or other rungs; empty: no such gate")
    min_orders: Annotated[int, Field(ge=0, le=10_000)] = Field(description="orders of any product before it is open")
    chat_only: bool = Field(description="true: bought only from an operator who answers a question")
    refund_share: Share = Field(description="share of its net sales that is refunded")
    quality: Share | None = Field(description="mean quality delivered; null: as the core product")


def check_ladder(s: Scenario) -> None:
    """Raises ValueError where rungs name products that do not exist, cannot open, or need a desk that is not there."""
    if CORE in s.ladder:
        raise ValueError(Said("ladder: the name 'core' is taken by `product`"))
    for name, rung in s.ladder.items():
        known = [CORE, *(other for other in s.ladder if other != name)]
        unknown = [other for other in rung.after if other not in known]
        if unknown:
            raise ValueError(
                Said("ladder.{name}.after names '{unknown}' (known: {known})", name=name, unknown=unknown[0], known=join(known))
            )
        if rung.only_new and (rung.after or rung.min_orders):
            raise ValueError(Said("ladder.{name} can never be bought: only_new, but open only after an order", name=name))
    in_chat = [f"ladder.{name}" for name, rung in s.ladder.items() if rung.chat_only]
    if s.product.chat_only:
        in_chat.insert(0, "product")
    if in_chat and not s.desk.active:
        raise ValueError(
            Said("{path}.chat_only needs somebody to chat with: set desk.active=true (desk=small)", path=in_chat[0])
        )
