"""What a success of a referrer is worth, to both sides, and what becomes of it when successes are checked.

Called between windows, for one success after another in order of their instants: a reward may depend on those before it.
"""

from siyu_sim.behaviour.cheats import ADDING
from siyu_sim.behaviour.scheme import helps, room, tier_of
from siyu_sim.behaviour.state import BY_PROGRAMME, GUEST
from siyu_sim.dice.decisions import CHECK, CHECK_FAKE
from siyu_sim.dice.philox import uniforms
from siyu_sim.jit import jit

ADDED_US, ORDERED_FIRST, ORDERED_AGAIN = 0, 1, 2  # what somebody invited did
FAKED = 3  # what a referrer did

MOST_FEN = 2_000_000_000  # the further row counts earnings in 32 bits, and stops there
MOST_BROUGHT = 65_535


@jit
def _is_rewarded(p, kind):
    return (kind == ADDED_US and p.pay_on_add != 0.0) or (kind == ORDERED_FIRST and p.pay_on_add == 0.0)


@jit
def _commission(p, net):
    return int(net * p.commission + 0.5)


@jit
def _earn(p, referrer_more, t, rewarded, commission):
    """Fen to the referrer for a success at t, within the cap; keeps count of it."""
    fen = commission
    if rewarded:
        fen += int(p.tier_fen[tier_of(p, referrer_more.brought)])
        if referrer_more.brought < MOST_BROUGHT:
            referrer_more.brought += 1
    fen = min(fen, room(p, referrer_more, t))
    referrer_more.earned = min(MOST_FEN, referrer_more.earned + fen)
    return fen


@jit
def settle_honest(p, kind, net, t, t1, row, more, referrer, referrer_more):
    """One success: (fen of reward to both sides, fen of checking, 1 if checked, 1 if refused, 1 if it completes a team)."""
    rewarded = _is_rewarded(p, kind)
    if p.more_on == 0.0:
        return (int(p.reward_fen) + int(p.invitee_fen) if rewarded else 0), 0, 0, 0, 0
    if p.scheme_on != 0.0 and (more.marks & BY_PROGRAMME == 0 or (kind != ADDED_US and net <= 0)):
        return 0, 0, 0, 0, 0  # brought outside the programme, or a gift taken
    commission = _commission(p, net) if kind != ADDED_US and t <= row.joined + p.commission_days else 0
    opened = referrer_more.team_until - p.team_days
    helper = p.team_on != 0.0 and kind == p.team_counts and more.marks & GUEST and row.joined >= opened
    checking = 0
    if p.check_on != 0.0 and (rewarded or helper):
        checking = int(p.check_fen)
        u, _, _, _ = uniforms(p.seed_bits, row.person, CHECK, kind)
        if u < p.false_alarm:
            referrer.trust *= 1.0 - p.false_alarm_loss
            return 0, checking, 1, 1, 0
    paid = _earn(p, referrer_more, t, rewarded, commission)
    if rewarded:
        paid += int(p.invitee_fen)
    completed = helps(p, referrer_more, t, t1) if helper else 0
    return paid, checking, int(p.check_on != 0.0 and (rewarded or helper)), 0, completed


@jit
def settle_fakes(p, number, occasion, t, t1, referrer, referrer_more):
    """The fakes of one occasion: (fen lost to them and to checking, fakes checked, caught, 1 if they complete a team)."""
    rewarded = (p.fake_by == ADDING) == (p.pay_on_add != 0.0)
    lost = checked = caught = completed = 0
    for m in range(number):
        lost += int(p.hook_fen)
        if p.check_on != 0.0:
            lost += int(p.check_fen)
            checked += 1
            u, _, _, _ = uniforms(p.seed_bits, referrer.person, CHECK_FAKE, (occasion << 7) | m)
            if u < p.catch_rate:
                caught += 1
                continue
        lost += _earn(p, referrer_more, t, rewarded, 0 if p.fake_by == ADDING else _commission(p, p.price_fen))
        if rewarded:
            lost += int(p.invitee_fen)
        if p.team_on != 0.0 and p.team_counts == ADDED_US and p.fake_by == ADDING:
            completed += helps(p, referrer_more, t, t1)
    return lost, checked, caught, completed
