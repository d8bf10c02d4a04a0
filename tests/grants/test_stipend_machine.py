"""The money of a supervision committee's year, whatever is heard and paid in whatever order: never above what is due.

The bookkeeper beside it shares no code with the state: it goes through all events anew for each question.
"""

from __future__ import annotations

from collections import Counter
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.grants.domain.stipend import STIPEND
from services.grants.domain.stipend_commands import StipendCommand
from shared.contracts.councils.supervision_committee import Office
from shared.contracts.grants.stipend import (
    StipendAppraisalKnown,
    StipendEvent,
    StipendKnown,
    StipendPaid,
    StipendPart,
    StipendPaymentReturned,
    StipendPaymentReversed,
    WorkingFundsKnown,
)
from tests.grants.stipends import (
    BASIC,
    CHAIR,
    FUNDS,
    MEMBER,
    OFFICER,
    PARTS,
    PERFORMANCE,
    appraise,
    pay,
    record,
    record_funds,
    reverse,
    send_back,
)

OFFICES = {CHAIR: Office.CHAIR, MEMBER: Office.MEMBER}
WHO = st.sampled_from([CHAIR, MEMBER])
AMOUNTS = st.sampled_from([None, None, None, 1, 60_000, 100_000, 140_000, 200_000, 300_000])
"""What is typed; None is what the part comes to."""


class StipendYear(RuleBasedStateMachine):
    """A chair and a member; things are heard, paid, sent back and undone as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.log: list[StipendEvent] = []
        self.stipend = STIPEND.initial
        self.numbers = count(1)

    def _tell(self, command: StipendCommand) -> None:
        answer = STIPEND.decide(command, self.stipend, OFFICER)
        if isinstance(answer, list):
            self.log += answer
            self.stipend = STIPEND.fold(answer, self.stipend)

    # --- what is heard, and what the officer enters ---------------------------

    @rule(fen=st.sampled_from([200_000, 300_000]))
    def working_funds_are_heard_of(self, fen: int) -> None:
        self._tell(record_funds(fen, next(self.numbers)))

    @rule(who=WHO)
    def a_stipend_is_heard_of(self, who: str) -> None:
        self._tell(record(who, OFFICES[who], next(self.numbers)))

    @rule(who=WHO, satisfactory=st.sampled_from([True, True, False]))
    def an_appraisal_is_heard_of(self, who: str, satisfactory: bool) -> None:
        self._tell(appraise(satisfactory, who, at=next(self.numbers)))

    @rule(who=WHO, part=st.sampled_from([BASIC, PERFORMANCE]), fen=AMOUNTS, old=st.booleans())
    def somebody_is_paid(self, who: str, part: StipendPart, fen: int | None, old: bool) -> None:
        due = PARTS[OFFICES[who]][0 if part is BASIC else 1]
        self._tell(pay(fen or due, part, who, "r-1" if old else f"r-{next(self.numbers)}"))

    @rule(fen=st.sampled_from([200_000, 300_000]))
    def the_committee_is_paid(self, fen: int) -> None:
        self._tell(pay(fen, FUNDS, None, f"r-{next(self.numbers)}"))

    @rule(place=st.integers(0, 30), back=st.booleans(), late=st.booleans())
    def a_payment_is_undone(self, place: int, back: bool, late: bool) -> None:
        receipts = [event.receipt_ref for event in self.log if isinstance(event, StipendPaid)]
        receipt = receipts[place % len(receipts)] if receipts else "r-none"
        self._tell(send_back(receipt, "2015-02-02" if late else "2015-02-01") if back else reverse(receipt))

    # --- what the bookkeeper sees ---------------------------------------------

    def _standing(self) -> list[StipendPaid]:
        undone = {
            event.receipt_ref
            for event in self.log
            if isinstance(event, StipendPaymentReturned | StipendPaymentReversed)
        }
        return [event for event in self.log if isinstance(event, StipendPaid) and event.receipt_ref not in undone]

    def _entitled(self) -> Counter[tuple[StipendPart, str | None]]:
        """What each part comes to, by what was heard of it first."""
        entitled: Counter[tuple[StipendPart, str | None]] = Counter()
        for event in self.log:
            if isinstance(event, WorkingFundsKnown):
                entitled[FUNDS, None] = event.amount.amount
            if isinstance(event, StipendKnown):
                entitled[BASIC, event.person_id] = event.basic.amount
                verdicts = [
                    each.satisfactory
                    for each in self.log
                    if isinstance(each, StipendAppraisalKnown) and each.person_id == event.person_id
                ]
                entitled[PERFORMANCE, event.person_id] = event.performance.amount if verdicts == [True] else 0
        return entitled

    @invariant()
    def nothing_is_paid_above_what_is_due_whole_or_in_part(self) -> None:
        entitled, paid = self._entitled(), Counter[tuple[StipendPart, str | None]]()
        for event in self._standing():
            paid[event.part, event.person_id] += event.amount.amount
        assert all(fen in (0, entitled[part]) for part, fen in paid.items())
        assert paid.total() <= entitled.total()

    @invariant()
    def what_is_due_and_not_paid_can_be_paid(self) -> None:
        paid = {(event.part, event.person_id) for event in self._standing()}
        for (part, who), fen in self._entitled().items():
            if fen and (part, who) not in paid:
                answer = STIPEND.decide(pay(fen, part, who, "r-new"), self.stipend, OFFICER)
                assert isinstance(answer, list)
                assert len(answer) == 1

    @invariant()
    def nothing_is_told_twice(self) -> None:
        told = Counter(str(event) for event in self.log if not isinstance(event, StipendPaid))
        assert max(told.values(), default=1) == 1
        numbers = [event.receipt_ref for event in self.log if isinstance(event, StipendPaid)]
        assert len(numbers) == len(set(numbers))


TestStipendYear = StipendYear.TestCase
TestStipendYear.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
