"""Case: what a reconsideration of its decision binds, and that nobody else says another word."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.casework.domain.case import CASE
from services.casework.domain.case_aftermath_refusals import (
    AlreadyReconsidered,
    AuthorityBelow,
    ConclusionDayImpossible,
    CorrectionEmpty,
    ReconsiderationBinds,
)
from services.casework.domain.case_refusals import (
    NotDecided,
)
from services.casework.domain.case_state import NotOpened
from shared.contracts.casework.case import DecisionMade, Outcome
from shared.contracts.casework.case_aftermath import (
    DecisionCorrected,
    DecisionRevoked,
    ReconsiderationConcluded,
    ReconsiderationResult,
)
from shared.kernel.refusals import Refusal
from tests.casework.aftermath import (
    ANNULLED,
    CHANGED,
    DEPARTMENT,
    GOVERNMENT,
    KNOWN,
    OTHER_POSTS,
    REDO,
    SPEC,
    UPHELD,
    by_department,
    conclude,
    concluded,
    correct,
    corrected,
    end,
    mend,
    of,
    on_post,
    reopened,
    revoke,
    revoked,
)
from tests.casework.district import (
    CENTRE,
)
from tests.casework.stories import (
    CLOSED,
    DECIDED,
    EXAMINING,
    GRANT,
    HOW,
    close,
    decide,
    propose,
)

BINDS = {
    "the district government upholds": (CLOSED, of(GOVERNMENT), conclude(UPHELD), [concluded(UPHELD)]),
    "concluding twice records once": ([*CLOSED, concluded(UPHELD)], of(GOVERNMENT), conclude(UPHELD), []),
    "nobody concludes for whom decided": (
        by_department(CLOSED),
        of(DEPARTMENT),
        conclude(UPHELD),
        AuthorityBelow(decided_by=DEPARTMENT),
    ),
    "once is all": (
        [*CLOSED, concluded(UPHELD)],
        of(GOVERNMENT),
        conclude(CHANGED),
        AlreadyReconsidered(result=UPHELD),
    ),
    "what was upheld is not revoked": (
        [*CLOSED, concluded(UPHELD)],
        of(DEPARTMENT),
        revoke(),
        ReconsiderationBinds(result=UPHELD),
    ),
    "nor corrected": ([*CLOSED, concluded(UPHELD)], of(DEPARTMENT), correct(), ReconsiderationBinds(result=UPHELD)),
    "after CHANGED it is corrected": ([*CLOSED, concluded(CHANGED)], of(DEPARTMENT), correct(), [corrected()]),
    "and not revoked": (
        [*CLOSED, concluded(CHANGED)],
        of(DEPARTMENT),
        revoke(),
        ReconsiderationBinds(result=CHANGED),
    ),
    "S11(d): and not by the centre": (
        [*CLOSED, concluded(CHANGED)],
        of(CENTRE),
        correct(),
        AuthorityBelow(decided_by=CENTRE),
    ),
    "S11(d): by the department, though the decision is its own": (
        [*by_department(CLOSED), concluded(CHANGED)],
        of(DEPARTMENT),
        correct(GRANT, remedies=()),
        [corrected(outcome=GRANT, remedies=())],
    ),
    "what was said before it does not carry it out": (
        [*by_department(CLOSED), concluded(CHANGED)],
        of(DEPARTMENT),
        correct(),
        CorrectionEmpty,
    ),
    "once carried out, the department is bound to nothing and below again": (
        [*by_department(CLOSED), concluded(CHANGED), corrected(outcome=GRANT, remedies=())],
        of(DEPARTMENT),
        correct(),
        AuthorityBelow(decided_by=DEPARTMENT),
    ),
    "after ANNULLED it is revoked": ([*CLOSED, concluded(ANNULLED)], of(DEPARTMENT), revoke(), [revoked()]),
    "and not corrected": (
        [*CLOSED, concluded(ANNULLED)],
        of(GOVERNMENT),
        correct(),
        ReconsiderationBinds(result=ANNULLED),
    ),
    "a reconsideration may end on the day of the decision": (
        CLOSED,
        of(GOVERNMENT),
        conclude(UPHELD, on=date(2014, 10, 13)),
        [concluded(UPHELD, on=date(2014, 10, 13))],
    ),
    "and not before it": (
        CLOSED,
        of(GOVERNMENT),
        conclude(UPHELD, on=date(2014, 10, 12)),
        ConclusionDayImpossible(decided_on=date(2014, 10, 13)),
    ),
    "nor tomorrow": (CLOSED, of(GOVERNMENT), conclude(UPHELD, on=date(2014, 12, 2)), ConclusionDayImpossible),
    "nothing is reconsidered that is not decided": (EXAMINING, of(GOVERNMENT), conclude(UPHELD), NotDecided),
    "REDO opens the case again, and thirty working days of the statute run": (
        CLOSED,
        of(GOVERNMENT),
        conclude(REDO),
        [concluded(REDO), reopened()],
    ),
    "they run from the day of the conclusion, though it is recorded later": (
        DECIDED,
        of(GOVERNMENT),
        conclude(REDO, on=date(2014, 11, 24)),
        [concluded(REDO, on=date(2014, 11, 24)), reopened("2014-11-24T00:00+08:00", date(2015, 1, 6))],
    ),
    "REDO twice opens once": ([*CLOSED, concluded(REDO), reopened()], of(GOVERNMENT), conclude(REDO), []),
    "what is examined again cannot be revoked meanwhile": (
        [*CLOSED, concluded(REDO), reopened()],
        of(DEPARTMENT),
        revoke(),
        NotDecided,
    ),
}


@pytest.mark.parametrize(("events", "context", "when", "then"), BINDS.values(), ids=BINDS.keys())
def test_what_a_reconsideration_binds(events, context, when, then):
    SPEC.check(events, when, then, context, KNOWN)


WORDS = st.one_of(
    st.builds(revoke, on=st.sampled_from([date(2014, 11, 1), date(2014, 12, 1)])),
    st.builds(correct, outcome=st.sampled_from([None, *Outcome]), remedies=st.just(HOW)),
    st.builds(conclude, result=st.sampled_from(ReconsiderationResult)),
    st.just(mend()),
    st.just(end()),
)
ASKERS = {
    DEPARTMENT: of(DEPARTMENT),
    GOVERNMENT: of(GOVERNMENT),
    CENTRE: of(CENTRE),
    "another department": of("dept-health"),
    **{by: on_post(by) for by in ("s-approver", "s-both", "s-examiner")},
}
RANK = {CENTRE: 0, DEPARTMENT: 1, GOVERNMENT: 2}


ATTEMPTS = st.tuples(
    st.sampled_from(sorted(ASKERS)),
    st.one_of(WORDS, st.sampled_from([propose(), decide(), decide(post="approval-9"), close()])),
)


@given(st.lists(ATTEMPTS, max_size=25))
def test_whatever_is_tried_only_who_is_above_or_bound_says_another_word(attempts):
    state = CASE.fold(CLOSED)
    for who, command in attempts:
        decided_now = CASE.decide(command, state, replace(ASKERS[who], related=KNOWN | OTHER_POSTS))
        if isinstance(decided_now, Refusal):
            continue
        for event in decided_now:
            assert not isinstance(state, NotOpened)
            before = state.file.aftermath
            state = CASE.fold([event], state)
            if isinstance(event, DecisionRevoked | DecisionCorrected | ReconsiderationConcluded):
                assert before.standing is not None
                above = RANK[event.by_body] - RANK[before.standing.body]
                assert above > 0 or (above == 0 and event.by_body == DEPARTMENT and before.binding is not None)
            if isinstance(event, DecisionRevoked):
                assert before.binding in (None, ANNULLED)
            if isinstance(event, DecisionCorrected):
                assert before.binding in (None, CHANGED)
            if isinstance(event, DecisionMade):
                assert event.approver not in before.decided_before
