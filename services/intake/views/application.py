"""Applications as the counter sees them: where each stands, without a word about the person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    null,
    select,
)

from shared.contracts.intake.application import (
    ApplicationAccepted,
    ApplicationDeemedAccepted,
    ApplicationEnded,
    ApplicationReceived,
    ApplicationWithdrawn,
    CorrectionRequested,
    CorrectionSubmitted,
    ResultDelivered,
    ResultRecalled,
    ResultReceived,
    ResultRevoked,
)
from shared.contracts.intake.application_duplicates import ApplicationMerged
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

TABLES = MetaData()
APPLICATION = Table(
    "application",
    TABLES,
    Column("id", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("hall_id", String, nullable=False),
    Column("window_id", String, nullable=False),
    Column("centre_id", String, nullable=False),
    Column("item_code", String, nullable=False),
    Column("item_version", Integer, nullable=False),
    Column("voucher_number", String, nullable=False, unique=True),
    Column("received_on", Date, nullable=False),
    Column("counted_from_on", Date, nullable=False),
    Column("correction_due_on", Date),
    Column("missing", JSON(none_as_null=True)),
    Column("accepted_on", Date),
    Column("case_id", String),
    Column("outcome", String),
    Column("delivered_on", Date),
    Column("annulling", Boolean),
    Column("ended_on", Date),
    Column("not_accepted_cause", String),
    Column("reconsideration_due_on", Date),
    Column("litigation_due_on", Date),
    Column("transferred_to", String),
    Column("transferred_to_name", String),
    Column("position", Integer, nullable=False),
)
Index("application_by_hall", APPLICATION.c.hall_id, APPLICATION.c.state, APPLICATION.c.position)

_COLUMNS: Mapping[str, object] = {
    column.name: bindparam(column.name) for column in APPLICATION.columns if not column.nullable
}
_RECEIVE = APPLICATION.insert().values(_COLUMNS)
_BY_ID = APPLICATION.c.id == bindparam("of")
_STATE: Mapping[str, object] = {"state": bindparam("to_state"), "annulling": null()}
_CORRECT = (
    APPLICATION.update()
    .where(_BY_ID)
    .values({**_STATE, "correction_due_on": bindparam("due_on"), "missing": bindparam("papers", type_=JSON)})
)
_RESUBMIT = (
    APPLICATION.update()
    .where(_BY_ID)
    .values({**_STATE, "received_on": bindparam("day"), "counted_from_on": bindparam("since"), "missing": null()})
)
_ACCEPT = (
    APPLICATION.update()
    .where(_BY_ID)
    .values({**_STATE, "accepted_on": bindparam("day"), "item_version": bindparam("under_version")})
)
_WITHDRAW = APPLICATION.update().where(_BY_ID).values(_STATE)
_OF_CASE: Mapping[str, object] = {**_STATE, "case_id": bindparam("of_case")}
# The result that is held now has not been handed over, whatever was handed over before it.
_HOLD = APPLICATION.update().where(_BY_ID).values({**_OF_CASE, "outcome": bindparam("decided"), "delivered_on": null()})
_HOLD_NONE = APPLICATION.update().where(_BY_ID).values(_OF_CASE)
_DELIVER = APPLICATION.update().where(_BY_ID).values({**_STATE, "delivered_on": bindparam("day")})

ONE = select(APPLICATION).where(APPLICATION.c.id == bindparam("of"))
BY_VOUCHER = select(APPLICATION).where(APPLICATION.c.voucher_number == bindparam("number"))
PAGE = (
    select(APPLICATION)
    .where(APPLICATION.c.hall_id == bindparam("hall_id"), APPLICATION.c.position > bindparam("after"))
    .order_by(APPLICATION.c.position)
    .limit(bindparam("limit"))
)
PAGE_IN_STATE = PAGE.where(APPLICATION.c.state == bindparam("state"))


def _received(recorded: Recorded[ApplicationReceived]) -> Iterator[Change]:
    event = recorded.event
    yield (
        _RECEIVE,
        {
            "id": recorded.aggregate.id,
            "state": "RECEIVED",
            "hall_id": event.hall_id,
            "window_id": event.window_id,
            "centre_id": event.centre_id,
            "item_code": event.item_code,
            "item_version": event.item_version,
            "voucher_number": event.voucher_number,
            "received_on": event.received_on,
            "counted_from_on": event.received_on,
            "position": recorded.position,
        },
    )


def _correction_requested(recorded: Recorded[CorrectionRequested]) -> Iterator[Change]:
    to = {"of": recorded.aggregate.id, "to_state": "AWAITING_CORRECTION"}
    papers = [defect.material for defect in recorded.event.defects]
    yield _CORRECT, {**to, "due_on": recorded.event.due_on, "papers": papers}


def _correction_submitted(recorded: Recorded[CorrectionSubmitted]) -> Iterator[Change]:
    day = recorded.event.received_on
    since = recorded.event.counted_from_on or day
    yield _RESUBMIT, {"of": recorded.aggregate.id, "to_state": "RECEIVED", "day": day, "since": since}


def _accepted(recorded: Recorded[ApplicationAccepted | ApplicationDeemedAccepted]) -> Iterator[Change]:
    event = recorded.event
    to = {"of": recorded.aggregate.id, "to_state": "ACCEPTED", "day": event.accepted_on}
    yield _ACCEPT, {**to, "under_version": event.item_version}


def _withdrawn(recorded: Recorded[ApplicationWithdrawn]) -> Iterator[Change]:
    yield _WITHDRAW, {"of": recorded.aggregate.id, "to_state": "WITHDRAWN"}


def _merged(recorded: Recorded[ApplicationMerged]) -> Iterator[Change]:
    yield _WITHDRAW, {"of": recorded.aggregate.id, "to_state": "MERGED"}


def _result_received(recorded: Recorded[ResultReceived]) -> Iterator[Change]:
    event = recorded.event
    to = {"of": recorded.aggregate.id, "to_state": "RESULT_HELD"}
    yield _HOLD, {**to, "of_case": event.case_id, "decided": event.outcome.value}


def _recalled(recorded: Recorded[ResultRecalled]) -> Iterator[Change]:
    """Outcome and day of delivery stay until the new result comes: what fell, and whether the applicant has it."""
    yield _HOLD_NONE, {"of": recorded.aggregate.id, "to_state": "ACCEPTED", "of_case": recorded.event.case_id}


def _revoked(recorded: Recorded[ResultRevoked]) -> Iterator[Change]:
    """Outcome and day of delivery stay: what was revoked, and whether the applicant has it."""
    yield _HOLD_NONE, {"of": recorded.aggregate.id, "to_state": "REVOKED", "of_case": recorded.event.case_id}


def _ended(recorded: Recorded[ApplicationEnded]) -> Iterator[Change]:
    yield _HOLD_NONE, {"of": recorded.aggregate.id, "to_state": "ENDED", "of_case": recorded.event.case_id}


def _delivered(recorded: Recorded[ResultDelivered]) -> Iterator[Change]:
    yield _DELIVER, {"of": recorded.aggregate.id, "to_state": "DELIVERED", "day": recorded.event.delivered_on}


VIEW = View(
    name="application",
    tables=TABLES,
    on={
        ApplicationReceived: _received,
        CorrectionRequested: _correction_requested,
        CorrectionSubmitted: _correction_submitted,
        ApplicationAccepted: _accepted,
        ApplicationDeemedAccepted: _accepted,
        ApplicationWithdrawn: _withdrawn,
        ApplicationMerged: _merged,
        ApplicationEnded: _ended,
        ResultReceived: _result_received,
        ResultRecalled: _recalled,
        ResultRevoked: _revoked,
        ResultDelivered: _delivered,
    },
)
