"""Cases as the back office sees them: where each stands, until when it must be done, and who has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import bindparam, case, func, select
from sqlalchemy.dialects.sqlite import insert

from services.casework.views import case_pending
from services.casework.views.case_file import ASSIGNED, CASE, INDEXES, NEVER, TABLES, CaseState, micros
from services.casework.views.case_mending import begun_anew
from services.casework.views.case_pending import TOLD, Reason, begun, ended, following, forgotten
from shared.contracts.casework.case import (
    CaseClosed,
    CaseOpened,
    CaseTerminated,
    DecisionMade,
    DecisionProposed,
    ReturnedByApprover,
)
from shared.contracts.casework.case_aftermath import CaseReopened, CaseTerminatedV2, DecisionCorrected, DecisionRevoked
from shared.contracts.casework.case_assignment import CaseReassigned
from shared.contracts.casework.case_body import BodyAnswered, CaseSentToBody
from shared.contracts.casework.case_clocks import (
    ClockResumed,
    ClockSuspended,
    DueDateRecomputed,
    DueDates,
    ExtensionApproved,
    PromisedLimitBreached,
    StatutoryLimitBreached,
)
from shared.kernel.envelope import Recorded
from shared.runtime.views import Change, View

Told = Mapping[str, str | int | bool | date | None]

# --- statements ---------------------------------------------------------------

_OPENED_WITH = (
    *("id", "position", "application_id", "subject", "centre_id", "item_code", "item_version", "state", "accepted_on"),
    *("deemed", "promised_due_on", "promised_due_at", "statutory_due_on", "statutory_due_at", "provisional"),
    *("calendar_version", "urgent_at", "near_on", "by_promise", "body"),
)
_TOLD_AT_FIRST = tuple(name for name in _OPENED_WITH if name in CaseOpened.model_fields)
_OPEN = CASE.insert().values(
    {name: bindparam(name) for name in _OPENED_WITH} | {"promise_missed": False, "statute_missed": False}
)
_OF = CASE.c.id == bindparam("of")
_ONE = CASE.update().where(_OF)
_MOVE = _ONE.values(state=bindparam("to_state"))
_PROPOSE = _MOVE.values(examiner_post_id=bindparam("on_post"), proposed_outcome=bindparam("said"))
_RETURN = _MOVE.values(proposed_outcome=None)
_DECIDE = _MOVE.values(outcome=bindparam("said"), decided_on=bindparam("day"))
_END = _MOVE.values(urgent_at=None)
_REVOKE = _END.values(outcome=None, decided_on=None)
_CLOSE = _END.values(
    closed_on=bindparam("day"), within_promise=bindparam("promise_kept"), within_statute=bindparam("statute_kept")
)
_CORRECT = _ONE.values(outcome=bindparam("said"))
_DUE = {
    "promised_due_on": bindparam("promise_on"),
    "promised_due_at": bindparam("promise_at"),
    "statutory_due_on": bindparam("statute_on"),
    "statutory_due_at": bindparam("statute_at"),
    "provisional": func.coalesce(bindparam("may_move"), CASE.c.provisional),
    "calendar_version": func.coalesce(bindparam("editions"), CASE.c.calendar_version),
    "urgent_at": func.coalesce(CASE.c.late_since, bindparam("first_at")),
    "near_on": case((CASE.c.by_promise, bindparam("promise_on")), else_=bindparam("statute_on")),
}
_TELL = _ONE.values(_DUE)
_REOPEN = _MOVE.values(
    _DUE
    | {"urgent_at": bindparam("first_at"), "late_since": None, "near_on": bindparam("statute_on"), "by_promise": False}
    | dict.fromkeys(("examiner_post_id", "proposed_outcome", "outcome", "decided_on"))
    | dict.fromkeys(("closed_on", "within_promise", "within_statute"))
)
_late = _ONE.values(
    late_since=func.coalesce(CASE.c.late_since, bindparam("since")),
    urgent_at=func.coalesce(CASE.c.late_since, bindparam("since")),
)
_MISS_PROMISE, _MISS_STATUTE = _late.values(promise_missed=True), _late.values(statute_missed=True)
_assigned = insert(ASSIGNED).values(case_id=bindparam("of"), body=bindparam("at_body"), post_id=bindparam("on_post"))
_ASSIGN = _assigned.on_conflict_do_update(
    index_elements=["case_id", "body"], set_={"post_id": _assigned.excluded.post_id}
)
_whose = select(ASSIGNED.c.post_id).where(ASSIGNED.c.case_id == bindparam("of"))
_TAKE_UP = _ONE.where(CASE.c.body == bindparam("at_body")).values(post_id=bindparam("on_post"))
_SEND = _ONE.values(
    body=bindparam("at_body"),
    post_id=_whose.where(ASSIGNED.c.body == bindparam("at_body")).scalar_subquery(),
)
_BACK = _ONE.values(
    body=CASE.c.centre_id,
    post_id=_whose.where(ASSIGNED.c.body == CASE.c.centre_id).correlate(CASE).scalar_subquery(),
)


ONE = select(CASE, TOLD).where(_OF)

# --- the case -----------------------------------------------------------------


def _opened(recorded: Recorded[CaseOpened]) -> Iterator[Change]:
    event = recorded.event
    ends = [each for each in (event.promised_due_at, event.statutory_due_at) if each]
    row = {name: getattr(event, name) for name in _TOLD_AT_FIRST} | {
        "id": recorded.aggregate.id,
        "position": recorded.position,
        "state": CaseState.EXAMINING.value,
        "promised_due_at": _text(event.promised_due_at),
        "statutory_due_at": _text(event.statutory_due_at),
        "urgent_at": min(map(micros, ends), default=NEVER),
        "near_on": event.promised_due_on or event.statutory_due_on,
        "by_promise": event.promised_due_on is not None,
        "body": event.centre_id,
    }
    if event.anew:
        yield from begun_anew(recorded.aggregate.id)
    yield _OPEN, row


def _text(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _to(case_id: str, state: CaseState) -> Mapping[str, str]:
    return {"of": case_id, "to_state": state.value}


def _proposed(recorded: Recorded[DecisionProposed]) -> Iterator[Change]:
    said = {"on_post": recorded.event.post_id, "said": recorded.event.outcome.value}
    yield _PROPOSE, {**_to(recorded.aggregate.id, CaseState.PROPOSED), **said}


def _returned(recorded: Recorded[ReturnedByApprover]) -> Iterator[Change]:
    yield _RETURN, _to(recorded.aggregate.id, CaseState.EXAMINING)


def _decided(recorded: Recorded[DecisionMade]) -> Iterator[Change]:
    said: Told = {"said": recorded.event.outcome.value, "day": recorded.event.decided_on}
    yield _DECIDE, {**_to(recorded.aggregate.id, CaseState.DECIDED), **said}


def _closed(recorded: Recorded[CaseClosed]) -> Iterator[Change]:
    case_id, event = recorded.aggregate.id, recorded.event
    kept: Told = {
        "day": event.closed_on,
        "promise_kept": event.within_promise,
        "statute_kept": event.within_statute,
    }
    yield _CLOSE, {**_to(case_id, CaseState.CLOSED), **kept}
    yield following(case_id)


def _terminated(recorded: Recorded[CaseTerminated] | Recorded[CaseTerminatedV2]) -> Iterator[Change]:
    yield _END, _to(recorded.aggregate.id, CaseState.TERMINATED)
    yield following(recorded.aggregate.id)


# --- its decision afterwards ----------------------------------------------------


def _corrected(recorded: Recorded[DecisionCorrected]) -> Iterator[Change]:
    if recorded.event.outcome is not None:
        yield _CORRECT, {"of": recorded.aggregate.id, "said": recorded.event.outcome.value}


def _revoked(recorded: Recorded[DecisionRevoked]) -> Iterator[Change]:
    yield _REVOKE, _to(recorded.aggregate.id, CaseState.REVOKED)
    yield following(recorded.aggregate.id)


def _reopened(recorded: Recorded[CaseReopened]) -> Iterator[Change]:
    case_id = recorded.aggregate.id
    yield forgotten(case_id)
    yield _REOPEN, {**_to(case_id, CaseState.EXAMINING), **_told(recorded.event.due)}
    yield following(case_id)


# --- its clocks -----------------------------------------------------------------


def _told(due: DueDates) -> Told:
    running = [each for each in (due.promised, due.statutory) if each]
    return {
        "promise_on": due.promised.on if due.promised else None,
        "promise_at": due.promised.at.isoformat() if due.promised else None,
        "statute_on": due.statutory.on if due.statutory else None,
        "statute_at": due.statutory.at.isoformat() if due.statutory else None,
        "may_move": any(each.provisional for each in running) if running else None,
        "editions": max((each.calendar_version for each in running), default=None),
        "first_at": min((micros(each.at) for each in running), default=NEVER),
    }


def _tell(case_id: str, due: DueDates) -> Iterator[Change]:
    yield _TELL, {"of": case_id, **_told(due)}
    yield following(case_id)


def _suspended(recorded: Recorded[ClockSuspended]) -> Iterator[Change]:
    event = recorded.event
    yield begun(recorded.aggregate.id, Reason.STOP, event.suspension_id, event.reason.value)
    yield from _tell(recorded.aggregate.id, event.due)


def _resumed(recorded: Recorded[ClockResumed]) -> Iterator[Change]:
    yield ended(recorded.aggregate.id, Reason.STOP, recorded.event.suspension_id)
    yield from _tell(recorded.aggregate.id, recorded.event.due)


def _extended(recorded: Recorded[ExtensionApproved]) -> Iterator[Change]:
    yield ended(recorded.aggregate.id, Reason.WAIT, case_pending.EXTENSION)
    yield from _tell(recorded.aggregate.id, recorded.event.due)


def _recomputed(recorded: Recorded[DueDateRecomputed]) -> Iterator[Change]:
    yield from _tell(recorded.aggregate.id, recorded.event.new)


def _missed_promise(recorded: Recorded[PromisedLimitBreached]) -> Iterator[Change]:
    yield _MISS_PROMISE, {"of": recorded.aggregate.id, "since": micros(recorded.event.due_at)}
    yield following(recorded.aggregate.id)


def _missed_statute(recorded: Recorded[StatutoryLimitBreached]) -> Iterator[Change]:
    yield _MISS_STATUTE, {"of": recorded.aggregate.id, "since": micros(recorded.event.due_at)}
    yield following(recorded.aggregate.id)


# --- who has it -----------------------------------------------------------------


def _reassigned(recorded: Recorded[CaseReassigned]) -> Iterator[Change]:
    said = {"of": recorded.aggregate.id, "at_body": recorded.event.body, "on_post": recorded.event.post_id}
    yield _ASSIGN, said
    yield _TAKE_UP, said


def _sent(recorded: Recorded[CaseSentToBody]) -> Iterator[Change]:
    case_id, body = recorded.aggregate.id, recorded.event.body
    yield begun(case_id, Reason.WAIT, case_pending.SENT, f"{case_pending.BODY}:{body}")
    yield _SEND, {"of": case_id, "at_body": body}


def _answered(recorded: Recorded[BodyAnswered]) -> Iterator[Change]:
    yield ended(recorded.aggregate.id, Reason.WAIT, case_pending.SENT)
    yield _BACK, {"of": recorded.aggregate.id}


VIEW = View(
    name="case",
    tables=TABLES,
    on={
        CaseOpened: _opened,
        DecisionProposed: _proposed,
        ReturnedByApprover: _returned,
        DecisionMade: _decided,
        CaseClosed: _closed,
        CaseTerminated: _terminated,
        CaseTerminatedV2: _terminated,
        DecisionCorrected: _corrected,
        DecisionRevoked: _revoked,
        CaseReopened: _reopened,
        ClockSuspended: _suspended,
        ClockResumed: _resumed,
        ExtensionApproved: _extended,
        DueDateRecomputed: _recomputed,
        PromisedLimitBreached: _missed_promise,
        StatutoryLimitBreached: _missed_statute,
        CaseReassigned: _reassigned,
        CaseSentToBody: _sent,
        BodyAnswered: _answered,
    },
    revision=INDEXES,
)
