"""Whether an exposed or invited person adds us, and the trust they start with."""

from siyu_sim.jit import jit


@jit
def add_log_odds(p, channel, segment, receptivity, exposures):
    """At an exposure on a channel, after `exposures` earlier ones that did not add."""
    return channel.add + p.seg_hook_pull[segment] + receptivity + channel.repeat * exposures


@jit
def accept_log_odds(p, segment, receptivity, exposures, referrer_trust):
    """At an invitation by somebody whose trust in us was `referrer_trust` when they wrote it."""
    return (
        p.invite_add
        + p.seg_hook_pull[segment]
        + receptivity
        + p.invite_repeat * exposures
        + p.invite_trust * (referrer_trust - 0.5)
        + p.invite_reward * p.seg_reward[segment]
    )


@jit
def borrowed_trust(p, referrer_trust):
    """Trust that a referred contact starts with."""
    return p.borrowed * referrer_trust
