"""Phase 2 of a window: exposures bought or earned, and invitations due, in the order of their instants: who adds?"""

import math

import numpy as np

from siyu_sim.behaviour.adding import accept_log_odds, add_log_odds, borrowed_trust
from siyu_sim.behaviour.cheats import honesty
from siyu_sim.behaviour.effects import ADDED, BLOCKED, BOUGHT, DECLINED, EXPOSED, INVITATION
from siyu_sim.behaviour.need import first_need_after
from siyu_sim.behaviour.purchase import buys_in_public, public_order
from siyu_sim.behaviour.questions import A_GREETING
from siyu_sim.behaviour.retention import NO_RULE
from siyu_sim.behaviour.rewards import ADDED_US
from siyu_sim.behaviour.scheme import admit_invited
from siyu_sim.behaviour.sharing import FOR_TEAM, PLAIN, social_class
from siyu_sim.behaviour.sop import controls, next_message
from siyu_sim.behaviour.state import NEVER
from siyu_sim.behaviour.touchpoints import followed_on_adding, joins_group
from siyu_sim.behaviour.welcome import writes_first
from siyu_sim.dice.decisions import ACCEPT, ADD, PUBLIC
from siyu_sim.dice.draw import happens
from siyu_sim.dice.philox import uniforms
from siyu_sim.dice.pick import mix
from siyu_sim.engine import counters as c
from siyu_sim.engine.placing import NO_ROOM, is_broken, place, take
from siyu_sim.engine.population import CONTACT, MOST_EXPOSURES
from siyu_sim.jit import jit
from siyu_sim.ledger import causes
from siyu_sim.world.exposure import draw_exposure, exposed_person
from siyu_sim.world.network import contact_of
from siyu_sim.world.traits import habits, leaves_at, segment_and_receptivity, taste_of

_HOOK, _MEDIA = causes.HOOK, causes.MEDIA
_SALES, _GOODS, _FEE, _REFUND = causes.SALES, causes.GOODS, causes.FEE, causes.REFUND


@jit
def exposure_occasion(code, day, j):
    """Names one exposure among all that a person may have: channel, day, number."""
    return mix(mix((np.uint64(code) << np.uint64(32)) | np.uint64(day)) ^ np.uint64(j))


@jit
def invitation_occasion(referrer_person, occasion):
    """Names one invitation among all that a person may get: who wrote it, in which round."""
    return mix(mix(np.uint64(referrer_person)) ^ np.uint64(occasion))


@jit
def decide_add(p, w, channel, person, exposures, is_invitation, trust, occasion, programme):
    """Whether a prospect adds at this exposure or invitation. programme: PLAIN, PROGRAMME or FOR_TEAM."""
    segment, receptivity = segment_and_receptivity(p, person)
    if is_invitation:
        u, _, _, _ = uniforms(p.seed_bits, person, ACCEPT, occasion)
        return happens(u, accept_log_odds(p, w, segment, receptivity, exposures, trust, programme != PLAIN))
    u, _, _, _ = uniforms(p.seed_bits, person, ADD, occasion)
    return happens(u, add_log_odds(p, w, channel, segment, receptivity, exposures))


@jit
def admit(p, row, more, need_table, drop_table, person, channel_index, t, trust, referrer, generation, hooked):
    """Write the row of somebody who adds at t; `hooked`: was handed the hook for it."""
    segment, _ = segment_and_receptivity(p, person)
    rate, see, drop = habits(p, need_table, drop_table, person, segment)
    row.person = person
    row.segment = segment
    row.channel = channel_index
    row.rate = rate
    row.see = see
    row.drop = drop
    row.taste = taste_of(p, person)
    row.nature = social_class(p, person) | (honesty(p, person, segment) if p.abuse_on != 0.0 else 0)
    row.control = controls(p, person)
    row.joined = t
    row.t_last = t
    row.trust = trust
    row.fatigue = 0.0
    row.satisfaction = 0.5
    row.need_index, row.t_need = first_need_after(p, person, row.rate, t)
    row.t_delivery = NEVER
    row.t_reply = NEVER
    row.t_leave = leaves_at(p, person, segment, t, hooked)
    row.referrer = referrer
    row.generation = generation
    row.revenue = 0
    row.margin = 0
    row.spend = 0
    row.discounted = 0.0
    row.first_order = NEVER
    row.second_order = NEVER
    row.asked = 0.0
    row.asked_need = 0
    row.orders = 0
    row.last_month = 0
    row.flags = 0
    if p.more_on != 0.0:
        enrol(p, row, more)


