"""Whether an exposed or invited person adds us, and the trust they start with."""

from siyu_sim.jit import jit


@jit
def add_log_odds(p, w, channel, segment, receptivity, exposures):
    """At an exposure on a channel, after `exposures` earlier ones that did not add."""
    return channel.add + p.seg_hook_pull[segment] + receptivity + channel.repeat * exposures + p.add_reputation * w.reputation


@jit
def accept_log_odds(p, w, segment, receptivity, exposures, referrer_trust, in_programme):
    """At an invitation by somebody whose trust in us was `referrer_trust` when they wrote it; of a scheme or, if there is one,
    beside it."""
    reward, story = p.invite_reward, p.story_accept
    if p.scheme_on != 0.0 and not in_programme:
        reward, story = 0.0, 0.0
    return (
        p.invite_add
        + p.seg_hook_pull[segment]
        + receptivity
        + p.invite_repeat * exposures
        + p.invite_trust * (referrer_trust - 0.5)
        + reward * p.seg_reward[segment]
        + story
        + p.add_reputation * w.reputation
    )


@jit
def borrowed_trust(p, referrer_trust, in_programme):
    """Trust that a referred contact starts with."""
    if p.scheme_on != 0.0 and not in_programme:
        return p.borrowed_beside * referrer_trust
    return min(1.0, p.borrowed * referrer_trust)
