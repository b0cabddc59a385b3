"""What some mechanisms of a scenario need of the engines. A topic that needs it raises the flag in its values; none lowers it."""

FLAGS = (
    "more_on",  # the further row is kept
    "clocks_on",  # personal messages and prizes have instants of their own
    "groups_on",
    "accounts_on",
    "welcome_on",
    "aftersales_on",
    "reading_on",  # something is noted, or may happen, whenever a contact reads us
    "commission_on",  # later orders of the invited count as successes too
)
