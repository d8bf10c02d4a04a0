"""How applications end at the window, lapse, come in paper by paper and are put right, in the table of applications."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import JSON, bindparam, null, true

from services.intake.views.application import APPLICATION, TABLES
from shared.contracts.intake.application_corrections import MaterialHandedIn
from shared.contracts.intake.application_endings import (
    ApplicationLapsed,
    ApplicationNotAccepted,
    ApplicationTransferred,
)
from shared.contracts.intake.application_mending import AcceptanceWithdrawn, AnnulmentConfirmed
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

_ONE = APPLICATION.update().where(APPLICATION.c.id == bindparam("of"))
_HAND_IN = _ONE.values(missing=bindparam("papers", type_=JSON))
_END = _ONE.values(state=bindparam("to_state"), ended_on=bindparam("day"))
_DECLINE = _END.values(
    not_accepted_cause=bindparam("cause"),
    reconsideration_due_on=bindparam("reconsider_on"),
    litigation_due_on=bindparam("sue_on"),
)
_TRANSFER = _END.values(transferred_to=bindparam("body"), transferred_to_name=bindparam("body_name"))
# The day of the acceptance stays until it is certain that no result of it will come.
_TAKE_BACK = _ONE.values(state=bindparam("to_state"), counted_from_on=bindparam("day"), annulling=true())
_CONFIRM = _ONE.values(accepted_on=null(), annulling=null())


def _handed_in(recorded: Recorded[MaterialHandedIn]) -> Iterator[Change]:
    yield _HAND_IN, {"of": recorded.aggregate.id, "papers": list(recorded.event.still_missing)}


def _not_accepted(recorded: Recorded[ApplicationNotAccepted]) -> Iterator[Change]:
    event = recorded.event
    to = {"of": recorded.aggregate.id, "to_state": "NOT_ACCEPTED", "day": event.not_accepted_on}
    until = {"reconsider_on": event.reconsideration_due_on, "sue_on": event.litigation_due_on}
    yield _DECLINE, {**to, **until, "cause": event.cause.value}


def _transferred(recorded: Recorded[ApplicationTransferred]) -> Iterator[Change]:
    event = recorded.event
    to = {"of": recorded.aggregate.id, "to_state": "TRANSFERRED", "day": event.transferred_on}
    yield _TRANSFER, {**to, "body": event.to_body, "body_name": event.body_name}


def _lapsed(recorded: Recorded[ApplicationLapsed]) -> Iterator[Change]:
    yield _END, {"of": recorded.aggregate.id, "to_state": "LAPSED", "day": recorded.event.due_on}


def _taken_back(recorded: Recorded[AcceptanceWithdrawn]) -> Iterator[Change]:
    yield _TAKE_BACK, {"of": recorded.aggregate.id, "to_state": "RECEIVED", "day": recorded.event.withdrawn_on}


def _confirmed(recorded: Recorded[AnnulmentConfirmed]) -> Iterator[Change]:
    yield _CONFIRM, {"of": recorded.aggregate.id}


VIEW = View(
    name="application_course",
    tables=TABLES,
    on={
        MaterialHandedIn: _handed_in,
        ApplicationNotAccepted: _not_accepted,
        ApplicationTransferred: _transferred,
        ApplicationLapsed: _lapsed,
        AcceptanceWithdrawn: _taken_back,
        AnnulmentConfirmed: _confirmed,
    },
)
