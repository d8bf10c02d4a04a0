"""What a case missed: facts that no command of anybody clears."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.casework.domain.case import BY_BODIES, ON_POSTS, TURNS
from services.casework.domain.case_commands import OpenCase, TerminateCase
from services.casework.domain.case_state import NotOpened
from shared.contracts.casework.case_clocks import (
    PromisedLimitBreached,
    StatutoryLimitBreached,
)
from shared.kernel.actors import Role
from shared.kernel.instants import start_of
from shared.kernel.messages import Command
from tests.casework.district import (
    CENTRE,
    ELSEWHERE,
    ITEM_CODE,
)
from tests.casework.stories import close, decide, propose
from tests.casework.watched import (
    PROMISED,
    STATUTORY,
    s2,
)
from tests.contracts.strategies import any_of

SAID: Mapping[str, st.SearchStrategy] = {
    "post_id": st.sampled_from(["examination", "examination-2", "approval", "approval-2", "elsewhere"]),
    "item_code": st.just(ITEM_CODE),
    "item_version": st.just(1),
}
"""By the name of the field, so that what is asked can be granted."""


def asked_of_a_case(command: type[Command]) -> st.SearchStrategy[Command]:
    """Any instance of a command."""
    said = st.fixed_dictionaries({name: SAID[name] for name in command.model_fields if name in SAID})
    return st.builds(lambda any_, told: any_.model_copy(update=told), any_of(command), said)


EVERY_COMMAND = (OpenCase, TerminateCase, *ON_POSTS, *BY_BODIES, *TURNS)
ANYBODY = st.tuples(
    st.sampled_from(["s-examiner", "s-substitute", "s-approver", "s-both", "somebody"]),
    st.sampled_from(Role),
    st.sampled_from([CENTRE, ELSEWHERE, "dept-civil-affairs", "district-government"]),
)


@pytest.mark.parametrize("command", EVERY_COMMAND, ids=lambda command: command.__name__)
@settings(max_examples=20)
@given(data=st.data())
def test_no_command_clears_a_breach_or_takes_a_notice_back(command, data):
    case = s2().until("2014-11-20")
    before = case.file
    assert before.clocks.breached == {PROMISED, STATUTORY}
    for each in [*data.draw(st.lists(st.sampled_from([propose(), decide(), close()]), max_size=3)), None]:
        by, role, org = data.draw(ANYBODY)
        case.does(by, each or data.draw(asked_of_a_case(command)), role, org)
    assert not isinstance(case.state, NotOpened)
    clocks = case.file.clocks
    assert clocks.breached | clocks.missed_before >= before.clocks.breached
    assert case.file.supervision.issued[:3] == before.supervision.issued


def test_breaches_are_facts_with_the_body_that_had_the_case():
    found = [fact for _, fact in s2().until("2014-11-20").facts if isinstance(fact, BREACHES)]
    assert [(fact.due_on.isoformat(), fact.body, fact.effective_at()) for fact in found] == [
        ("2014-11-05", CENTRE, start_of(date(2014, 11, 6))),
        ("2014-11-12", CENTRE, start_of(date(2014, 11, 13))),
    ]


BREACHES = PromisedLimitBreached | StatutoryLimitBreached
