"""Round of rewards: the call, the panel and its scores, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from services.grants.domain.association_standing import ASSOCIATION_STANDING, AssociationNotKnown
from services.grants.domain.parties import NotTheAssociation
from services.grants.domain.reward_round import REWARD_ROUND
from services.grants.domain.reward_round_commands import (
    EnterApplication,
    FormPanel,
    RecuseMember,
)
from services.grants.domain.reward_round_refusals import (
    ApplicationNotInRound,
    AppliedAlready,
    CallOutsideYear,
    NotOnPanel,
    NotThatMember,
    PanelFormedAlready,
    PanelMissing,
    PanelRule,
    PanelUnsound,
    RecusalRequired,
    RewardCallClosed,
    RewardCallOpen,
    RewardCallOpenedAlready,
    RewardRoundUnknown,
    ScoredAlready,
    ScorePartsUnsound,
    ScoresIncomplete,
    TooFewScores,
)
from shared.contracts.grants.reward_round import PanelMember, PartPoints, ScorePart
from shared.kernel.actors import Role
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.grants.purchases import ASSOCIATION, asked
from tests.grants.rewards import (
    CALLED,
    CLOSED,
    MEMBERS,
    NOTICED,
    OF_ASSOCIATION,
    SCORED,
    by_part,
    entered,
    form,
    formed,
    give,
    member,
    noticed,
    open_call,
    opened,
    recused,
    scores,
)
from tests.grants.standings import activities, filed, reports

SPEC = Spec(REWARD_ROUND)


def officer(at: str = CALLED):
    return asked(Role.FUND_OFFICER, at=at)


def association(at: str = CALLED, org: str = ASSOCIATION):
    return asked(Role.ASSOCIATION_OFFICER, org, at)


ELIGIBLE = known(ASSOCIATION_STANDING, ASSOCIATION, filed(since_on="2015-05-02"), *activities(6), *reports(2014))
REGISTERED = known(ASSOCIATION_STANDING, "registered", filed(filed_id=ASSOCIATION))
STRANGER = known(ASSOCIATION_STANDING, "stranger", filed(lineage="another"))
NOBODY = known(ASSOCIATION_STANDING, "nobody")
RELATED = ELIGIBLE | REGISTERED | STRANGER | NOBODY
enter = EnterApplication(application_id="a-1", association_id=ASSOCIATION)
recuse = RecuseMember(person="p1", application_id="a-1")

CALLING = {
    "the call is opened": ([], open_call(), officer(), [opened()]),
    "once": ([opened()], open_call(), officer(), []),
    "with one budget": ([opened()], open_call(1), officer(), RewardCallOpenedAlready),
    "for its own year": ([], open_call(year=2014), officer(), CallOutsideYear),
    "until today": (
        [],
        open_call(until_on="2015-11-02"),
        officer(),
        [opened().model_copy(update={"apply_until_on": date(2015, 11, 2)})],
    ),
    "not until yesterday": ([], open_call(until_on="2015-11-01"), officer(), CallOutsideYear),
    "an eligible association is in the round": ([opened()], enter, OF_ASSOCIATION, [entered()]),
    "through the counter too": ([opened()], enter, asked(Role.CLERK, at=CALLED), [entered()]),
    "one of six months less a day is not scored": (
        [opened(called_on="2015-11-01")],
        enter,
        OF_ASSOCIATION,
        [entered(eligible=False)],
    ),
    "nobody enters another association": ([opened()], enter, association(org="stranger"), NotTheAssociation),
    "one that is not known": (
        [opened()],
        EnterApplication(application_id="a-1", association_id="nobody"),
        asked(Role.CLERK, at=CALLED),
        AssociationNotKnown,
    ),
    "the lineage applies once": (
        [opened(), entered()],
        EnterApplication(application_id="a-2", association_id=ASSOCIATION),
        OF_ASSOCIATION,
        AppliedAlready("a-1"),
    ),
    "after one that was not eligible it applies again": (
        [opened(), entered(eligible=False)],
        EnterApplication(application_id="a-2", association_id=ASSOCIATION),
        OF_ASSOCIATION,
        [entered("a-2")],
    ),
    "on the last day": ([opened()], enter, association("2015-11-05T23:59+08:00"), [entered()]),
    "not on the next": ([opened()], enter, association("2015-11-06T00:00+08:00"), RewardCallClosed),
    "of a year without a call": ([], enter, OF_ASSOCIATION, RewardRoundUnknown),
}
READY = [opened(), entered(), formed, recused()]
PANELS = {
    "five with two residents": ([opened()], form, officer(), [formed]),
    "once": ([opened(), formed], form, officer(), []),
    "another takes its place": (
        [opened(), formed],
        form.model_copy(update={"members": MEMBERS[::-1]}),
        officer(),
        [formed.model_copy(update={"members": MEMBERS[::-1]})],
    ),
    "not once what it found is posted": (
        [*SCORED, noticed()],
        form.model_copy(update={"members": MEMBERS[::-1]}),
        officer(NOTICED),
        PanelFormedAlready,
    ),
    "four are too few, and even": (
        [opened()],
        form.model_copy(update={"members": MEMBERS[:4]}),
        officer(),
        PanelUnsound((PanelRule.ENOUGH_MEMBERS, PanelRule.ODD_NUMBER)),
    ),
    "six are even": (
        [opened()],
        form.model_copy(update={"members": (*MEMBERS, member(6))}),
        officer(),
        PanelUnsound((PanelRule.ODD_NUMBER,)),
    ),
    "one resident of five is too few": (
        [opened()],
        form.model_copy(update={"members": (*MEMBERS[1:], member(6))}),
        officer(),
        PanelUnsound((PanelRule.ENOUGH_RESIDENTS,)),
    ),
    "nobody sits twice": (
        [opened()],
        form.model_copy(update={"members": (*MEMBERS[:4], member(1, resident=True))}),
        officer(),
        PanelUnsound((PanelRule.NOBODY_TWICE,)),
    ),
    "a member is recused": (READY[:3], recuse, officer(), [recused()]),
    "by themselves": (READY[:3], recuse, asked(Role.PANEL, by="p1"), [recused()]),
    "not by another member": (READY[:3], recuse, asked(Role.PANEL, by="p2"), NotThatMember),
    "once from one association": (READY, recuse, officer(), []),
    "who is no member": (READY, RecuseMember(person="p9", application_id="a-1"), officer(), NotOnPanel(("p9",))),
    "from an application of nobody": (
        READY,
        RecuseMember(person="p1", application_id="a-9"),
        officer(),
        ApplicationNotInRound,
    ),
    "not after the scores": (SCORED, RecuseMember(person="p2", application_id="a-1"), officer(), ScoredAlready),
}
SCORING = {
    "91 points, highest and lowest dropped": (READY, give(95, 91, 91, 70), officer(CLOSED), [scores(95, 91, 91, 70)]),
    "in any order they are the same": (SCORED, give(70, 91, 95, 91), officer(CLOSED), []),
    "given once": (SCORED, give(70, 91, 95, 92), officer(CLOSED), ScoredAlready),
    "a member of the association has to be recused first": (
        READY[:3],
        give(95, 91, 91, 70, 90, scorers="12345"),
        officer(CLOSED),
        RecusalRequired(("p1",)),
    ),
    "even where they give no score": (READY[:3], give(95, 91, 91, 70), officer(CLOSED), RecusalRequired(("p1",))),
    "who is recused gives none": (
        READY,
        give(95, 91, 91, 70, 90, scorers="12345"),
        officer(CLOSED),
        RecusalRequired(("p1",)),
    ),
    "a stranger gives none": (READY, give(95, 91, 91, 70, scorers="2349"), officer(CLOSED), NotOnPanel(("p9",))),
    "everybody else gives one": (READY, give(95, 91, 91, scorers="234"), officer(CLOSED), ScoresIncomplete(4, 100)),
    "nobody two": (READY, give(95, 91, 91, 70, scorers="2344"), officer(CLOSED), ScoresIncomplete(4, 100)),
    "100 points are the most": (READY, give(100, 91, 91, 70), officer(CLOSED), [scores(100, 91, 91, 70)]),
    "101 are too many": (READY, give(101, 91, 91, 70), officer(CLOSED), ScoresIncomplete(4, 100)),
    "of two scores nothing is left": (
        [*READY, recused(2), recused(3)],
        give(90, 91, scorers="45"),
        officer(CLOSED),
        TooFewScores,
    ),
    "not while applications come in": (READY, give(95, 91, 91, 70), officer(), RewardCallOpen),
    "not without a panel": (READY[:2], give(95, 91, 91, 70), officer(CLOSED), PanelMissing),
    "not of one that is not eligible": (
        [opened(), entered(eligible=False), formed],
        give(95, 91, 91, 70),
        officer(CLOSED),
        ApplicationNotInRound,
    ),
}
# 93, 90, 89 and 88 points; together 360.
ORGANISATION, ACTIVITIES, EFFECT = (19, 18, 18, 18), (27, 27, 27, 26), (23, 23, 22, 22)
SELF_GOVERNANCE, OPENNESS = (14, 13, 13, 13), (10, 9, 9, 9)
SUMS = (93, 90, 89, 88)
PARTS = by_part(ORGANISATION, ACTIVITIES, EFFECT, SELF_GOVERNANCE, OPENNESS)
UNSOUND = ScorePartsUnsound((20, 30, 25, 15, 10))


def told(*parts: PartPoints):
    return give(*SUMS).model_copy(update={"parts": parts})


ascending = tuple(each.model_copy(update={"points": tuple(sorted(each.points))}) for each in PARTS)
given_by_part = scores(*SUMS).model_copy(update={"parts": ascending})
BY_PART = {
    "what the totals are the sum of": (READY, told(*PARTS), officer(CLOSED), [given_by_part]),
    "in any order they are the same": ([*READY, given_by_part], told(*reversed(PARTS)), officer(CLOSED), []),
    "told otherwise they are others": ([*READY, given_by_part], give(*SUMS), officer(CLOSED), ScoredAlready),
    "no part is left out": (READY, told(*PARTS[1:]), officer(CLOSED), UNSOUND),
    "none is told twice": (READY, told(*PARTS[:4], PARTS[0]), officer(CLOSED), UNSOUND),
    "each is scored by all": (
        READY,
        told(*PARTS[:4], *by_part((28, 9), parts=[ScorePart.OPENNESS])),
        officer(CLOSED),
        UNSOUND,
    ),
    "within its weight": (
        READY,
        told(*PARTS[:3], *by_part((12, 13, 13, 13), (11, 10, 9, 9), parts=[*ScorePart][3:])),
        officer(CLOSED),
        UNSOUND,
    ),
    "and together they are the totals": (
        READY,
        told(*PARTS[:4], *by_part((10, 9, 9, 8), parts=[ScorePart.OPENNESS])),
        officer(CLOSED),
        UNSOUND,
    ),
}
ROWS = [
    pytest.param(*row, id=f"{part}: {name}")
    for part, rows in (("call", CALLING), ("panel", PANELS), ("scores", SCORING), ("parts", BY_PART))
    for name, row in rows.items()
]


@pytest.mark.parametrize(("given", "when", "context", "then"), ROWS)
def test_a_round(given, when, context, then):
    SPEC.check(given, when, then, replace(context, related=RELATED))


def test_scores_before_the_call_are_no_history():
    with pytest.raises(CorruptStream):
        REWARD_ROUND.fold([scores(1, 2, 3, 4)])


def test_a_citizen_s_own_number_names_nobody_on_the_panel():
    with pytest.raises(ValidationError):
        FormPanel(members=(PanelMember(person="630102194503120017", resident=True),))
    with pytest.raises(ValidationError):
        RecuseMember(person="630102194503120017", application_id="a-1")
