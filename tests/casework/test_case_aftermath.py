"""Case: what authorities above say of its decision; one row each."""

from datetime import date

import pytest

from services.casework.domain.benefit_refusals import BenefitUnknown
from services.casework.domain.case_aftermath_refusals import (
    AuthorityBelow,
    CorrectionEmpty,
    DecisionAlreadyRevoked,
    EffectiveBeforeAcceptance,
)
from services.casework.domain.case_refusals import (
    CaseNotOpen,
    CaseUnknown,
    NotDecided,
)
from shared.contracts.casework.case import DecisionMade
from shared.contracts.casework.case_aftermath import (
    RevocationReason,
)
from shared.contracts.casework.case_recheck import RecheckResult, SingleDecisionRechecked, SingleDecisionSampled
from shared.contracts.refusals import RemediesMissing
from shared.kernel.actors import Role
from tests.casework.aftermath import (
    CHANGED,
    DEPARTMENT,
    GOVERNMENT,
    KNOWN,
    REFUSED,
    SPEC,
    by_department,
    conclude,
    correct,
    corrected,
    of,
    revoke,
    revoked,
)
from tests.casework.district import (
    CENTRE,
    ELSEWHERE,
)
from tests.casework.stories import (
    CLOSED,
    DECIDED,
    GRANT,
    OTHER,
    PROPOSED,
    REFUSE,
    TERMINATED,
    WHY,
    A,
    closed,
)

SAYS = {
    "the department revokes what the centre decided": (DECIDED, of(DEPARTMENT), revoke(), [revoked()]),
    "a closed case too": (CLOSED, of(DEPARTMENT), revoke(), [revoked()]),
    "the district government as well": (CLOSED, of(GOVERNMENT), revoke(), [revoked(GOVERNMENT)]),
    "revoking in other words is revoking twice": ([*CLOSED, revoked()], of(DEPARTMENT), revoke(reasons=OTHER), []),
    "what is revoked is not revoked for another reason": (
        [*CLOSED, revoked()],
        of(DEPARTMENT),
        revoke(RevocationReason.BEYOND_POWERS),
        DecisionAlreadyRevoked,
    ),
    "what is revoked is not corrected": ([*CLOSED, revoked()], of(GOVERNMENT), correct(), DecisionAlreadyRevoked),
    "S11(d): the centre does not correct itself": (
        CLOSED,
        of(CENTRE, role=Role.CENTRE_DIRECTOR),
        correct(),
        AuthorityBelow(decided_by=CENTRE),
    ),
    "nor under the name of a department": (CLOSED, of(CENTRE), correct(), AuthorityBelow(decided_by=CENTRE)),
    "nor does it revoke": (DECIDED, of(CENTRE), revoke(), AuthorityBelow(decided_by=CENTRE)),
    "nor does it reconsider": (DECIDED, of(CENTRE), conclude(CHANGED), AuthorityBelow(decided_by=CENTRE)),
    "a department that the item does not name has no say": (CLOSED, of("dept-health"), revoke(), AuthorityBelow),
    "nor has another centre": (CLOSED, of(ELSEWHERE), revoke(), AuthorityBelow),
    "who acts for no body revokes nothing": (CLOSED, of(""), revoke(), AuthorityBelow(decided_by=CENTRE)),
    "nor corrects": (CLOSED, of(""), correct(), AuthorityBelow(decided_by=CENTRE)),
    "nor reconsiders": (CLOSED, of(""), conclude(CHANGED), AuthorityBelow(decided_by=CENTRE)),
    "nor what was revoked": ([*CLOSED, revoked()], of(""), revoke(), DecisionAlreadyRevoked),
    "who passes for the department in another role is not it": (
        CLOSED,
        of(DEPARTMENT, role=Role.APPROVER),
        revoke(),
        AuthorityBelow,
    ),
    "the department refuses what was granted": (CLOSED, of(DEPARTMENT), correct(), [corrected()]),
    "correcting in other words is correcting twice": (
        [*CLOSED, corrected()],
        of(DEPARTMENT),
        correct(reasons=OTHER),
        [],
    ),
    "who is refused now is told the remedies": (
        CLOSED,
        of(DEPARTMENT),
        correct(remedies=()),
        RemediesMissing(missing=("remedies",)),
    ),
    "what was refused is granted": (
        REFUSED,
        of(DEPARTMENT),
        correct(GRANT, remedies=()),
        [corrected(outcome=GRANT, remedies=())],
    ),
    "a correction that changes nothing is none": (CLOSED, of(DEPARTMENT), correct(GRANT), CorrectionEmpty),
    "nor is one that says nothing": (CLOSED, of(DEPARTMENT), correct(None), CorrectionEmpty),
    "nothing is paid to whom is refused": (CLOSED, of(DEPARTMENT), correct(REFUSE, 100), CorrectionEmpty),
    "an amount is corrected where there is a benefit": (CLOSED, of(DEPARTMENT), correct(None, 100), BenefitUnknown),
    "what the department said it does not change unasked": (
        by_department(CLOSED),
        of(DEPARTMENT),
        correct(GRANT),
        AuthorityBelow(decided_by=DEPARTMENT),
    ),
    "the district government does": (
        by_department(CLOSED),
        of(GOVERNMENT),
        correct(GRANT, remedies=()),
        [corrected(GOVERNMENT, GRANT, remedies=())],
    ),
    "the district government has nobody above it here": (
        [*CLOSED, corrected(GOVERNMENT)],
        of(GOVERNMENT),
        revoke(),
        AuthorityBelow(decided_by=GOVERNMENT),
    ),
    "it may count from the day of the acceptance": (
        CLOSED,
        of(DEPARTMENT),
        revoke(on=date(2014, 9, 26)),
        [revoked(on=date(2014, 9, 26))],
    ),
    "and from no earlier one": (
        CLOSED,
        of(DEPARTMENT),
        revoke(on=date(2014, 9, 25)),
        EffectiveBeforeAcceptance(accepted_on=date(2014, 9, 26)),
    ),
    "a correction neither": (
        CLOSED,
        of(DEPARTMENT),
        correct(on=date(2014, 9, 25)),
        EffectiveBeforeAcceptance(accepted_on=date(2014, 9, 26)),
    ),
    "before the decision there is nothing to revoke": (PROPOSED, of(DEPARTMENT), revoke(), NotDecided),
    "nor in a case that ended without one": (TERMINATED, of(DEPARTMENT), revoke(), CaseNotOpen),
    "nor in a case that is none": ([], of(DEPARTMENT), revoke(), CaseUnknown),
}


