"""The state of a supervision committee: who sits on it when, who is nominated, and what it has done."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import assert_never

from services.councils.domain.types import PersonId
from shared.contracts.councils.supervision_committee import (
    ExcludingPost,
    ExcludingPostLeft,
    ExcludingPostTaken,
    Office,
    SupervisionCommitteeDissolved,
    SupervisionCommitteeFiled,
    SupervisionElectionHeld,
    SupervisionElectionReviewed,
    SupervisionMemberElected,
    SupervisionMemberNominated,
    SupervisionMemberRecalled,
    SupervisionRecallDemanded,
    SupervisionRecallRejected,
    SupervisionSeatLost,
)
from shared.contracts.councils.supervision_committee_acts import (
    CountersignatureRefused,
    Countersigned,
    MeetingProposed,
    Size,
    StipendEntitled,
    SubjectKind,
    SupervisionCommitteeEvent,
    SupervisionReported,
    SupervisionReportMissed,
    WorkingFundsEntitled,
)

_DAY = timedelta(days=1)


class Standing(StrEnum):
    """How far the latest election has come."""

    NOT_ELECTED = "NOT_ELECTED"
    ELECTED = "ELECTED"
    REVIEWED = "REVIEWED"
    FILED = "FILED"


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in an office, from the first to the last day."""

    person_id: PersonId
    office: Office
    from_on: date
    until_on: date

    def covers(self, day: date) -> bool:
        """Whether they sit that day."""
        return self.from_on <= day <= self.until_on


@dataclass(frozen=True, slots=True)
class Holding:
    """A post that excludes whoever holds it, from a day on, until the last one where that is known."""

    person_id: PersonId
    post: ExcludingPost
    from_on: date
    until_on: date = date.max

    def covers(self, day: date) -> bool:
        """Whether they hold it that day."""
        return self.from_on <= day <= self.until_on


@dataclass(frozen=True, slots=True)
class SupervisionCommittee:
    """All that is known of a supervision committee; before its first election nobody sits on it.

    `decided` are the meetings whose votes are recorded, `recalls` whose recall is demanded since when, `signed` says of
    each subject whether it was countersigned; `answered_years` were reported on or went by without, `funds` were
    reviewed.
    """

    standing: Standing = Standing.NOT_ELECTED
    seats: tuple[Seat, ...] = ()
    holdings: tuple[Holding, ...] = ()
    nominees: Mapping[PersonId, Office] = field(default_factory=dict)
    decided: Set[str] = frozenset()
    recalls: Mapping[PersonId, date] = field(default_factory=dict)
    proposals: Set[str] = frozenset()
    signed: Mapping[tuple[SubjectKind, str], bool] = field(default_factory=dict)
    reported_years: Set[int] = frozenset()
    answered_years: Set[int] = frozenset()
    funds: Mapping[int, Size] = field(default_factory=dict)

    def on(self, day: date) -> Mapping[PersonId, Office]:
        """Who sits on it that day, each with their office."""
        return {seat.person_id: seat.office for seat in self.seats if seat.covers(day)}

    def from_day_on(self, day: date) -> tuple[Seat, ...]:
        """The seats that are held on a day or some later one."""
        return tuple(seat for seat in self.seats if max(day, seat.from_on) <= seat.until_on)

    def posts_on(self, day: date, person_id: PersonId) -> Set[ExcludingPost]:
        """Which posts that exclude them somebody holds that day."""
        return {each.post for each in self.holdings if each.person_id == person_id and each.covers(day)}


def evolve(committee: SupervisionCommittee, event: SupervisionCommitteeEvent) -> SupervisionCommittee:
    """Apply one recorded fact."""
    match event:
        case ExcludingPostTaken() | ExcludingPostLeft():
            return _held(committee, event)
        case (
            SupervisionMemberNominated()
            | SupervisionElectionHeld()
            | SupervisionMemberElected()
            | SupervisionElectionReviewed()
            | SupervisionCommitteeFiled()
        ):
            return _elected(committee, event)
        case SupervisionSeatLost() | SupervisionMemberRecalled():
            return _vacated(committee, event)
        case SupervisionCommitteeDissolved():
            last_on = event.dissolved_on - _DAY
            cut = (replace(seat, until_on=min(seat.until_on, last_on)) for seat in committee.seats)
            return replace(committee, seats=tuple(cut), nominees={}, recalls={})
        case SupervisionRecallDemanded():
            return replace(committee, recalls={**committee.recalls, PersonId(event.person_id): event.demanded_on})
        case SupervisionRecallRejected():
            return _decided(committee, event)
        case _:
            return _acted(committee, event)


