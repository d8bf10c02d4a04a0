"""Joint activity: decisions, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.councils.domain.community_refusals import CommunityNotFounded
from services.councils.domain.joint_activity import JOINT_ACTIVITY
from services.councils.domain.joint_activity_commands import (
    AnswerInvitation,
    CancelActivity,
    HoldActivity,
    InviteUnits,
    PlanActivity,
    PublishResult,
)
from services.councils.domain.joint_activity_refusals import (
    ActivityNotHeld,
    ActivityOver,
    ActivityUnknown,
    HoldingRule,
    HoldingRulesBroken,
    NotInvited,
    ResultPublished,
)
from services.councils.domain.mandate import OfAnotherCommunity, OfAnotherUnit
from services.councils.domain.party_working_committee_refusals import UnitNotResident
from services.councils.domain.types import CommunityId, UnitId
from shared.contracts.councils.community import CentreFunction
from shared.contracts.councils.joint_activity import (
    ActivitySubject,
    Attendance,
    InvitationAccepted,
    InvitationDeclined,
    JointActivityCancelled,
    JointActivityHeld,
    JointActivityPlanned,
    JointActivityResultPublished,
    UnitInvited,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec
from tests.councils.joint import DONGGUAN, ELSEWHERE, GONE, REFORM, RELATED, TAINING, U1, U2, U3, here

SPEC = Spec(JOINT_ACTIVITY)
TODAY, DAY = date(2014, 9, 24), timedelta(days=1)
CONTEXT = here()


def plan(community_id: str = DONGGUAN, planned_for_on: date = TODAY) -> PlanActivity:
    return PlanActivity(
        community_id=CommunityId(community_id),
        subject=ActivitySubject.PUBLIC_GOOD,
        title="重阳节慰问老人",
        functions=(CentreFunction.SERVE_PEOPLE, CentreFunction.RALLY_PEOPLE),
        planned_for_on=planned_for_on,
    )


def invite(*unit_ids: UnitId) -> InviteUnits:
    return InviteUnits(unit_ids=unit_ids)


def answer(unit_id: UnitId, accepts: bool = True) -> AnswerInvitation:
    return AnswerInvitation(unit_id=unit_id, accepts=accepts)


def hold(*unit_ids: UnitId, held_on: date = TODAY) -> HoldActivity:
    return HoldActivity(held_on=held_on, attendance=attended(*unit_ids))


def attended(*unit_ids: UnitId) -> tuple[Attendance, ...]:
    return tuple(Attendance(unit_id=each, people=4, hours=8) for each in unit_ids)


planned = JointActivityPlanned(**plan().model_dump())
invited = [UnitInvited(unit_id=each) for each in (U1, U2, U3)]
accepted = [InvitationAccepted(unit_id=each) for each in (U1, U2)]
ready = [planned, *invited, *accepted]
held = JointActivityHeld(held_on=TODAY, attendance=attended(U1, U2))
tell = PublishResult(summary="走访 40 户，送去慰问品", beneficiaries=40)
told = JointActivityResultPublished(summary="走访 40 户，送去慰问品", beneficiaries=40, published_on=TODAY)
cancelled = JointActivityCancelled(cancelled_on=TODAY)
COME, MANY, YES, ONCE = (
    HoldingRule.DAY_HAS_COME,
    HoldingRule.ENOUGH_UNITS,
    HoldingRule.EACH_ACCEPTED,
    HoldingRule.EACH_ONCE,
)

ROWS = {
    "an activity is planned": ([], plan(), [planned]),
    "and planned once": ([planned], plan(), []),
    "not in a community that nobody founded": ([], plan("nowhere"), CommunityNotFounded),
    "nor for a day before it": ([], plan(planned_for_on=REFORM - DAY), CommunityNotFounded),
    "resident units are invited": ([planned], invite(U1, U2, U3), invited),
    "each of them once": ([planned, *invited], invite(U1, U2), []),
    "named twice they are invited once": ([planned], invite(U1, U1), [invited[0]]),
    "a unit of another community is not": ([planned], invite(U1, ELSEWHERE), UnitNotResident),
    "nor one that has left": ([planned], invite(GONE), UnitNotResident),
    "nobody is invited to what nobody planned": ([], invite(U1), ActivityUnknown),
    "a unit accepts": ([planned, *invited], answer(U1), [accepted[0]]),
    "and accepts once": ([planned, *invited, *accepted], answer(U1), []),
    "it thinks better of it": (ready, answer(U1, False), [InvitationDeclined(unit_id=U1)]),
    "whom nobody invited cannot accept": ([planned], answer(U1), NotInvited),
    "the activity is held": (ready, hold(U1, U2), [held]),
    "and held once": ([*ready, held], hold(U1, U2), []),
    "not twice": ([*ready, held], hold(U1, U2, held_on=TODAY - DAY), ActivityOver),
    "one unit is too few": (ready, hold(U1), HoldingRulesBroken((MANY,))),
    "nobody at all is too": (ready, hold(), HoldingRulesBroken((MANY,))),
    "who has not accepted did not take part": (ready, hold(U1, U2, U3), HoldingRulesBroken((YES,))),
    "one unit named twice is one": (ready, hold(U1, U1), HoldingRulesBroken((MANY, ONCE))),
    "a day ahead has not come": (ready, hold(U1, U2, held_on=TODAY + DAY), HoldingRulesBroken((COME,))),
    "all that is wrong is told at once": (
        [planned],
        hold(U1, held_on=TODAY + DAY),
        HoldingRulesBroken((MANY, YES, COME)),
    ),
    "nobody is invited to what is over": ([*ready, held], invite(U1), ActivityOver),
    "nor answers": ([*ready, held], answer(U3), ActivityOver),
    "its result is published": ([*ready, held], tell, [told]),
    "and published once": ([*ready, held, told], tell, []),
    "not another one": (
        [*ready, held, told],
        PublishResult(summary="走访 50 户", beneficiaries=50),
        ResultPublished(TODAY),
    ),
    "what was not held has no result": (ready, tell, ActivityNotHeld),
    "it is cancelled": (ready, CancelActivity(), [cancelled]),
    "and cancelled once": ([*ready, cancelled], CancelActivity(), []),
    "what was held is not cancelled": ([*ready, held], CancelActivity(), ActivityOver),
    "what was cancelled is not held": ([*ready, cancelled], hold(U1, U2), ActivityOver),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_joint_activity(given, when, then):
    SPEC.check(given, when, then, CONTEXT, RELATED)


def test_a_delegate_answers_for_their_own_unit():
    delegate = replace(CONTEXT, actor=Actor(ActorId("d1"), Role.UNIT_DELEGATE, U1))
    SPEC.check([planned, *invited], answer(U1), [accepted[0]], delegate, RELATED)
    SPEC.check([planned, *invited], answer(U2), OfAnotherUnit, delegate, RELATED)


def test_a_working_committee_plans_in_its_own_community():
    other = replace(CONTEXT, actor=Actor(ActorId("w2"), Role.WORKING_COMMITTEE, TAINING))
    SPEC.check([], plan(), OfAnotherCommunity, other, RELATED)
    SPEC.check([planned], invite(U1), OfAnotherCommunity, other, RELATED)


@pytest.mark.parametrize("history", [[held], [planned, told], [planned, cancelled, held], [planned, planned]])
def test_steps_out_of_their_order_are_no_history(history):
    with pytest.raises(CorruptStream):
        JOINT_ACTIVITY.fold(history)
