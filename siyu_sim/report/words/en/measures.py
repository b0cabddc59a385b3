"""English: figures of single measures, and of the flow of people."""

WORDS: dict[str, str] = {
    "nav.limits": "Limits",
    "section.limits": "Limits, bans and waiting",
    "measure.is": "With “{arm}”, {metric}: {value}{bounds}.",
    "measure.most": "{metric}: most with “{arm}”, {value}{bounds}.",
    "measure.more": "That is {diff} more than with “{base}”.",
    "measure.less": "That is {diff} less than with “{base}”.",
    "measure.alike": "That is not clearly different from “{base}”.",
    "measure.then": " ",
    "measure.alt": "Dots with intervals: {metric} of each arm.",
    "flows.title": "Where people come from, and how far they go",
    "flows.contacts": "contacts",
    "flows.customers": "customers",
    "flows.not_yet": "not yet bought",
    "flows.again": "again",
    "flows.once": "once",
    "flows.hover": "{people} people, {share} of those before",
    "flows.takeaway": (
        "With “{arm}”, {contacts} people add us, most by {channel} ({share}); {customers} of them buy, {again} more than once."
    ),
    "flows.takeaway_first": "With “{arm}”, {contacts} people add us, most by {channel} ({share}); {customers} of them buy.",
    "flows.alt": "Bands as wide as the number of people: from channels to contacts, to customers, to those who bought again.",
    "flows.note": "Means over {worlds} worlds. Exposures are left out: they would dwarf the rest. Rates with intervals stand in the table.",
}
