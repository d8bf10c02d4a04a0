"""Case: temporary assistance that helps first (CD-MZ-004): hours for the help, days for the papers, a cap (S4)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from services.casework.domain.case_body_acts import RecordStageBreach
from services.casework.domain.delegation_refusals import AboveCap
from services.casework.timers import STAGE_OVER
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.case import CaseOpened, DecisionMade
from shared.contracts.casework.case_body import CaseSentToBody, StageLimitBreached
from shared.contracts.casework.delegation import AuthorityKind
from shared.contracts.intake.item import WhoseDecision
from shared.kernel.limits import Limit, LimitStage, LimitUnit
from tests.casework.district import CENTRE, limit
from tests.casework.travels import DEPARTMENT, TEMPORARY, Story, decide, handed_down, propose, send


def help_first(hours: int) -> Limit:
    """So many hours for the help, five working days for the papers after them."""
    named = (("先行救助", hours, LimitUnit.HOUR), ("补齐材料", 5, LimitUnit.WORKING_DAY))
    return Limit(stages=tuple(LimitStage(name=name, body="CENTRE", n=n, unit=unit) for name, n, unit in named))


def urgent(cap: int | None = 100_000) -> Story:
    """A family after a fire, taken on at ten on the day of the parade, which nobody works."""
    return Story(
        TEMPORARY,
        handed_down(TEMPORARY, cap=cap),
        accepted="2015-09-03",
        statutory=help_first(48),
        promised=help_first(24),
        authority=WhoseDecision.DISTRICT_DEPARTMENT,
        department=DEPARTMENT,
    )


def opened_of(story: Story) -> CaseOpened:
    opened: CaseOpened = story.state.file.opened
    return opened


def test_s4_the_case_is_due_when_hours_and_days_have_run_one_after_the_other():
    opened = opened_of(urgent())
    assert (opened.promised_due_on, opened.statutory_due_on) == (date(2015, 9, 10), date(2015, 9, 10))


def test_s4_the_help_has_its_hours_through_the_holiday():
    story, over = urgent(), datetime.fromisoformat("2015-09-05T10:00+08:00")
    assert STAGE_OVER.due(story.state, story.context("2015-09-03", "timer")) == over
    assert story.on("2015-09-05T09:59:59+08:00", "timer", RecordStageBreach()).last == []
    story.on("2015-09-05T10:00+08:00", "timer", RecordStageBreach())
    assert story.last == [StageLimitBreached(body=CENTRE, stage=0, due_on=over.date(), due_at=over)]


def test_what_was_decided_in_its_hours_misses_none():
    story = urgent().then(("2015-09-03", "s-examiner", propose()), ("2015-09-03", "s-approver", decide(amount=50_000)))
    assert STAGE_OVER.due(story.state, story.context("2015-09-03", "timer")) is None
    assert story.on("2015-09-05T10:00+08:00", "timer", RecordStageBreach()).last == []


CAPPED = {
    "as much as the cap": (100_000, [DecisionMade]),
    "one fen more goes up": (100_001, AboveCap(cap_amount=Amount(amount=100_000), goes_up_to=DEPARTMENT)),
}


@pytest.mark.parametrize(("amount", "then"), CAPPED.values(), ids=CAPPED.keys())
def test_s4_the_centre_decides_up_to_its_cap(amount, then):
    story = urgent().then(("2015-09-03", "s-examiner", propose()))
    story.on("2015-09-03", "s-approver", decide(amount=amount))
    assert (story.last if isinstance(then, AboveCap) else story.facts()) == then
    if isinstance(then, AboveCap):
        assert story.then(("2015-09-03", "s-examiner", send())).facts() == [CaseSentToBody]
        assert story.last[0].body == DEPARTMENT
    else:
        assert story.last[0].authority.kind is AuthorityKind.DELEGATED


def test_s4_what_can_wait_has_its_first_day_on_the_sunday_that_is_worked():
    ordinary = Story(TEMPORARY, accepted="2015-09-03", statutory=limit(1), promised=limit(1))
    assert opened_of(ordinary).promised_due_on == date(2015, 9, 6)
    seeded = opened_of(Story(TEMPORARY, accepted="2015-09-03"))
    assert (seeded.promised_due_on, seeded.statutory_due_on) == (date(2015, 9, 17), date(2015, 9, 24))
