"""English: searches and allocations."""

WORDS: dict[str, str] = {
    # ---------------------------------------------------------------------------------------- search and allocation
    "plain.said": "{text}",
    "plain.found": "<b>{head}:</b> {text}",
    "search.question": "Which strategy is best? {question}",
    "allocate.question": "How to split the budget? {question}",
    "search.meta": "{business}{people} people · {days} days · {runs} runs",
    "search.spending": "Spending",
    "search.sure": (
        "{n} strategies tried in {runs} runs, the contenders in up to {worlds} worlds; what was found was then lived in "
        "{fresh} fresh worlds that no strategy was chosen by."
    ),
    "allocate.sure": (
        "{n} splits of {budget} compared in the same worlds ({runs} runs); all that is told here comes from {fresh} fresh "
        "worlds."
    ),
    "search.promise": (
        "{metric} of “{name}” less that of “{base}”: {searched} in the search, {diff} ({bounds}) in fresh worlds."
    ),
    "search.warn.broken": "Nothing that was tried meets all constraints: what is shown comes nearest.",
    "search.warn.curse": "What looks best among many was also lucky. Trust the fresh worlds, not the search.",
    "allocate.warn.unfinished": (
        "The search ended before it was through: more <code>study.allocate.looks</code> may find a better split."
    ),
    "allocate.warn.together": "Levers work together: what each brings, taken away alone, need not add up.",
    "nav.confirmed": "Confirmed",
    "nav.front": "Front",
    "nav.trials": "Tried",
    "nav.marginal": "Next yuan",
    "section.confirmed": "What fresh worlds say of it",
    "section.front": "What no other strategy beats in all goals",
    "section.trials": "What was tried",
    "section.marginal": "The split, and where the next yuan goes",
    "search.tried": "tried",
    "search.broken": "breaks a constraint",
    "search.today": "as configured",
    "search.chosen": "found",
    "search.tried_title": "{y} over {x}",
    "search.tried_takeaway": "{n} strategies tried.",
    "search.tried_broken": "{n} strategies tried; {broken} of them break a constraint.",
    "search.tried_found": "Found (★): {x} {x_value}, {y} {y_value}; as configured: {x_today}, {y_today}.",
    "search.tried_alt": "Scatter plot: {y} over {x} of every strategy tried.",
    "search.tried_note": "In the worlds of the search, in which the chosen ones look a little too good.",
    "search.promised": "in the search",
    "search.confirmed": "in fresh worlds",
    "search.confirmed_title": "{metric} against “{base}”",
    "search.confirmed_axis": "{metric}: difference from “{base}”",
    "search.confirmed_takeaway": "{name}: {diff} ({bounds}) in fresh worlds, {searched} in the search.",
    "search.confirmed_alt": (
        "Dots with intervals: difference in {metric} from “{base}” in fresh worlds, beside what the search saw."
    ),
    "search.confirmed_note": "{level} intervals over fresh worlds, for all strategies together.",
    "search.confirmed_table": "In fresh worlds",
    "search.trials_table": "The best {n} of what was tried",
    "search.type": "What to type",
    "search.name.best": "Best found",
    "search.name.front": "Front",
    "search.within.yes": "met",
    "search.within.no": "broken",
    "search.within.unclear": "not clear",
    "search.head.strategy": "Strategy",
    "search.head.overrides": "Overrides",
    "search.head.metric": "Measure",
    "search.head.mean": "Mean",
    "search.head.diff": "Difference",
    "search.head.searched": "In the search",
    "search.head.better": "Better",
    "search.head.limit": "Limit",
    "search.head.trial": "Trial",
    "search.head.worlds": "Worlds",
    "search.head.feasible": "Meets all limits",
    "allocate.head.lever": "Lever",
    "allocate.head.today": "Today",
    "allocate.head.value": "In the split",
    "allocate.head.spend": "Takes, yuan",
    "allocate.head.gain": "Brings",
    "allocate.head.step": "One step more",
    "allocate.head.extra_spend": "Costs, yuan",
    "allocate.head.extra_gain": "Gains",
    "allocate.head.per_yuan": "Gain for 1,000 yuan",
    "allocate.head.behind": "Behind the best",
    "allocate.split_table": "The split",
    "allocate.split_note": (
        "Brings and gains: {metric}, for the better. The split less the same split without this lever's money."
    ),
    "allocate.marginal_table": "One step more of each lever",
    "allocate.marginal_title": "What the next yuan gains",
    "allocate.marginal_axis": "Gain for each extra 1,000 yuan: {metric}",
    "allocate.marginal_takeaway": "The next yuan belongs to {lever}.",
    "allocate.marginal_none": "No lever clearly gains from a further yuan.",
    "allocate.marginal_alt": "Dots with intervals: gain for each extra 1,000 yuan by lever, with zero.",
    "allocate.marginal_note": (
        "Intervals hold for all levers together. A lever whose step does not clearly cost more has no return a yuan: its "
        "traffic is used up."
    ),
}
