"""Money that residents give (筹资): what they pay for is resolved by their assembly, and by no other body."""

from __future__ import annotations

import pytest

from services.councils.domain.meeting import MEETING
from services.councils.domain.resolution import RESOLUTION
from services.councils.domain.resolution_refusals import RaisingIsForAssembly
from shared.contracts.councils.meeting import Electorate, ElectorateKind
from shared.contracts.councils.resolution import Budget, FundSource, ResolutionRejected
from shared.kernel.money import yuan
from shared.testing.decider import Spec, known
from tests.councils.deliberation import LIGHTS, MEETING_ID, XIADU, called, in_session, opened
from tests.councils.resolutions import DEMANDED, adopted, urgent
from tests.councils.test_resolution import EVENING, RATIFIED, TERMS, TOPIC_READY, UPHELD, vote

SPEC = Spec(RESOLUTION)
BUDGET = Budget(amount=yuan(8_000), source=FundSource.RESIDENTS)
RAISING = TERMS.model_copy(update={"budget": BUDGET})
RAISED = adopted().model_copy(update={"budget": BUDGET})
IN_EMERGENCY = [urgent()[0].model_copy(update={"budget": BUDGET}), *urgent()[1:]]
REJECTED = ResolutionRejected(committee_id=XIADU, topic_id=LIGHTS, meeting_id=MEETING_ID)
REPRESENTATIVES = in_session(26)
ASSEMBLY = [called(assembly=Electorate(kind=ElectorateKind.HOUSEHOLD_DELEGATES, count=50)), opened(26, residents=26)]
VOTING = {
    "fourteen of the assembly's 26 have money raised": ([], vote(14, RAISING), [RAISED], ASSEMBLY),
    "thirteen of them reject it": ([], vote(13, RAISING), [REJECTED], ASSEMBLY),
    "representatives have none raised": ([], vote(14, RAISING), RaisingIsForAssembly, REPRESENTATIVES),
    "nor do they reject it": ([], vote(13, RAISING), RaisingIsForAssembly, REPRESENTATIVES),
    "nor uphold it": ([RAISED, DEMANDED], vote(14, None), RaisingIsForAssembly, REPRESENTATIVES),
    "which the assembly does": ([RAISED, DEMANDED], vote(14, None), [UPHELD], ASSEMBLY),
    "nor ratify it after an emergency": (IN_EMERGENCY, vote(14, None), RaisingIsForAssembly, REPRESENTATIVES),
    "which the assembly does too": (IN_EMERGENCY, vote(14, None), [RATIFIED], ASSEMBLY),
}


@pytest.mark.parametrize(("given", "when", "then", "meeting"), VOTING.values(), ids=VOTING.keys())
def test_voting_on_money_that_residents_give(given, when, then, meeting):
    SPEC.check(given, when, then, EVENING, TOPIC_READY | known(MEETING, MEETING_ID, *meeting))