Holds = ExcludingPostTaken | ExcludingPostLeft
Vacates = SupervisionSeatLost | SupervisionMemberRecalled
Elects = (
    SupervisionMemberNominated
    | SupervisionElectionHeld
    | SupervisionMemberElected
    | SupervisionElectionReviewed
    | SupervisionCommitteeFiled
)
Acts = (
    MeetingProposed
    | Countersigned
    | CountersignatureRefused
    | SupervisionReported
    | SupervisionReportMissed
    | WorkingFundsEntitled
    | StipendEntitled
)


def _held(committee: SupervisionCommittee, event: Holds) -> SupervisionCommittee:
    person_id = PersonId(event.person_id)
    if isinstance(event, ExcludingPostTaken):
        holding = Holding(person_id, event.post, event.from_on)
        return replace(committee, holdings=(*committee.holdings, holding))
    ended = (
        replace(each, until_on=event.from_on - _DAY)
        if (each.person_id, each.post) == (person_id, event.post) and each.covers(event.from_on)
        else each
        for each in committee.holdings
    )
    return replace(committee, holdings=tuple(ended))


def _elected(committee: SupervisionCommittee, event: Elects) -> SupervisionCommittee:
    match event:
        case SupervisionMemberNominated():
            return replace(committee, nominees={**committee.nominees, PersonId(event.person_id): event.office})
        case SupervisionElectionHeld():
            return replace(
                committee, standing=Standing.ELECTED, nominees={}, decided=committee.decided | {event.meeting_id}
            )
        case SupervisionMemberElected():
            seat = Seat(PersonId(event.person_id), event.office, event.from_on, event.until_on)
            return replace(committee, seats=(*committee.seats, seat), recalls=_without(committee, event.person_id))
        case SupervisionElectionReviewed():
            return replace(committee, standing=Standing.REVIEWED)
        case SupervisionCommitteeFiled():
            return replace(committee, standing=Standing.FILED)
        case _:
            assert_never(event)


def _vacated(committee: SupervisionCommittee, event: Vacates) -> SupervisionCommittee:
    seats = (
        replace(seat, until_on=event.from_on - _DAY)
        if seat.person_id == event.person_id and seat.covers(event.from_on)
        else seat
        for seat in committee.seats
    )
    vacated = replace(committee, seats=tuple(seats), recalls=_without(committee, event.person_id))
    return _decided(vacated, event) if isinstance(event, SupervisionMemberRecalled) else vacated


def _decided(
    committee: SupervisionCommittee, event: SupervisionMemberRecalled | SupervisionRecallRejected
) -> SupervisionCommittee:
    recalls = _without(committee, event.person_id)
    return replace(committee, recalls=recalls, decided=committee.decided | {event.meeting_id})


def _without(committee: SupervisionCommittee, person_id: str) -> Mapping[PersonId, date]:
    """The demands for a recall but somebody's, which ends with their seat."""
    return {each: since for each, since in committee.recalls.items() if each != person_id}


def _acted(committee: SupervisionCommittee, event: Acts) -> SupervisionCommittee:
    match event:
        case MeetingProposed():
            return replace(committee, proposals=committee.proposals | {event.proposal_id})
        case Countersigned() | CountersignatureRefused():
            subject, given = (event.subject_kind, event.subject_id), isinstance(event, Countersigned)
            return replace(committee, signed={**committee.signed, subject: given})
        case SupervisionReported():
            return replace(
                committee,
                reported_years=committee.reported_years | {event.year},
                answered_years=committee.answered_years | {event.year},
            )
        case SupervisionReportMissed():
            return replace(committee, answered_years=committee.answered_years | {event.year})
        case WorkingFundsEntitled():
            return replace(committee, funds={**committee.funds, event.year: event.size})
        case StipendEntitled():
            return committee
        case _:
            assert_never(event)
