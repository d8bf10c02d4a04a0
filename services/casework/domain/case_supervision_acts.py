"""What the passing of time does in the supervision of a case: the notices that are due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.casework.domain.case_state import File, Open, Turn
from services.casework.domain.case_supervision import YELLOW_WD, of_clock, supervised, yellow_from
from services.casework.domain.post import POST
from services.casework.domain.post_state import Assigned
from shared.contracts.casework.case_clocks import Clock
from shared.contracts.casework.case_supervision import Card, SupervisionNoticeIssued
from shared.kernel.decider import Context
from shared.kernel.instants import day_of, start_of
from shared.kernel.messages import Command

_CARDS: Mapping[Clock, Card] = {Clock.PROMISED: Card.YELLOW_CARD, Clock.STATUTORY: Card.RED_CARD}

# --- commands ---------------------------------------------------------------


class IssueNotices(Command):
    """Issue the supervision notices that are due."""


# --- decisions --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DueNotice:
    """A notice that was not issued yet, and the aware instant from which it is to be."""

    at: datetime
    card: Card
    clock: Clock
    due_on: date


def due_notices(file: File, context: Context) -> list[DueNotice]:
    """The notices that are due or will be if nothing happens, the gravest last."""
    cards = (_card(clock, card, file, context) for clock, card in _CARDS.items())
    return [each for each in (_warning(file, context), *cards) if each is not None]


def _warning(file: File, context: Context) -> DueNotice | None:
    """That a limit is near: not on the very day of the acceptance, and not after the card of its breach."""
    clocks, issued = file.clocks, file.supervision
    clock = supervised(clocks.told)
    near = of_clock(clocks.due, clock)
    if near is None or near.on in issued.told_of(Card.ORDINARY, clock):
        return None
    if clock in clocks.breached and issued.told_of(_CARDS[clock], clock):
        return None
    first = max(_yellow_from(near.on, context), day_of(clocks.started_at) + timedelta(days=1))
    return DueNotice(start_of(first), Card.ORDINARY, clock, near.on)


def _yellow_from(due_on: date, context: Context) -> date:
    """The first yellow day by the number in force today, or before it by one that is adopted for a day to come."""
    policy, calendar = context.policy, context.calendar
    found = yellow_from(due_on, policy.whole(YELLOW_WD, context.today), calendar)
    for entry in policy.entries[YELLOW_WD]:
        if context.today < entry.effective_on < found:
            then = yellow_from(due_on, policy.whole(YELLOW_WD, entry.effective_on), calendar)
            found = min(found, max(then, entry.effective_on))
    return found


def _card(clock: Clock, card: Card, file: File, context: Context) -> DueNotice | None:
    """That a limit was missed: it follows the fact of it, whatever has become of the due date since.

    Where the date has moved after a card, there is another when the new one is over.
    """
    last, given = of_clock(file.clocks.told, clock), file.supervision.told_of(card, clock)
    if last is None or clock not in file.clocks.breached or last.on in given:
        return None
    return DueNotice(last.at if given else min(last.at, start_of(context.today)), card, clock, last.on)


def next_notice(file: File, context: Context) -> datetime | None:
    """When the next notice is to be issued if nothing happens."""
    return min((each.at for each in due_notices(file, context)), default=None)


def _issue(_command: IssueNotices, case: Open, context: Context) -> list[SupervisionNoticeIssued]:
    """The decision is given the post that has the case, where there is one."""
    file = case.file
    post_id = file.assignment.at(file.body)
    return [
        SupervisionNoticeIssued(
            card=each.card,
            clock=each.clock,
            due_on=each.due_on,
            body=file.body,
            post_id=post_id,
            to_director=post_id is None or not _attended(post_id, context),
        )
        for each in due_notices(file, context)
        if each.at <= context.now
    ]


def _attended(post_id: str, context: Context) -> bool:
    post = context.look(POST, post_id)
    return isinstance(post, Assigned) and post.acting is not None


TURNS: Mapping[type[Command], Turn] = {IssueNotices: _issue}
