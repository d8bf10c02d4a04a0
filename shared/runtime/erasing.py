"""Erasing: a service answers intake what it must keep of a person; and of whom it only stores the data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Boolean, Column, Index, MetaData, String, Table, bindparam, select
from sqlalchemy.dialects.sqlite import insert

from shared.contracts.erasure import ErasureAsked, ErasureCleared, ErasureRetained, RestrictionKnown
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Step
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.runtime.act import Act, Done
from shared.runtime.desk import Desk
from shared.runtime.duty import Duty
from shared.runtime.erasure_answer import ERASURE_ANSWER, AnswerErasure
from shared.runtime.holding import held
from shared.runtime.views import Change, View

ERASER = Actor(ActorId("eraser"), Role.MACHINE)

_TABLES = MetaData()
_ANSWER = Table(
    "erasure_answer",
    _TABLES,
    Column("subject", String, primary_key=True),
    Column("waits", Boolean, nullable=False),
    Column("restricted", Boolean, nullable=False),
)
Index("erasure_answer_waiting", _ANSWER.c.waits, sqlite_where=_ANSWER.c.waits)
_BEGIN = (
    insert(_ANSWER)
    .values(subject=bindparam("subject"), waits=False, restricted=False)
    .on_conflict_do_nothing(index_elements=["subject"])
)
_OF_IT = _ANSWER.c.subject == bindparam("of")
_WAIT = _ANSWER.update().where(_OF_IT).values(waits=bindparam("still"))
_RESTRICT = _ANSWER.update().where(_OF_IT).values(restricted=True)
_NEXT = select(_ANSWER.c.subject).where(_ANSWER.c.waits).limit(1)
_RESTRICTED = select(_ANSWER.c.subject).where(_ANSWER.c.subject == bindparam("subject"), _ANSWER.c.restricted)


def _asked(recorded: Recorded[ErasureAsked]) -> Iterator[Change]:
    yield _BEGIN, {"subject": recorded.aggregate.id}
    yield _WAIT, {"of": recorded.aggregate.id, "still": True}


def _answered(recorded: Recorded[ErasureCleared] | Recorded[ErasureRetained]) -> Iterator[Change]:
    yield _WAIT, {"of": recorded.aggregate.id, "still": False}


def _restricted(recorded: Recorded[RestrictionKnown]) -> Iterator[Change]:
    yield _BEGIN, {"subject": recorded.aggregate.id}
    yield _RESTRICT, {"of": recorded.aggregate.id}


VIEW = View(
    name="erasure-answer",
    tables=_TABLES,
    on={
        ErasureAsked: _asked,
        ErasureCleared: _answered,
        ErasureRetained: _answered,
        RestrictionKnown: _restricted,
    },
)


def is_restricted(desk: Desk, subject: str) -> bool:
    """Whether the data of a person are only stored: no search finds them."""
    return desk.views.row(_RESTRICTED, subject=subject) is not None


async def _answer(desk: Desk) -> bool:
    """Answer one asking, once the view has read all that is recorded."""
    waiting = desk.views.row(_NEXT)
    if waiting is None or not await has_read_all(desk):
        return False
    today = day_of(await desk.executor.clock.now())
    command = AnswerErasure(held=held(desk, waiting.subject, today))
    result = await desk.executor.execute(Act((Step(ERASURE_ANSWER, waiting.subject, command),), ERASER))
    return isinstance(result, Done) and bool(result.events)


async def has_read_all(desk: Desk) -> bool:
    """Whether the own view has read all that is recorded: who looks what must be kept looks at everything."""
    own = desk.followers[desk.service]
    return own.position >= await own.log.head()


def _waits(desk: Desk, _now: datetime) -> bool:
    return desk.views.row(_NEXT) is not None


DUTY = Duty("answering erasures", _answer, _waits)
