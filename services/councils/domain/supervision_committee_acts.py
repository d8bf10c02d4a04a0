"""What a supervision committee does, and what is due to it.

Invariants: its acts are its members' of the day, and of nobody else · what was countersigned stays so · a year is
reported on, or known to have gone by without · what is due for a year is stated once, to who sat on its last day, or
sits while it lasts.
"""

from __future__ import annotations

from datetime import date, datetime

from services.councils.domain.supervision_committee_commands import (
    Acting,
    Countersign,
    ProposeMeeting,
    RefuseCountersignature,
    Report,
    ReviewEntitlements,
)
from services.councils.domain.supervision_committee_refusals import (
    CountersignedAlready,
    EntitlementReviewed,
    NobodySits,
    NotASupervisor,
    ReportNotMissed,
    YearNotBegun,
)
from services.councils.domain.supervision_committee_state import SupervisionCommittee
from services.councils.domain.types import PersonId
from shared.contracts.councils.supervision_committee import Office
from shared.contracts.councils.supervision_committee_acts import (
    CountersignatureRefused,
    Countersigned,
    MeetingProposed,
    StipendEntitled,
    SupervisionCommitteeEvent,
    SupervisionReported,
    SupervisionReportMissed,
    WorkingFundsEntitled,
)
from shared.kernel.decider import Context
from shared.kernel.instants import start_of
from shared.kernel.money import Money
from shared.kernel.refusals import Refusal

Facts = list[SupervisionCommitteeEvent] | Refusal


def without_mandate(committee: SupervisionCommittee, context: Context) -> NotASupervisor | None:
    """That who acts does not sit on the committee today; whoever asks for a vote anew is asked the same."""
    return None if PersonId(context.actor.id) in committee.on(context.today) else NotASupervisor()


def act(command: Acting, committee: SupervisionCommittee, context: Context) -> Facts:
    """An act of one of its members, in the name of all of them."""
    if (refusal := without_mandate(committee, context)) is not None:
        return refusal
    match command:
        case ProposeMeeting():
            return _propose(command, committee, context)
        case Countersign():
            return _countersign(command, committee, context)
        case RefuseCountersignature():
            return _refuse(command, committee, context)
        case Report():
            return _report(command, committee, context)


def _propose(command: ProposeMeeting, committee: SupervisionCommittee, context: Context) -> Facts:
    if command.proposal_id in committee.proposals:
        return []
    return [MeetingProposed(**command.model_dump(), proposed_by=context.actor.id)]


def _countersign(command: Countersign, committee: SupervisionCommittee, context: Context) -> Facts:
    if committee.signed.get((command.subject_kind, command.subject_id)):
        return []
    return [Countersigned(**command.model_dump(), countersigned_by=context.actor.id)]


def _refuse(command: RefuseCountersignature, committee: SupervisionCommittee, context: Context) -> Facts:
    given = committee.signed.get((command.subject_kind, command.subject_id))
    if given is False:
        return []
    if given:
        return CountersignedAlready()
    return [CountersignatureRefused(**command.model_dump(), refused_by=context.actor.id)]


def _report(command: Report, committee: SupervisionCommittee, context: Context) -> Facts:
    if command.year in committee.reported_years:
        return []
    if command.year > context.today.year:
        return YearNotBegun()
    said = command.model_dump()
    return [SupervisionReported(**said, reported_by=context.actor.id, reported_on=context.today)]


# --- the yearly report ------------------------------------------------------


def report_due(committee: SupervisionCommittee, _context: Context) -> datetime | None:
    """When the first year in which anybody sat is over that was neither reported on nor missed; None where none is."""
    year = _unanswered(committee)
    return None if year is None else start_of(date(year + 1, 1, 1))


def _unanswered(committee: SupervisionCommittee) -> int | None:
    sat = {
        year
        for seat in committee.seats
        if seat.from_on <= seat.until_on
        for year in range(seat.from_on.year, seat.until_on.year + 1)
    }
    return min(sat - committee.answered_years, default=None)


def miss_report(committee_id: str, committee: SupervisionCommittee, context: Context) -> Facts:
    """Record that a year went by without a report."""
    year, due_at = _unanswered(committee), report_due(committee, context)
    if year is None or due_at is None or due_at > context.now:
        return ReportNotMissed()
    return [SupervisionReportMissed(committee_id=committee_id, year=year, fell_due_at=due_at)]


# --- what is due to it ------------------------------------------------------


def review_entitlements(command: ReviewEntitlements, committee: SupervisionCommittee, context: Context) -> Facts:
    """State working funds and stipends of a year; how large the committee is says who reviews it."""
    if (size := committee.funds.get(command.year)) is not None:
        return [] if size is command.size else EntitlementReviewed(size)
    if command.year > context.today.year:
        return YearNotBegun()
    on = min(context.today, date(command.year, 12, 31))
    sitting = committee.on(on)
    if not sitting:
        return NobodySits()
    amount = _fen(f"supervision.funds.{command.size.value.lower()}_fen", on, context)
    funds = WorkingFundsEntitled(**command.model_dump(), amount=amount)
    stipends = (_stipend(command, person_id, office, on, context) for person_id, office in sitting.items())
    return [funds, *stipends]


def _stipend(
    command: ReviewEntitlements, person_id: PersonId, office: Office, on: date, context: Context
) -> StipendEntitled:
    """By the amounts of the day on which they sat, whenever it is stated."""
    word = office.value.lower()
    return StipendEntitled(
        committee_id=command.committee_id,
        person_id=person_id,
        office=office,
        year=command.year,
        basic=_fen(f"supervision.stipend.{word}_basic_fen", on, context),
        performance=_fen(f"supervision.stipend.{word}_performance_fen", on, context),
    )


def _fen(key: str, on: date, context: Context) -> Money:
    return Money(amount=context.policy.whole(key, on))
