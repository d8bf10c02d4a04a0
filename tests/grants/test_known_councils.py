"""What grants records of councils, one row each: committees, who sits on them, kin, and resolutions."""

from __future__ import annotations

from datetime import date

import pytest

from services.grants.domain.committee import (
    COMMITTEES,
    DISTRICT,
    SEATS,
    RecordAbolition,
    RecordCommittee,
    RecordCommunity,
    RecordLeaving,
    RecordMember,
)
from services.grants.domain.kin import KIN, RecordKin, RecordKinEnded
from services.grants.domain.resolution import (
    RESOLUTION,
    FreeResolution,
    NoResolution,
    RecordInForce,
    RecordResolution,
    RecordReVote,
    RecordStanding,
    ResolutionTakenAlready,
    TakeResolution,
)
from services.grants.domain.types import FundProjectId
from shared.contracts.councils.committee import CommitteeKind
from shared.contracts.grants.committee import (
    CommitteeAbolitionKnown,
    CommitteeAssignmentKnown,
    CommitteeKnown,
    CommitteeMemberKnown,
    CommitteeMemberLeft,
    KinEnded,
    KinKnown,
    Seat,
)
from shared.contracts.grants.resolution import (
    ResolutionFreed,
    ResolutionKnown,
    ResolutionStandingKnown,
    ResolutionTaken,
    Standing,
)
from shared.contracts.refusals import CommitteeNotKnown
from shared.testing.decider import Spec
from tests.grants.funds import (
    COMMITTEE,
    COUNCILS,
    LATE,
    OTHER,
    VILLAGE,
    asks,
    fen,
)

# --- committees -------------------------------------------------------------

FOUNDED = CommitteeKnown(committee_id=COMMITTEE, kind=CommitteeKind.RESIDENTS, source_position=1)
MOVED = CommitteeAssignmentKnown(
    committee_id=COMMITTEE, community_id="dongguan", effective_on=date(2013, 9, 29), source_position=5
)
GONE = CommitteeAbolitionKnown(committee_id=COMMITTEE, abolished_on=date(2015, 7, 1), source_position=9)
COMMITTEE_ROWS = {
    "a committee becomes known": (
        [],
        RecordCommittee(committee_id=COMMITTEE, kind=CommitteeKind.RESIDENTS, source_position=1),
        [FOUNDED],
    ),
    "once": (
        [FOUNDED],
        RecordCommittee(committee_id=COMMITTEE, kind=CommitteeKind.RESIDENTS, source_position=1),
        [],
    ),
    "it becomes known where it lies": ([FOUNDED], RecordCommunity(**MOVED.model_dump()), [MOVED]),
    "nothing older after it": (
        [FOUNDED, MOVED],
        RecordCommunity(**{**MOVED.model_dump(), "community_id": "taining", "source_position": 4}),
        [],
    ),
    "it becomes known that it was abolished": ([FOUNDED, MOVED], RecordAbolition(**GONE.model_dump()), [GONE]),
    "and that once": ([FOUNDED, GONE], RecordAbolition(**GONE.model_dump()), []),
    "one that is not known was not": ([], RecordAbolition(**GONE.model_dump()), CommitteeNotKnown),
    "where it lay is put right afterwards too": (
        [FOUNDED, GONE],
        RecordCommunity(**{**MOVED.model_dump(), "source_position": 10}),
        [MOVED.model_copy(update={"source_position": 10})],
    ),
    "one that is not known lies nowhere": ([], RecordCommunity(**MOVED.model_dump()), CommitteeNotKnown),
}


@pytest.mark.parametrize(("given", "when", "then"), COMMITTEE_ROWS.values(), ids=COMMITTEE_ROWS.keys())
def test_committees(given, when, then):
    Spec(COMMITTEES).check(given, when, then, asks())


