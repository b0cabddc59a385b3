"""English: sweeps, uncertainty of the world, sensitivity."""

WORDS: dict[str, str] = {
    # ---------------------------------------------------------------------------------------- many arms
    "table.shown": (
        "{n} of {all} arms: the best, the baseline and what the question is about. Figures show these; the data have all."
    ),
    "table.others": "The other {n} arms, the best first",
    # ---------------------------------------------------------------------------------------- sweep
    "nav.sweep": "Settings",
    "section.sweep": "Over the settings",
    "sweep.title": "{metric} over {levers}",
    "sweep.takeaway.clear": "Best is {setting} with {value}, clearly ahead of the others ({n} settings compared).",
    "sweep.takeaway.shared": "Best on average is {setting} with {value}; {m} of {n} settings cannot be told from the best.",
    "sweep.takeaway.highest": "The highest {metric} is that of {setting}, {value}, of {n} settings.",
    "sweep.alt.one": "{metric} over the values of {levers}, with intervals.",
    "sweep.alt.two": "Heat map: {metric} by {levers}.",
    "sweep.alt.more": "Parallel coordinates: a line for each setting through its values of {levers}, ending at its {metric}.",
    "sweep.note.one": (
        "Means over {worlds} worlds with {level} intervals. In the primary measure, orange marks the settings that may be "
        "the best, "
        "as differences in the same worlds tell: intervals may overlap where differences are clear."
    ),
    "sweep.note.two": (
        "Means over {worlds} worlds. In the primary measure, ★ marks the settings that may be the best ({level}, corrected "
        "for their number)."
    ),
    "sweep.note.more": (
        "Means over {worlds} worlds ({level} intervals on pointing). Orange: the best; blue: the next nine; grey: all others."
    ),
    "sweep.axes": "Levers and, at the right, the measure",
    "sweep.table": "The best {n} settings",
    "sweep.measure": "Measure",
    "sweep.rank": "Rank",
    "sweep.behind": "Behind the best",
    "sweep.table_note": (
        "± half the {level} interval. Shaded: cannot be told from the best, corrected for {n} settings; there are {m} of "
        "these. The column "
        "may_be_best of sweep.csv names all."
    ),
    # ---------------------------------------------------------------------------------------- uncertainty
    "nav.uncertainty": "Chance or ignorance",
    "section.uncertainty": "Chance or ignorance",
    "uncertainty.title": "What the difference depends on",
    "uncertainty.ignorance": "ignorance (what nobody has measured)",
    "uncertainty.chance": "chance (luck in a world)",
    "uncertainty.axis": "Share of the variance of the difference from the baseline, over worlds",
    "uncertainty.takeaway": (
        "{arm} against {base}: in {p} ({bounds}) of the worlds that the assumptions allow, {ahead} is better. Ignorance "
        "causes {share} "
        "({share_bounds}) of the variance, chance the rest."
    ),
    "uncertainty.alt": "Stacked bars: shares of the variance of each arm's difference that ignorance and chance cause.",
    "uncertainty.note": (
        "Every world draws each assumption from its range, the same for all arms. Of {pairs} draws a second world was "
        "lived, which shares "
        "the assumptions and nothing else: what the two have in common is ignorance. Line: {level} interval. More measuring"
        " reduces "
        "ignorance, more customers reduce chance."
    ),
    "uncertainty.table": "{metric}: difference from “{base}” over worlds",
    "uncertainty.head.diff": "Mean difference",
    "uncertainty.head.sd": "Standard deviation over worlds",
    "uncertainty.head.ignorance": "Of its variance, ignorance",
    "uncertainty.head.ahead": "Better on average",
    "uncertainty.head.right": "Better in so many worlds",
    "draws.right": "In <b>{p}</b> ({bounds}) of the worlds that the assumptions allow, “{arm}” is better.",
    "draws.higher": "In <b>{p}</b> ({bounds}) of the worlds that the assumptions allow, “{arm}” is higher.",
    "draws.ignorance": "Ignorance causes {share} ({share_bounds}) of the spread between worlds (variance), chance the rest.",
    "assumed.drawn": (
        "Every world draws what nobody has measured from its range, so intervals cover that, too; what has no range stays "
        "as it is. {n} of "
        '{m} parameters in force ({share}) rest on no published figure. <a href="#assumptions">See each of them.</a>'
    ),
    # ---------------------------------------------------------------------------------------- sensitivity
    "sens.question": "Which assumption decides? {question}",
    "sens.meta": "{business}{people} people · {days} days · {n} assumptions · {runs} runs",
    "sens.path": '<span title="{meaning}">“{name}”</span> (<code>{path}</code>)',
    "sens.one": "<b>One assumption decides</b> between “{a}” and “{b}”. {first}",
    "sens.more": "<b>{n} assumptions decide</b> between “{a}” and “{b}”. {first}",
    "sens.below": "If {path} is <b>below {at}</b> instead of {value}, “{other}” is better than “{now}”.",
    "sens.above": "If {path} is <b>above {at}</b> instead of {value}, “{other}” is better than “{now}”.",
    "sens.below_unsure": (
        "If {path} is <b>below {at}</b> instead of {value}, “{other}” is better than “{now}”; between {low} and {high} the "
        "difference is not clear."
    ),
    "sens.above_unsure": (
        "If {path} is <b>above {at}</b> instead of {value}, “{other}” is better than “{now}”; between {low} and {high} the "
        "difference is not clear."
    ),
    "sens.robust": (
        "<b>No assumption decides</b>: “{now}” is ahead of “{other}” by {diff} in {metric} ({bounds}) as configured, and "
        "stays clearly ahead over "
        "the whole range of each of the {k} assumptions looked at."
    ),
    "sens.shaky": (
        "<b>No assumption turns it round</b>: “{now}” is ahead of “{other}” by {diff} in {metric} ({bounds}) as configured."
        " Over part of the range of "
        "{paths} its lead is not clear."
    ),
    "sens.open": (
        "<b>Open as configured</b>: “{a}” and “{b}” show no clear difference in {metric} ({bounds}). {n} of {k} assumptions"
        " looked at would settle it (intervals widened for so many): {first}"
    ),
    "sens.open_all": (
        "<b>Open, and no assumption settles it</b>: “{a}” and “{b}” show no clear difference in {metric} ({bounds}), as "
        "configured or over the "
        "range of any of the {k} assumptions looked at."
    ),
    "sens.settles_above": "With {path} at {at} or above, “{other}” is clearly better (configured: {value}).",
    "sens.settles_below": "With {path} at {at} or below, “{other}” is clearly better (configured: {value}).",
    "sens.undefined": "<b>Nothing can be said</b>: {metric} is not defined in enough of these runs.",
    "sens.zero": "nothing (zero)",
    "sens.now": "As configured, “{now}” is ahead of “{other}” by {diff} in {metric} ({bounds}; {worlds} worlds).",
    "sens.sure": (
        "{runs} runs: {n} assumptions screened, {k} of them followed over their whole range in {worlds} worlds, each alone "
        "and all others as "
        "configured. A decision counts as turned round only where the {level} interval leaves out zero on the other side."
    ),
    "sens.carries": (
        "When these {k} vary together, {path} carries most of what is uncertain: {share} of the variance goes with it ("
        "{bounds})."
    ),
    "sens.carries_open": (
        "When these {k} vary together, which of them carries most of the variance is not clear: intervals overlap."
    ),
    "sens.interact": "Assumptions act on each other: alone they explain at most {share} of the variance.",
    "sens.flat": "None of these {k}, varied together, moves the difference at all.",
    "sens.warn.shares": (
        "Shares of the variance are rough: {n} samples tell them only roughly, and what lies beyond 0 or 100% is cut. More "
        "<code>study.sensitivity.base_samples</code> tells more."
    ),
    "sens.warn.alone": (
        "A curve moves one assumption alone. For all at once, as little known as they are: <code>"
        "study.draw_assumptions=true</code> gives the share of worlds in "
        "which the better side is better."
    ),
    "sens.warn.screen": (
        "The screening ({n} trajectories) does not tell for certain which assumptions matter most: {out} left out may "
        "matter as much as one that was "
        "kept. More <code>study.sensitivity.trajectories</code> or <code>study.sensitivity.keep</code> tells."
    ),
    "sens.warn.range": (
        'What is published or chosen was not varied, nor what has no range. <a href="#assumptions">See each parameter.</a>'
    ),
    "nav.tornado": "Decision",
    "nav.curves": "Curves",
    "nav.shares": "Shares",
    "nav.screening": "Screening",
    "section.tornado": "Which assumption could change the decision",
    "section.curves": "The difference over the range of each assumption",
    "section.shares": "What the uncertainty consists of",
    "section.screening": "What matters at all",
    "tornado.title": "From one end of each range to the other",
    "tornado.axis": "{what}",
    "tornado.low": "at the lower end",
    "tornado.high": "at the upper end",
    "tornado.now": "as configured",
    "tornado.takeaway": "“{path}” swings the difference most: from {low} at {low_at} to {high} at {high_at}.",
    "tornado.hover": "{label}<br>at {value}: {diff}{bounds}",
    "tornado.alt": (
        "Tornado: for each assumption a bar from the difference at the lower end of its range to that at the upper end."
    ),
    "tornado.note": (
        "Each bar moves one assumption alone; circle: lower end, square: upper end of its range, with {level} intervals. "
        "Dashed: as configured. A "
        "bar across zero is a decision that depends on it."
    ),
    "sens.difference": "{metric}: “{a}” less “{b}”",
    "sens.own": "{metric} of “{a}”",
    "curve.takeaway.decides": "Turns round at {at} (configured: {value}).",
    "curve.takeaway.crosses": "Crosses zero at {at} (configured: {value}), but not clearly.",
    "curve.takeaway.never": "Does not change sign from {low} to {high} (configured: {value}).",
    "curve.alt": "Line with its interval: difference over the range of {label}, with zero and the configured value.",
    "curve.axis": "Difference: {metric}",
    "curve.hover": "{label} = {value}<br>{diff}{bounds}",
    "curve.now": "configured",
    "shares.title": "Shares of the variance of the difference",
    "shares.first": "alone (first order)",
    "shares.total": "with interactions (total)",
    "shares.axis": "Share of the variance",
    "shares.takeaway": "“{path}” carries {share} of the variance ({bounds}), interactions included.",
    "shares.takeaway_open": (
        "Largest on average: “{path}” with {share} ({bounds}), interactions included; the intervals do not tell them apart."
    ),
    "shares.hover": "{label}<br>{kind}: {share}{bounds}",
    "shares.alt": "Bars with intervals: share of variance that goes with each assumption, alone and with its interactions.",
    "shares.note": (
        "All of these vary at once over their whole ranges, {n} samples (Sobol), in one world. Alone: what would go if this"
        " one were known. Total: "
        "what would stay if all others were known. {level} bootstrap intervals, cut to 0–100%."
    ),
    "screening.title": "Strength and spread of each assumption",
    "screening.x": "Strength: mean size of the change over the range",
    "screening.y": "Spread: how much that change varies",
    "screening.takeaway": "{n} assumptions; {none} of them change nothing at all. Numbered: the {k} looked at closely.",
    "screening.hover": "{label}<br>strength {strength}{bounds}<br>spread {spread}",
    "screening.alt": "Scatter plot: strength of each assumption against the spread of its effect.",
    "screening.note": (
        "Morris's elementary effects over {n} trajectories, as means with {level} intervals. Below the dotted line an "
        "assumption acts much the "
        "same wherever the others stand; above it, it depends on them."
    ),
    "screening.table": "All assumptions, the strongest first",
    "screening.show": "Show all {n} assumptions with their range and what they rest on",
    "flips.table": "The assumptions looked at closely",
    "sens.head.path": "Assumption",
    "sens.head.value": "Configured",
    "sens.head.range": "Range",
    "sens.head.at": "Crosses zero at",
    "sens.head.unsure": "Not clear between",
    "sens.head.low": "At the lower end",
    "sens.head.high": "At the upper end",
    "sens.head.share": "Share of variance (total)",
    "sens.head.strength": "Strength",
    "sens.head.spread": "Spread",
    "sens.head.meaning": "Meaning",
    "sens.head.why": "Rests on",
    "sens.between": "{low} to {high}",
    "sens.never": "not within the range",
    "plain.work": "{runs} runs",
    "plain.seeds": "{n} worlds from seed {first} on",
    "plain.files": (
        "In the folder data beside this page: the tables of this page and what is behind its figures as CSV, "
        "assumptions.csv (every parameter with its evidence and range), and provenance.json."
    ),
}