@pytest.mark.parametrize(("events", "context", "when", "then"), SAYS.values(), ids=SAYS.keys())
def test_what_authorities_say_of_a_decision(events, context, when, then):
    SPEC.check(events, when, then, context, KNOWN)


ALONE = [*CLOSED[:-1], SingleDecisionSampled(recheck_due_on=date(2014, 10, 20)), closed()]


def found(result: RecheckResult) -> SingleDecisionRechecked:
    return SingleDecisionRechecked(
        result=result,
        post_id="approval",
        acted_as=A,
        officer="s-both",
        reasons=WHY,
        rechecked_on=date(2014, 10, 20),
    )


def by_the_department(events: list) -> list:
    """The decision was the department's own."""
    return [
        event.model_copy(update={"by_body": DEPARTMENT}) if isinstance(event, DecisionMade) else event
        for event in events
    ]


WRONG, RIGHT = RecheckResult.WRONG, RecheckResult.UPHELD
RECHECKED = {
    "found wrong, the department puts its own decision right": (
        [*by_the_department(ALONE), found(WRONG)],
        of(DEPARTMENT),
        correct(),
        [corrected()],
    ),
    "found right, it does not": (
        [*by_the_department(ALONE), found(RIGHT)],
        of(DEPARTMENT),
        correct(),
        AuthorityBelow(decided_by=DEPARTMENT),
    ),
    "nor before it is looked at": (by_the_department(ALONE), of(DEPARTMENT), correct(), AuthorityBelow),
    "nor a second time": (
        [*by_the_department(ALONE), found(WRONG), corrected()],
        of(DEPARTMENT),
        correct(GRANT),
        AuthorityBelow,
    ),
    "a centre does not, though its decision was found wrong": (
        [*ALONE, found(WRONG)],
        of(CENTRE),
        correct(),
        AuthorityBelow,
    ),
    "the department above it does": ([*ALONE, found(WRONG)], of(DEPARTMENT), revoke(), [revoked()]),
}


@pytest.mark.parametrize(("events", "context", "when", "then"), RECHECKED.values(), ids=RECHECKED.keys())
def test_a_recheck_that_found_a_decision_wrong(events, context, when, then):
    SPEC.check(events, when, then, context, KNOWN)


# --- whatever is tried ------------------------------------------------------