def test_active_are_the_residents_committees_that_were_there():
    committees = COUNCILS[COMMITTEES.ref(DISTRICT)]
    assert isinstance(committees, type(COMMITTEES.initial))
    assert committees.active_in(2015) == (COMMITTEE, OTHER)
    assert committees.active_in(2016) == (COMMITTEE, OTHER, LATE)
    assert VILLAGE not in committees.active_in(2016)


@pytest.mark.parametrize(
    ("abolished_on", "years"),
    [(date(2015, 12, 31), (2014, 2015)), (date(2016, 1, 1), (2014, 2015)), (date(2016, 1, 2), (2014, 2015, 2016))],
)
def test_one_that_was_abolished_is_active_until_the_year_of_its_last_day(abolished_on, years):
    gone = GONE.model_copy(update={"abolished_on": abolished_on})
    committees = COMMITTEES.fold([FOUNDED, MOVED, gone])
    assert tuple(year for year in range(2014, 2019) if committees.active_in(year) == (COMMITTEE,)) == years


# --- seats and kin ----------------------------------------------------------


def seated(until: str = "2016-12-31", position: int = 1, since: str = "2014-01-01") -> CommitteeMemberKnown:
    return CommitteeMemberKnown(
        person_id="p-1",
        seat=Seat.SUPERVISION,
        from_on=date.fromisoformat(since),
        until_on=date.fromisoformat(until),
        source_position=position,
    )


def left(on: str, position: int) -> CommitteeMemberLeft:
    return CommitteeMemberLeft(
        person_id="p-1", seat=Seat.SUPERVISION, from_on=date.fromisoformat(on), source_position=position
    )


SEAT_ROWS = {
    "somebody sits": ([], RecordMember(**seated().model_dump()), [seated()]),
    "heard twice it is recorded once": ([seated()], RecordMember(**seated().model_dump()), []),
    "they leave": ([seated()], RecordLeaving(**left("2015-05-01", 2).model_dump()), [left("2015-05-01", 2)]),
    "once": ([seated(), left("2015-05-01", 2)], RecordLeaving(**left("2015-05-01", 2).model_dump()), []),
}


@pytest.mark.parametrize(("given", "when", "then"), SEAT_ROWS.values(), ids=SEAT_ROWS.keys())
def test_seats(given, when, then):
    Spec(SEATS).check(given, when, then, asks())


SITS = {
    "on the first day": ([seated()], "2014-01-01", True),
    "not on the day before": ([seated()], "2013-12-31", False),
    "on the last day": ([seated()], "2016-12-31", True),
    "not on the day after": ([seated()], "2017-01-01", False),
    "not from the day of leaving on": ([seated(), left("2015-05-01", 2)], "2015-05-01", False),
    "on the day before it": ([seated(), left("2015-05-01", 2)], "2015-04-30", True),
    "again once elected again": ([seated(), left("2015-05-01", 2), seated(position=3)], "2015-06-01", True),
}


@pytest.mark.parametrize(("events", "on", "sits"), SITS.values(), ids=SITS.keys())
def test_who_sits_when(events, on, sits):
    seats = SEATS.fold(events)
    assert seats.sits("p-1", Seat.SUPERVISION, date.fromisoformat(on)) is sits
    assert not seats.sits("p-1", Seat.COMMITTEE, date.fromisoformat(on))
    assert (seats.sitting(date.fromisoformat(on)) == {"p-1"}) is sits


KIN_2 = KinKnown(person_id="p-2", source_position=2)
KIN_ROWS = {
    "somebody is kin": ([], RecordKin(person_id="p-2", source_position=2), [KIN_2]),
    "once": ([KIN_2], RecordKin(person_id="p-2", source_position=2), []),
    "until they are not": (
        [KIN_2],
        RecordKinEnded(person_id="p-2", source_position=3),
        [KinEnded(person_id="p-2", source_position=3)],
    ),
    "nothing older after it": (
        [KIN_2, KinEnded(person_id="p-2", source_position=3)],
        RecordKin(person_id="p-2", source_position=2),
        [],
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), KIN_ROWS.values(), ids=KIN_ROWS.keys())
def test_kin(given, when, then):
    Spec(KIN).check(given, when, then, asks())


