"""Phase 3 of a window: every contact's own events in time order, one contact after another.

Contacts are independent inside a window, so rows may be swept in any order and by any number of threads. What a contact sends
to others goes into buffers. A sweep that finds a buffer full stops between two events and is resumed after the buffer has grown.
"""

import numpy as np

from siyu_sim.behaviour.effects import (
    ASKED, BOUGHT, DELIVERY, DROPPED, INVITED, LEAVE, LEFT_US, LOST, NEED, REPLY, SEEN, TOO_MUCH, TOUCH,
)  # fmt: skip
from siyu_sim.behaviour.handlers import on_delivery, on_leave, on_need, on_reply, on_touch
from siyu_sim.behaviour.state import LEFT, NEVER
from siyu_sim.dice.decisions import INVITE
from siyu_sim.dice.decisions import TOUCH as TOUCH_DICE
from siyu_sim.dice.draw import exponential
from siyu_sim.dice.philox import bits, uniforms, unit
from siyu_sim.engine import counters as c
from siyu_sim.engine.accounts import account
from siyu_sim.jit import jit
from siyu_sim.world.network import number_of_contacts

# places in the `fill` array of a sweep: how far each buffer is filled, and what stopped it
N_INVITATIONS, N_QUESTIONS, N_LOG, EVENTS_DONE, OVERFLOW = 0, 1, 2, 3, 4
FILL_SIZE = 5

LOST_BIT = LOST.bit_length() - 1
UNUSUAL = BOUGHT | INVITED | ASKED | LEFT_US | DROPPED | TOO_MUCH  # outcomes beyond what the loop itself counts


@jit
def next_private(row):
    """(instant, event) of the contact's next private clock. Ties: delivery, reply, need, leave."""
    t, event = row.t_delivery, DELIVERY
    if row.t_reply < t:
        t, event = row.t_reply, REPLY
    if row.t_need < t:
        t, event = row.t_need, NEED
    if row.t_leave < t:
        t, event = row.t_leave, LEAVE
    return t, event


@jit
def private_event(p, w, row, event, t, fx):
    """Call the handler of a private clock; outcome bits."""
    if event == NEED:
        return on_need(p, w, row, t, fx)
    if event == DELIVERY:
        return on_delivery(p, w, row, t, fx)
    if event == REPLY:
        return on_reply(p, w, row, t, fx)
    return on_leave(p, w, row, t, fx)


@jit
def invitation(p, row, i, t, round_occasion, m, line):
    """Fill in the m-th invitation of a round: which contact, when it is looked at, the trust it carries."""
    occasion = (np.uint64(round_occasion) << np.uint64(7)) | np.uint64(m)
    u_whom, u_delay, _, _ = uniforms(p.seed_bits, row.person, INVITE, occasion)
    line.sent = t
    line.due = t + p.invite_delay * exponential(u_delay)
    line.occasion = occasion
    line.referrer = i
    line.contact = int(u_whom * number_of_contacts(p, row.person))
    line.trust = row.trust


@jit
def write_line(line, t, row, event, code, ref, fen):
    """Fill in one line of the event log."""
    line.t = t
    line.ref = ref
    line.fen = fen
    line.person = row.person
    line.trust = row.trust
    line.fatigue = row.fatigue
    line.outcome = code
    line.event = event


@jit
def reference_of(row, event, occasion):
    """What a log line is about: the post's minute, else the number of the need (of the order, for a delivery)."""
    if event == TOUCH:
        return occasion
    if event == DELIVERY:
        return np.uint64(row.orders)
    return np.uint64(row.need_index)


@jit
def draw_touches(p, table, first, last, posts, first_post, n_posts, persons, draws):
    """Dice of the window's posts for rows first … last−1: draws[lane, post, row], words of 32 bits.

    Drawn ahead in a block, because one person after another the processor would wait for each draw in turn.
    """
    for r in range(last - first):
        persons[r] = table[first + r].person
    for q in range(n_posts - first_post):
        minute = posts[first_post + q].minute
        for r in range(last - first):
            a, b, c, d = bits(p.seed_bits, persons[r], TOUCH_DICE, minute)
            draws[0, q, r] = a
            draws[1, q, r] = b
            draws[2, q, r] = c
            draws[3, q, r] = d


