"""Appraisals as they are scored and marked: decisions, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.appraisal_refusals import (
    AppraisalStageOpen,
    DailyWorkMark,
    OwnAppraisal,
    ResultPublic,
    ScoresCastOtherwise,
    ScoringRule,
    ScoringRulesBroken,
    Stage,
)
from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.meeting_refusals import NotOnAgenda
from services.councils.domain.rules import QuorumNotMet
from shared.kernel.actors import Actor, ActorId, Role
from shared.testing.decider import CLERK
from tests.councils.appraisal_rows import (
    GIVEN,
    REPORT,
    SPEC,
    Row,
    alone,
    cast,
    centre_reported,
    give,
    given,
    of_centre,
    of_unit,
    public,
    published,
    reported,
    unit_reported,
    was_cast,
)
from tests.councils.appraisals import (
    DONGGUAN,
    ELSEWHERE,
    M1,
    M2,
    NOW,
    VILLAGE,
    WORKING_COMMITTEE,
    here,
    marks,
    scores,
)

W = WORKING_COMMITTEE
SCORING: dict[str, Row] = {
    "two thirds of the register are enough": ([alone, reported], cast(20), M2, NOW, [was_cast(20)]),
    "one less is not": ([alone, reported], cast(19), M2, NOW, QuorumNotMet(19, 20)),
    "units and associations score too, and make no quorum": (
        [alone, reported],
        cast(19, scores(competent=21), others=2),
        M2,
        NOW,
        QuorumNotMet(19, 20),
    ),
    "with one, they do": (
        [alone, reported],
        cast(20, scores(competent=22), others=2),
        M2,
        NOW,
        [was_cast(20, scores(competent=22), others=2)],
    ),
    "more do not score than came": (
        [alone, reported],
        cast(20, scores(competent=21)),
        M2,
        NOW,
        ScoringRulesBroken((ScoringRule.NO_MORE_THAN_CAME,)),
    ),
    "nor do more come than are on the register": (
        [alone, reported],
        cast(31),
        M2,
        NOW,
        ScoringRulesBroken((ScoringRule.NO_MORE_THAN_CAME,)),
    ),
    "somebody scores": (
        [alone, reported],
        cast(20, scores()),
        M2,
        NOW,
        ScoringRulesBroken((ScoringRule.SOMEBODY_SCORED,)),
    ),
    "the meeting is not ahead": (
        [alone, reported],
        cast(held_on=date(2014, 12, 23)),
        M2,
        NOW,
        ScoringRulesBroken((ScoringRule.DAY_HAS_COME, ScoringRule.DAY_OF_MEETING)),
    ),
    "nor on another day than it was": (
        [alone, reported],
        cast(held_on=date(2014, 12, 21)),
        M2,
        NOW,
        ScoringRulesBroken((ScoringRule.DAY_OF_MEETING,)),
    ),
    "a member is scored by their own residents": (
        [alone, reported],
        cast(committee_id=VILLAGE, on_register=30),
        CLERK,
        NOW,
        ScoringRulesBroken((ScoringRule.OF_COMMUNITY,)),
    ),
    "whose number the log knows": (
        [alone, reported],
        cast(on_register=20),
        M2,
        NOW,
        ScoringRulesBroken((ScoringRule.REGISTER_KNOWN,)),
    ),
    "the report comes first": ([alone], cast(), M2, NOW, AppraisalStageOpen((Stage.REPORT,))),
    "nobody counts their own scores": ([alone, reported], cast(), M1, NOW, OwnAppraisal),
    "nor does another committee": (
        [alone, reported],
        cast(),
        Actor(ActorId("x"), Role.COMMITTEE, ELSEWHERE),
        NOW,
        OfAnotherCommittee,
    ),
    "scores are cast once": ([alone, reported, was_cast()], cast(), M2, NOW, []),
    "and not otherwise": ([alone, reported, was_cast()], cast(told=scores(excellent=20)), M2, NOW, ScoresCastOtherwise),
    "residents of each committee score the centre": (
        [of_centre, centre_reported, was_cast()],
        cast(20, committee_id=VILLAGE, on_register=30),
        CLERK,
        NOW,
        [was_cast(20, committee_id=VILLAGE)],
    ),
    "a village says how many it has": (
        [of_centre, centre_reported],
        cast(20, committee_id=VILLAGE),
        CLERK,
        NOW,
        ScoringRulesBroken((ScoringRule.REGISTER_KNOWN, ScoringRule.NO_MORE_THAN_CAME)),
    ),
    "and has no report meeting to name": (
        [of_centre, centre_reported],
        cast(20, committee_id=VILLAGE, on_register=30).model_copy(update={"meeting_id": REPORT}),
        CLERK,
        NOW,
        NotOnAgenda,
    ),
    "those of another community do not": (
        [of_centre, centre_reported],
        cast(1, committee_id=ELSEWHERE),
        CLERK,
        NOW,
        NotOnAgenda,
    ),
    "a public result is not scored any more": (
        [of_centre, centre_reported, was_cast(), given(), published()],
        cast(20, committee_id=VILLAGE, on_register=30),
        CLERK,
        NOW,
        ResultPublic,
    ),
}

MARKING: dict[str, Row] = {
    "the working committee marks a member": ([alone, reported], give(), W, NOW, [given()]),
    "their daily work too": ([alone, reported], give(None), W, NOW, DailyWorkMark(given=False)),
    "a centre's is what the record says, cut off": (
        [of_centre, centre_reported],
        give(None),
        W,
        NOW,
        [given(marks(66))],
    ),
    "and what nobody gives": ([of_centre, centre_reported], give(100), W, NOW, DailyWorkMark(given=True)),
    "a unit's is what it kept of what it pledged and accepted": (
        [of_unit, unit_reported],
        give(None),
        W,
        NOW,
        [given(marks(66))],
    ),
    "marks may be given anew before the result": ([alone, reported, given(marks(50))], give(), W, NOW, [given()]),
    "not after": ([*public], give(80), W, NOW, ResultPublic),
    "nobody marks before the report": ([alone], give(), W, NOW, AppraisalStageOpen((Stage.REPORT,))),
    "nobody marks themselves": (
        [alone, reported],
        give(),
        Actor(ActorId("m1"), Role.WORKING_COMMITTEE, DONGGUAN),
        NOW,
        OwnAppraisal,
    ),
}

ROWS = {**SCORING, **MARKING}


@pytest.mark.parametrize(("given_", "when", "actor", "at", "then"), ROWS.values(), ids=ROWS.keys())
def test_scores(given_, when, actor, at, then):
    SPEC.check(given_, when, then, here(at, actor), GIVEN)
