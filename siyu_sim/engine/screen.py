"""What needs no history, for a block of contacts at once: the dice of the window's posts, and who need not look at one.

A post is *looked at* where something may come of it: only then does the sweep call the rules. Elsewhere it goes by, and where it
is a special one that reaches the contact unseen it is counted here. Every answer here is exact: bounds of the rules' own numbers,
by which a post is passed over only where the rules would have found nothing.
"""

import numpy as np

from siyu_sim.behaviour.attention import see_at_most, see_at_most_ever
from siyu_sim.behaviour.notices import CONTENT
from siyu_sim.behaviour.state import LEFT
from siyu_sim.behaviour.touchpoints import GROUP, habit_at_most, had, mood_at_most
from siyu_sim.dice.decisions import FOLLOW
from siyu_sim.dice.decisions import TOUCH as TOUCH_DICE
from siyu_sim.dice.draw import might_happen
from siyu_sim.dice.philox import bits, unit
from siyu_sim.engine.counters import TOUCHES
from siyu_sim.engine.prefetch import prefetch
from siyu_sim.jit import jit

MOST_ROWS = 256  # of a block
WORKSPACE = np.dtype(
    # one block of contacts: what decides whether a contact has anything to do, field by field
    [(name, "f8", (MOST_ROWS,)) for name in ("see", "trust", "fatigue", "t_last", "idle_until")]
    + [(name, "u8", (MOST_ROWS,)) for name in ("row", "person", "skipped")]
    + [("busy", "u8", (MOST_ROWS + 1,)), ("untouched", "u1", (MOST_ROWS,))]
    # … and what special posts need beside: touchpoints had (a bit each), posts that went by unseen, what is added to seeing
    + [
        ("had", "u1", (MOST_ROWS,)),
        ("channel", "u1", (MOST_ROWS,)),
        ("unseen", "u4", (MOST_ROWS,)),
        ("shift", "f8", (MOST_ROWS,)),
    ],
    align=True,
)

PASS, LOOK, UNSEEN = 0, 1, 2  # what a post is to a contact: not looked at; looked at; a special one that reaches them unseen

ROWS_AHEAD = 16  # how far before its use a row is asked for


@jit
def first_post_after(posts, n_posts, t):
    """Index of the first of n_posts sorted posts with an instant after t."""
    low, high = 0, n_posts
    while low < high:
        middle = (low + high) // 2
        if posts[middle].t > t:
            high = middle
        else:
            low = middle + 1
    return low


@jit
def ordinary_from(posts, n_posts, j):
    """Ordinary posts among posts j … n_posts−1."""
    if j >= n_posts:
        return 0
    last = posts[n_posts - 1]
    return last.before + (last.special == 0) - posts[j].before


@jit
def read_block(p, table, further, first, last, settled, posts, first_post, n_posts, most, block, counts):
    """Copy contacts from row `first` on into `block`, without those who left, until it holds `most` or `last` is reached.

    Returns (row after the last one read, contacts in the block). Only what decides whether a contact has anything to do is
    copied, field by field. Rows from `settled` on were added in this window and miss the posts before; their posts are counted
    here, those of all others by the engine.
    """
    n = np.uint64(0)
    i = first
    while i < last and n < most:
        prefetch(table, np.uint64(i + ROWS_AHEAD))  # type: ignore[call-arg]
        row = table[np.uint64(i)]
        skipped = 0
        if i >= settled:
            skipped = first_post_after(posts, n_posts, row.joined) - first_post
            counts[TOUCHES, np.uint64(row.channel)] += ordinary_from(posts, n_posts, first_post + skipped)
        block.row[n] = i
        block.skipped[n] = skipped
        if n_posts > first_post:
            block.person[n] = row.person
            block.see[n] = row.see
            block.trust[n] = row.trust
            block.fatigue[n] = row.fatigue
            block.t_last[n] = row.t_last
        idle_until = min(row.t_need, row.t_delivery, row.t_reply, row.t_leave)
        if p.clocks_on != 0.0:
            more = further[np.uint64(i)]
            idle_until = min(idle_until, more.t_message, more.t_prize)
        block.idle_until[n] = idle_until
        n += np.uint64(row.flags & LEFT == 0)
        i += 1
    return i, np.int64(n)


@jit
def _read_touchpoints(p, n, table, further, block):
    """Copy what special posts need beside."""
    for r in range(np.uint64(n)):
        i = np.uint64(block.row[r])
        block.channel[r] = table[i].channel
        block.had[r] = had(further[i]) if p.more_on != 0.0 else 0
        block.unseen[r] = 0