@jit
def enrol(p, row, more):
    """What optional mechanisms keep of a new contact."""
    more.t_message = NEVER
    more.t_prize = NEVER
    more.last_order = -NEVER
    more.read_day = 0
    more.addressed = 0
    more.team_until = -NEVER
    more.points = 0
    more.earned = 0
    more.account = 0
    more.group = 0
    more.follows = followed_on_adding(p, row) if p.follow_on != 0.0 else 0
    more.brought = 0
    more.sent_day = 0
    more.sent_in_month = 0
    more.message = 0
    more.team_left = 0
    more.level = 0
    more.bought = 0
    more.marks = 0
    if p.clocks_on != 0.0:
        next_message(p, row, more, row.joined, NO_RULE)


@jit
def join_group(p, row, more, groups):
    """Offer a new contact the group that is being filled, opening the next one where that is full; whether they join."""
    opened = np.uint64(groups[0].members)
    if opened == np.uint64(0) or groups[opened].room == 0:
        opened += np.uint64(1)
        groups[0].members = opened
        groups[opened].mood = p.group_first_mood
        groups[opened].room = int(p.group_size)
    group = groups[opened]
    if not joins_group(p, row, group.room):
        return False
    group.room -= 1
    more.group = opened
    return True


@jit
def acquisition_cost(p, channel, t):
    """(fen paid to the channel for this contact, fen of hook)."""
    media = int(channel.contact_cost * math.exp(channel.contact_cost_growth * t) + 0.5) if channel.contact_cost > 0.0 else 0
    return media, int(p.hook_fen)


@jit
def decide_public(p, channel, person, exposures, occasion):
    """(whether somebody who did not add buys in public at this exposure, the uniform of the items)."""
    segment, _ = segment_and_receptivity(p, person)
    u_buy, u_items, _, _ = uniforms(p.seed_bits, person, PUBLIC, occasion)
    return buys_in_public(p, channel, segment, exposures, u_buy), u_items


@jit
def sell_in_public(p, channel, u_items, index, money, counts):
    """Book an order of somebody who is no contact; its contribution in fen."""
    items, sales, goods, fee, refund = public_order(p, channel, u_items)
    margin = sales - goods - fee - refund
    money[_SALES, index] += sales
    money[_GOODS, index] += goods
    money[_FEE, index] += fee
    money[_REFUND, index] += refund
    counts[c.PUBLIC_ORDERS, index] += 1
    counts[c.PUBLIC_ITEMS, index] += items
    counts[c.PUBLIC_NET, index] += sales
    counts[c.PUBLIC_MARGIN, index] += margin
    return margin


@jit
def gather_exposures(parameters, slow, channels, plans, n_plans, arrivals, n):
    """Append the exposures of the window to `arrivals`; returns their number, or −1 if the buffer is too small."""
    p = parameters[0]
    w = slow[0]
    for k in range(n_plans):
        plan = plans[k]
        channel = channels[plan.channel]
        for j in range(plan.exposures):
            instant, high, low = draw_exposure(p, channel, plan.day, j)
            t = plan.day + (instant - plan.day) * plan.span
            if t < w.t0 or t >= w.t1:
                continue
            if n >= len(arrivals):
                return -1
            line = arrivals[n]
            line.due = t
            line.occasion = exposure_occasion(channel.code, plan.day, j)
            line.person = exposed_person(p, channel, high, low)
            line.channel = plan.channel
            line.referrer = -1
            line.trust = channel.first_trust
            line.programme = PLAIN
            n += 1
    return n


