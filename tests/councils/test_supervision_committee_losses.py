"""Supervision committee: how seats in it are lost, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.exclusions import Exclusion
from services.councils.domain.representatives_refusals import NotYetHappened
from services.councils.domain.rules import CountFault, CountImpossible, QuorumNotMet
from services.councils.domain.supervision_committee_commands import (
    DemandRecall,
    ExcludeHolders,
    LeaveSeat,
    TakePost,
    VoteOnRecall,
)
from services.councils.domain.supervision_committee_refusals import (
    DoesNotSit,
    ExclusionNotReviewed,
    RecallNotDemanded,
    TooFewDemand,
)
from services.councils.domain.types import PersonId
from shared.contracts.councils.supervision_committee import (
    ExcludingPost,
    ExcludingPostTaken,
    SeatLoss,
    SupervisionRecallRejected,
    SupervisionSeatLost,
)
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from tests.councils.bodies import (
    POLICY,
    TUANJIE,
    on,
)
from tests.councils.supervision import (
    DAY,
    MEMBER,
    RELATED,
    SPEC,
    TODAY,
    demanded,
    elected,
    of,
    recalled,
)


def demand(joined: int, residents: int = 1001, person_id: str = "r1") -> DemandRecall:
    return DemandRecall(**of(person_id), joined=joined, residents=residents)


def vote(present: int, votes_for: int, held_on: date = DAY, person_id: str = "r1") -> VoteOnRecall:
    return VoteOnRecall(**of(person_id), meeting_id="m2", held_on=held_on, present=present, votes_for=votes_for)


def leave(from_on: date = DAY, person_id: str = "r1") -> LeaveSeat:
    return LeaveSeat(**of(person_id), reason=SeatLoss.RESIGNED, from_on=from_on)


def exclude(from_on: date | None = None) -> ExcludeHolders:
    return ExcludeHolders(
        committee_id=TUANJIE,
        people=(PersonId("r1"), PersonId("x")),
        grounds=(Exclusion.COMMITTEE_MEMBER,),
        from_on=from_on,
    )


def excluded(from_on: date = DAY) -> SupervisionSeatLost:
    return SupervisionSeatLost(**of("r1"), office=MEMBER, reason=SeatLoss.EXCLUDED, from_on=from_on)


kept = SupervisionRecallRejected(**of("r1"), meeting_id="m2", on_register=30, present=16, votes_for=8, voted_on=DAY)
resigned = SupervisionSeatLost(**of("r1"), office=MEMBER, reason=SeatLoss.RESIGNED, from_on=DAY)

LOSSES = {
    "a fifth of 1001 residents, 201, demand a recall": ([elected()], demand(201), [demanded(201)]),
    "200 are too few": ([elected()], demand(200), TooFewDemand(200, needed=201)),
    "of 1000 they are enough": ([elected()], demand(200, 1000), [demanded(200, 1000)]),
    "it is demanded once": ([elected(), demanded(201)], demand(300), []),
    "more than all cannot": ([elected()], demand(1002), CountImpossible((CountFault.MORE_VOTES_THAN_PRESENT,))),
    "nobody recalls who does not sit": ([], demand(201), DoesNotSit),
    "9 of 16 recall": ([elected(), demanded(201)], vote(16, 9), [recalled]),
    "8 of 16 do not": ([elected(), demanded(201)], vote(16, 8), [kept]),
    "15 of 30 decide nothing": ([elected(), demanded(201)], vote(15, 15), QuorumNotMet(15, needed=16)),
    "a vote is recorded once": ([elected(), demanded(201), recalled], vote(16, 9), []),
    "nobody votes where nobody demanded it": ([elected()], vote(16, 9), RecallNotDemanded),
    "what was rejected is demanded anew": ([elected(), demanded(201), kept], demand(201), [demanded(201)]),
    "nobody is recalled who was gone by then": (
        [elected(until_on=date(2015, 3, 1)), demanded(201)],
        vote(16, 9),
        DoesNotSit,
    ),
    "nor whose demand ended with their seat": ([elected(), demanded(201), resigned], vote(16, 9), RecallNotDemanded),
    "nor who was elected anew after it": (
        [elected(), demanded(201), elected(from_on=DAY)],
        vote(16, 9),
        RecallNotDemanded,
    ),
    "nor by a meeting of before it": (
        [elected(), demanded(201)],
        vote(16, 9, date(2015, 3, 1)),
        RecallNotDemanded,
    ),
    "nor tomorrow": ([elected(), demanded(201)], vote(16, 9, date(2015, 3, 3)), NotYetHappened),
    "nor counted so": (
        [elected(), demanded(201)],
        vote(31, 32),
        CountImpossible((CountFault.MORE_PRESENT_THAN_ENTITLED, CountFault.MORE_VOTES_THAN_PRESENT)),
    ),
    "somebody resigns": ([elected()], leave(), [resigned]),
    "once": ([elected(), resigned], leave(), []),
    "who is elected to the committee sits no longer": ([elected()], exclude(), [excluded()]),
    "which is told once": ([elected(), excluded()], exclude(), []),
    "nor from the day on which a post begins": (
        [elected()],
        exclude(from_on=date(2015, 3, 3)),
        [excluded(date(2015, 3, 3))],
    ),
    "which is told today where it began before": ([elected()], exclude(from_on=date(2015, 3, 1)), [excluded()]),
    "whoever sat not loses nothing": ([elected("r2")], exclude(), []),
    "who becomes clerk sits no longer": (
        [elected()],
        TakePost(**of("r1"), post=ExcludingPost.CLERK, from_on=DAY),
        [ExcludingPostTaken(**of("r1"), post=ExcludingPost.CLERK, from_on=DAY), excluded()],
    ),
    "that somebody may not sit is found by a review alone": (
        [elected()],
        LeaveSeat(**of("r1"), reason=SeatLoss.EXCLUDED, from_on=DAY),
        ExclusionNotReviewed,
    ),
    "not ahead": ([elected()], leave(date(2015, 3, 3)), NotYetHappened),
    "nor who never sat": ([], leave(), DoesNotSit),
}


@pytest.mark.parametrize(("given", "when", "then"), LOSSES.values(), ids=LOSSES.keys())
def test_how_seats_are_lost(given, when, then):
    SPEC.check(given, when, then, TODAY, RELATED)


def test_what_policy_does_not_exclude_ends_no_seat():
    fewer = PolicyEntry(
        key="supervision_committee.excluded",
        value=("SPOUSE",),
        effective_on=date(2015, 1, 1),
        basis="of the test",
        provenance=Provenance.DEFAULT,
    )
    SPEC.check([elected()], exclude(), [], on("2015-03-02", policy=POLICY.adopt(fewer)), RELATED)
