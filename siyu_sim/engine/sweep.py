"""Phase 3 of a window: every contact's own events in time order, one contact after another.

Contacts are independent inside a window, so rows may be swept in any order and by any number of threads. They are taken a block
at a time: what needs no history (the dice of posts, who might look at one) is worked out for the whole block, several contacts
at once; then the contacts who have anything to do live through the window one after another.

What a contact sends to others goes into buffers. A sweep that finds a buffer full stops between two events and is resumed after
the buffer has grown.
"""

import numpy as np

from siyu_sim.behaviour.effects import (
    ASKED,
    BLOCKED,
    BOUGHT,
    DELIVERY,
    DROPPED,
    FAKED,
    FIRST,
    HELD,
    INVITED,
    LEAVE,
    LEFT_US,
    LOGGED,
    LOST,
    MESSAGE,
    MUTED_US,
    NEED,
    PRIZE,
    REACHED,
    REPLY,
    RETURNED,
    SEEN,
    SENT,
    TEAMED,
    TOO_MUCH,
    TOUCH,
)  # fmt: skip
from siyu_sim.behaviour.handlers import on_delivery, on_leave, on_message, on_need, on_prize, on_reply, on_touch
from siyu_sim.behaviour.questions import question_number
from siyu_sim.behaviour.rewards import FAKED as FAKED_SUCCESS
from siyu_sim.behaviour.rewards import ORDERED_AGAIN, ORDERED_FIRST
from siyu_sim.behaviour.sharing import invitations_written, invited_by
from siyu_sim.behaviour.sop import script_of
from siyu_sim.behaviour.state import NEVER
from siyu_sim.dice.decisions import INVITE
from siyu_sim.dice.draw import exponential
from siyu_sim.dice.philox import uniforms, unit
from siyu_sim.engine import counters as c
from siyu_sim.engine.accounts import account
from siyu_sim.engine.screen import LOOK, first_post_after, list_busy, ordinary_from, read_block, reconsider, screen, unseen_from
from siyu_sim.jit import jit
from siyu_sim.world.network import number_of_contacts

# places in the `fill` array of a sweep: how far each buffer is filled, and what stopped it
N_INVITATIONS, N_QUESTIONS, N_LOG, PRIVATE_EVENTS, OVERFLOW = 0, 1, 2, 3, 4
N_SUCCESSES = 10
NEXT_ROW, N_BUSY = 5, 6  # of the block: the row after it, and how many of its contacts have anything to do
RESUMED, AT_BUSY, AT_POST = 7, 8, 9  # a sweep stopped by a full buffer: where in its block it goes on
FILL_SIZE = 11

LOST_BIT, REACHED_BIT = LOST.bit_length() - 1, REACHED.bit_length() - 1
# outcomes beyond what the loop itself counts
UNUSUAL = BOUGHT | INVITED | ASKED | LEFT_US | DROPPED | MUTED_US | RETURNED | BLOCKED | TEAMED | FAKED | TOO_MUCH | SENT | HELD


@jit(inline="always")
def next_private(p, row, more):
    """(instant, event) of the contact's next private clock. Ties: delivery, reply, need, leave, message, prize."""
    t, event = row.t_delivery, DELIVERY
    if row.t_reply < t:
        t, event = row.t_reply, REPLY
    if row.t_need < t:
        t, event = row.t_need, NEED
    if row.t_leave < t:
        t, event = row.t_leave, LEAVE
    if p.clocks_on != 0.0:
        if more.t_message < t:
            t, event = more.t_message, MESSAGE
        if more.t_prize < t:
            t, event = more.t_prize, PRIZE
    return t, event


@jit(inline="always")
def private_event(p, w, row, more, group, account, rules, event, t, fx):
    """Call the handler of a private clock; outcome bits."""
    if event == NEED:
        return on_need(p, w, row, more, t, fx)
    if event == DELIVERY:
        return on_delivery(p, w, row, more, t, fx)
    if event == REPLY:
        return on_reply(p, w, row, more, t, fx)
    if event == MESSAGE:
        return on_message(p, w, row, more, group, account, rules[script_of(p, row, np.int64(more.message))], t, fx)
    if event == PRIZE:
        return on_prize(p, w, row, more, t, fx)
    return on_leave(p, w, row, more, t, fx)


