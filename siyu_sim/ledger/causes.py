"""The causes of money. Sales and everything taken from them belong to a person's order or delivery; media, hook and reward are spent to
acquire; content, salary, licence and overhead run the business. All amounts are integer fen (1/100 yuan) and positive; the
sign stands in `SIGN`."""

from __future__ import annotations

SALES = 0  # at list price
DISCOUNT = 1
GOODS = 2  # cost of goods and delivery
FEE = 3  # payment and platform
REFUND = 4
MEDIA = 5  # exposures, slots and contacts bought from a channel
HOOK = 6  # the benefit handed to each new contact
REWARD = 7  # referral rewards to both sides
CONTENT = 8
SALARY = 9  # reply desk
LICENCE = 10  # fee for contacts held
OVERHEAD = 11
POINTS = 12  # worth of membership points earned by an order
SERVICE = 13  # after-sales care at a delivery
ABUSE = 14  # hooks and rewards lost to fake accounts (charged to the contact who brought them), and checks

CAUSES = (
    "sales",
    "discount",
    "goods",
    "fee",
    "refund",
    "media",
    "hook",
    "reward",
    "content",
    "salary",
    "licence",
    "overhead",
    "points",
    "service",
    "abuse",
)
SIGN = (1, *(-1,) * (len(CAUSES) - 1))
ORDER_CAUSES = (SALES, DISCOUNT, GOODS, FEE, REFUND, POINTS, SERVICE)
ACQUISITION_CAUSES = (MEDIA, HOOK, REWARD, ABUSE)
RUNNING_CAUSES = (CONTENT, SALARY, LICENCE, OVERHEAD)
EVERYTHING = "all"  # where one cause is named: all of acquiring and running together
TEAM = "team"  # … making content and answering
CAUSES_OF = {
    EVERYTHING: tuple(CAUSES[cause] for cause in (*ACQUISITION_CAUSES, *RUNNING_CAUSES)),
    TEAM: (CAUSES[CONTENT], CAUSES[SALARY]),
}


def fen(yuan: float) -> int:
    """Yuan to integer fen, to the nearest (halves up)."""
    return int(yuan * 100 + 0.5)
