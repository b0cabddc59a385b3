"""The reference engine: every contact is a SimPy process of its own, posts are broadcast to them one by one.

It shares with the fast engine only what a person does (the handlers), the dice and the meaning of a window. Scheduling,
booking and the order of arrivals are written again, plainly, so that identical logs from both engines mean something.
It is slow, and meant to be read.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import simpy

from siyu_sim.behaviour import effects as fx_bits
from siyu_sim.behaviour.effects import DELIVERY, EFFECTS, EXPOSED, LEAVE, MESSAGE, NEED, PRIZE, REPLY, TOUCH
from siyu_sim.behaviour.questions import A_GREETING
from siyu_sim.behaviour.reviews import BAD, GOOD, SETTLED
from siyu_sim.behaviour.rewards import ADDED_US, FAKED, ORDERED_AGAIN, ORDERED_FIRST
from siyu_sim.behaviour.sharing import FOR_TEAM, PLAIN
from siyu_sim.behaviour.state import LEFT, NEVER
from siyu_sim.engine import calls
from siyu_sim.engine import counters as c
from siyu_sim.engine.clock import BROADCAST, PRIVATE, Clock
from siyu_sim.engine.log import LOG
from siyu_sim.engine.parameters import DAYS_PER_MONTH, Compiled
from siyu_sim.engine.people import Board, Overflow, People
from siyu_sim.engine.placing import NO_ROOM
from siyu_sim.engine.population import CONTACT, INVITATION, MOST_EXPOSURES, QUESTION
from siyu_sim.engine.settle import MOST_SPEND
from siyu_sim.ledger import causes

HANDLERS = {NEED: calls.need, REPLY: calls.reply, DELIVERY: calls.delivery, LEAVE: calls.leave, PRIZE: calls.prize}


class Contact:
    """One contact's process: it sleeps until the next of its private clocks, and is woken early when a post has moved them."""

    def __init__(self, engine: ReferenceEngine, i: int) -> None:
        self.engine = engine
        self.i = i
        self.planned = NEVER, 0  # instant and kind of the event it sleeps until
        self.process = engine.clock.process(self.life())

    def next_event(self) -> tuple[float, int]:
        row = self.engine.people.table[self.i]
        clocks = [(row["t_delivery"], DELIVERY), (row["t_reply"], REPLY), (row["t_need"], NEED), (row["t_leave"], LEAVE)]
        if self.engine.clocks_on:
            more = self.engine.people.further[self.i]
            clocks += [(more["t_message"], MESSAGE), (more["t_prize"], PRIZE)]
        t, _, event = min((t, order, event) for order, (t, event) in enumerate(clocks))
        return float(t), event

    def life(self):
        engine = self.engine
        row = engine.people.table[self.i]
        while not row["flags"] & LEFT:
            t, event = self.planned = self.next_event()
            try:
                yield engine.clock.at(t, PRIVATE) if t < NEVER else engine.clock.event()
            except simpy.Interrupt:
                continue
            engine.live(self.i, event, t)

    def reconsider(self) -> None:
        """Called when something from outside has changed the row."""
        gone = self.engine.people.table[self.i]["flags"] & LEFT
        if self.process.is_alive and (gone or self.next_event() != self.planned):
            self.process.interrupt()


