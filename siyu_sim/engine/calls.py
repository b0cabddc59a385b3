"""Compiled rules as Python calls them: they take records, and these pick one row of a table.

`ps`, `ws` and `fxs` hold one record each: parameters, slow state, effects.
"""

from siyu_sim.behaviour import purchase, questions, scheme, sharing
from siyu_sim.behaviour.adding import borrowed_trust
from siyu_sim.behaviour.handlers import on_delivery, on_leave, on_message, on_need, on_prize, on_reply, on_touch
from siyu_sim.behaviour.rewards import settle_fakes, settle_honest
from siyu_sim.behaviour.sop import script_of
from siyu_sim.behaviour.welcome import writes_first
from siyu_sim.dice.decisions import INVITE
from siyu_sim.dice.decisions import TOUCH as TOUCH_DICE
from siyu_sim.dice.draw import exponential
from siyu_sim.dice.philox import uniforms
from siyu_sim.engine import desk, intake, placing
from siyu_sim.engine.intake import (
    acquisition_cost,
    decide_add,
    decide_public,
    exposure_occasion,
    invitation_occasion,
)
from siyu_sim.jit import jit
from siyu_sim.world.exposure import draw_exposure, exposed_person
from siyu_sim.world.network import contact_of, number_of_contacts


@jit
def touch(ps, ws, table, further, i, groups, g, accounts, a, posts, j, fxs):
    p, row, post = ps[0], table[i], posts[j]
    u_see, u_leave, u_buy, u_share = uniforms(p.seed_bits, row.person, TOUCH_DICE, post.minute)
    return on_touch(p, ws[0], row, further[i], groups[g], accounts[a], post, u_see, u_leave, u_buy, u_share, fxs[0])


@jit
def message(ps, ws, table, further, i, groups, g, accounts, a, rules, j, t, fxs):
    script = script_of(ps[0], table[i], j)
    return on_message(ps[0], ws[0], table[i], further[i], groups[g], accounts[a], rules[script], t, fxs[0])


@jit
def need(ps, ws, table, further, i, t, fxs):
    return on_need(ps[0], ws[0], table[i], further[i], t, fxs[0])


@jit
def reply(ps, ws, table, further, i, t, fxs):
    return on_reply(ps[0], ws[0], table[i], further[i], t, fxs[0])


@jit
def delivery(ps, ws, table, further, i, t, fxs):
    return on_delivery(ps[0], ws[0], table[i], further[i], t, fxs[0])


@jit
def leave(ps, ws, table, further, i, t, fxs):
    return on_leave(ps[0], ws[0], table[i], further[i], t, fxs[0])


@jit
def prize(ps, ws, table, further, i, t, fxs):
    return on_prize(ps[0], ws[0], table[i], further[i], t, fxs[0])


@jit
def honest(ps, table, further, i, referrer, kind, net, t, t1):
    return settle_honest(ps[0], kind, net, t, t1, table[i], further[i], table[referrer], further[referrer])


@jit
def fakes(ps, table, further, i, number, occasion, t, t1):
    return settle_fakes(ps[0], number, occasion, t, t1, table[i], further[i])


@jit
def admit_invited(ps, further, i, referrer, in_programme, for_team, t):
    scheme.admit_invited(ps[0], further[i], further[referrer], in_programme, for_team, t)


@jit
def invited_by(ps, table, further, i, t):
    return sharing.invited_by(ps[0], table[i], further[i], t)


@jit
def exposure(ps, channels, k, day, j):
    instant, high, low = draw_exposure(ps[0], channels[k], day, j)
    return instant, exposed_person(ps[0], channels[k], high, low)


@jit
def occasion_of_exposure(channels, k, day, j):
    return exposure_occasion(channels[k].code, day, j)


@jit
def invitee(ps, person, contact):
    return contact_of(ps[0], person, contact)


@jit
def occasion_of_invitation(person, occasion):
    return invitation_occasion(person, occasion)


@jit
def adds(ps, ws, channels, k, person, exposures, invited, trust, occasion, programme):
    return decide_add(ps[0], ws[0], channels[k], person, exposures, invited, trust, occasion, programme)


@jit
def place(ps, accounts, t):
    return placing.place(ps[0], accounts, t)


@jit
def take(accounts, a, t):
    placing.take(accounts[a], t)


@jit
def hold(ps, accounts):
    return placing.hold(ps[0], accounts)


@jit
def admit(ps, table, further, i, needs, drops, person, channel, t, trust, referrer, generation, hooked):
    intake.admit(ps[0], table[i], further[i], needs, drops, person, channel, t, trust, referrer, generation, hooked)


@jit
def join_group(ps, table, further, i, groups):
    return intake.join_group(ps[0], table[i], further[i], groups)


@jit
def costs(ps, channels, k, t):
    return acquisition_cost(ps[0], channels[k], t)


@jit
def borrowed(ps, trust, in_programme):
    return borrowed_trust(ps[0], trust, in_programme)


@jit
def whom_and_when(ps, person, occasion):
    u_whom, u_delay, _, _ = uniforms(ps[0].seed_bits, person, INVITE, occasion)
    return int(u_whom * number_of_contacts(ps[0], person)), ps[0].invite_delay * exponential(u_delay)


@jit
def answer(ps, ws, table, further, i, questions, operators):
    return desk.answer(ps[0], ws[0], table[i], further[i], questions[0], operators)


@jit
def question_number(ps, table, further, i):
    return questions.question_number(ps[0], table[i], further[i])


@jit
def greets(ps, table, further, i):
    return writes_first(ps[0], table[i], further[i])


@jit
def buys_in_public(ps, channels, k, person, exposures, occasion):
    return decide_public(ps[0], channels[k], person, exposures, occasion)


@jit
def public_order(ps, channels, k, u):
    return purchase.public_order(ps[0], channels[k], u)
