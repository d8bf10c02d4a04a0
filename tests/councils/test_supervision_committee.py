"""Supervision committee: who may sit on it, and who may not, with all that stands against it."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.exclusions import Exclusion
from services.councils.domain.mandate import OfAnotherCommittee, OfAnotherCommunity
from services.councils.domain.person import PersonUnknown
from services.councils.domain.supervision_committee_commands import (
    LeavePost,
    ReviewEntitlements,
    TakePost,
)
from services.councils.domain.supervision_committee_refusals import (
    ExcludedOffice,
    ExcludedRelative,
    ExcludingPostNotHeld,
    NotARepresentative,
    SitsAlready,
)
from shared.contracts.councils.person import Kinship
from shared.contracts.councils.supervision_committee import ExcludingPost
from shared.contracts.councils.supervision_committee_acts import Size
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
)
from tests.councils.supervision import (
    CHAIR,
    DAY,
    RELATED,
    SPEC,
    THREE,
    TODAY,
    elected,
    file,
    left,
    nominate,
    nominated,
    of,
    review,
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
    "who was never clerk does not": ([], leave_post(), ExcludingPostNotHeld),
    "nor before they came": ([took(ExcludingPost.CLERK)], leave_post(date(2014, 10, 31)), ExcludingPostNotHeld),
}


@pytest.mark.parametrize(("given", "when", "then"), POSTS.values(), ids=POSTS.keys())
def test_posts_that_exclude(given, when, then):
    SPEC.check(given, when, then, TODAY, RELATED)


def test_a_committee_does_not_choose_who_supervises_another():
    other = on("2015-03-02", Role.COMMITTEE, "boss", "another")
    SPEC.check([], nominate(), OfAnotherCommittee(TUANJIE), other, RELATED)


def test_the_working_committee_of_its_own_community_enters_and_reviews_it():
    other = on("2015-03-02", org="another")
    entitle = ReviewEntitlements(committee_id=TUANJIE, year=2015, size=Size.LARGE)
    for command in (review(), file, entitle, nominate(), take(), leave_post()):
        SPEC.check(THREE, command, OfAnotherCommunity(COMMUNITY_ID), other, RELATED)