@jit
def gather_invitations(parameters, slow, table, waiting, n_waiting, referral, arrivals, n):
    """Move the invitations due in the window from `waiting` to `arrivals`; returns (still waiting, arrivals)."""
    p = parameters[0]
    w = slow[0]
    kept = 0
    for k in range(n_waiting):
        if waiting[k].due >= w.t1:
            if kept != k:
                waiting[kept] = waiting[k]
            kept += 1
            continue
        referrer = table[waiting[k].referrer]
        line = arrivals[n]
        line.due = waiting[k].due
        line.occasion = invitation_occasion(referrer.person, waiting[k].occasion)
        line.person = contact_of(p, referrer.person, waiting[k].contact)
        line.channel = referral
        line.referrer = waiting[k].referrer
        line.trust = waiting[k].trust
        line.programme = waiting[k].programme
        n += 1
    return kept, n


@jit
def take_in(
    parameters, slow, channels, outages, need_table, drop_table, arrivals, order, table, further, groups, accounts, n_rows, status,
    money, counts, successes, greetings, log, logging,
):  # fmt: skip
    """Let the arrivals decide in the given order; returns (rows in use, successes, greetings, log lines). The buffers have room
    for every arrival."""
    p = parameters[0]
    w = slow[0]
    n_log = n_successes = n_greetings = 0
    for k in order:
        arrival = arrivals[k]
        t = max(arrival.due, w.t0)
        index = arrival.channel
        channel = channels[index]
        person = arrival.person
        counts[c.EXPOSURES, index] += 1
        if person < 0 or status[person] == CONTACT:
            counts[c.WASTED, index] += 1
            continue
        if is_broken(outages, index, t):
            counts[c.BROKEN, index] += 1
            continue
        invited = arrival.referrer >= 0
        exposures = status[person]
        added = decide_add(p, w, channel, person, exposures, invited, arrival.trust, arrival.occasion, arrival.programme)
        account = 0
        refused = False
        if added and p.accounts_on != 0.0:
            account = place(p, accounts, t)
            refused = account == NO_ROOM
            added = not refused
        cost = 0
        trust = 0.0
        outcome = ADDED if added else BLOCKED if refused else DECLINED
        if added:
            trust = borrowed_trust(p, arrival.trust, arrival.programme != PLAIN) if invited else arrival.trust
            generation = min(65535, table[arrival.referrer].generation + 1) if invited else 0
            row = table[n_rows]
            admit(p, row, further[n_rows], need_table, drop_table, person, index, t, trust, arrival.referrer, generation, True)
            if p.accounts_on != 0.0:
                further[n_rows].account = account
                take(accounts[account], t)
            media, hook = acquisition_cost(p, channel, t)
            cost = media + hook
            if invited:
                if p.scheme_on != 0.0:
                    programme = arrival.programme
                    admit_invited(p, further[n_rows], further[arrival.referrer], programme != PLAIN, programme == FOR_TEAM, t)
                success = successes[n_successes]
                success.t = t
                success.row = n_rows
                success.referrer = arrival.referrer
                success.net = 0
                success.kind = ADDED_US
                n_successes += 1
            row.spend = cost
            money[_MEDIA, index] += media
            money[_HOOK, index] += hook
            counts[c.ADDED, index] += 1
            if p.groups_on != 0.0 and join_group(p, row, further[n_rows], groups):
                counts[c.GROUPED, index] += 1
            status[person] = CONTACT
            if p.welcome_on != 0.0 and writes_first(p, row, further[n_rows]):
                counts[c.QUESTIONS, index] += 1
                counts[c.GREETINGS, index] += 1
                if p.desk_on != 0.0:
                    question = greetings[n_greetings]
                    question.t = t
                    question.row = n_rows
                    question.need = A_GREETING
                    n_greetings += 1
            n_rows += 1
        elif refused:
            counts[c.REFUSED, index] += 1
        else:
            if exposures < MOST_EXPOSURES:
                status[person] = exposures + 1
            if channel.public_on != 0.0 and not invited:
                buys, u_items = decide_public(p, channel, person, exposures, arrival.occasion)
                if buys:
                    outcome |= BOUGHT
                    cost = sell_in_public(p, channel, u_items, index, money, counts)
        if logging:
            line = log[n_log]
            line.t = t
            line.ref = arrival.occasion
            line.fen = cost
            line.person = person
            line.trust = trust
            line.fatigue = 0.0
            line.outcome = outcome
            line.event = INVITATION if invited else EXPOSED
            n_log += 1
    return n_rows, n_successes, n_greetings, n_log
