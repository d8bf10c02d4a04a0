"""Supervision committee: who may sit on it, how it is chosen, what it does and what is due to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.councils.domain.exclusions import Exclusion
from services.councils.domain.mandate import OfAnotherCommittee, OfAnotherCommunity
from services.councils.domain.person import PersonUnknown
from services.councils.domain.representatives_refusals import NotYetHappened, SeatsNotApportioned
from services.councils.domain.rules import CountFault, CountImpossible, QuorumNotMet
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_commands import (
    LeavePost,
    ReviewEntitlements,
    TakePost,
)
from services.councils.domain.supervision_committee_refusals import (
    CommitteeIncomplete,
    ExcludedOffice,
    ExcludedRelative,
    MembersChanged,
    NobodySits,
    NotARepresentative,
    NotReviewed,
    PostNotHeld,
    SitsAlready,
)
from shared.contracts.councils.person import Kinship
from shared.contracts.councils.supervision_committee import (
    ExcludingPost,
    Size,
)
from shared.kernel.actors import Role
from tests.councils.bodies import (
    COMMUNITY_ID,
    FROM,
    TUANJIE,
    branch,
    groups_led_by,
    kin,
    members,
    on,
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
    left,
    nominate,
    nominated,
    of,
    review,
    reviewed,
    seats,
    struck,
    took,
)

# --- who may sit ------------------------------------------------------------

NOMINEES = {
    "a representative is nominated": ([], nominate(), {}, [nominated()]),
    "and is so once": ([nominated()], nominate(), {}, []),
    "for another office, if that is better": ([nominated()], nominate(office=CHAIR), {}, [nominated(office=CHAIR)]),
    "not who represents nobody": ([], nominate("head"), {}, NotARepresentative),
    "nor who sits already": ([elected()], nominate(), {}, SitsAlready),
    "a member's spouse is excluded": (
        [],
        nominate(),
        kin("r1", "aide", Kinship.SPOUSE),
        ExcludedRelative((Exclusion.SPOUSE,)),
    ),
    "so is a direct relative": (
        [],
        nominate(),
        kin("r1", "boss", Kinship.DIRECT),
        ExcludedRelative((Exclusion.DIRECT_RELATIVE,)),
    ),
    "and a close one by marriage": (
        [],
        nominate(),
        kin("r1", "boss", Kinship.CLOSE_BY_MARRIAGE),
        ExcludedRelative((Exclusion.CLOSE_RELATIVE_BY_MARRIAGE,)),
    ),
    "a cousin is not": ([], nominate(), kin("r1", "boss", Kinship.COLLATERAL), [nominated()]),
    "nor the spouse of another representative": ([], nominate(), kin("r1", "r2", Kinship.SPOUSE), [nominated()]),
    "a member of the committee is": (
        [],
        nominate(),
        members("boss", "r1"),
        ExcludedOffice((Exclusion.COMMITTEE_MEMBER,)),
    ),
    "so is the spouse of the branch's head": (
        [],
        nominate(),
        kin("r1", "head", Kinship.SPOUSE),
        ExcludedRelative((Exclusion.SPOUSE,)),
    ),
    "not that of the clerk": (
        [took(ExcludingPost.CLERK, "clerk")],
        nominate(),
        kin("r1", "clerk", Kinship.SPOUSE),
        [nominated()],
    ),
    "the branch's head is": (
        [],
        nominate(),
        branch("r1"),
        ExcludedOffice((Exclusion.BRANCH_HEAD, Exclusion.COMMITTEE_MEMBER)),
    ),
    "so is whoever else sits in the branch committee": (
        [],
        nominate(),
        branch("head", "r1"),
        ExcludedOffice((Exclusion.COMMITTEE_MEMBER,)),
    ),
    "so is who leads a group": ([], nominate(), groups_led_by("r1"), ExcludedOffice((Exclusion.GROUP_LEADER,))),
    "so is the clerk": (
        [took(ExcludingPost.CLERK)],
        nominate(),
        {},
        ExcludedOffice((Exclusion.CLERK,)),
    ),
    "who keeps the books from tomorrow on is not yet": (
        [took(ExcludingPost.BOOKKEEPER, from_on=date(2015, 3, 3))],
        nominate(),
        {},
        [nominated()],
    ),
    "who kept the books until yesterday no longer": (
        [took(ExcludingPost.BOOKKEEPER), left(ExcludingPost.BOOKKEEPER)],
        nominate(),
        {},
        [nominated()],
    ),
    "all grounds are told at once": (
        [took(ExcludingPost.CLERK), took(ExcludingPost.BOOKKEEPER)],
        nominate(),
        branch("r1") | groups_led_by("r1") | kin("r1", "boss", Kinship.SPOUSE),
        ExcludedRelative(
            (
                *(Exclusion.BRANCH_HEAD, Exclusion.COMMITTEE_MEMBER, Exclusion.SPOUSE),
                *(Exclusion.CLERK, Exclusion.BOOKKEEPER, Exclusion.GROUP_LEADER),
            )
        ),
    ),
}


@pytest.mark.parametrize(("given", "when", "related", "then"), NOMINEES.values(), ids=NOMINEES.keys())
def test_who_may_sit(given, when, related, then):
    SPEC.check(given, when, then, TODAY, RELATED | related)


def take(post: ExcludingPost = ExcludingPost.CLERK, person_id: str = "r1") -> TakePost:
    return TakePost(**of(person_id), post=post, from_on=FROM)


def leave_post(from_on: date = DAY) -> LeavePost:
    return LeavePost(**of("r1"), post=ExcludingPost.CLERK, from_on=from_on)


POSTS = {
    "somebody becomes clerk": ([], take(), [took(ExcludingPost.CLERK)]),
    "and is so once": ([took(ExcludingPost.CLERK)], take(), []),
    "nobody whom nobody has entered": ([], take(person_id="nobody"), PersonUnknown),
    "the clerk goes": ([took(ExcludingPost.CLERK)], leave_post(), [left(ExcludingPost.CLERK)]),
    "once": ([took(ExcludingPost.CLERK), left(ExcludingPost.CLERK)], leave_post(), []),
    "who was never clerk does not": ([], leave_post(), PostNotHeld),
    "nor before they came": ([took(ExcludingPost.CLERK)], leave_post(date(2014, 10, 31)), PostNotHeld),
}


@pytest.mark.parametrize(("given", "when", "then"), POSTS.values(), ids=POSTS.keys())
def test_posts_that_exclude(given, when, then):
    SPEC.check(given, when, then, TODAY, RELATED)


# --- how it is chosen -------------------------------------------------------

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


def test_a_committee_does_not_choose_who_supervises_another():
    other = on("2015-03-02", Role.COMMITTEE, "boss", "another")
    SPEC.check([], nominate(), OfAnotherCommittee(TUANJIE), other, RELATED)


def test_the_working_committee_of_its_own_community_reviews_it():
    other = on("2015-03-02", org="another")
    for command in (review(), file, ReviewEntitlements(committee_id=TUANJIE, year=2015, size=Size.LARGE)):
        SPEC.check(THREE, command, OfAnotherCommunity(COMMUNITY_ID), other, RELATED)
