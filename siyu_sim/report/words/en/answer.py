"""English: the sentences of the answer."""

WORDS: dict[str, str] = {
    # ---------------------------------------------------------------------------------------- the answer
    "verdict.earns_more": "“{a}” beats “{b}”: it earns <b>{diff} more</b> over {days} ({level} interval {bounds}).",
    "verdict.loses_less": (
        "“{a}” beats “{b}”, though both lose money: it loses <b>{diff} less</b> over {days} ({level} interval {bounds})."
    ),
    "verdict.more": "“{a}” beats “{b}”: it brings <b>{diff} more</b> {metric} over {days} ({level} interval {bounds}).",
    "verdict.less": "“{a}” beats “{b}”: it has <b>{diff} less</b> {metric} over {days} ({level} interval {bounds}).",
    "verdict.higher": (
        "The {metric} of “{a}” is <b>{diff} higher</b> than that of “{b}” over {days} ({level} interval {bounds})."
    ),
    "verdict.unclear": (
        "<b>No clear difference</b> between “{a}” and “{b}”: over {days} the {metric} of the first less that of "
        "the second is {diff} ({level} interval {bounds})."
    ),
    "verdict.same": (
        "<b>No difference</b>: “{a}” and “{b}” have the same {metric} in every world, so what sets them apart "
        "does not reach it."
    ),
    "verdict.undefined": (
        "“{a}” and “{b}” <b>cannot be compared</b>: too few of these runs have a value for {metric}. "
        '<a href="#definitions">What it takes.</a>'
    ),
    "sure.certain": "<b>Practically certain</b> (probability {p}): in {worlds} worlds both meet the same people.",
    "sure.very_likely": "<b>Very likely</b> (probability {p}): in {worlds} worlds both meet the same people.",
    "sure.likely": "<b>Likely</b> (probability {p}): in {worlds} worlds both meet the same people.",
    "sure.unclear": "“{arm}” is ahead with probability {p}; {worlds} worlds do not tell the two apart.",
    "verdict.tied": "<b>No clear difference</b> between {arms}: over {days} these {m} do best of {n} arms.",
    "verdict.tied_all": "<b>No clear difference</b> between {arms}: over {days} none of the {n} arms is clearly the best.",
    "verdict.tied_two": (
        "<b>No clear difference</b> between {arms}, the best of {n} arms over {days}. Both beat “{base}”, “{best}” by "
        "<b>{diff}</b> ({level} interval {bounds})."
    ),
    "verdict.tied_more": (
        "<b>No clear difference</b> between {arms}, the best of {n} arms over {days}. All {m} beat “{base}”, “{best}” "
        "by <b>{diff}</b> ({level} interval {bounds})."
    ),
    "sure.tied": (
        "“{arm}” is ahead of “{other}” on average (probability {p}), but {worlds} worlds do not tell these apart;"
        " with {level} confidence the best is among them."
    ),
    "sure.tied_same": (
        "“{arm}” and “{other}” come out the same in every world; with {level} confidence the best is among those named."
    ),
    "behind.one": "“{a}” itself does clearly worse than “{arm}”, which is ahead of it by {diff} ({bounds}).",
    "behind.more": (
        "“{a}” itself does clearly worse than “{arm}”, which is ahead of it by {diff} ({bounds}), and clearly "
        "worse than {others}."
    ),
    "sure.same": "All {worlds} worlds agree to the last digit.",
    "sure.undefined": "Fewer than two of {worlds} worlds have a value for both.",
    "sure.one": "Each of {worlds} worlds has other people and other luck; the {level} interval covers that.",
    "sure.one_open": "Gain or loss is open: the {level} interval over {worlds} worlds includes zero.",
    "base.more": "Against “{base}”, “{arm}” has {diff} more {metric} ({bounds}).",
    "base.less": "Against “{base}”, “{arm}” has {diff} less {metric} ({bounds}).",
    "base.worse_more": "Against “{base}”, even “{arm}” does worse: {diff} more {metric} ({bounds}).",
    "base.worse_less": "Against “{base}”, even “{arm}” does worse: {diff} less {metric} ({bounds}).",
    "base.none": "Against “{base}”, “{arm}” makes no clear difference in {metric} ({bounds}).",
    "profit.more": "In profit, “{a}” is ahead of “{b}” by {diff}.",
    "profit.less": "In profit, “{a}” is behind “{b}” by {diff}.",
    "profit.none": "In profit, “{a}” and “{b}” show no clear difference ({bounds}).",
    "spend.alike": "Both spend about the same on acquisition: {x} and {y}.",
    "spend.apart": "They do not spend the same on acquisition: “{a}” {x}, “{b}” {y}.",
    "uses.two": "Measured against “{ref}”: {first}; {second}.",
    "uses.one": "Measured against “{ref}”: {first}.",
    "uses.cheaper": "An additional customer is cheaper through “{arm}”.",
    "use.bought": "“{arm}” brings {n} more customers for {spend} more spent on acquisition, {each} each ({bounds})",
    "use.saved": "“{arm}” brings {n} more customers and spends {spend} less on acquisition",
    "use.free": "“{arm}” brings {n} more customers for no clear difference in acquisition spend",
    "use.fewer": "“{arm}” brings {n} fewer customers and does not spend less",
    "use.fewer_saved": "“{arm}” brings {n} fewer customers and spends {spend} less",
    "use.nothing": "“{arm}” brings no clear number of additional customers for {spend} more spent on acquisition",
    "use.nothing_saved": "“{arm}” brings as many customers, as far as can be told, and spends {spend} less",
    "use.nothing_free": "“{arm}” makes no clear difference in customers or spending",
    "worth.more": (
        "A referred contact has cost {referred_cost} and brought {referred} by the end; one {channel} has cost {bought_cost} "
        "and brought less, {bought}."
    ),
    "worth.less": (
        "A referred contact has cost {referred_cost} and brought {referred} by the end; one {channel} has cost {bought_cost} "
        "and brought more, {bought}."
    ),
    "worth.alike": (
        "A referred contact has cost {referred_cost} and brought {referred} by the end; one {channel} has cost {bought_cost} "
        "and brought {bought}. What they bring shows no clear difference."
    ),
    "in_channel": "from {channel}",
    "burn.worn": (
        "The extra exposures on {channel} add {extra} of those who see them instead of {mean}: the audience is "
        "finite, and {wasted} of all exposures there fall on people who are or were contacts."
    ),
    "burn.fresh": (
        "The extra exposures on {channel} add {extra} of those who see them, no less than the {mean} before: that "
        "audience is not worn out yet."
    ),
    "k.amplifies": (
        "The referral flywheel amplifies but does not live alone: with “{arm}” a contact brings {k} others within "
        "{days} days (K below 1); over the {horizon} each contact won otherwise has grown into {amp}."
    ),
    "k.open": (
        "With “{arm}” a contact brings {k} others within {days} days: whether K reaches 1, where referral would "
        "carry itself, is not clear."
    ),
    "k.alone": (
        "The referral flywheel carries itself: with “{arm}” a contact brings {k} others within {days} days (K "
        "above 1), until people run out."
    ),
    "off.one": ("When bought channels stop on day {day}, “{arm}” goes on at {after} of its earlier new contacts a day."),
    "off.more": (
        "When bought channels stop on day {day}, “{arm}” goes on at {after} of its earlier new contacts a day, "
        "clearly more than “{other}” at {other_after}."
    ),
    "off.less": (
        "When bought channels stop on day {day}, “{arm}” goes on at {after} of its earlier new contacts a day, "
        "clearly less than “{other}” at {other_after}."
    ),
    "off.alike": (
        "When bought channels stop on day {day}, “{arm}” goes on at {after} of its earlier new contacts a day and “"
        "{other}” at {other_after}, no clear difference."
    ),
    "off.on_one": "Over the same days with ads kept on, “{arm}” would stand at {on}; the gap is what stopping costs.",
    "off.on_two": (
        "Over the same days with ads kept on, the two would stand at {on} and {other_on}; the gaps are what stopping costs."
    ),
    "best.clear": "Of all {n} arms “{arm}” does best, and its lead is clear.",
    "best.shared": (
        "Of all {n} arms “{arm}” does best on average, but its lead over {others} is not clear; with "
        "{level} confidence the best is among these."
    ),
    "ltv_cac.up": "LTV/CAC rises from {before} (“{base}”) to {after} with “{arm}”.",
    "ltv_cac.down": "LTV/CAC falls from {before} (“{base}”) to {after} with “{arm}”.",
    "ltv_cac.flat": "LTV/CAC is {before} with “{base}” and {after} with “{arm}”, no clear difference.",
    "earns.yes": "With “{arm}” the business earns {profit} over {days} ({bounds}).",
    "earns.no": "Even with “{arm}” the business loses {profit} over {days} ({bounds}).",
    "earns.open": ("Whether the business earns at all with “{arm}” is not clear; its profit over {days} lies in {bounds}."),
    "stop.gains": (
        "Stopping bought channels on day {day} raises profit by {diff} within {days}: what is bought late has not "
        "paid back by then. A longer horizon may judge otherwise."
    ),
    "stop.costs": "Stopping bought channels on day {day} costs {diff} of profit within {days}.",
    "capped": (
        "The precision asked for would take {wanted} worlds; study.max_replications allowed {worlds}, so the intervals are "
        "wider than asked."
    ),
    "assumed.none": ('Every one of the {m} parameters in force is published or a choice. <a href="#assumptions">See them.</a>'),
    "skewed": (
        "In {measures} a few worlds far from the others weigh most, so that a stated {level} interval holds "
        "several points less often than that. More worlds (<code>study.replications</code>) or more people ("
        "<code>market.size</code>) help."
    ),
    "notice.told": "warning: {sentence}",
    "notice.beyond_all": "<code>{path}</code> has no effect: it lies beyond the horizon (<code>horizon_days</code>).",
    "notice.beyond": (
        "<code>{path}</code> has no effect in {arms}: there it lies beyond the horizon (<code>horizon_days</code>)."
    ),
    "notice.same": "{arms} have one and the same scenario, so there is no difference to find between them.",
    "notice.small": (
        "<code>market.size</code> is {size}, this business is made for {own}, and its traffic stays what it was: up to {now} exposures "
        "a person instead of {before}, so that the market is used up sooner. That is good enough to try things out. No single setting "
        "scales traffic: divide <code>exposures_per_day</code> and <code>budget_yuan_per_day</code> of each channel by {factor}, too."
    ),
    "notice.long": (
        "{exposures} exposures in a run are much work: about {minutes} minutes of one core for all runs. They are {each} for each of "
        "{people} people; lower <code>exposures_per_day</code> or the budget of the channels, or raise <code>market.size</code>, if "
        "that was not meant."
    ),
    "one.earns": "“{arm}” <b>earns {profit}</b> over {days} ({level} interval {bounds}).",
    "one.loses": "“{arm}” <b>loses {profit}</b> over {days} ({level} interval {bounds}).",
    "one.open": "“{arm}” <b>neither clearly earns nor loses</b> over {days}: {level} interval of profit {bounds}.",
    "one.cost": "The largest cost is {cause}: {yuan}, {share} of all spending.",
    "one.cost_close": "The largest cost is {cause}: {yuan}, {share} of all spending, not clearly ahead of {rival}.",
    "one.ltv_above": "A customer costs {cac} and has brought {ltv} by the end: LTV/CAC {ratio}, above 1.",
    "one.ltv_below": "A customer costs {cac} and has brought {ltv} by the end: LTV/CAC {ratio}, below 1.",
    "one.ltv_around": (
        "A customer costs {cac} and has brought {ltv} by the end: LTV/CAC {ratio}, not clearly on either side of 1."
    ),
    "one.no_cac": "CAC and LTV are not defined: nobody became a customer, or nothing was spent to acquire.",
    "one.payback": "The first monthly cohort has paid back its acquisition after {months}.",
    "one.no_payback": "The first monthly cohort has not paid back its acquisition by the end.",
    "verdict.fewer": "“{a}” beats “{b}”: it has <b>{diff} fewer</b> {metric} over {days} ({level} interval {bounds}).",
    "base.fewer": "Against “{base}”, “{arm}” has {diff} fewer {metric} ({bounds}).",
    "base.worse_fewer": "Against “{base}”, even “{arm}” does worse: {diff} fewer {metric} ({bounds}).",
    "verdict.better_higher": (
        "“{a}” beats “{b}”: its {metric} is <b>{diff} higher</b> over {days} ({level} interval {bounds})."
    ),
    "verdict.better_lower": "“{a}” beats “{b}”: its {metric} is <b>{diff} lower</b> over {days} ({level} interval {bounds}).",
    "verdict.has_more": "“{a}” has <b>{diff} more</b> {metric} than “{b}” over {days} ({level} interval {bounds}).",
    "sure.unclear_higher": "“{arm}” is higher with probability {p}; {worlds} worlds do not tell the two apart.",
    "sure.unclear_of_many": (
        "Looked at alone, “{arm}” is ahead with probability {p}; among {n} arms compared at once that is not enough to tell "
        "the two apart."
    ),
    "sure.unclear_higher_of_many": (
        "Looked at alone, “{arm}” is higher with probability {p}; among {n} arms compared at once that is not enough to tell "
        "the two apart."
    ),
    "sure.few": "<b>Only {worlds} worlds</b>: read this as rough.",
    "base.higher": "Against “{base}”, the {metric} of “{arm}” is {diff} higher ({bounds}).",
    "base.lower": "Against “{base}”, the {metric} of “{arm}” is {diff} lower ({bounds}).",
    "base.worse_higher": "Against “{base}”, even “{arm}” does worse: its {metric} is {diff} higher ({bounds}).",
    "base.worse_lower": "Against “{base}”, even “{arm}” does worse: its {metric} is {diff} lower ({bounds}).",
    "earns.loses": "With “{arm}” the business loses {profit} over {days} ({bounds}).",
    "rough": (
        "With {worlds} worlds the interval of {measures} reaches beyond what is possible and is shown cut there, "
        "as in (0–35): read it as rough. More worlds (<code>study.replications</code>) or more people (<code>"
        "market.size</code>) help."
    ),
    "rests.untested": (
        "<b>Assumptions not tested.</b> {n} of the {m} values behind this answer are assumptions, and the "
        "intervals cover chance alone. Run it again with <code>study=sensitivity</code> to see which of them "
        'would turn the answer round. <a href="#assumptions">See each.</a>'
    ),
    "rests.decide": (
        "<b>The assumptions decide.</b> Only in {p} ({bounds}) of the worlds that they allow does the side stay "
        "ahead that is ahead on average. <code>study=sensitivity</code> shows which of them to measure first. "
        '<a href="#assumptions">See each.</a>'
    ),
    "rests.mostly": (
        "<b>The result rests more on assumptions than on chance.</b> They cause {share} ({share_bounds}) of the "
        'spread between worlds; the side ahead is ahead in {p} ({bounds}) of them. <a href="#assumptions">See '
        "each.</a>"
    ),
    "rests.measure": "<b>The decision rests on assumptions.</b> Before money is spent on it, measure: {paths}.",
}