def test_who_is_kin_no_longer_is_not_counted():
    assert KIN.fold([KIN_2]).people == {"p-2"}
    assert KIN.fold([KIN_2, KinEnded(person_id="p-2", source_position=3)]).people == frozenset()


# --- resolutions ------------------------------------------------------------

KNOWN = ResolutionKnown(committee_id=COMMITTEE, amount=fen(500), source_position=1)
TAKEN = ResolutionTaken(project_id="p-1")


def stands(standing: Standing, position: int) -> ResolutionStandingKnown:
    return ResolutionStandingKnown(standing=standing, source_position=position)


IN_FORCE, WAITING = stands(Standing.IN_FORCE, 2), stands(Standing.WAITING, 3)
P1, P2 = FundProjectId("p-1"), FundProjectId("p-2")


def take(project: FundProjectId, of: str = COMMITTEE) -> TakeResolution:
    return TakeResolution(project_id=project, committee_id=of)


RESOLUTIONS = {
    "a resolution becomes known": (
        [],
        RecordResolution(committee_id=COMMITTEE, amount=fen(500), source_position=1),
        [KNOWN],
    ),
    "a project names it before it is known": ([], take(P1), [TAKEN]),
    "or after": ([KNOWN], take(P1), [TAKEN]),
    "twice is once": ([KNOWN, TAKEN], take(P1), []),
    "another project comes too late": ([KNOWN, TAKEN], take(P2), ResolutionTakenAlready("p-1")),
    "another committee's project does not take it": (
        [KNOWN, IN_FORCE],
        take(P2, OTHER),
        NoResolution(Standing.IN_FORCE),
    ),
    "a project that is given up frees it": (
        [KNOWN, TAKEN],
        FreeResolution(project_id=P1),
        [ResolutionFreed(project_id="p-1")],
    ),
    "another one that is does not": ([KNOWN, TAKEN], FreeResolution(project_id=P2), []),
    "then another project may name it": (
        [KNOWN, TAKEN, ResolutionFreed(project_id="p-1")],
        take(P2),
        [ResolutionTaken(project_id="p-2")],
    ),
    "in force it opens a project": ([KNOWN], RecordInForce(opens=P1, source_position=2), [IN_FORCE, TAKEN]),
    "once, too": ([KNOWN, IN_FORCE, TAKEN], RecordInForce(opens=P1, source_position=2), []),
    "not where one was faster": (
        [KNOWN, TAKEN],
        RecordInForce(opens=P2, source_position=2),
        ResolutionTakenAlready("p-1"),
    ),
    "where one names it, none is opened": (
        [TAKEN, KNOWN],
        RecordInForce(opens=None, source_position=2),
        [IN_FORCE],
    ),
    "another vote is demanded": (
        [KNOWN, IN_FORCE],
        RecordStanding(standing=Standing.WAITING, source_position=3),
        [WAITING],
    ),
    "upheld, it stands as before": (
        [KNOWN, IN_FORCE, WAITING],
        RecordReVote(upheld=True, source_position=4),
        [stands(Standing.IN_FORCE, 4)],
    ),
    "what was only adopted is only adopted": (
        [KNOWN, stands(Standing.WAITING, 2)],
        RecordReVote(upheld=True, source_position=4),
        [stands(Standing.ADOPTED, 4)],
    ),
    "not upheld, it falls": (
        [KNOWN, IN_FORCE, WAITING],
        RecordReVote(upheld=False, source_position=4),
        [stands(Standing.FALLEN, 4)],
    ),
    "nothing older after it": (
        [KNOWN, IN_FORCE, WAITING],
        RecordInForce(opens=None, source_position=2),
        [],
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), RESOLUTIONS.values(), ids=RESOLUTIONS.keys())
def test_resolution(given, when, then):
    Spec(RESOLUTION).check(given, when, then, asks())
