"""Ten years of cases in a moment: rows of those that are done, events of those that somebody works on."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from services.casework.app import PARTS
from services.casework.views.case_file import CaseState
from shared.contracts.casework.case import CaseClosed, CaseOpened, DecisionMade, DecisionProposed, Outcome
from shared.contracts.casework.case_assignment import AssignedBy, CaseReassigned
from shared.contracts.casework.case_body import CaseSentToBody
from shared.contracts.casework.case_clocks import ClockSuspended, DueDates, PromisedLimitBreached
from shared.contracts.casework.case_inquiry import DepartmentQueried
from shared.contracts.casework.post import ActedAs
from shared.kernel.actors import TIMER
from shared.kernel.envelope import Codec, LogName, Recorded, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import start_of
from shared.kernel.messages import Event
from shared.kernel.personal import Personal
from shared.kernel.suspensions import SuspensionReason

CODEC = Codec(PARTS.name, PARTS.events)
TODAY = date(2015, 6, 10)
CENTRES = tuple(f"centre-{n:02d}" for n in range(12))
POSTS = {centre: tuple(f"{centre}-p{n}" for n in range(4)) for centre in CENTRES}
ITEMS = tuple(f"CD-MZ-{n:03d}" for n in range(1, 33))
WEIGHTS = tuple(1 / n for n in range(1, 33))
DEPARTMENTS = tuple(f"dept-{n}" for n in range(10))
DAY = timedelta(days=1)

Told = tuple[Recorded[Event], bytes, str]
"""An event as a view is given it, its document, and its type."""


class Years:
    """Cases one after another, the oldest first."""

    def __init__(self) -> None:
        self.random = random.Random(1)
        self.position = 0

    def opened(self, day: date) -> tuple[str, CaseOpened]:
        """A case of some item at some centre, promised in three weeks."""
        name, promised, statutory = f"{self.random.getrandbits(128):032x}", day + 20 * DAY, day + 27 * DAY
        return name, CaseOpened(
            subject=f"{self.random.getrandbits(128):032x}",
            application_id=f"a{name}",
            centre_id=self.random.choice(CENTRES),
            item_code=self.random.choices(ITEMS, WEIGHTS)[0],
            item_version=1,
            accepted_on=day,
            deemed=False,
            promised_due_on=promised,
            promised_due_at=start_of(promised + DAY),
            statutory_due_on=statutory,
            statutory_due_at=start_of(statutory + DAY),
            provisional=False,
            calendar_version=23,
        )

    def told(self, case_id: str, day: date, *events: Event) -> Iterator[Told]:
        """The events at the next positions: as a view is given them, and their documents with their types."""
        ref = AggregateRef("case", case_id)
        stamp = Stamp(LogName("630102", PARTS.name), start_of(day), TIMER, 15, "0" * 32)
        for event in events:
            self.position += 1
            type_, document = type_of(PARTS.name, type(event)), encode(event, "0" * 36, ref, stamp)
            yield Recorded(self.position, ref, 1, CODEC.decode(type_, document)), document, type_

    def done(self, day: date) -> Mapping[str, object]:
        """The row of a case that was opened and closed."""
        self.position += 2
        case_id, opened = self.opened(day)
        told = opened.model_dump(exclude={"promised_due_at", "statutory_due_at", "started_at"})
        return {
            **told,
            "id": case_id,
            "position": self.position,
            "state": CaseState.CLOSED if self.random.random() < 0.97 else CaseState.TERMINATED,
            "by_promise": True,
            "promise_missed": False,
            "statute_missed": False,
            "near_on": opened.promised_due_on,
            "body": opened.centre_id,
            "post_id": self.random.choice(POSTS[opened.centre_id]),
            "examiner_post_id": "examination",
            "outcome": "GRANT",
            "closed_on": day + self.random.randrange(25) * DAY,
            "within_promise": True,
            "within_statute": True,
        }

    def life(self, day: date) -> Iterator[Told]:
        """A whole case."""
        case_id, opened = self.opened(day)
        post = self.random.choice(POSTS[opened.centre_id])
        yield from self.told(
            case_id, day, opened, taken_up(opened, post), proposed(post), decided(day), closed(opened, day + DAY)
        )

    def open(self) -> Iterator[Told]:
        """A case of these weeks that somebody works on: assigned, waiting, standing still or late."""
        due_in = self.random.randrange(-5, 25)
        day = TODAY + (due_in - 20) * DAY
        case_id, opened = self.opened(day)
        post = self.random.choice(POSTS[opened.centre_id])
        events: list[Event] = [opened, taken_up(opened, post)]
        chance = self.random.random()
        if due_in < 0:
            due_on = day + 20 * DAY
            events.append(PromisedLimitBreached(due_on=due_on, due_at=start_of(due_on + DAY), body=opened.centre_id))
        if chance < 0.2:
            events.append(stopped(self.random.choice(list(SuspensionReason)), day))
        elif chance < 0.4:
            events += [proposed(post), decided(TODAY)][: self.random.choice((1, 1, 2))]
        elif chance < 0.5:
            events.append(sent(self.random.choice(DEPARTMENTS), day))
        elif chance < 0.6:
            events.append(queried(self.random.choice(DEPARTMENTS), post))
        yield from self.told(case_id, day, *events)


def taken_up(opened: CaseOpened, post: str) -> CaseReassigned:
    """Assigned to a post of its centre."""
    return CaseReassigned(post_id=post, body=opened.centre_id, officer="s-one", assigned_by=AssignedBy.EXAMINER)


def proposed(post: str) -> DecisionProposed:
    """With the approver."""
    return DecisionProposed(post_id=post, acted_as=ActedAs.A, examiner="s-one", outcome=Outcome.GRANT)


def decided(day: date) -> DecisionMade:
    """As proposed."""
    return DecisionMade(
        post_id="approval", acted_as=ActedAs.A, approver="s-two", outcome=Outcome.GRANT, remedies=(), decided_on=day
    )


def closed(opened: CaseOpened, day: date) -> CaseClosed:
    """Done on a day."""
    return CaseClosed(
        application_id=opened.application_id,
        post_id="examination",
        acted_as=ActedAs.A,
        outcome=Outcome.GRANT,
        closed_on=day,
        within_promise=True,
        within_statute=True,
    )


def stopped(reason: SuspensionReason, day: date) -> ClockSuspended:
    """Standing still."""
    return ClockSuspended(suspension_id="stop", reason=reason, stopped_on=day, due=DueDates())


def sent(body: str, day: date) -> CaseSentToBody:
    """With another body."""
    return CaseSentToBody(
        body=body, sent_on=day, started_at=start_of(day), post_id="p", acted_as=ActedAs.A, officer="s-one"
    )


def queried(body: str, post: str) -> DepartmentQueried:
    """Waiting for a department."""
    question = Personal[tuple[str, ...]](subject="somebody", sealed="c2VhbGVk")
    return DepartmentQueried(
        request_id="query", department=body, question=question, post_id=post, acted_as=ActedAs.A, officer="s-one"
    )
