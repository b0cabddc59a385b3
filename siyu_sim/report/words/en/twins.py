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
    # ---------------------------------------------------------------------------------------- one life
    "life.title": "One life in both arms",
    "life.choose": "Person",
    "life.referrer": "who brought most with “{arm}”",
    "life.buyer": "a buyer drawn by lot",
    "life.row.posts": "posts seen",
    "life.row.messages": "messages",
    "life.row.orders": "orders",
    "life.row.deliveries": "deliveries",
    "life.row.referrals": "referrals",
    "life.row.coming": "comes, leaves",
    "life.trust": "Trust",
    "life.trust_hover": "{label}<br>day %{{x:.0f}}: trust %{{y:.2f}}",
    "life.hover.added": "day {day}: adds us",
    "life.hover.post": "day {day}: sees a post",
    "life.hover.message": "day {day}: a message or a reply",
    "life.hover.order": "day {day}: orders, contribution {yuan}",
    "life.hover.delivery": "day {day}: delivered",
    "life.hover.invited": "day {day}: invites friends",
    "life.hover.brought": "day {day}: a friend has added us",
    "life.hover.left": "day {day}: deletes us",
    "life.kind.added": "adds us",
    "life.kind.post": "sees a post",
    "life.kind.message": "message",
    "life.kind.order": "order",
    "life.kind.delivery": "delivery",
    "life.kind.invited": "invitation",
    "life.kind.brought": "friend added",
    "life.kind.left": "leaves",
    "life.role.referrer": "brought most",
    "life.role.buyer": "buyer by lot",
    "life.then": " ",
    "life.never": "never a contact",
    "life.lived": "orders: {orders} (contribution {yuan}), invitations: {invited}, friends brought: {brought}, posts seen: {posts}",
    "life.lived_left": (
        "orders: {orders} (contribution {yuan}), invitations: {invited}, friends brought: {brought}, posts seen: {posts}, then leaves"
    ),
    "life.takeaway.referrer": "Who brings most with “{control_label}” – {control}. With “{treatment_label}” – {treatment}.",
    "life.takeaway.buyer": "A buyer drawn by lot with “{control_label}” – {control}. With “{treatment_label}” – {treatment}.",
    "life.takeaway_same.referrer": "Who brings most with “{control_label}”, and the same with “{treatment_label}” – {lived}.",
    "life.takeaway_same.buyer": "A buyer drawn by lot with “{control_label}”, and the same with “{treatment_label}” – {lived}.",
    "life.alt": "The events of one person's life along the time axis, with “{control}” above and with “{treatment}” below; trust on top.",
    "life.note": (
        "From the world with seed {seed}. The same person with the same luck in either arm: what differs is what the arms do. The larger "
        "the dot, the larger the order's contribution; a hollow triangle is an invitation, a star a friend who added. One life proves "
        "nothing; the figures of all people are above."
    ),
}
