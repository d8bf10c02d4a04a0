"""A case whose time passes, for tests of its supervision: the timers fire as the timekeeper lets them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from services.casework.app import PARTS
from services.casework.domain.case import CASE
from services.casework.domain.case_commands import OpenCase
from services.casework.domain.case_state import File, NotOpened
from services.casework.domain.case_supervision import Colour
from services.casework.domain.types import CentreId, ItemCode, PostId
from services.casework.timers import BREACH, SUPERVISION
from shared.contracts.casework.case_clocks import (
    Clock,
)
from shared.contracts.casework.case_supervision import Card, SupervisionNoticeIssued
from shared.kernel.actors import Role
from shared.kernel.ids import AggregateRef
from shared.kernel.limits import Limit
from shared.kernel.messages import Command, Event
from shared.kernel.refusals import Refusal
from shared.kernel.timer import Timer
from tests.casework.district import (
    CENTRE,
    DISTRICT,
    ITEM_CODE,
    POLICY,
    asked,
    limit,
)
from tests.casework.stories import SUBJECT
from tests.casework.test_case_clocks import catalogue

ORDINARY, YELLOW_CARD, RED_CARD = Card.ORDINARY, Card.YELLOW_CARD, Card.RED_CARD
PROMISED, STATUTORY = Clock.PROMISED, Clock.STATUTORY
GREEN, YELLOW, RED = Colour.GREEN, Colour.YELLOW, Colour.RED
EXAMINATION = PostId("examination")


def instant(text: str) -> datetime:
    return datetime.fromisoformat(f"{text if 'T' in text else f'{text}T00:00'}+08:00")


class Known(dict[AggregateRef, object]):
    """What the district knows; an aggregate that nobody has told of has recorded nothing."""

    def __missing__(self, ref: AggregateRef) -> object:
        return next(each.initial for each in PARTS.deciders if each.name == ref.kind)


class Watched:
    """A case whose time passes: what falls due is done in its order, as the timekeeper does it."""

    def __init__(self, accepted: str, promised: Limit, statutory: Limit, opened: str = "", policy=POLICY) -> None:
        self.related = Known(DISTRICT | catalogue(statutory, promised))
        self.policy, self.state = policy, CASE.initial
        self.facts: list[tuple[datetime, Event]] = []
        self.rows: dict[str, tuple[datetime | None, Timer]] = {}
        self.now = instant(opened or f"{accepted}T10:00")
        opening = OpenCase(
            application_id="application-1",
            subject=SUBJECT,
            centre_id=CentreId(CENTRE),
            item_code=ItemCode(ITEM_CODE),
            item_version=1,
            accepted_on=date.fromisoformat(accepted),
            recorded_at=self.now,
            deemed=bool(opened),
        )
        self.does("reaction:intake", opening)

    def context(self, by: str = "timer", role: Role = Role.MACHINE, org: str = CENTRE):
        asking = asked(by, self.now.isoformat(), role, org)
        return replace(asking, related=self.related, policy=self.policy)

    def does(self, by: str, command: Any, role: Role = Role.EXAMINER, org: str = CENTRE) -> list | Refusal:
        decided = CASE.decide(command, self.state, self.context(by, role, org))
        if not isinstance(decided, Refusal):
            self.recorded(*decided)
        return decided

    def recorded(self, *facts: Any) -> None:
        """Facts are in the log: who follows it asks the timers that they start."""
        self.facts += [(self.now, fact) for fact in facts]
        self.state = CASE.fold(facts, self.state)
        for timer in (SUPERVISION, BREACH):
            if any(type(fact) in timer.starts for fact in facts):
                self.rows[timer.name] = (timer.due(self.state, self.context()), timer)
            if any(type(fact) in timer.stops for fact in facts):
                del self.rows[timer.name]

    def until(self, at: str) -> Watched:
        """Let time pass up to and including an instant."""
        end = instant(at)
        while due := sorted(((at, name) for name, (at, _) in self.rows.items() if at and at <= end)):
            at_, name = due[0]
            self.now = max(at_, self.now)
            (step,) = self.rows[name][1].steps("case-1", self.state, self.context())
            assert self.does("timer", step.command), "a timer fires where there is something to record"
        self.now = end
        return self

    @property
    def file(self) -> File:
        assert not isinstance(self.state, NotOpened)
        return self.state.file

    def by_officer(self, at: str, by: str, command: Command, role: Role = Role.EXAMINER) -> Watched:
        decided = self.until(at).does(by, command, role)
        assert not isinstance(decided, Refusal), decided
        return self

    @property
    def notices(self) -> list[tuple[str, Card, Clock, str]]:
        """When each was issued, and of what."""
        return [
            (at.isoformat()[:16].removesuffix("T00:00"), fact.card, fact.clock, fact.due_on.isoformat())
            for at, fact in self.facts
            if isinstance(fact, SupervisionNoticeIssued)
        ]

    @property
    def to(self) -> list[tuple[str | None, bool]]:
        return [(fact.post_id, fact.to_director) for _, fact in self.facts if isinstance(fact, SupervisionNoticeIssued)]


def s2(**given_) -> Watched:
    """Accepted on 2014-09-26: 25 working days end on 2014-11-05, 30 on 2014-11-12."""
    return Watched("2014-09-26", limit(25), limit(30), **given_)
