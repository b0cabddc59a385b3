"""How people move through time: the compiled scenario (`parameters`), the table of contacts (`population`), the five phases of
a window (`intake`, `sweep`, `desk`), the clock, the event log, and the reference engine that does the same one person at a
time."""
