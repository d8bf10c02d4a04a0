"""Who speaks for a committee in its meetings: nobody's token outlives their office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.councils.domain import offices
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.offices import NotACommitteeMember, NotTheChair
from shared.contracts.councils.committee_members import MemberElected, Office
from shared.kernel.actors import Role
from shared.kernel.personal import Published
from shared.testing.decider import known
from tests.councils.deliberation import XIADU, on


def elected(person_id: str, office: Office) -> MemberElected:
    return MemberElected(
        committee_id=XIADU,
        person_id=person_id,
        office=office,
        name=Published(value="马兰", reason="选举结果公开"),
        election_id="e1",
        term=9,
        term_from_on=date(2015, 1, 5),
        term_until_on=date(2018, 1, 4),
    )


NOBODY = known(COMMITTEE_MEMBERS, XIADU)
ELECTED = known(COMMITTEE_MEMBERS, XIADU, elected("ma", Office.CHAIR), elected("li", Office.MEMBER))
MEMBER, CHAIR = NotACommitteeMember(XIADU), NotTheChair(XIADU)
WHO = {
    "the chair speaks for the committee and as its chair": (ELECTED, on(by="ma"), None, None, True),
    "a member speaks for it, not as its chair": (ELECTED, on(by="li"), None, CHAIR, False),
    "nobody else does": (ELECTED, on(by="wang"), MEMBER, CHAIR, False),
    "nor the chair after the term": (ELECTED, on("2018-01-05", by="ma"), MEMBER, CHAIR, False),
    "nor a chair of another committee": (
        ELECTED,
        on(by="ma", org="other"),
        OfAnotherCommittee(XIADU),
        OfAnotherCommittee(XIADU),
        False,
    ),
    "where no election was entered the token is enough": (NOBODY, on(by="wang"), None, None, True),
    "the counter enters what they did, and puts nothing as the chair": (
        ELECTED,
        on(by="clerk", role=Role.CLERK, org="hall"),
        None,
        None,
        False,
    ),
}


@pytest.mark.parametrize(("members", "at", "committee", "chair", "is_chair"), WHO.values(), ids=WHO.keys())
def test_who_speaks(members, at, committee, chair, is_chair):
    context = replace(at, related={**at.related, **members})
    assert offices.of_committee(XIADU, context) == committee
    assert offices.of_chair(XIADU, context) == chair
    assert offices.is_chair(XIADU, context) is is_chair