@jit
def screen(p, n, table, further, accounts, posts, first_post, n_posts, all_posts, block, draws, look, counts):
    """Dice of the window's posts for the n rows of the block: draws[lane, post, row], words of 32 bits; and look[post, row]: PASS,
    LOOK or UNSEEN. Posts that go by unseen are counted. all_posts: LOOK everywhere.

    Done ahead of the events, so that the processor does several people at once.
    """
    rows = np.uint64(n)
    untouched = block.untouched
    for r in range(rows):
        untouched[r] = 1
    any_special = ordinary_from(posts, n_posts, first_post) < n_posts - first_post
    if any_special:
        _read_touchpoints(p, n, table, further, block)
    for q in range(np.uint64(n_posts - first_post)):
        post = posts[np.uint64(first_post) + q]
        for r in range(rows):
            a, b, c, d = bits(p.seed_bits, block.person[r], TOUCH_DICE, post.minute)
            draws[0, q, r] = a
            draws[1, q, r] = b
            draws[2, q, r] = c
            draws[3, q, r] = d
        if post.special == 0:
            _screen_ordinary(p, rows, post, q, all_posts, block, draws, look)
        elif all_posts or post.what != CONTENT or post.rule >= 0 or post.over_limit != 0 or _any_silent(p, accounts, post):
            for r in range(rows):
                look[q, r] = LOOK
                untouched[r] = 0
        else:
            _screen_special(p, rows, post, q, block, draws, look)
    if any_special:
        for r in range(rows):
            counts[TOUCHES, np.uint64(block.channel[r])] += block.unseen[r]


@jit(inline="always")
def _screen_ordinary(p, rows, post, q, all_posts, block, draws, look):
    """An ordinary post reaches everybody: LOOK unless it surely is not seen, else PASS."""
    untouched = block.untouched
    for r in range(rows):
        as_stored = see_at_most(p, block.see[r], post.see, block.trust[r], block.fatigue[r], post.t - block.t_last[r])
        ever = see_at_most_ever(p, block.see[r], post.see)
        nothing_yet = (untouched[r] != 0) & (post.t <= block.idle_until[r])
        might_see = all_posts | might_happen(unit(draws[0, q, r]), as_stored if nothing_yet else ever)
        look[q, r] = might_see
        untouched[r] &= not might_see


@jit
def _screen_special(p, rows, post, q, block, draws, look):
    """Content of ours that reaches those who have the touchpoint. Should a contact gain or lose it, see `reconsider`."""
    untouched, shift = block.untouched, block.shift
    surface = np.uint64(post.surface)
    for_all = _is_for_all(p, post.surface)
    mood = mood_at_most(p) if post.surface == GROUP and p.groups_on != 0.0 else 0.0
    habit = p.touch_habit[surface]
    if habit > 0.0:
        for r in range(rows):
            _, b, _, _ = bits(p.seed_bits, block.person[r], FOLLOW, surface)
            shift[r] = mood + habit_at_most(habit, b)
    else:
        for r in range(rows):
            shift[r] = mood
    for r in range(rows):
        as_stored = see_at_most(p, block.see[r], post.see, block.trust[r], block.fatigue[r], post.t - block.t_last[r])
        ever = see_at_most_ever(p, block.see[r], post.see)
        nothing_yet = (untouched[r] != 0) & (post.t <= block.idle_until[r])
        might_see = might_happen(unit(draws[0, q, r]), (as_stored if nothing_yet else ever) + shift[r])
        has = for_all | (block.had[r] >> surface & 1 != 0)
        look[q, r] = (LOOK if might_see else UNSEEN) if has else PASS
        block.unseen[r] += has & (not might_see) & (q >= block.skipped[r])
        untouched[r] &= look[q, r] != LOOK


@jit
def _is_for_all(p, surface):
    """Whether every contact has the touchpoint."""
    return p.touch_known[surface] == 0.0 and (surface != GROUP or p.groups_on == 0.0)


@jit
def reconsider(p, more, posts, first_post, n_posts, j, r, look):
    """After the contact in row r of the block may have gained or lost a touchpoint: look again at posts j … n_posts−1.

    Returns how many were counted that do not reach the contact after all.
    """
    now = had(more)
    missed = 0
    for k in range(j, n_posts):
        post = posts[np.uint64(k)]
        q = np.uint64(k - first_post)
        if post.special != 0 and look[q, r] != LOOK:
            has = _is_for_all(p, post.surface) or now >> post.surface & 1 != 0
            missed += look[q, r] == UNSEEN and not has
            look[q, r] = LOOK if has and look[q, r] == PASS else look[q, r] if has else PASS
    return missed


@jit
def _any_silent(p, accounts, post):
    """Whether some account of ours may not post in its own name, as this surface needs."""
    if p.accounts_on == 0.0 or post.surface > GROUP:
        return False
    for k in range(len(accounts)):  # noqa: SIM110  compiled code knows no generators
        if accounts[k].silent_until > post.t:
            return True
    return False


@jit
def unseen_from(look, r, q, n_posts):
    """Of the window's n_posts, those from number q on that are UNSEEN for row r of the block."""
    n = 0
    for k in range(q, n_posts):
        n += look[np.uint64(k), r] == UNSEEN
    return n


@jit
def list_busy(n, t1, block):
    """List in block.busy which of the n contacts of the block have anything to do in the window; returns how many.

    First those who only look at posts, then those with an event of their own: a processor guesses better what comes next when
    like follows like.
    """
    n_busy = np.uint64(0)
    for r in range(np.uint64(n)):
        block.busy[n_busy] = r
        n_busy += np.uint64((block.untouched[r] == 0) & (block.idle_until[r] >= t1))
    for r in range(np.uint64(n)):
        block.busy[n_busy] = r
        n_busy += np.uint64(block.idle_until[r] < t1)
    return np.int64(n_busy)