@jit
def sweep_rows(
    parameters, slow, table, first, last, posts, first_post, n_posts, money, counts, cohort, invitations, questions, log, logging,
    fill, fxs, persons, draws,
):  # fmt: skip
    """Sweep rows first … last−1 through one window; returns the row to resume at (last: finished).

    posts: POST, sorted by instant; those of the window are first_post … n_posts−1. persons, draws: working space for a block of
    rows, shapes (block,) and (4, posts of the window or more, block). invitations, questions, log: buffers,
    filled from fill[…] on. fill[OVERFLOW] is set when a contact's money no longer fits its row.
    """
    p = parameters[0]
    w = slow[0]
    fx = fxs[0]
    t1 = w.t1
    room_invitations = len(invitations) - int(p.invites)
    room_questions = len(questions) - 1
    room_log = len(log) - 1
    block = len(persons)
    block_end = first
    for i in range(first, last):
        if i >= block_end:
            block_start, block_end = i, min(i + block, last)
            if n_posts > first_post:
                draw_touches(p, table, block_start, block_end, posts, first_post, n_posts, persons, draws)
        row = table[i]
        if row.flags & LEFT:
            continue
        j = np.int64(row.next_post)
        touches = seen = needs = lost = others = 0
        t_private, event = next_private(row)
        stopped = False
        while True:
            t_post = posts[j].t if j < n_posts else NEVER
            if t_private >= t1 and t_post >= t1:
                break
            if fill[N_INVITATIONS] > room_invitations or fill[N_QUESTIONS] > room_questions or fill[N_LOG] > room_log:
                stopped = True
                break
            if t_post <= t_private:
                t = t_post
                now = TOUCH
                occasion = posts[j].minute
                q, r = j - first_post, i - block_start
                code = on_touch(
                    p, w, row, posts[j], unit(draws[0, q, r]), unit(draws[1, q, r]), unit(draws[2, q, r]), unit(draws[3, q, r]), fx
                )
                j += 1
                touches += 1
                seen += code & SEEN
            else:
                t = t_private
                now = event
                occasion = np.uint64(0)
                code = private_event(p, w, row, event, t, fx)
                others += 1
                if event == NEED:
                    needs += 1
                    lost += code >> LOST_BIT & 1
            if code & UNUSUAL or now == DELIVERY or now == REPLY:
                account(p, row, now, code, t, fx, money, counts, cohort)
                if code & INVITED:
                    for m in range(int(p.invites)):
                        invitation(p, row, i, t, fx.occasion, m, invitations[fill[N_INVITATIONS]])
                        fill[N_INVITATIONS] += 1
                if code & ASKED:
                    question = questions[fill[N_QUESTIONS]]
                    question.t = t
                    question.row = i
                    question.need = np.uint64(row.need_index) - np.uint64(1)
                    fill[N_QUESTIONS] += 1
                if code & TOO_MUCH:
                    fill[OVERFLOW] = 1
            if code != 0 or now != TOUCH:
                t_private, event = next_private(row)
            if logging:
                write_line(log[fill[N_LOG]], t, row, now, code, reference_of(row, now, occasion), order_fen(code, fx))
                fill[N_LOG] += 1
            if code & LEFT_US:
                break
        row.next_post = j
        channel = row.channel
        counts[c.TOUCHES, channel] += touches
        counts[c.SEEN, channel] += seen
        counts[c.NEEDS, channel] += needs
        counts[c.LOST, channel] += lost
        fill[EVENTS_DONE] += touches + others
        if stopped:
            return i
    return last


@jit
def order_fen(code, fx):
    """Contribution of the order in an event, 0 if there was none."""
    return fx.margin if code & BOUGHT else 0
