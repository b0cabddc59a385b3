"""The business as SimPy processes: the calendar that posts, the channels that buy exposures, the costs that run. Whatever the
operator decides is decided here, from what a real operator sees: counts and costs, never trust."""
