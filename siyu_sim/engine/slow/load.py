"""How many contacts are held for each that the desk's operators can look after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyu_sim.engine.people import People

if TYPE_CHECKING:
    from siyu_sim.engine.slow import Window


class Load:
    """Writes `load`; above 1 handling a question takes that many times longer. Not made for a desk without such a limit."""

    def open(self, people: People) -> None:
        self._most = (people.compiled.scenario.desk.contacts_per_operator or 1) * len(people.operators)
        people.slow["load"] = people.n_rows / self._most

    def observe(self, people: People, window: Window) -> None:
        people.slow["load"] = window.held / self._most
