"""A project of the special fund from its proposal to the approval: one row each. It is Monday 2015-05-11."""

from __future__ import annotations

from datetime import date

import pytest

from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.fund_project_commands import (
    LinkResolution,
    ObjectToProject,
    OpenProject,
    PostPreNotice,
    RecordSurvey,
    SettleObjection,
    SubmitProject,
    WithdrawProject,
)
from services.grants.domain.fund_project_refusals import (
    DemandBelowThreshold,
    NoticeOver,
    NoticeRunning,
    NotTheCommunity,
    ObjectionsOpen,
    ObjectionUnknown,
    ProjectUnknown,
    ProposalFault,
    ProposalFaulty,
    StepOutOfTurn,
)
from services.grants.domain.fund_project_state import Stage
from services.grants.domain.fund_refusals import NegativeList
from services.grants.domain.types import ResolutionId
from shared.contracts.grants.fund import UseCategory
from shared.contracts.grants.fund_project import (
    DemandSurveyed,
    LineForm,
    ObjectionMatter,
    PreNoticePosted,
    ProjectObjectionSettled,
    ProjectOpened,
    ProjectProposed,
    ProjectWithdrawn,
    ProposedBy,
    ResolutionLinked,
)
from shared.contracts.grants.fund_project_work import PaymentUndone
from shared.contracts.refusals import NotTheCommittee, WrongRegime
from shared.kernel.actors import Role
from shared.testing.decider import Spec
from tests.grants.funds import COMMITTEE, OTHER, VILLAGE, asks, fen
from tests.grants.projects import (
    AROUND,
    SUBMITTED,
    SURVEYED,
    TO_CONTRACT,
    TO_NOTICE,
    TO_OBJECTIONS,
    TO_OPINION,
    TO_PAYMENT,
    TO_REVIEW,
    TO_WORK,
    TOTAL,
    advanced,
    final,
    line,
    objected,
    propose,
    proposed,
)

SPEC = Spec(FUND_PROJECT)
OPENED = ProjectOpened(committee_id=COMMITTEE, resolution_id="r-1", amount=fen(TOTAL))
CASH, FOOD = line(100, form=LineForm.CASH), line(100, form=LineForm.FOOD)
FEW, BACKWARDS = ProposalFault.TOO_FEW_RESIDENTS, ProposalFault.ENDS_BEFORE_IT_BEGINS
ABOVE_CAPS = (ProposalFault.CASH_ABOVE_CAP, ProposalFault.FOOD_ABOVE_CAP)
OPEN = OpenProject(committee_id=COMMITTEE, resolution_id="r-1", amount=fen(TOTAL))


