"""What is said of a supervision committee, as its tables say it."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.councils.domain.person import PERSON
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_commands import (
    Candidate,
    FileCommittee,
    HoldElection,
    Nominate,
    ReviewMembers,
)
from services.councils.domain.types import PersonId
from shared.contracts.councils.supervision_committee import (
    ExcludingPost,
    ExcludingPostLeft,
    ExcludingPostTaken,
    Office,
    SeatLoss,
    SupervisionCommitteeFiled,
    SupervisionElectionHeld,
    SupervisionElectionReviewed,
    SupervisionMemberElected,
    SupervisionMemberNominated,
    SupervisionMemberRecalled,
    SupervisionRecallDemanded,
    SupervisionSeatLost,
    VotesFor,
)
from shared.contracts.councils.supervision_committee_acts import SupervisionCommitteeEvent
from shared.kernel.personal import Published
from shared.testing.decider import Spec, known
from tests.councils.bodies import (
    COMMITTEES,
    FROM,
    TUANJIE,
    UNTIL,
    branch,
    groups_led_by,
    members,
    on,
    people,
    register,
)

SPEC = Spec(SUPERVISION_COMMITTEE)
TODAY, DAY = on("2015-03-02"), date(2015, 3, 2)
CHAIR, MEMBER = Office.CHAIR, Office.MEMBER
THIRTY = tuple(f"r{number}" for number in range(30))
RELATED = (
    COMMITTEES
    | people(*THIRTY, "head", "clerk")
    | register(*THIRTY)
    | members("boss", "aide")
    | branch("head")
    | groups_led_by("leader")
    | known(PERSON, "nobody")
)


def of(person_id: str) -> dict[str, Any]:
    return {"committee_id": TUANJIE, "person_id": PersonId(person_id)}


def nominate(person_id: str = "r1", office: Office = MEMBER) -> Nominate:
    return Nominate(**of(person_id), office=office)


def nominated(person_id: str = "r1", office: Office = MEMBER) -> SupervisionMemberNominated:
    return SupervisionMemberNominated(**of(person_id), office=office)


def took(post: ExcludingPost, person_id: str = "r1", from_on: date = FROM) -> ExcludingPostTaken:
    return ExcludingPostTaken(**of(person_id), post=post, from_on=from_on)


def left(post: ExcludingPost, person_id: str = "r1", from_on: date = DAY) -> ExcludingPostLeft:
    return ExcludingPostLeft(**of(person_id), post=post, from_on=from_on)


def elected(
    person_id: str = "r1", office: Office = MEMBER, from_on: date = FROM, until_on: date = UNTIL
) -> SupervisionMemberElected:
    return SupervisionMemberElected(
        **of(person_id), office=office, name=name(person_id), from_on=from_on, until_on=until_on
    )


def name(person_id: str) -> Published[str]:
    return Published[str](value=f"name of {person_id}", reason="of the test")


SLATE = [nominated("r0", CHAIR), *(nominated(f"r{number}") for number in range(1, 6))]


def hold(present: int, *votes: int, held_on: date = DAY, meeting_id: str = "m1") -> HoldElection:
    candidates = tuple(
        Candidate(person_id=PersonId(f"r{number}"), name=name(f"r{number}"), votes=count)
        for number, count in enumerate(votes)
    )
    return HoldElection(
        committee_id=TUANJIE, meeting_id=meeting_id, held_on=held_on, present=present, candidates=candidates
    )


def held(present: int, *votes: int, on_register: int = 30, meeting_id: str = "m1") -> SupervisionElectionHeld:
    counted = tuple(VotesFor(person_id=f"r{number}", votes=count) for number, count in enumerate(votes))
    return SupervisionElectionHeld(
        committee_id=TUANJIE,
        meeting_id=meeting_id,
        held_on=DAY,
        on_register=on_register,
        present=present,
        votes=counted,
    )


def seats(*numbers: int) -> list[SupervisionCommitteeEvent]:
    return [elected(f"r{number}", MEMBER if number else CHAIR, from_on=DAY) for number in numbers]


THREE = [held(16, 9, 9, 9), *seats(0, 1, 2)]
reviewed = SupervisionElectionReviewed(committee_id=TUANJIE, reviewed_on=DAY)
filed = SupervisionCommitteeFiled(committee_id=TUANJIE, members=("r0", "r1", "r2"), filed_on=DAY)
struck = SupervisionSeatLost(**of("r1"), office=MEMBER, reason=SeatLoss.EXCLUDED, from_on=DAY)
file = FileCommittee(committee_id=TUANJIE)


def review(*ids: str) -> ReviewMembers:
    return ReviewMembers(committee_id=TUANJIE, members=tuple(PersonId(id_) for id_ in ids or ("r0", "r1", "r2")))


def demanded(joined: int, residents: int = 1001) -> SupervisionRecallDemanded:
    return SupervisionRecallDemanded(**of("r1"), joined=joined, residents=residents, demanded_on=DAY)


recalled = SupervisionMemberRecalled(
    **of("r1"), office=MEMBER, meeting_id="m2", on_register=30, present=16, votes_for=9, from_on=DAY
)