@jit
def invitation(p, row, i, t, round_occasion, m, programme, line):
    """Fill in the m-th invitation of a round: which contact, when it is looked at, the trust it carries, by the programme or not."""
    occasion = (np.uint64(round_occasion) << np.uint64(7)) | np.uint64(m)
    u_whom, u_delay, _, _ = uniforms(p.seed_bits, row.person, INVITE, occasion)
    line.due = t + p.invite_delay * exponential(u_delay)
    line.occasion = occasion
    line.referrer = i
    line.contact = int(u_whom * number_of_contacts(p, row.person))
    line.trust = row.trust
    line.programme = programme


@jit
def write_line(line, t, row, event, code, ref, fen):
    """Fill in one line of the event log."""
    line.t = t
    line.ref = ref
    line.fen = fen
    line.person = row.person
    line.trust = row.trust
    line.fatigue = row.fatigue
    line.outcome = code & LOGGED
    line.event = event


@jit
def reference_of(row, event, occasion):
    """What a log line is about: the post's minute or the message, else the number of the need (of the order, for a delivery)."""
    if event in (TOUCH, MESSAGE):
        return occasion
    if event == DELIVERY:
        return np.uint64(row.orders)
    return np.uint64(row.need_index)


@jit
def sweep_rows(
    parameters, slow, table, further, groups, accounts, rules, first, last, settled, posts, first_post, n_posts, money, counts,
    cohort, invitations, questions, successes, log, logging, fill, fxs, workspace, draws, look,
):  # fmt: skip
    """Sweep rows first … last−1 through one window; returns the row to resume at (last: finished).

    posts: POST, sorted by instant; those of the window are first_post … n_posts−1. rules: POST, what each personal message says.
    invitations, questions, successes, log: buffers, filled from fill[…] on, in no particular order of rows. workspace, draws,
    look: room for a block of rows, shapes (1,), (4, posts, rows), (posts, rows); it must be left alone between a stop and its
    resumption. fill[OVERFLOW] is set when a contact's money no longer fits its row.
    """
    p = parameters[0]
    w = slow[0]
    fx = fxs[0]
    t1 = w.t1
    room_invitations = len(invitations) - int(max(p.invites, p.team_invites))
    room_questions = len(questions) - 1
    room_successes = len(successes) - 2
    room_log = len(log) - 1
    block = workspace[0]
    most = look.shape[1]
    while first < last:
        if fill[RESUMED] == 0:
            fill[NEXT_ROW], n = read_block(
                p, table, further, first, last, settled, posts, first_post, n_posts, most, block, counts
            )
            screen(p, n, table, further, accounts, posts, first_post, n_posts, logging, block, draws, look, counts)
            fill[N_BUSY] = list_busy(n, t1, block)
            fill[AT_BUSY] = 0
        for b in range(fill[AT_BUSY], fill[N_BUSY]):
            r = np.uint64(block.busy[np.uint64(b)])
            i = np.int64(block.row[r])
            row = table[np.uint64(i)]
            more = further[np.uint64(i)]
            group = groups[np.uint64(more.group) if p.groups_on != 0.0 else np.uint64(0)]
            account_of = accounts[np.uint64(more.account) if p.accounts_on != 0.0 else np.uint64(0)]
            j = first_post + np.int64(block.skipped[r])
            if fill[RESUMED]:
                j = fill[AT_POST]
                fill[RESUMED] = 0
            t_private, event = next_private(p, row, more)
            while True:
                while j < n_posts and look[np.uint64(j - first_post), r] != LOOK:
                    j += 1
                t_post = posts[np.uint64(j)].t if j < n_posts else NEVER
                if t_private >= t1 and t_post >= t1:
                    break
                if (
                    fill[N_INVITATIONS] > room_invitations
                    or fill[N_QUESTIONS] > room_questions
                    or fill[N_SUCCESSES] > room_successes
                    or fill[N_LOG] > room_log
                ):
                    fill[RESUMED], fill[AT_BUSY], fill[AT_POST] = 1, b, j
                    return first
                if t_post <= t_private:
                    t = t_post
                    now = TOUCH
                    q = np.uint64(j - first_post)
                    post = posts[np.uint64(j)]
                    occasion = post.minute
                    u_see, u_leave = unit(draws[0, q, r]), unit(draws[1, q, r])
                    u_buy, u_share = unit(draws[2, q, r]), unit(draws[3, q, r])
                    code = on_touch(p, w, row, more, group, account_of, post, u_see, u_leave, u_buy, u_share, fx)
                    j += 1
                    counts[c.SEEN, np.uint64(row.channel)] += code & SEEN
                    if post.special != 0:
                        counts[c.TOUCHES, np.uint64(row.channel)] += code >> REACHED_BIT & 1
                        if p.accounts_on != 0.0:
                            account_of = accounts[np.uint64(more.account)]  # a notice may have moved the contact
                        if code == 0:
                            continue
                else:
                    t = t_private
                    now = event
                    code = private_event(p, w, row, more, group, account_of, rules, event, t, fx)
                    occasion = fx.touch
                    fill[PRIVATE_EVENTS] += 1
                    if event == NEED:
                        counts[c.NEEDS, np.uint64(row.channel)] += 1
                        counts[c.LOST, np.uint64(row.channel)] += code >> LOST_BIT & 1
                if code & UNUSUAL or now in (DELIVERY, REPLY, MESSAGE):
                    account(p, row, now, code, t, fx, money, counts, cohort)
                    if code & INVITED:
                        programme = invited_by(p, row, more, t)
                        for m in range(invitations_written(p, code)):
                            invitation(p, row, i, t, fx.occasion, m, programme, invitations[fill[N_INVITATIONS]])
                            fill[N_INVITATIONS] += 1
                    if code & ASKED:
                        question = questions[fill[N_QUESTIONS]]
                        question.t = t
                        question.row = i
                        question.need = question_number(p, row, more)
                        fill[N_QUESTIONS] += 1
                    if code & BOUGHT and row.referrer >= 0 and (code & FIRST or p.commission_on != 0.0):
                        success = successes[fill[N_SUCCESSES]]
                        success.t = t
                        success.row = i
                        success.referrer = row.referrer
                        success.net = fx.sales - fx.discount
                        success.kind = ORDERED_FIRST if code & FIRST else ORDERED_AGAIN
                        fill[N_SUCCESSES] += 1
                    if code & FAKED:
                        success = successes[fill[N_SUCCESSES]]
                        success.t = t
                        success.row = i
                        success.referrer = i
                        success.net = fx.fakes
                        success.kind = FAKED_SUCCESS
                        success.occasion = fx.occasion
                        fill[N_SUCCESSES] += 1
                    if code & TOO_MUCH:
                        fill[OVERFLOW] = 1
                    if p.more_on != 0.0 and code & (BOUGHT | MUTED_US):
                        if now != TOUCH:
                            j = first_post_after(posts, n_posts, t)
                        counts[c.TOUCHES, np.uint64(row.channel)] -= reconsider(p, more, posts, first_post, n_posts, j, r, look)
                if code & ~SEEN or now != TOUCH:  # what was merely read sets no clock
                    t_private, event = next_private(p, row, more)
                if logging and (code != 0 or now != MESSAGE):  # a message that is not for them went nowhere
                    write_line(log[fill[N_LOG]], t, row, now, code, reference_of(row, now, occasion), order_fen(code, fx))
                    fill[N_LOG] += 1
                if code & LEFT_US:
                    reached = j if now == TOUCH else first_post_after(posts, n_posts, t)
                    missed = ordinary_from(posts, n_posts, reached) + unseen_from(
                        look, r, reached - first_post, n_posts - first_post
                    )
                    counts[c.TOUCHES, np.uint64(row.channel)] -= missed
                    break
        first = fill[NEXT_ROW]
    return last


@jit
def order_fen(code, fx):
    """Contribution of the order in an event, 0 if there was none."""
    return fx.margin if code & BOUGHT else 0
