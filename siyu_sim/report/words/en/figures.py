"""English: figures and their tables."""

WORDS: dict[str, str] = {
    # ---------------------------------------------------------------------------------------- value
    "arms.axis": "{metric}: difference from the baseline",
    "arms.title": "{metric} against “{base}”",
    "arms.takeaway": "{clear} of {n} arms differ clearly from “{base}” (the {level} interval leaves out zero).",
    "arms.takeaway_none": "None of {n} arms differs clearly from “{base}” (the {level} interval includes zero).",
    "arms.tests": "Left out: tests that stop bought channels part way ({n}).",
    "arms.alt": "Dot plot with intervals: difference in {metric} between each arm and “{base}”.",
    "value.title": "CAC against LTV, by arm",
    "value.takeaway": (
        "LTV/CAC lies between {low} (“{low_arm}”) and {high} (“{high_arm}”); {healthy} of {n} arms clearly reach the usual 3:1."
    ),
    "value.takeaway_low": (
        "LTV/CAC lies between {low} (“{low_arm}”) and {high} (“{high_arm}”); none of {n} arms clearly reaches the usual 3:1."
    ),
    "value.takeaway_one": "LTV/CAC is {high}; the usual mark is 3:1.",
    "value.takeaway_none": "LTV/CAC is not defined in these runs.",
    "value.alt": (
        "Scatter plot: acquisition cost of a customer against lifetime value, with intervals and the lines 1:1 and 3:1."
    ),
    "value.cac_axis": "CAC, yuan a customer",
    "value.ltv_axis": "LTV, yuan a customer",
    "value.hover": "{label}<br>CAC {cac}<br>LTV {ltv}<br>LTV/CAC {ratio}",
    "value.note": (
        "LTV is what has been realised by day {days}, without a projected tail: customers won late have had less "
        "time. Above the dashed line a customer has brought more than it cost."
    ),
    "front.several": " Whoever wants customers both cheap and valuable chooses from {arms}: no arm beats these on both.",
    "front.alone": " {arms} has the lowest CAC and the highest LTV.",
    "front.beaten": " Clearly beaten on both: {arms}.",
    "front.none_beaten": " No arm is clearly beaten on both.",
    "front.note": (
        "Full line: the Pareto front, the arms than which no other costs less and brings more, by their means. Clearly beaten: another arm "
        "costs clearly less and brings clearly more ({level} intervals of both differences)."
    ),
    "asset.title": "Private value at the end",
    "asset.axis": "Expected discounted contribution, yuan",
    "asset.takeaway": "With “{arm}” the private domain is worth {total}{bounds} at the end: fans {fan}, members {member}, brand {brand}.",
    "asset.brand_negative": "Its brand value is below zero: whoever still comes by themselves costs more to win than they will bring.",
    "asset.alt": "Stacked bars: fan, member and brand value of each arm, and their sum with its interval.",
    "asset.note": (
        "What comes after the horizon and is in no other number here, so it is a projection: people still with us, and those "
        "who will come unpaid within a year, at the rates of the last {days} days, before running costs."
    ),
    "channels.title": "CAC against LTV, by channel",
    "channels.takeaway": ("With “{arm}”, customers cost least from {cheap} ({cheap_cac}) and most from {dear} ({dear_cac})."),
    "channels.takeaway_one": "With “{arm}”, all customers come from {channel} ({cac} each).",
    "channels.losing": " By day {days} customers from {channels} have clearly cost more than they brought.",
    "channels.alt": "Scatter plot: acquisition cost against lifetime value of a customer for each channel of an arm.",
    "channels.hover": "{channel}<br>CAC {cac}<br>LTV {ltv}<br>{customers} customers",
    "channels.note": "A channel's cost is its media, hooks and rewards. Channels without customers are left out.",
    "channels.free": "Without any cost, and so with no place on this axis in at least one arm: {channels}.",
    "worth.title": "LTV of a contact over time, by channel",
    "worth.axis_x": "Days since adding, mean",
    "worth.axis": "LTV so far, yuan a contact",
    "worth.takeaway": (
        "With “{arm}”, a contact from {best} has brought most {days} days after adding, {best_value}; one from {worst} least, "
        "{worst_value}."
    ),
    "worth.takeaway_alike": (
        "With “{arm}”, {days} days after adding, contacts from {best} have brought most ({best_value} each) and from {worst} least "
        "({worst_value}), but chance could have made that difference."
    ),
    "worth.takeaway_one": "With “{arm}”, a contact from {best} has brought {best_value} {days} days after adding.",
    "worth.alt": "Lines: discounted contribution of a contact by days since adding, a line for each channel of an arm.",
    "worth.hover": "{channel}<br>{days} days after adding: {value}<br>{people} contacts",
    "worth.note": (
        "Discounted contribution of orders, before what it cost to win the contact, added up month by month from all cohorts that "
        "have lived the month, buyers or not. Whiskers at the end: {level} intervals. A curve ends where fewer than {least} "
        "contacts, in all worlds together, could be watched for so long."
    ),
    "channels.table": "Channels of “{arm}”",
    "channels.others": "Channels of the other arms",
    "channels.column": "Channel",
    "channel_column.exposures": "Exposures",
    "channel_column.contacts": "Contacts",
    "channel_column.customers": "Customers",
    "channel_column.spend": "Spend, yuan",
    "channel_column.add_rate": "Add rate",
    "channel_column.contact_cost": "Cost per contact, yuan",
    "channel_column.cac": "CAC, yuan",
    "channel_column.ltv_per_contact": "LTV per contact, yuan",
    "channel_column.ltv_per_customer": "LTV per customer, yuan",
    # ---------------------------------------------------------------------------------------- funnel
    "funnel.title": "People at each stage",
    "funnel.axis": "People, logarithmic",
    "funnel.takeaway": (
        "With “{arm}”: {add} of exposures add us, {buy} of contacts buy, {again} of customers buy again, {share} "
        "of contacts recommend us."
    ),
    "funnel.takeaway_none": "Nobody was exposed or nobody added in these runs.",
    "funnel.alt": "Dot plot: people from exposure to bringing a contact, by arm, on a logarithmic axis.",
    "funnel.note": (
        "Exposures count meetings: one person may have several. Recommending counts everybody who invited at least one person."
    ),
    "funnel.table": "Rate of each step",
    # ---------------------------------------------------------------------------------------- weekly dashboard
    "weekly.title.acquisition": "Acquisition",
    "weekly.title.intake": "Intake",
    "weekly.title.conversion": "Conversion",
    "weekly.title.retention": "Retention",
    "weekly.title.referral": "Referral",
    "weekly.title.money": "Money",
    "weekly.process": "process",
    "weekly.result": "result",
    "weekly.exposures": "Exposures",
    "weekly.add_rate": "Add rate",
    "weekly.spend": "Acquisition spend",
    "weekly.contacts": "New contacts",
    "weekly.contact_cost": "Cost per contact",
    "weekly.touches": "Touches sent",
    "weekly.seen_rate": "Seen rate of touches",
    "weekly.wait_hours": "Wait for a reply",
    "weekly.seen": "Touches seen",
    "weekly.questions": "Questions asked",
    "weekly.needs": "Needs arising",
    "weekly.need_conversion": "Needs met with us",
    "weekly.orders": "Orders",
    "weekly.first_orders": "First orders",
    "weekly.gmv": "GMV",
    "weekly.contribution": "Contribution",
    "weekly.left": "Contacts who leave",
    "weekly.loss_hazard": "Weekly loss",
    "weekly.held": "Contacts held",
    "weekly.repeat_orders": "Repeat orders",
    "weekly.shares": "Recommendations",
    "weekly.invitations": "Invitations written",
    "weekly.referred": "Contacts by referral",
    "weekly.referral_share": "Share of new contacts by referral",
    "weekly.running_costs": "Running costs",
    "weekly.profit": "Profit",
    "weekly.cumulative_profit": "Cumulative profit",
    "weekly.axis": "Week",
    "weekly.panel": "{label} ({kind})",
    "weekly.hover": "{label}<br>week %{{x}}: {value}",
    "weekly.takeaway": "With “{arm}”: {told} (mean of the first {n} full weeks → of the last {n}).",
    "weekly.change": "{name} {early} → {late}",
    "weekly.and": ", ",
    "weekly.takeaway_short": "There are too few full weeks with data to compare the beginning with the end.",
    "weekly.alt": "Lines by week and arm, process metrics above, result metrics below: {stage}.",
    "weekly.note": (
        "Process metrics are what the team does or sees at once, result metrics what comes of it. Lines are means over "
        "worlds, for 7 days; all intervals are in the data. A last week that the horizon cuts short is left out here and kept "
        "in table_weekly.csv, whose columns add up to the totals of a run. Weekly loss: leavers for each contact and week."
    ),
    "weekly.table": "Last {n} full weeks, mean",
    "weekly.metric": "Metric, a week",
    # ---------------------------------------------------------------------------------------- messages
    "uplift.title": "What each rule caused, against its hold-out",
    "uplift.axis": "Contribution caused for each contact told, yuan",
    "uplift.takeaway": (
        "Rules of “{arm}” that clearly pay: {clear} of the {n} with a hold-out; that clearly lose: {lose}. Most comes of "
        "“{rule}”: {value} of contribution for each contact told ({bounds})."
    ),
    "uplift.takeaway_none": (
        "Rules of “{arm}” that clearly pay: none of the {n} with a hold-out; that clearly lose: {lose}. "
        "Whatever is left does too little to show, or too few are held out."
    ),
    "uplift.alt": "Dot plot with intervals: contribution that each rule caused for each contact told, one arm at a time.",
    "uplift.note": "Contribution of the contacts told less that of those held out, before what the messages cost.",
    "rules.table": "Rules of “{arm}”: told against held out",
    "rules.others": "Rules of the other arms",
    "rules.rule": "Rule",
    "rules.note": (
        "Held out: people, by lot for each rule, to whom it never goes. Orders count from the first time that the rule "
        "addressed a contact, whether told or held out, so the difference is what the rule caused. Orders at the message "
        "also count those that would have come anyway."
    ),
    "rule_column.sent": "Messages sent",
    "rule_column.treated": "Contacts told",
    "rule_column.control": "Contacts held out",
    "rule_column.credited": "Orders at the message, per contact told",
    "rule_column.orders_treated": "All orders, per contact told",
    "rule_column.orders_control": "All orders, per contact held out",
    "rule_column.uplift": "Caused: orders per contact told",
    "rule_column.margin_uplift": "Caused: contribution per contact told, yuan",
    "trial.table": "Test of scripts for “{rule}” in “{arm}”, day {from_day} to day {until_day}",
    "trial.text": "Text",
    "trial.as_it_was": "{rule} (as it was)",
    "trial.rolled_out": "in {worlds} of {n} worlds, from day {day} on",
    "trial.undecided": "not decided by the horizon",
    "trial.note": (
        "In each world, the variant with most orders at it per message sent during the test went to everybody afterwards. "
        "Counts are means over worlds, up to the day of the decision."
    ),
    "trial_column.sent": "Messages sent",
    "trial_column.seen": "Seen",
    "trial_column.orders": "Orders at them",
    "trial_column.orders_per_message": "Orders per message",
    "trial_column.rolled_out": "Rolled out to everybody",
    # ---------------------------------------------------------------------------------------- cash
    "cash.title": "Cumulative profit",
    "cash.axis": "Cumulative profit, yuan",
    "cash.takeaway": (
        "“{arm}” is the first to break even for good, on day {day} (median world); {n} of {total} arms do within {days} days."
    ),
    "cash.takeaway_one": "It breaks even for good on day {day} (median world).",
    "cash.takeaway_never": "No arm breaks even within {days} days in most of its worlds.",
    "cash.takeaway_never_one": "It does not break even within {days} days in most of its worlds.",
    "cash.alt": "Lines with bands: cumulative profit by day and arm.",
    "cash.hover": "{label}<br>day %{{x:.0f}}: ¥%{{y:,.0f}}",
    "whiskers.note": "Whiskers: {level} intervals of the mean, for {arms}.",
    "bands.note": "Bands: {level} intervals of the mean, for {arms}.",
    "cash.note": "Profit here is contribution less acquisition and running costs, undiscounted.",
    "payback.title": "Payback by month of adding",
    "payback.axis": "Contribution by the end for each yuan spent",
    "payback.guide": "paid back",
    "payback.takeaway": "The first monthly cohort of “{arm}” has paid back after {months}.",
    "payback.takeaway_never": "The first monthly cohort of “{arm}” has not paid back by the end.",
    "payback.alt": ("Lines: contribution up to the horizon for each yuan of acquisition spend, by month of adding and arm."),
    "payback.hover": "{label}<br>month %{{x}}: %{{y:.2f}} yuan for each yuan spent",
    "payback.note": (
        "Later cohorts have had less time. Spend is what was booked in that month; a month in which hardly "
        "anything is spent shows a high ratio."
    ),
    # ---------------------------------------------------------------------------------------- cohorts
    "retention.title": "Contacts still there",
    "retention.axis": "Months since adding",
    "retention.takeaway": (
        "Of the first month's contacts of “{arm}”, {early} are still there after {early_age} month and {late} "
        "after {late_age} months."
    ),
    "retention.takeaway_one": "Of the first month's contacts of “{arm}”, {early} are still there after {age} month.",
    "retention.alt": "Heat map: share of contacts still there, by month of adding and months since.",
    "retention.hover": "{label}<br>month of adding %{{y}}, after %{{x}} months: %{{z:.1%}}",
    "retention.note": "Per cent. A cell is empty where not everybody of the cohort has been watched for so long.",
    "activity.title": "Contacts who buy",
    "activity.axis": "Month of age (0 is the first 30 days)",
    "activity.takeaway": (
        "Of the first month's contacts of “{arm}”, {early} order in their first 30 days and {late} in month "
        "{late_age} of their age."
    ),
    "activity.takeaway_one": "Of the first month's contacts of “{arm}”, {early} order in month {age} of their age.",
    "activity.alt": "Heat map: share of contacts who order in each month of their age, by month of adding.",
    "activity.hover": "{label}<br>month of adding %{{y}}, age %{{x}}: %{{z:.1%}}",
    "activity.note": "Per cent of all who added in that month, whether they are still there or not.",
    "cohorts.takeaway_short": "The horizon is too short to follow a cohort.",
    # ---------------------------------------------------------------------------------------- flywheel
    "k.title": "K-factor",
    "k.axis": "K: contacts brought within {days} days for each contact",
    "k.guide": "carries itself",
    "k.top_clear": "“{arm}” has the highest K, {k}.",
    "k.top_alike": "“{arm}” has the highest K on average, {k}, but cannot be told from {others}.",
    "k.top_one": "With “{arm}” K is {k}.",
    "k.takeaway_below": ("Every K lies below 1: referral multiplies what is won otherwise, but dies out without it."),
    "k.takeaway_mixed": "Not every K is clearly on one side of 1.",
    "k.takeaway_above": "Every K lies above 1: referral carries itself until people run out.",
    "k.alt": "Dot plot with intervals: K-factor by arm.",
    "r.title": "R(t): the same by month of adding",
    "r.axis": "Contacts brought for each contact",
    "r.takeaway": "With “{arm}”, a contact of month 1 brings {first}, one of month {month} brings {last}.",
    "r.alt": "Lines: contacts brought for each contact, by month of adding and arm.",
    "r.hover": "{label}<br>month %{{x}}: %{{y:.3f}}",
    "r.note": "Only months whose contacts could be watched for the whole span.",
    "share.title": "Share of new contacts by referral",
    "share.axis": "Share by referral, last 4 weeks",
    "share.takeaway": (
        "At the end {share}{bounds} of new contacts come by referral with “{arm}”, clearly more than the {base_share} with "
        "“{base}”."
    ),
    "share.takeaway_alike": (
        "At the end {share}{bounds} of new contacts come by referral with “{arm}” and {base_share} with “{base}”, no clear difference."
    ),
    "share.takeaway_one": "At the end {share}{bounds} of new contacts come by referral with “{arm}”.",
    "share.alt": "Lines: share of new contacts who came by referral over time, by arm.",
    "share.hover": "{label}<br>day %{{x:.0f}}: %{{y:.1%}}",
    "generations.title": "Generations",
    "generations.axis": "Contacts, logarithmic",
    "generations.axis_x": "Generation (0: not referred)",
    "generations.takeaway": ("With “{arm}”, referral brings {n} contacts, {share} of them beyond the first generation."),
    "generations.alt": "Lines: number of contacts by generation and arm, on a logarithmic axis.",
    "generations.hover": "{label}<br>generation %{{x}}: %{{y:,.1f}} contacts",
    "cascades.title": "Size of invitation trees",
    "cascades.axis": "Share of trees of at least this size",
    "cascades.axis_x": "Contacts in the tree, logarithmic",
    "cascades.takeaway": "With “{arm}”, {single} of trees are a single contact who brought nobody.",
    "cascades.alt": "Lines: share of invitation trees of at least a given size, both axes logarithmic.",
    "cascades.hover": "{label}<br>at least %{{x}} contacts: %{{y:.2%}} of trees",
    "cascades.range": "published: {low}–{high}%",
    "cascades.published": (
        "Against published cascades (Goel, Watts & Goldstein 2012, six domains), “{arm}” has: single {single} ("
        "{single_fit}); deeper than one generation {deeper} ({deeper_fit}); contacts beyond the first generation "
        "{beyond} ({beyond_fit})."
    ),
    "cascades.inside": "published {low}–{high}%, inside",
    "cascades.outside": "published {low}–{high}%, outside",
    "cascades.note": (
        "What can be compared is the shape: those cascades were unpaid sharing online, watched for other spans; a "
        "programme that pays is meant to go beyond them."
    ),
    "off.title": "Bought channels off",
    "off.axis": "New contacts a day",
    "off.takeaway": "After the stop on day {day}, new contacts a day go on at: {parts}.",
    "off.takeaway_none": "The tests leave too little time to compare before and after.",
    "off.part": "{after} with “{arm}”",
    "off.part_on": "{after} with “{arm}” ({on} with ads kept on)",
    "off.alt": "Lines: new contacts a day with bought channels left on and switched off.",
    "off.hover": "{label}<br>day %{{x:.0f}}: %{{y:.1f}} new contacts a day",
    "off.note": "Channels that are not bought go on in the test, so what survives is theirs and referral's together.",
    "trees.title": "Invitation trees from one world",
    "trees.takeaway": "The largest tree shown for “{arm}” has {n} contacts over {generations}.",
    "trees.generation": "{n} generation",
    "trees.generations": "{n} generations",
    "trees.alt": "A sample of invitation trees along the time axis: dots are contacts, lines are invitations.",
    "trees.hover": "added on day {day}, {orders} orders",
    "trees.note": (
        "From the first world: the largest trees and an even sample of the others with at least two contacts. A "
        "filled dot has bought, an open one has not."
    ),
    # ---------------------------------------------------------------------------------------- money
    "gmv.title": "What changed GMV",
    "gmv.axis": "Difference in GMV, yuan",
    "gmv.takeaway": (
        "With “{arm}” GMV differs from “{base}” by {total}{bounds}; the largest part comes from {factor} ({part})."
    ),
    "gmv.alt": "Waterfall: how much of the difference in GMV each factor accounts for.",
    "gmv.note": (
        "GMV is exactly traffic (bought + earned + fission + held at the start) × lead conversion × activation × purchase "
        "conversion × orders a customer × items an order × paid an item. Activated: has read a post of ours or ordered. The "
        "parts are Shapley values and add up to the difference. Whiskers are {level} intervals of each part."
    ),
    "ledger.title": "Every cause against “{base}”",
    "ledger.title_one": "Every cause of the ledger",
    "ledger.axis": "Difference, yuan (right: good for profit)",
    "ledger.axis_one": "Yuan (right: good for profit)",
    "ledger.takeaway": (
        "With “{arm}”, {cause} moves profit most ({part}); furthest the other way goes {other} ({back}). In sum profit changes "
        "by {profit}{bounds}."
    ),
    "ledger.takeaway_same": (
        "With “{arm}”, {cause} moves profit most ({part}), and nothing moves it the other way. In sum profit changes "
        "by {profit}{bounds}."
    ),
    "ledger.takeaway_one": (
        "With “{arm}”, {cause} is the largest item ({part}), and {other} ({back}) the largest against it. In sum profit is "
        "{profit}{bounds}."
    ),
    "ledger.takeaway_same_one": "With “{arm}”, {cause} is the largest item ({part}). In sum profit is {profit}{bounds}.",
    "ledger.takeaway_none": "With “{arm}”, nothing in the ledger differs.",
    "ledger.takeaway_none_one": "With “{arm}”, nothing is earned and nothing spent.",
    "ledger.alt": "Bars: yuan by cause of the ledger with their sign, and profit as their sum.",
    "ledger.note": "Income is positive, costs are negative; the bars add up to profit to the fen.",
    "ledger.table": "Ledger by cause and arm, yuan (mean over worlds)",
    "ledger.cause": "Cause",
    # ---------------------------------------------------------------------------------------- mood
    "mood.hidden": (
        "Nobody who runs a real private domain can see this: trust and fatigue are inside people's heads. The "
        "simulated operator does not see them either; only this page does."
    ),
    "mood.note": "Lines are means over contacts held; the shaded range holds the middle 80% of people ({arms}).",
    "trust.title": "Trust",
    "trust.axis": "Trust (0 to 1)",
    "trust.takeaway": "At the end mean trust is {end} with “{arm}” and {base_end} with “{base}”.",
    "trust.takeaway_one": "At the end mean trust is {end} with “{arm}”.",
    "trust.alt": "Lines: mean trust of contacts over time by arm, with the range of the middle 80% of people.",
    "trust.hover": "{label}<br>day %{{x:.0f}}: %{{y:.3f}}",
    "fatigue.title": "Fatigue",
    "fatigue.axis": "Fatigue (0 is none)",
    "fatigue.takeaway": "At the end mean fatigue is {end} with “{arm}” and {base_end} with “{base}”.",
    "fatigue.takeaway_one": "At the end mean fatigue is {end} with “{arm}”.",
    "fatigue.alt": "Lines: mean fatigue of contacts over time by arm, with the range of the middle 80% of people.",
    "fatigue.hover": "{label}<br>day %{{x:.0f}}: %{{y:.3f}}",
    # ---------------------------------------------------------------------------------------- pairing
    "pairing.title": "Variance-reduction factor",
    "pairing.axis": "Times as many unpaired runs for the same interval, logarithmic",
    "pairing.takeaway": (
        "For {metric}, comparing in the same worlds is worth {vrf} times as many runs (median arm): {worlds} "
        "worlds do the work of about {unpaired}."
    ),
    "pairing.takeaway_none": "Pairing could not be measured for the primary metric.",
    "pairing.alt": "Dot plot: variance-reduction factor of each metric by arm, on a logarithmic axis.",
    "pairing.hover": "{label}<br>{metric}: {vrf} times",
    "pairing.text": (
        "In each world every arm meets the same people with the same luck, so that a difference between two arms "
        "is the strategy's and not chance's. The factor says how many times more independent runs the same "
        "interval would take; at 1 pairing does not help."
    ),
    "pairing.none": "With a single arm nothing is paired.",
}
