"""What the platform and its risks cost: people refused, touches blocked, contacts lost with accounts, broken codes."""

from __future__ import annotations

from siyu_sim.behaviour.state import LEFT
from siyu_sim.engine import counters as c
from siyu_sim.measure.ratio import Ratio, ratio
from siyu_sim.simulation import Run


def _total(run: Run, counter: int) -> int:
    return int(run.counts[:, counter].sum())


def contacts_held(run: Run) -> int:
    """Contacts held at the horizon."""
    return int((run.rows["flags"] & LEFT == 0).sum())


def refused_adds(run: Run) -> int:
    """People who would have added us, but no account could take them."""
    return _total(run, c.REFUSED)


def blocked_touches(run: Run) -> int:
    """Touches kept from a contact by a sending limit or a silenced account."""
    return _total(run, c.BLOCKED)


def lost_with_accounts(run: Run) -> int:
    """Contacts lost because their account was closed or its keeper left."""
    return _total(run, c.PLATFORM_LOST)


def broken_share(run: Run) -> Ratio:
    """Share of the exposures and invitations, but those on contacts, that met a broken code; nan without any."""
    return ratio(_total(run, c.BROKEN), _total(run, c.EXPOSURES) - _total(run, c.WASTED))