PROPOSALS = {
    "five residents propose a project": ([], propose(), [proposed()]),
    "proposing it twice proposes it once": ([proposed()], propose(), []),
    "four are too few": ([], propose(supporters=4), ProposalFaulty((FEW,))),
    "a committee needs none": (
        [],
        propose(by=ProposedBy.COMMITTEE, supporters=0),
        [ProjectProposed(**dict(propose(by=ProposedBy.COMMITTEE, supporters=0)))],
    ),
    "it may end on the day on which it begins": (
        [],
        propose(until="2015-06-01"),
        [ProjectProposed(**dict(propose(until="2015-06-01")))],
    ),
    "but not before": ([], propose(until="2015-05-31"), ProposalFaulty((BACKWARDS,))),
    "no cash is handed out, and no food": ([], propose(line(), CASH, FOOD), ProposalFaulty(ABOVE_CAPS)),
    "all that is wrong is told at once": (
        [],
        propose(CASH, supporters=0, until="2015-05-31"),
        ProposalFaulty((FEW, BACKWARDS, ProposalFault.CASH_ABOVE_CAP)),
    ),
    "staff bonuses are on the negative list": (
        [],
        propose(line(), line(1, UseCategory.WAGES_BONUSES), line(1, UseCategory.OLD_DEBTS)),
        NegativeList((UseCategory.WAGES_BONUSES, UseCategory.OLD_DEBTS)),
    ),
    "a village has no special fund": ([], propose(of=VILLAGE), WrongRegime),
    "a resolution opens a project": ([], OPEN, [OPENED]),
    "it opens one once": ([OPENED], OPEN, []),
    "what it opened is proposed": ([OPENED], propose(), [proposed()]),
    "another committee's is not": (
        [ProjectOpened(committee_id=OTHER, resolution_id="r-1", amount=fen(TOTAL))],
        propose(),
        NotTheCommittee,
    ),
    "what is under way is not proposed anew": (
        TO_REVIEW,
        propose(line(1)),
        StepOutOfTurn(Stage.SUBMITTED),
    ),
}
DEMAND = {
    "59 of 100 are too few": (
        [proposed()],
        RecordSurvey(asked=100, in_favour=59),
        DemandBelowThreshold(needed_percent=60),
    ),
    "60 of 100 are enough": ([proposed()], RecordSurvey(asked=100, in_favour=60), [SURVEYED]),
    "the same survey twice is one": (TO_OPINION, RecordSurvey(asked=100, in_favour=60), []),
    "three of five are 60 per cent": (
        [proposed()],
        RecordSurvey(asked=5, in_favour=3),
        [DemandSurveyed(asked=5, in_favour=3)],
    ),
    "a resolution is named later": (
        [proposed(named=None)],
        LinkResolution(resolution_id=ResolutionId("r-1")),
        [ResolutionLinked(resolution_id="r-1")],
    ),
    "the one that it names is no news": ([proposed()], LinkResolution(resolution_id=ResolutionId("r-1")), []),
    "what nobody proposed is not surveyed": ([], RecordSurvey(asked=1, in_favour=1), ProjectUnknown),
    "what is posted is not surveyed": (
        TO_OBJECTIONS,
        RecordSurvey(asked=1, in_favour=1),
        StepOutOfTurn(Stage.POSTED),
    ),
}
NOTICES = {
    "a supported project is posted for seven days": (
        TO_NOTICE,
        PostPreNotice(),
        [PreNoticePosted(until_on=date(2015, 5, 18))],
    ),
    "it is posted once": (TO_OBJECTIONS, PostPreNotice(), []),
    "without an opinion nothing is posted": (TO_OPINION, PostPreNotice(), StepOutOfTurn(Stage.PROPOSED)),
    "after the notice it is submitted, due in ten working days": (TO_OBJECTIONS, SubmitProject(), [SUBMITTED]),
    "it is submitted once": (TO_REVIEW, SubmitProject(), []),
    "not on the last day of the notice": (
        [*TO_NOTICE, PreNoticePosted(until_on=date(2015, 5, 11))],
        SubmitProject(),
        NoticeRunning(date(2015, 5, 11)),
    ),
    "on the last day somebody may object": (
        [*TO_NOTICE, PreNoticePosted(until_on=date(2015, 5, 11))],
        ObjectToProject(objection_id="o-1", matter=ObjectionMatter.PRICE),
        [objected()],
    ),
    "a day later nobody may": (
        [*TO_NOTICE, PreNoticePosted(until_on=date(2015, 5, 10))],
        ObjectToProject(objection_id="o-1", matter=ObjectionMatter.PRICE),
        NoticeOver(date(2015, 5, 10)),
    ),
    "an objection is made once": (
        [*TO_OBJECTIONS, objected()],
        ObjectToProject(objection_id="o-1", matter=ObjectionMatter.PRICE),
        [],
    ),
    "while one is open nothing is submitted": (
        [*TO_OBJECTIONS, objected()],
        SubmitProject(),
        ObjectionsOpen(("o-1",)),
    ),
    "one that is not right is settled": (
        [*TO_OBJECTIONS, objected()],
        SettleObjection(objection_id="o-1", upheld=False),
        [ProjectObjectionSettled(objection_id="o-1", upheld=False)],
    ),
    "what nobody objected is not settled": (
        TO_OBJECTIONS,
        SettleObjection(objection_id="o-1", upheld=False),
        ObjectionUnknown,
    ),
    "after one that is right the residents are asked anew": (
        [*TO_OBJECTIONS, objected(), ProjectObjectionSettled(objection_id="o-1", upheld=True)],
        SubmitProject(),
        StepOutOfTurn(Stage.PROPOSED),
    ),
    "a project is given up before its contract": (TO_REVIEW, WithdrawProject(), [ProjectWithdrawn()]),
    "once": ([*TO_REVIEW, ProjectWithdrawn()], WithdrawProject(), []),
    "with the money that was reserved for it": (TO_CONTRACT, WithdrawProject(period=2015), [ProjectWithdrawn()]),
    "never without": (TO_CONTRACT, WithdrawProject(), StepOutOfTurn(Stage.APPROVED)),
    "also where the supplier never came, and was never paid": (
        TO_WORK,
        WithdrawProject(period=2015),
        [ProjectWithdrawn()],
    ),
    "or where what was paid came back": (
        [*TO_PAYMENT, final(), PaymentUndone(payment_id="pay-1")],
        WithdrawProject(period=2015),
        [ProjectWithdrawn()],
    ),
    "not once something is paid": (
        [*TO_WORK, advanced(1)],
        WithdrawProject(period=2015),
        StepOutOfTurn(Stage.CONTRACTED),
    ),
}


@pytest.mark.parametrize(
    ("given", "when", "then"),
    [*PROPOSALS.values(), *DEMAND.values(), *NOTICES.values()],
    ids=[*PROPOSALS, *DEMAND, *NOTICES],
)
def test_until_the_review(given, when, then):
    SPEC.check(given, when, then, asks(role=Role.COMMITTEE, org=COMMITTEE), AROUND)


@pytest.mark.parametrize(
    ("given", "when"),
    [([], propose()), (TO_OPINION, RecordSurvey(asked=1, in_favour=1)), (TO_NOTICE, PostPreNotice())],
    ids=["propose", "survey", "post"],
)
def test_another_committee_does_none_of_it(given, when):
    SPEC.check(given, when, NotTheCommittee, asks(role=Role.COMMITTEE, org=OTHER), AROUND)


def test_another_community_answers_no_objection():
    settle = SettleObjection(objection_id="o-1", upheld=True)
    other = asks(role=Role.WORKING_COMMITTEE, org="taining")
    SPEC.check([*TO_OBJECTIONS, objected()], settle, NotTheCommunity, other, AROUND)
