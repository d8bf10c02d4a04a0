"""Who had to be appraised for a period and was not: members, a centre and units, by what the log says of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from services.councils.domain.appraisal_period import span_of
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.community import COMMUNITY
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.resident_unit import RESIDENT_UNIT
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.views import appraisal as view
from shared.contracts.councils.appraisal import AppraisalConcluded, AppraisalPublished, Grade, SubjectKind
from shared.contracts.councils.committee_members import AssemblyVote, MemberRemoved, Office
from shared.contracts.councils.community import CommunityAbolished
from shared.contracts.councils.party_branch_committee import BranchPostVacated
from shared.contracts.councils.resident_unit import LeavingCause, UnitLeft, UnitMoved
from shared.contracts.councils.supervision_committee import Office as SupervisionOffice
from shared.contracts.councils.supervision_committee import SeatLoss, SupervisionSeatLost
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from tests.councils.appraisals import (
    CENTRE,
    CIYOU,
    DONGGUAN,
    TAINING,
    UNIT,
    assigned,
    centre,
    community,
    elected,
    founded,
    heads_branch,
    id_of,
    opened,
    sits,
    term,
    unit,
)
from tests.councils.viewed import Fact, viewed

MEMBERS, BRANCH, SUPERVISORS = (
    kind.ref(CIYOU) for kind in (COMMITTEE_MEMBERS, PARTY_BRANCH_COMMITTEE, SUPERVISION_COMMITTEE)
)
HERE, OF_UNIT = COMMUNITY.ref(DONGGUAN), RESIDENT_UNIT.ref(UNIT)
DISTRICT: list[Fact] = [
    *((HERE, each) for each in (community(), centre())),
    *((COMMITTEE.ref(CIYOU), each) for each in (founded(), assigned())),
    *((MEMBERS, each) for each in (term(), elected("m1"))),
    *((BRANCH, heads_branch("m2")), (SUPERVISORS, sits("m3")), (OF_UNIT, unit())),
]
Outstanding = tuple[str, str, str | None]
M1, M2, M3, OF_CENTRE, THE_UNIT = (
    (kind, id_, None)
    for kind, id_ in (
        *(("COMMITTEE_MEMBER", "m1"), ("BRANCH_POST", "m2"), ("SUPERVISION_MEMBER", "m3")),
        *(("SERVICE_CENTRE", CENTRE), ("RESIDENT_UNIT", UNIT)),
    )
)
ALL = [M2, M1, THE_UNIT, OF_CENTRE, M3]
"""As they are listed: by kind, then by committee and person."""
LAST_DAY, DAY_BEFORE = date(2014, 12, 31), date(2014, 12, 30)
NEXT_DAY = date(2015, 1, 1)
VOTE = AssemblyVote(resolution_id="a", held_on=DAY_BEFORE, entitled=3, present=3, in_favour=3)


def removed(day: date) -> Fact:
    event = MemberRemoved(committee_id=CIYOU, person_id="m1", office=Office.MEMBER, removed_on=day, resolved=VOTE)
    return MEMBERS, event


def lost(day: date) -> Fact:
    office, reason = SupervisionOffice.MEMBER, SeatLoss.RESIGNED
    return SUPERVISORS, SupervisionSeatLost(
        committee_id=CIYOU, person_id="m3", office=office, reason=reason, from_on=day
    )


def vacated(day: date) -> Fact:
    return BRANCH, BranchPostVacated(post_id="p", person_id="m2", vacated_on=day)


def left(day: date) -> Fact:
    return OF_UNIT, UnitLeft(cause=LeavingCause.CLOSED, left_on=day)


def concluded(subject_id: str, kind: SubjectKind) -> Event:
    return AppraisalConcluded(
        subject_kind=kind,
        subject_id=subject_id,
        committee_id=CIYOU if kind is SubjectKind.COMMITTEE_MEMBER else None,
        community_id=DONGGUAN,
        period="2014",
        score=86,
        grade=Grade.COMPETENT,
        satisfactory=True,
        concluded_on=date(2015, 2, 2),
    )


PUBLISHED = AppraisalPublished(
    hundredths=8600, score=86, grade=Grade.COMPETENT, published_on=date(2015, 1, 20), until_on=date(2015, 1, 27)
)


def appraised(subject_id: str, kind: SubjectKind, *, counts: bool) -> list[Fact]:
    of = AggregateRef("appraisal", id_of(subject_id, kind))
    facts = [opened(subject_id, kind), PUBLISHED, concluded(subject_id, kind)]
    return [(of, each) for each in facts[: 3 if counts else 2]]


MEMBER, CENTRES, UNITS = SubjectKind.COMMITTEE_MEMBER, SubjectKind.SERVICE_CENTRE, SubjectKind.RESIDENT_UNIT
ROWS: dict[str, tuple[list[Fact], str, Sequence[Outstanding]]] = {
    "nobody was appraised": ([], "2014", ALL),
    "nor in the first half, in which all were there": ([], "2014-H1", ALL),
    "before the reform nobody was there": ([], "2012", []),
    "whose result counts is done with": (
        [*appraised("m1", MEMBER, counts=True), *appraised(CENTRE, CENTRES, counts=True)],
        "2014",
        [M2, THE_UNIT, M3],
    ),
    "for that period alone": (appraised("m1", MEMBER, counts=True), "2014-H1", ALL),
    "whose result may be objected to is not": (
        appraised(UNIT, UNITS, counts=False),
        "2014",
        [M2, M1, ("RESIDENT_UNIT", UNIT, "PUBLISHED"), OF_CENTRE, M3],
    ),
    "who was there on the last day had to be": (
        [removed(LAST_DAY), vacated(NEXT_DAY), lost(NEXT_DAY), left(NEXT_DAY)],
        "2014",
        ALL,
    ),
    "who was not had not": (
        [removed(DAY_BEFORE), vacated(LAST_DAY), lost(LAST_DAY), left(LAST_DAY)],
        "2014",
        [OF_CENTRE],
    ),
    "a later term ends the one before": ([(MEMBERS, term(LAST_DAY))], "2014", [M2, THE_UNIT, OF_CENTRE, M3]),
    "a centre ends with its community": (
        [(HERE, CommunityAbolished(effective_on=LAST_DAY, basis="of the test"))],
        "2014",
        [M2, M1, THE_UNIT, M3],
    ),
    "a committee that belonged elsewhere is elsewhere's": (
        [(COMMITTEE.ref(CIYOU), assigned(TAINING))],
        "2014",
        [THE_UNIT, OF_CENTRE],
    ),
    "a unit that moved afterwards is where it is": (
        [(OF_UNIT, UnitMoved(community_id=TAINING, from_on=NEXT_DAY))],
        "2014",
        [M2, M1, OF_CENTRE, M3],
    ),
}


@pytest.mark.parametrize(("then", "period", "expected"), ROWS.values(), ids=ROWS.keys())
def test_who_is_in_arrears(tmp_path, then, period, expected):
    views = viewed(tmp_path, [*DISTRICT, *then])
    last = span_of(period).until_on
    asked = {"community_id": DONGGUAN, "period": period, "day": last, "as_of": last, "kinds": list(SubjectKind)}
    rows = views.rows(view.OUTSTANDING, **asked)
    assert [(row.subject_kind, row.subject_id, row.state) for row in rows] == expected
    views.close()