class ReferenceEngine:
    """Phases 2 to 4, one person at a time."""

    def __init__(self, compiled: Compiled, threads: int = 1, logging: bool = False, keep: bool = False) -> None:
        self.people = People(compiled, logging, keep)
        self.clock = Clock()
        self.fx = np.zeros(1, EFFECTS)
        self.contacts: list[Contact] = []
        self.clocks_on = compiled.record["clocks_on"][0] != 0
        self._groups_on = compiled.record["groups_on"][0] != 0
        self._accounts_on = compiled.record["accounts_on"][0] != 0
        self._welcome_on = compiled.record["welcome_on"][0] != 0
        self._commission_on = compiled.record["commission_on"][0] != 0
        self._account = 0  # that takes the newcomer at hand
        self._successes: list[tuple[float, int, int, int, int]] = []  # instant, row, kind, net fen or fakes, occasion
        self._questions: list[tuple[float, int, int]] = []
        self._lines: list[tuple] = []
        self._broadcast_from = 0

    def open(self) -> None:
        compiled = self.people.compiled
        for person in range(compiled.scenario.market.initial_contacts):
            self._new_contact(person, compiled.initial, 0.0, compiled.scenario.market.initial_trust, -1, 0, hooked=False)

    def state(self) -> dict[str, np.ndarray]:
        """All that the next window needs of the people: between two windows, every clock of theirs stands in a row."""
        state = self.people.state()
        waiting = state["waiting"]  # in the order that the fast engine keeps
        return state | {"waiting": waiting[np.argsort(waiting["referrer"], kind="stable")]}

    def restore(self, state: Mapping[str, np.ndarray], day: float, board: Board) -> None:
        """Go on from a `state` on that day, instead of opening."""
        self.people.restore(state)
        self.clock = Clock(day)
        self.contacts = [Contact(self, i) for i in range(self.people.n_rows)]
        self._broadcast_from = board.n_posts

    def _new_contact(self, person, channel, t, trust, referrer, generation, hooked) -> int:
        people, compiled = self.people, self.people.compiled
        i = people.n_rows
        tables = compiled.need_table, compiled.drop_table
        calls.admit(
            compiled.record, people.table, people.further, i, *tables, person, channel, t, trust, referrer, generation, hooked
        )
        if self._accounts_on:
            account = calls.hold(compiled.record, people.accounts) if channel == compiled.initial else self._account
            people.further[i]["account"] = account
        if self._groups_on and calls.join_group(compiled.record, people.table, people.further, i, people.groups):
            people.counts[c.GROUPED, channel] += channel != compiled.initial
        people.status[person] = CONTACT
        people.n_rows += 1
        self.contacts.append(Contact(self, i))
        return i

    # ---------------------------------------------------------------------------------------------- intake

    def intake(self, board: Board) -> None:
        people, compiled = self.people, self.people.compiled
        ps, channels = compiled.record, compiled.channels
        t0, t1 = people.slow["t0"][0], people.slow["t1"][0]
        arrivals: list[tuple] = []
        for day, k, number, span in board.plans:
            for j in range(number):
                instant, person = calls.exposure(ps, channels, k, day, j)
                t = day + (instant - day) * span
                if t0 <= t < t1:
                    trust = float(channels["first_trust"][k])
                    occasion = calls.occasion_of_exposure(channels, k, day, j)
                    arrivals.append((t, -1, len(arrivals), person, k, trust, occasion, PLAIN))
        still = []
        for invitation in people.waiting[: people.n_waiting]:
            if invitation["due"] >= t1:
                still.append(invitation.copy())
                continue
            writer = people.table[invitation["referrer"]]["person"]
            person = calls.invitee(ps, writer, invitation["contact"])
            occasion = calls.occasion_of_invitation(writer, invitation["occasion"])
            due, trust = float(invitation["due"]), float(invitation["trust"])
            referrer, programme = int(invitation["referrer"]), int(invitation["programme"])
            arrivals.append((due, referrer, len(arrivals), person, compiled.referral, trust, occasion, programme))
        people.waiting = np.array(still, INVITATION) if still else np.empty(0, INVITATION)
        people.n_waiting = len(still)
        for due, referrer, _, person, k, trust, occasion, programme in sorted(arrivals):
            self._arrive(max(due, float(t0)), person, k, referrer, trust, occasion, programme)

    def _arrive(self, t, person, k, referrer, trust, occasion, programme) -> None:
        people, compiled = self.people, self.people.compiled
        ps, channels, invited = compiled.record, compiled.channels, referrer >= 0
        people.events += 1
        people.counts[c.EXPOSURES, k] += 1
        if person < 0 or people.status[person] == CONTACT:
            people.counts[c.WASTED, k] += 1
            return
        if any(o["channel"] == k and o["start"] <= t < o["end"] for o in compiled.outages):
            people.counts[c.BROKEN, k] += 1
            return
        exposures = int(people.status[person])
        event = fx_bits.INVITATION if invited else EXPOSED
        if not calls.adds(ps, people.slow, channels, k, person, exposures, invited, trust, np.uint64(occasion), programme):
            people.status[person] = min(exposures + 1, MOST_EXPOSURES)
            outcome, margin = fx_bits.DECLINED, 0
            if not invited and channels["public_on"][k]:
                buys, u_items = calls.buys_in_public(ps, channels, k, person, exposures, np.uint64(occasion))
                if buys:
                    outcome, margin = outcome | fx_bits.BOUGHT, self._sell_in_public(k, u_items)
            self._line(t, occasion, margin, person, 0.0, 0.0, outcome, event)
            return
        if self._accounts_on:
            self._account = calls.place(ps, people.accounts, t)
            if self._account == NO_ROOM:
                people.counts[c.REFUSED, k] += 1
                self._line(t, occasion, 0, person, 0.0, 0.0, fx_bits.BLOCKED, event)
                return
            calls.take(people.accounts, self._account, t)
        if invited:
            trust = calls.borrowed(ps, trust, programme != PLAIN)
        generation = min(65535, int(people.table[referrer]["generation"]) + 1) if invited else 0
        i = self._new_contact(person, k, t, trust, referrer, generation, hooked=True)
        media, hook = calls.costs(ps, channels, k, t)
        people.table[i]["spend"] = media + hook
        if invited:
            if compiled.scenario.scheme is not None:
                calls.admit_invited(ps, people.further, i, referrer, programme != PLAIN, programme == FOR_TEAM, t)
            self._successes.append((t, i, ADDED_US, 0, 0))
        people.money[causes.MEDIA, k] += media
        people.money[causes.HOOK, k] += hook
        people.counts[c.ADDED, k] += 1
        if self._welcome_on and calls.greets(ps, people.table, people.further, i):
            people.counts[c.QUESTIONS, k] += 1
            people.counts[c.GREETINGS, k] += 1
            if compiled.scenario.desk.active:
                self._questions.append((t, i, int(A_GREETING)))
        self._line(t, occasion, media + hook, person, trust, 0.0, fx_bits.ADDED, event)

    def _sell_in_public(self, k: int, u_items: float) -> int:
        """Book an order of somebody who is no contact on channel k; its contribution in fen."""
        people = self.people
        items, sales, goods, fee, refund = calls.public_order(people.compiled.record, people.compiled.channels, k, u_items)
        for cause, fen in (
            (causes.SALES, sales), (causes.GOODS, goods), (causes.FEE, fee), (causes.REFUND, refund),
        ):  # fmt: skip
            people.money[cause, k] += fen
        margin = sales - goods - fee - refund
        for counter, amount in (
            (c.PUBLIC_ORDERS, 1), (c.PUBLIC_ITEMS, items), (c.PUBLIC_NET, sales), (c.PUBLIC_MARGIN, margin),
        ):  # fmt: skip
            people.counts[counter, k] += amount
        return margin

    # ---------------------------------------------------------------------------------------------- lives

    def sweep(self, board: Board) -> None:
        end = float(self.people.slow["t1"][0])
        self.clock.process(self._broadcast(board, self._broadcast_from, board.n_posts))
        self._broadcast_from = board.n_posts
        self.clock.run(until=self.clock.at(end, priority=-1))
        people = self.people
        if self._lines:
            people.keep_log(np.array(self._lines, LOG))
            self._lines.clear()

    def _broadcast(self, board: Board, first: int, last: int):
        people = self.people
        for j in range(first, last):
            t = float(board.posts["t"][j])
            yield self.clock.at(t, BROADCAST)
            for i, contact in enumerate(self.contacts):
                row = people.table[i]
                if row["flags"] & LEFT or (row["joined"] >= t and row["channel"] != people.compiled.initial):
                    continue
                code = calls.touch(
                    people.compiled.record,
                    people.slow,
                    people.table,
                    people.further,
                    i,
                    *self._places(i),
                    board.posts,
                    j,
                    self.fx,
                )
                if board.posts["special"][j] and not code:
                    continue  # not for them
                self.book(i, TOUCH, code, t, int(board.posts["minute"][j]), reached=not board.posts["special"][j])
                if code:
                    contact.reconsider()

    def _places(self, i: int) -> tuple[np.ndarray, int, np.ndarray, int]:
        """The group and the account of contact i."""
        people, more = self.people, self.people.further[i]
        group = int(more["group"]) if self._groups_on else 0
        return people.groups, group, people.accounts, int(more["account"]) if self._accounts_on else 0

    def live(self, i: int, event: int, t: float) -> None:
        """One private event of contact i."""
        people = self.people
        tables = people.compiled.record, people.slow, people.table, people.further, i
        if event == MESSAGE:
            rule = int(people.further[i]["message"])
            code = calls.message(*tables, *self._places(i), people.compiled.rules, rule, t, self.fx)
        else:
            code = HANDLERS[event](*tables, t, self.fx)
        self.book(i, event, code, t)

    def book(self, i: int, event: int, code: int, t: float, minute: int = 0, reached: bool = False) -> None:
        """Book one event of contact i: counters, money, cohorts, what goes to others, the log."""
        people, row, fx = self.people, self.people.table[i], self.fx[0]
        compiled = people.compiled
        k = int(row["channel"])
        touched = event == TOUCH and (reached or code & fx_bits.REACHED)
        people.events += event != TOUCH or bool(touched)
        counts = {
            c.TOUCHES: touched,
            c.NEEDS: event == NEED,
            c.DELIVERIES: event == DELIVERY,
            c.REPLIES: event == REPLY and not code & fx_bits.GAVE_UP,
            c.GAVE_UP: event == REPLY and code & fx_bits.GAVE_UP,
            c.SEEN: code & fx_bits.SEEN,
            c.IMPULSE_ORDERS: event == TOUCH and code & fx_bits.BOUGHT,
            c.ORDERS: code & fx_bits.BOUGHT,
            c.FIRST_ORDERS: code & fx_bits.FIRST,
            c.LOST: code & fx_bits.LOST,
            c.QUESTIONS: code & fx_bits.ASKED,
            c.LEFT: code & fx_bits.LEFT_US,
            c.DROPPED: code & fx_bits.DROPPED,
            c.SHARES: code & fx_bits.INVITED,
            c.MESSAGES: code & fx_bits.SENT,
            c.BLOCKED: code & fx_bits.BLOCKED and not code & fx_bits.LEFT_US,
            c.PLATFORM_LOST: code & fx_bits.BLOCKED and code & fx_bits.LEFT_US,
            c.MUTED: code & fx_bits.MUTED_US,
            c.RETURNED: code & fx_bits.RETURNED,
            c.TEAMS: code & fx_bits.TEAMED,
        }
        for counter, happened in counts.items():
            people.counts[counter, k] += bool(happened)
        if code & fx_bits.TOO_MUCH:
            raise Overflow
        if code & fx_bits.BOUGHT:
            people.counts[c.ITEMS, k] += fx["items"]
            if fx["rung"]:
                people.counts[c.FIRST_RUNG + fx["rung"] - 1, k] += 1
            for cause in causes.ORDER_CAUSES:
                if cause != causes.SERVICE:
                    people.money[cause, k] += fx[causes.CAUSES[cause]]
            if row["referrer"] >= 0 and (code & fx_bits.FIRST or self._commission_on):
                kind = ORDERED_FIRST if code & fx_bits.FIRST else ORDERED_AGAIN
                self._successes.append((t, i, kind, int(fx["sales"] - fx["discount"]), 0))
            if k != compiled.initial:
                self._book_cohort(row, t, int(fx["margin"]))
            people.counts[c.REDEEMED, k] += fx["redeemed"] if compiled.scenario.membership else 0
        if event == DELIVERY:
            people.money[causes.SERVICE, k] += fx["service"]
            if fx["service"] and k != compiled.initial:
                month = math.floor(row["joined"] / DAYS_PER_MONTH), math.floor((t - row["joined"]) / DAYS_PER_MONTH)
                people.cohort[c.COHORT_MARGIN, month[0], month[1]] -= fx["service"]
            self._count_review(k, int(fx["review"]))
        if compiled.n_scripts:
            self._book_scripts(k, code)
        if code & fx_bits.FAKED:
            self._successes.append((t, i, FAKED, int(fx["fakes"]), int(fx["occasion"])))
        if code & fx_bits.INVITED:
            self._write_invitations(i, t, int(fx["occasion"]), bool(code & fx_bits.TEAMED))
        if code & fx_bits.ASKED:
            number = calls.question_number(people.compiled.record, people.table, people.further, i)
            self._questions.append((t, i, int(number)))
        if event in (TOUCH, MESSAGE):
            ref = minute if event == TOUCH else int(fx["touch"])
        else:
            ref = int(row["orders"]) if event == DELIVERY else int(row["need_index"])
        fen = int(fx["margin"]) if code & fx_bits.BOUGHT else 0
        self._line(t, ref, fen, row["person"], row["trust"], row["fatigue"], code, event)

    def _book_scripts(self, k: int, code: int) -> None:
        """What became of a message of the SOP; and an order, for every rule that has addressed who placed it."""
        fx, n = self.fx[0], self.people.compiled.n_scripts
        counts = self.people.counts[c.SCRIPTS_FROM :, k].reshape(n, c.PER_SCRIPT)
        if code & fx_bits.HELD:
            counts[fx["rule"], [c.SCRIPT_HELD, c.CONTROL]] += 1, fx["newly"]
        elif code & fx_bits.SENT or (code & fx_bits.BLOCKED and fx["rule"] >= 0):
            counts[fx["rule"], c.TREATED] += fx["newly"]
            outcomes = {
                c.SCRIPT_SENT: fx_bits.SENT,
                c.SCRIPT_SEEN: fx_bits.SEEN,
                c.SCRIPT_ORDERS: fx_bits.BOUGHT,
                c.SCRIPT_LEFT: fx_bits.LEFT_US,
                c.SCRIPT_RETURNED: fx_bits.RETURNED,
                c.SCRIPT_BLOCKED: fx_bits.BLOCKED,
            }
            for counter, bit in outcomes.items():
                counts[fx["rule"], counter] += bool(code & bit)
        if code & fx_bits.BOUGHT:
            for rule in range(n):
                if fx["treated"] >> rule & 1:
                    counts[rule, [c.TREATED_ORDERS, c.TREATED_MARGIN]] += 1, fx["margin"]
                if fx["control"] >> rule & 1:
                    counts[rule, [c.CONTROL_ORDERS, c.CONTROL_MARGIN]] += 1, fx["margin"]
        self.people.counts[c.SCRIPTS_FROM :, k] = counts.ravel()

    def _book_cohort(self, row, t: float, margin: int) -> None:
        joined = math.floor(row["joined"] / DAYS_PER_MONTH)
        age = math.floor((t - row["joined"]) / DAYS_PER_MONTH)
        cohort = self.people.cohort
        cohort[c.COHORT_ORDERS, joined, age] += 1
        cohort[c.COHORT_MARGIN, joined, age] += margin
        if row["last_month"] != age + 1:
            row["last_month"] = age + 1
            cohort[c.COHORT_BUYERS, joined, age] += 1

    def _count_review(self, k: int, review: int) -> None:
        if self.people.compiled.scenario.reputation is not None:
            counts = self.people.counts
            counts[c.GOOD_REVIEWS, k] += review == GOOD
            counts[c.BAD_REVIEWS, k] += review in (BAD, SETTLED)
            counts[c.STEERED, k] += review == SETTLED

    def _write_invitations(self, i: int, t: float, round_occasion: int, opened_team: bool) -> None:
        people, row, scenario = self.people, self.people.table[i], self.people.compiled.scenario
        number = scenario.sharing.invites
        if opened_team and scenario.scheme is not None and scenario.scheme.team is not None:
            number = scenario.scheme.team.invites
        programme = calls.invited_by(people.compiled.record, people.table, people.further, i, t)
        lines = np.zeros(number, INVITATION)
        for m, line in enumerate(lines):
            occasion = round_occasion << 7 | m
            contact, delay = calls.whom_and_when(people.compiled.record, row["person"], occasion)
            for name, value in zip(
                ("due", "occasion", "referrer", "contact", "trust", "programme"),
                (t + delay, occasion, i, contact, row["trust"], programme),
                strict=True,
            ):  # fmt: skip
                line[name] = value
        people.counts[c.INVITATIONS, int(row["channel"])] += len(lines)
        people.keep_invitations(lines)

    def _line(self, t, ref, fen, person, trust, fatigue, outcome, event) -> None:
        if self.people.logging and (outcome or event != MESSAGE):  # a message that is not for them went nowhere
            self._lines.append((t, ref, fen, person, trust, fatigue, outcome & fx_bits.LOGGED, event))

    # ---------------------------------------------------------------------------------------------- desk

    def desk(self) -> None:
        people = self.people
        for t, i, number in sorted(self._questions):
            row = people.table[i]
            if row["flags"] & LEFT:
                continue
            question = np.array([(t, i, number)], QUESTION)
            days = calls.answer(
                people.compiled.record, people.slow, people.table, people.further, i, question, people.operators
            )  # fmt: skip
            people.counts[c.WAIT_SECONDS, int(row["channel"])] += int(days * 86400 + 0.5)
            self.contacts[i].reconsider()
        self._questions.clear()

    def settle(self) -> None:
        people, ps = self.people, self.people.compiled.record
        tables, t1 = (ps, people.table, people.further), float(people.slow["t1"][0])
        for t, i, kind, net, occasion in sorted(self._successes):
            row = people.table[i]
            k = int(row["channel"])
            referrer = i if kind == FAKED else int(row["referrer"])
            paid = 0
            if kind == FAKED:
                lost, checked, caught, completed = calls.fakes(*tables, i, net, np.uint64(occasion), t, t1)
                people.counts[c.FAKES, k] += net
                people.counts[c.CAUGHT, k] += caught
            else:
                paid, lost, checked, refused, completed = calls.honest(*tables, i, referrer, kind, net, t, t1)
                people.counts[c.UNREWARDED, k] += refused
            if int(row["spend"]) + paid + lost > MOST_SPEND:
                raise Overflow
            row["spend"] += paid + lost
            people.money[causes.REWARD, k] += paid
            people.money[causes.ABUSE, k] += lost
            people.counts[c.CHECKED, k] += checked
            people.counts[c.COMPLETED, int(people.table[referrer]["channel"])] += completed
            if completed:
                self.contacts[referrer].reconsider()
        self._successes.clear()

    def close(self) -> None:
        """Nothing is kept apart."""
