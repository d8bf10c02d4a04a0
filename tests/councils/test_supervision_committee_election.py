"""Supervision committee: how the representative meeting elects it, and how it is reviewed and filed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.councils.domain.representatives_refusals import NotYetHappened, SeatsNotApportioned
from services.councils.domain.rules import CountFault, CountImpossible, QuorumNotMet
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_commands import (
    Candidate,
    HoldElection,
)
from services.councils.domain.supervision_committee_refusals import (
    CommitteeIncomplete,
    MembersChanged,
    NobodySits,
    NotARepresentative,
    NotReviewed,
    SitsAlready,
)
from services.councils.domain.types import PersonId
from shared.contracts.councils.person import Kinship
from shared.contracts.councils.supervision_committee import SupervisionElectionHeld
from tests.councils.bodies import (
    TUANJIE,
    kin,
    members,
    register,
)
from tests.councils.supervision import (
    CHAIR,
    DAY,
    RELATED,
    SLATE,
    SPEC,
    THIRTY,
    THREE,
    TODAY,
    elected,
    file,
    filed,
    held,
    hold,
    name,
    nominated,
    review,
    reviewed,
    seats,
    struck,
)

ELECTIONS = {
    "16 of 30 elect whom 9 are for, until the end of the representatives' term": (
        SLATE,
        hold(16, 9, 9, 9),
        [held(16, 9, 9, 9), *seats(0, 1, 2)],
    ),
    "15 of 30 are no quorum": (SLATE, hold(15, 15), QuorumNotMet(15, needed=16)),
    "8 of 16 elect nobody": (SLATE, hold(16, 8, 8, 9), [held(16, 8, 8, 9), *seats(2)]),
    "there are five seats, and the most votes come first": (
        SLATE,
        hold(30, 30, 20, 21, 22, 23, 24),
        [held(30, 30, 20, 21, 22, 23, 24), *seats(0, 5, 4, 3, 2)],
    ),
    "who is tied for the last seat is voted on again": (
        SLATE,
        hold(30, 30, 20, 20, 22, 23, 24),
        [held(30, 30, 20, 20, 22, 23, 24), *seats(0, 5, 4, 3)],
    ),
    "there is one chair": (
        [nominated("r0", CHAIR), nominated("r1", CHAIR)],
        hold(30, 20, 20),
        [held(30, 20, 20)],
    ),
    "and none while one sits": (
        [elected("r9", CHAIR), nominated("r0", CHAIR)],
        hold(30, 30),
        [held(30, 30)],
    ),
    "nobody is elected who represents nobody by then": (
        [nominated("head")],
        HoldElection(
            committee_id=TUANJIE,
            meeting_id="m1",
            held_on=DAY,
            present=16,
            candidates=(Candidate(person_id=PersonId("head"), name=name("head"), votes=9),),
        ),
        NotARepresentative,
    ),
    "nor who sits": ([*SLATE, elected("r1", from_on=DAY)], hold(16, 9, 9), SitsAlready),
    "nor takes a seat of a later day": (
        [elected("r9", CHAIR, from_on=date(2015, 3, 3)), nominated("r0", CHAIR)],
        hold(30, 30),
        [held(30, 30)],
    ),
    "a vote is recorded once": ([*SLATE, held(16, 9, 9, 9)], hold(16, 9, 9, 9), []),
    "nobody is elected whom nobody nominated": ([], hold(16, 9), CountImpossible((CountFault.NOT_PROPOSED,))),
    "nobody has more votes than there are voters": (
        SLATE,
        hold(16, 17),
        CountImpossible((CountFault.MORE_VOTES_THAN_PRESENT,)),
    ),
    "nor do more come than are on the register": (
        SLATE,
        hold(31, 9),
        CountImpossible((CountFault.MORE_PRESENT_THAN_ENTITLED,)),
    ),
    "nobody votes tomorrow": (SLATE, hold(16, 9, held_on=date(2015, 3, 3)), NotYetHappened),
    "nor did anybody before there were representatives": (
        SLATE,
        hold(16, 9, held_on=date(2014, 10, 31)),
        SeatsNotApportioned,
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), ELECTIONS.values(), ids=ELECTIONS.keys())
def test_elections(given, when, then):
    SPEC.check(given, when, then, TODAY, RELATED)


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_a_quorum_counts_who_is_on_the_register_that_day(on_it, present, votes):
    related = RELATED | register(*THIRTY[:on_it])
    state = SUPERVISION_COMMITTEE.fold(SLATE)
    command = hold(present, votes)
    answer = SUPERVISION_COMMITTEE.decide(command, state, on_day(related))
    if isinstance(answer, list):
        assert isinstance(answer[0], SupervisionElectionHeld)
        assert answer[0].on_register == on_it
        assert 2 * present > on_it
        assert (len(answer) == 2) is (2 * votes > present)
    elif isinstance(answer, QuorumNotMet):
        assert 2 * present <= on_it
    else:
        assert present > on_it or votes > present


def on_day(related):
    return replace(TODAY, related=dict(related))


REVIEWS = {
    "who was elected is reviewed": (THREE, review(), {}, [reviewed]),
    "once, while nothing changes": ([*THREE, reviewed], review(), {}, []),
    "whoever may not sit loses the seat": (
        THREE,
        review(),
        kin("r1", "boss", Kinship.SPOUSE),
        [reviewed, struck],
    ),
    "also long after the election": ([*THREE, reviewed, filed], review(), members("boss", "r1"), [reviewed, struck]),
    "only those who sit are looked at": (THREE, review("r0", "r1"), {}, MembersChanged),
    "where nobody sits there is nothing to review": ([], review(), {}, NobodySits),
    "the reviewed committee is filed": ([*THREE, reviewed], file, {}, [filed]),
    "and filed once": ([*THREE, reviewed, filed], file, {}, []),
    "not before the review": (THREE, file, {}, NotReviewed),
    "nor where nobody sits": ([], file, {}, NobodySits),
    "nor two alone": ([*THREE, reviewed, struck], file, {}, CommitteeIncomplete(2, needed=3, chair=True)),
    "nor without a chair": (
        [held(16, 9), *seats(1, 2, 3), reviewed],
        file,
        {},
        CommitteeIncomplete(3, needed=3, chair=False),
    ),
}


@pytest.mark.parametrize(("given", "when", "related", "then"), REVIEWS.values(), ids=REVIEWS.keys())
def test_reviews(given, when, related, then):
    SPEC.check(given, when, then, TODAY, RELATED | related)
