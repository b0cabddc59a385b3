"""English: twins."""

WORDS: dict[str, str] = {
    "nav.twins": "Twins",
    "section.twins": "The same person in both arms",
    "segment.core": "core",
    "segment.casual": "casual",
    "segment.bargain": "bargain hunters",
    "segment.super": "super-users",
    # ---------------------------------------------------------------------------------------- quadrants
    "twins.quadrant.persuaded": "Persuaded",
    "twins.quadrant.sure": "Sure things",
    "twins.quadrant.lost_cause": "Lost causes",
    "twins.quadrant.driven_away": "Driven away",
    "twins.quadrants.title": "Who buys because of “{treatment}”",
    "twins.quadrants.with": "With “{treatment}”",
    "twins.quadrants.without": "With “{control}”",
    "twins.buys": "buy",
    "twins.buys_not": "do not buy",
    "twins.quadrants.tile": "{people} people {spread}",
    "twins.quadrants.money": "contribution {yuan}",
    "twins.quadrants.hover": "{name}<br>{people} people{bounds}, {share} of the market<br>contribution {yuan}{yuan_bounds}",
    "twins.quadrants.takeaway": (
        "Of {size} people, “{treatment}” persuades {persuaded} to buy who would not with “{control}”, and drives away {driven} who would."
    ),
    "twins.quadrants.alt": "Four fields: people who buy or do not, in each of the two arms, with what they contribute.",
    "twins.quadrants.note": (
        "Each person is lived twice, once in each arm, with the same luck. Contribution is what these people contribute more (or less) "
        "with “{treatment}” than with “{control}”. Means over {worlds} worlds, ± half the {level} interval."
    ),
    # ---------------------------------------------------------------------------------------- uplift
    "twins.uplift.axis": "Uplift: share who buy, “{treatment}” less “{control}”",
    "twins.uplift.hover": (
        "{name}<br>{people} people: {treatment} buy instead of {control}<br>persuaded {persuaded}, driven away {driven}"
        "<br>contribution {each} a person"
    ),
    "twins.uplift.title.twin_segments": "Uplift by segment",
    "twins.uplift.title.twin_sources": "Uplift by source",
    "twins.uplift.title.twin_stages": "Uplift by stage",
    "twins.uplift.title.twin_tiers": "Uplift by value tier",
    "twins.uplift.title.twin_rfm": "Uplift by RFM group",
    "twins.uplift.takeaway": "Moved most: {most}, by {uplift}.",
    "twins.uplift.takeaway_harm": "Moved most: {most}, by {uplift}. Driven away on balance: {harmed}.",
    "twins.uplift.takeaway_none": "No group is clearly moved.",
    "twins.uplift.alt": "Bars with intervals: how much larger the share of buyers is in one arm, by group.",
    "twins.uplift.note.twin_segments": "The whole market, whether they are contacts or not.",
    "twins.uplift.note.twin_sources": (
        "By the source that a person has with “{control}”, so that the treatment cannot move anybody to another group."
    ),
    "twins.uplift.note.tags": (
        "Tags as an operator of “{control}” reads them on day {day}; uplift counts what was bought after that day."
    ),
    "twins.group.no contact": "no contact",
    "twins.group.lead": "lead (no order)",
    "twins.group.customer": "customer (one order)",
    "twins.group.repeat": "repeat (two or more)",
    "twins.group.member": "member",
    "twins.group.gone": "has left",
    "twins.group.outside": "no contact yet",
    "twins.group.no_order": "no order",
    "twins.group.low": "lower half of buyers",
    "twins.group.middle": "next 30%",
    "twins.group.high": "top 20%",
    "twins.group.111": "R↑ F↑ M↑",
    "twins.group.101": "R↑ F↓ M↑",
    "twins.group.011": "R↓ F↑ M↑",
    "twins.group.001": "R↓ F↓ M↑",
    "twins.group.110": "R↑ F↑ M↓",
    "twins.group.100": "R↑ F↓ M↓",
    "twins.group.010": "R↓ F↑ M↓",
    "twins.group.000": "R↓ F↓ M↓",
    # ---------------------------------------------------------------------------------------- attribution
    "twins.increment.contacts": "Contacts",
    "twins.increment.customers": "Customers",
    "twins.increment.orders": "Orders",
    "twins.increment.contribution": "Contribution",
    "twins.touch.first": "first touch",
    "twins.touch.last": "last touch",
    "twins.rule.true": "True increment",
    "twins.rule.first": "First touch, difference",
    "twins.rule.last": "Last touch, difference",
    "twins.rule.first_claim": "First touch, claimed",
    "twins.rule.last_claim": "Last touch, claimed",
    "twins.credit.title": "Attributed and true",
    "twins.credit.hover": "{increment}<br>{rule}: {value}{bounds}",
    "twins.credit.hover_ratio": "<br>{ratio} times the true increment{bounds}",
    "twins.credit.takeaway": (
        "{increment}: against “{control}”, “{treatment}” truly brings {true} more; a dashboard that goes by {rule} claims "
        "{claimed} for it, {ratio} times that."
    ),
    "twins.credit.takeaway_unclear": (
        "{increment}: whether “{treatment}” truly brings more than “{control}” is not clear; a dashboard that goes by {rule} "
        "claims {claimed} for it."
    ),
    "twins.credit.takeaway_none": "“{treatment}” works through no channel and no touch of its own: attribution credits it with nothing.",
    "twins.credit.alt": (
        "Bars in four fields: true increment of contacts, customers, orders and contribution, beside what attribution credits."
    ),
    "twins.credit.note": (
        "Credited is what the arms differ in: {sources}. Claimed is what “{treatment}” alone shows; the difference takes off what the same "
        "sources are credited with in “{control}”. {level} intervals over {worlds} worlds."
    ),
    "touch.moments": "Moments",
    "touch.chat": "chat messages",
    "touch.group": "group chats",
    "touch.official": "official account",
    "touch.live": "live streams",
    "touch.fan": "fan community",
    "touch.mini": "mini-programme",
    "touch.campaign": "campaign posts",
    "touch.partner": "posts for partners",
    "touch.sop": "SOP messages",
    "touch.reply": "answers in chat",
    "touch.team": "teams completed",
}
