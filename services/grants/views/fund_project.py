"""Projects of the special fund: where each stands, its dates and its money. Amounts are in fen; nobody is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Update,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from services.grants.domain.fund_project_state import Stage
from services.grants.views.fund_payment import PAYMENT
from shared.contracts.grants.fund_project import (
    FundReviewed,
    FundReviewMissed,
    Opinion,
    PreNoticePosted,
    ProjectApproved,
    ProjectObjectionSettled,
    ProjectOpened,
    ProjectProposed,
    ProjectSubmitted,
    ProjectWithdrawn,
    ResolutionLinked,
    SupervisionOpinionGiven,
    Verdict,
)
from shared.contracts.grants.fund_project_work import (
    AdvancePaid,
    ClawbackMissed,
    ClawbackOrdered,
    ClawbackRecovered,
    ClawbackReferred,
    FinalPaid,
    FundProjectNotStarted,
    PaymentUndone,
    ProjectContracted,
    ProjectProgressed,
    ResultPosted,
    WorkAccepted,
)
from shared.kernel.envelope import Recorded
from shared.kernel.messages import Event
from shared.runtime.views import Change, Handler, View

TABLES = MetaData()
PROJECT = Table(
    "fund_project",
    TABLES,
    Column("id", String, primary_key=True),
    Column("position", Integer, nullable=False, unique=True),
    Column("stage", String, nullable=False),
    Column("committee_id", String, nullable=False),
    Column("title", String),
    Column("need", String),
    Column("households", Integer),
    Column("lines", JSON),
    Column("total", Integer),
    Column("resolution_id", String),
    Column("notice_until_on", Date),
    Column("review_due_on", Date),
    Column("review_missed", Boolean, nullable=False),
    Column("approved", Integer),
    Column("period", Integer),
    Column("supplier", String),
    Column("price", Integer),
    Column("percent", Integer, nullable=False),
    Column("start_missed", Boolean, nullable=False),
    Column("accepted", Integer),
    Column("paid", Integer, nullable=False),
    Column("result_until_on", Date),
    Column("clawback", Integer),
    Column("clawback_due_on", Date),
    Column("clawback_missed", Boolean, nullable=False),
    Column("recovered", Integer, nullable=False),
    Column("referred_to", String),
)
Index("fund_project_by_committee", PROJECT.c.committee_id, PROJECT.c.position)
Index("fund_project_by_stage", PROJECT.c.stage, PROJECT.c.position)

_SAID = ("title", "need", "households", "lines", "total")
_NEW = ("id", "position", "stage", "committee_id", "resolution_id", *_SAID)
_insert = insert(PROJECT).values(
    {name: bindparam(name, type_=PROJECT.c[name].type) for name in _NEW}
    | {"review_missed": False, "start_missed": False, "clawback_missed": False, "percent": 0, "paid": 0, "recovered": 0}
)
_PROPOSE = _insert.on_conflict_do_update(
    index_elements=["id"],
    set_={name: _insert.excluded[name] for name in ("stage", *_SAID)}
    | {"resolution_id": func.coalesce(_insert.excluded.resolution_id, PROJECT.c.resolution_id)},
)
_OF = PROJECT.update().where(PROJECT.c.id == bindparam("of"))
_FEN = bindparam("fen", type_=Integer)
_PAY = _OF.values(paid=PROJECT.c.paid + _FEN)
_BACK = (
    select(PAYMENT.c.amount)
    .where(PAYMENT.c.project_id == bindparam("of"), PAYMENT.c.payment_id == bindparam("payment"))
    .scalar_subquery()
)
_UNPAY = _OF.values(paid=PROJECT.c.paid - _BACK)
_STILL_ACCEPTED = (
    PROJECT.update()
    .where(PROJECT.c.id == bindparam("of"), PROJECT.c.stage == Stage.RESULT_POSTED.value)
    .values(stage=Stage.ACCEPTED.value)
)
_RECOVER = _OF.values(recovered=PROJECT.c.recovered + _FEN)

ONE = select(PROJECT).where(PROJECT.c.id == bindparam("of"))
_FILTERS = {
    "committee_id": PROJECT.c.committee_id == bindparam("committee_id"),
    "stage": PROJECT.c.stage == bindparam("stage"),
    "period": PROJECT.c.period == bindparam("period"),
}
FILTERS = tuple(_FILTERS)
_PAGE = (
    select(PROJECT)
    .where(PROJECT.c.position > bindparam("after"))
    .order_by(PROJECT.c.position)
    .limit(bindparam("limit"))
)
_DAY = bindparam("day", type_=Date)
POSTED = _PAGE.where(
    or_(
        and_(PROJECT.c.stage == Stage.POSTED.value, PROJECT.c.notice_until_on >= _DAY),
        and_(PROJECT.c.stage == Stage.RESULT_POSTED.value, PROJECT.c.result_until_on >= _DAY),
    )
)
"""What everybody may read on `day`: a notice before the review, or a result."""


def page(*filters: str) -> Select[tuple[object, ...]]:
    """A page of projects in the order of their opening, with parameters `after`, `limit` and those of `filters`."""
    return _PAGE.where(*(_FILTERS[name] for name in filters))


@cache
def _setting(*names: str) -> Update:
    return _OF.values({name: bindparam(f"to_{name}", type_=PROJECT.c[name].type) for name in names})


def _set(recorded: Recorded[Any], **values: str | int | bool | date | None) -> Change:
    told = {f"to_{name}": value for name, value in values.items()}
    return _setting(*sorted(values)), {"of": recorded.aggregate.id, **told}


def _opened(recorded: Recorded[ProjectOpened]) -> Iterator[Change]:
    event = recorded.event
    of = {"id": recorded.aggregate.id, "position": recorded.position, "stage": Stage.OPENED.value}
    said = {"committee_id": event.committee_id, "resolution_id": event.resolution_id}
    yield _PROPOSE, {**of, **said, **dict.fromkeys(_SAID)}


def _proposed(recorded: Recorded[ProjectProposed]) -> Iterator[Change]:
    event = recorded.event
    of = {"id": recorded.aggregate.id, "position": recorded.position, "stage": Stage.PROPOSED.value}
    said = event.model_dump(mode="json", include={"committee_id", "resolution_id", *_SAID})
    yield _PROPOSE, {**of, **said, "total": sum(line.amount.amount for line in event.lines)}


def _linked(recorded: Recorded[ResolutionLinked]) -> Iterator[Change]:
    yield _set(recorded, resolution_id=recorded.event.resolution_id)


def _opinion_given(recorded: Recorded[SupervisionOpinionGiven]) -> Iterator[Change]:
    vetoed = recorded.event.opinion is Opinion.VETOED
    yield _asked_anew(recorded) if vetoed else _set(recorded, stage=Stage.SUPPORTED.value)


def _asked_anew(recorded: Recorded[Any]) -> Change:
    return _set(recorded, stage=Stage.PROPOSED.value, resolution_id=None, notice_until_on=None)


def _posted(recorded: Recorded[PreNoticePosted]) -> Iterator[Change]:
    yield _set(recorded, stage=Stage.POSTED.value, notice_until_on=recorded.event.until_on)


def _settled(recorded: Recorded[ProjectObjectionSettled]) -> Iterator[Change]:
    if recorded.event.upheld:
        yield _asked_anew(recorded)


def _submitted(recorded: Recorded[ProjectSubmitted]) -> Iterator[Change]:
    yield _set(recorded, stage=Stage.SUBMITTED.value, review_due_on=recorded.event.due_on, review_missed=False)


_AFTER_REVIEW: Mapping[Verdict, Stage] = {Verdict.RETURNED: Stage.RETURNED, Verdict.REJECTED: Stage.REJECTED}


def _reviewed(recorded: Recorded[FundReviewed]) -> Iterator[Change]:
    if (stage := _AFTER_REVIEW.get(recorded.event.verdict)) is not None:
        yield _set(recorded, stage=stage.value)


def _review_missed(recorded: Recorded[FundReviewMissed]) -> Iterator[Change]:
    yield _set(recorded, review_missed=True)


def _approved(recorded: Recorded[ProjectApproved]) -> Iterator[Change]:
    event = recorded.event
    yield _set(recorded, stage=Stage.APPROVED.value, approved=event.amount.amount, period=event.period)


def _withdrawn(recorded: Recorded[ProjectWithdrawn]) -> Iterator[Change]:
    yield _set(recorded, stage=Stage.WITHDRAWN.value)


def _contracted(recorded: Recorded[ProjectContracted]) -> Iterator[Change]:
    event = recorded.event
    yield _set(recorded, stage=Stage.CONTRACTED.value, supplier=event.supplier, price=event.price.amount)


def _progressed(recorded: Recorded[ProjectProgressed]) -> Iterator[Change]:
    yield _set(recorded, percent=recorded.event.percent)


def _accepted(recorded: Recorded[WorkAccepted]) -> Iterator[Change]:
    yield _set(recorded, stage=Stage.ACCEPTED.value, accepted=recorded.event.amount.amount)


def _paid(recorded: Recorded[AdvancePaid] | Recorded[FinalPaid]) -> Iterator[Change]:
    yield _PAY, {"of": recorded.aggregate.id, "fen": recorded.event.amount.amount}


def _undone(recorded: Recorded[PaymentUndone]) -> Iterator[Change]:
    of = {"of": recorded.aggregate.id, "payment": recorded.event.payment_id}
    yield _UNPAY, of
    yield _STILL_ACCEPTED, {"of": recorded.aggregate.id}


def _result(recorded: Recorded[ResultPosted]) -> Iterator[Change]:
    yield _set(recorded, stage=Stage.RESULT_POSTED.value, result_until_on=recorded.event.until_on)


def _start_missed(recorded: Recorded[FundProjectNotStarted]) -> Iterator[Change]:
    yield _set(recorded, start_missed=True)


def _clawed_back(recorded: Recorded[ClawbackOrdered]) -> Iterator[Change]:
    event = recorded.event
    stage, fen = Stage.CLAWED_BACK.value, event.amount.amount
    yield _set(recorded, stage=stage, clawback=fen, clawback_due_on=event.due_on)


def _recovered(recorded: Recorded[ClawbackRecovered]) -> Iterator[Change]:
    yield _RECOVER, {"of": recorded.aggregate.id, "fen": recorded.event.amount.amount}


def _not_returned(recorded: Recorded[ClawbackMissed]) -> Iterator[Change]:
    yield _set(recorded, clawback_missed=True)


def _referred(recorded: Recorded[ClawbackReferred]) -> Iterator[Change]:
    yield _set(recorded, referred_to=recorded.event.to.value)


_ON: Mapping[type[Event], Handler] = {
    ProjectOpened: _opened,
    ProjectProposed: _proposed,
    ResolutionLinked: _linked,
    SupervisionOpinionGiven: _opinion_given,
    PreNoticePosted: _posted,
    ProjectObjectionSettled: _settled,
    ProjectSubmitted: _submitted,
    FundReviewed: _reviewed,
    FundReviewMissed: _review_missed,
    ProjectApproved: _approved,
    ProjectWithdrawn: _withdrawn,
    ProjectContracted: _contracted,
    ProjectProgressed: _progressed,
    WorkAccepted: _accepted,
    AdvancePaid: _paid,
    FinalPaid: _paid,
    PaymentUndone: _undone,
    ResultPosted: _result,
    FundProjectNotStarted: _start_missed,
    ClawbackOrdered: _clawed_back,
    ClawbackRecovered: _recovered,
    ClawbackMissed: _not_returned,
    ClawbackReferred: _referred,
}
VIEW = View(name="fund_project", tables=TABLES, on=_ON)
