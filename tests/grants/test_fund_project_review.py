"""What the supervision committee and the reviews say of a project: one row each. It is Monday 2015-05-11."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_commands import (
    ApproveProject,
    GiveOpinion,
    HearCountersignature,
    MissReview,
    ReviewProject,
)
from services.grants.domain.fund_project_refusals import (
    AboveProposal,
    AboveResolution,
    DemandNotSurveyed,
    NotSupervisionMember,
    NotTheCommunity,
    ReviewMissing,
    StepOutOfTurn,
)
from services.grants.domain.fund_project_review import review_due
from services.grants.domain.fund_project_state import Stage
from services.grants.domain.resolution import NoResolution
from shared.contracts.councils.supervision_committee_acts import SubjectKind
from shared.contracts.grants.fund_project import (
    FundReviewed,
    FundReviewMissed,
    Opinion,
    ProjectApproved,
    ReviewFault,
    ReviewLevel,
    SupervisionOpinionGiven,
    Verdict,
)
from shared.contracts.grants.resolution import Standing
from shared.kernel.actors import Role
from shared.kernel.money import Money
from shared.testing.decider import Spec
from tests.grants.funds import COMMITTEE, COMMUNITY, OTHER, asks, fen
from tests.grants.projects import (
    APPROVED,
    AROUND,
    IN_ORDER,
    SUPPORTED,
    SURVEYED,
    TO_APPROVAL,
    TO_CONTRACT,
    TO_NOTICE,
    TO_OPINION,
    TO_REVIEW,
    TOTAL,
    WATCHER,
    line,
    propose,
    proposed,
    resolution,
)

SPEC = Spec(FUND_PROJECT)

# --- resolution and supervision ---------------------------------------------

FAVOUR = GiveOpinion(opinion=Opinion.SUPPORTED)
VETO = SupervisionOpinionGiven(opinion=Opinion.VETOED, member=WATCHER)
OPINIONS = {
    "with a resolution in force the project is supported": (TO_OPINION, FAVOUR, resolution(), [SUPPORTED]),
    "a resolution that was carried out still holds": (
        TO_OPINION,
        FAVOUR,
        resolution(Standing.EXECUTED),
        [SUPPORTED],
    ),
    "one that is not in force yet does not": (
        TO_OPINION,
        FAVOUR,
        resolution(Standing.ADOPTED),
        NoResolution(Standing.ADOPTED),
    ),
    "while another vote is demanded everything waits": (
        TO_OPINION,
        FAVOUR,
        resolution(Standing.WAITING),
        NoResolution(Standing.WAITING),
    ),
    "after one that fell nothing goes on": (
        TO_OPINION,
        FAVOUR,
        resolution(Standing.FALLEN),
        NoResolution(Standing.FALLEN),
    ),
    "one that councils were not heard of is none": (TO_OPINION, FAVOUR, resolution(None), NoResolution(None)),
    "another committee's is none": (TO_OPINION, FAVOUR, resolution(of=OTHER), NoResolution),
    "without any there is none": ([proposed(named=None), SURVEYED], FAVOUR, {}, NoResolution(None)),
    "lines may cost what was resolved": (TO_OPINION, FAVOUR, resolution(amount=TOTAL), [SUPPORTED]),
    "not a fen more": (
        TO_OPINION,
        FAVOUR,
        resolution(amount=TOTAL - 1),
        AboveResolution(Money(amount=TOTAL - 1)),
    ),
    "before the residents are asked there is no opinion": ([proposed()], FAVOUR, resolution(), DemandNotSurveyed),
    "a veto sends the project back": (TO_OPINION, GiveOpinion(opinion=Opinion.VETOED), resolution(), [VETO]),
    "after it the residents are asked anew": (
        [*TO_OPINION, VETO],
        FAVOUR,
        resolution(),
        DemandNotSurveyed,
    ),
    "and the meeting is": ([*TO_OPINION, VETO, SURVEYED], FAVOUR, resolution(), NoResolution),
}


@pytest.mark.parametrize(("given", "when", "known", "then"), OPINIONS.values(), ids=OPINIONS.keys())
def test_opinion(given, when, known, then):
    member = asks(role=Role.SUPERVISION_COMMITTEE, org=COMMITTEE, by=WATCHER)
    SPEC.check(given, when, then, member, {**AROUND, **known})


SIGNERS = {
    "a member gives it": (Role.SUPERVISION_COMMITTEE, WATCHER, None, [SUPPORTED]),
    "nobody else does": (Role.SUPERVISION_COMMITTEE, "p-stranger", None, NotSupervisionMember),
    "nor does anybody by naming a member": (Role.SUPERVISION_COMMITTEE, "p-stranger", WATCHER, NotSupervisionMember),
    "what a member signed on paper is entered": (Role.ADMIN, "s-admin", WATCHER, [SUPPORTED]),
    "who sits on the committee itself does not": (Role.SUPERVISION_COMMITTEE, "p-chair", None, NotSupervisionMember),
}


@pytest.mark.parametrize(("role", "by", "member", "then"), SIGNERS.values(), ids=SIGNERS.keys())
def test_who_gives_the_opinion(role, by, member, then):
    command = GiveOpinion(opinion=Opinion.SUPPORTED, member=member)
    SPEC.check(TO_OPINION, command, then, asks(role=role, org=COMMITTEE, by=by), AROUND)


def test_a_member_whose_term_is_over_gives_none():
    over = asks("2017-01-01T09:00", Role.SUPERVISION_COMMITTEE, COMMITTEE, WATCHER)
    SPEC.check(TO_OPINION, FAVOUR, NotSupervisionMember, over, AROUND)


HEARD = {
    "what was countersigned is supported": (TO_OPINION, SubjectKind.FUND_PROJECT, [SUPPORTED]),
    "a countersigned payment says nothing of it": (TO_OPINION, SubjectKind.PAYMENT, []),
    "nor does what comes once it is supported": (TO_NOTICE, SubjectKind.FUND_PROJECT, []),
    "nor of what nobody proposed": ([], SubjectKind.FUND_PROJECT, []),
}


@pytest.mark.parametrize(("given", "kind", "then"), HEARD.values(), ids=HEARD.keys())
def test_countersignature(given, kind, then):
    heard = HearCountersignature(subject_kind=kind, opinion=Opinion.SUPPORTED, member=WATCHER)
    SPEC.check(given, heard, then, asks(role=Role.MACHINE), AROUND)


# --- review and approval ----------------------------------------------------

CLEAN = ReviewProject(verdict=Verdict.IN_ORDER)
BACK = ReviewProject(verdict=Verdict.RETURNED, faults=(ReviewFault.OTHER,))
DEAR = line(3_000_001)
DEAR_TO_REVIEW = [proposed(DEAR), *TO_REVIEW[1:]]
BY_DISTRICT = FundReviewed(level=ReviewLevel.DISTRICT, verdict=Verdict.IN_ORDER)
RETURNED = FundReviewed(level=ReviewLevel.COMMUNITY, verdict=Verdict.RETURNED, faults=(ReviewFault.OTHER,))
REJECTED = FundReviewed(level=ReviewLevel.COMMUNITY, verdict=Verdict.REJECTED, faults=(ReviewFault.DUPLICATE,))


def approve(amount: int = TOTAL, period: int = 2015) -> ApproveProject:
    return ApproveProject(amount=fen(amount), period=period)


def approved(amount: int = TOTAL, period: int = 2015) -> ProjectApproved:
    return ProjectApproved(amount=fen(amount), period=period, approved_on=date(2015, 5, 11))


REVIEWS = {
    "the community finds it in order": (TO_REVIEW, CLEAN, [IN_ORDER]),
    "once": (TO_APPROVAL, CLEAN, []),
    "or returns it": (TO_REVIEW, BACK, [RETURNED]),
    "also what it found in order at first": (TO_APPROVAL, BACK, [RETURNED]),
    "what was returned is proposed anew": (
        [*TO_REVIEW, RETURNED],
        propose(line(TOTAL - 1)),
        [proposed(line(TOTAL - 1))],
    ),
    "what was rejected is not": ([*TO_REVIEW, REJECTED], propose(line(1)), StepOutOfTurn(Stage.REJECTED)),
    "nothing is approved before the review": (
        TO_REVIEW,
        approve(),
        ReviewMissing((ReviewLevel.COMMUNITY,)),
    ),
    "then it is": (TO_APPROVAL, approve(), [APPROVED]),
    "once, too": (TO_CONTRACT, approve(), []),
    "less may be approved": (TO_APPROVAL, approve(1), [approved(1)]),
    "never more": (TO_APPROVAL, approve(TOTAL + 1), AboveProposal(Money(amount=TOTAL))),
    "at 30,000 yuan the district is not asked": (
        [proposed(line(3_000_000)), *TO_APPROVAL[1:]],
        approve(3_000_000),
        [approved(3_000_000)],
    ),
    "a fen above, it is": (
        [*DEAR_TO_REVIEW, IN_ORDER],
        approve(3_000_001),
        ReviewMissing((ReviewLevel.DISTRICT,)),
    ),
    "when both found it in order it is approved": (
        [*DEAR_TO_REVIEW, IN_ORDER, BY_DISTRICT],
        approve(3_000_001),
        [approved(3_000_001)],
    ),
    "what lapsed with its year is approved out of the next": (
        TO_CONTRACT,
        approve(period=2016),
        [approved(period=2016)],
    ),
    "another amount of the same year is not": (TO_CONTRACT, approve(1), StepOutOfTurn(Stage.APPROVED)),
}


@pytest.mark.parametrize(("given", "when", "then"), REVIEWS.values(), ids=REVIEWS.keys())
def test_review(given, when, then):
    around = {**AROUND, **resolution(amount=None)}
    SPEC.check(given, when, then, asks(role=Role.WORKING_COMMITTEE, org=COMMUNITY), around)


def test_the_district_reviews_as_the_district():
    SPEC.check(TO_REVIEW, CLEAN, [BY_DISTRICT], asks(role=Role.FUND_OFFICER), AROUND)


def test_another_community_reviews_nothing():
    SPEC.check(TO_REVIEW, CLEAN, NotTheCommunity, asks(role=Role.WORKING_COMMITTEE, org="taining"), AROUND)


def test_a_verdict_goes_with_its_faults():
    for verdict, faults in ((Verdict.IN_ORDER, (ReviewFault.OTHER,)), (Verdict.REJECTED, ())):
        with pytest.raises(ValidationError):
            ReviewProject(verdict=verdict, faults=faults)


LATENESS = {
    "the last day belongs to the review": (TO_REVIEW, "2015-05-25T23:59", []),
    "then it is late": (TO_REVIEW, "2015-05-26T00:00", [FundReviewMissed(due_on=date(2015, 5, 25))]),
    "once": ([*TO_REVIEW, FundReviewMissed(due_on=date(2015, 5, 25))], "2015-05-26T00:00", []),
    "what is approved is not late": (TO_CONTRACT, "2015-05-26T00:00", []),
}


@pytest.mark.parametrize(("given", "at", "then"), LATENESS.values(), ids=LATENESS.keys())
def test_late_review(given, at, then):
    SPEC.check(given, MissReview(), then, asks(at))


def test_a_review_falls_due_after_its_last_day():
    due = review_due(FUND_PROJECT.fold(TO_REVIEW), asks())
    assert due == datetime.fromisoformat("2015-05-26T00:00+08:00")
