"""The money of a purchase contract, whatever the parties do in whatever order: never above the budget nor the cap.

The bookkeeper beside it shares no code with the contract's book: it goes through all events anew for each question.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import count
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.association_standing_state import Standing, standing_of
from services.grants.domain.contract import CONTRACT, provider_of
from services.grants.domain.contract_commands import (
    CompleteContract,
    ContractCommand,
    EndForProvider,
    EndPeriod,
    PayContract,
    ReportWork,
    ReturnContractPayment,
    SignContract,
    TerminateContract,
    TransferTaskFunds,
)
from services.grants.domain.contract_money import last_day_of, settlements
from services.grants.domain.contract_signing import looked_at
from services.grants.domain.task_admission import TASK_ADMISSION
from shared.contracts.grants.contract import (
    ContractCompleted,
    ContractPaid,
    ContractPaymentDue,
    ContractPaymentReturned,
    ContractScored,
    ContractSigned,
    ContractTerminated,
    PaymentTerms,
    TaskFundsTransferred,
    TerminationReason,
    WorkReported,
    WorkVerified,
)
from shared.contracts.grants.task_admission import Amount
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.instants import start_of
from shared.kernel.messages import Event
from shared.kernel.refusals import Refusal
from tests.grants.acts import Acts
from tests.grants.purchases import (
    ASSOCIATION,
    BEGIN,
    DEPARTMENT,
    OF_ASSOCIATION,
    PATROL,
    VISIT,
    admitted,
    applied,
    asked,
    line,
    score,
    sign,
    verify,
)
from tests.grants.standings import filed, suspended, suspension_over

STEPS = st.sampled_from([timedelta(days=1), timedelta(days=20), timedelta(days=91), timedelta(days=400)])
CODES = st.sampled_from([VISIT, PATROL])
WILD = st.integers(0, 9).map(lambda each: each == 7)
"""Whether an act is drawn as it comes and not as it fits: most come to something, so that lives come far."""
SCORES = st.sampled_from([84, 100, 90, 89, 75, 60]) | st.integers(57, 100)
"""Mostly such as earn something: a life ends with less than 60."""
RARELY = st.integers(0, 19).map(lambda each: each == 7)


class ContractLife(RuleBasedStateMachine):
    """A contract with an association for two tasks; most acts are drawn where they mean something."""

    def __init__(self) -> None:
        super().__init__()
        self.acts, self.numbers = Acts(), count(1)
        self.now = datetime.fromisoformat("2015-01-01T09:00+08:00")

    @initialize(
        terms=st.sampled_from(PaymentTerms),
        price=st.integers(1, 9_999),
        cap=st.integers(1, 40),
        days=st.integers(0, 500),
        poor=WILD,
    )
    def signed(self, terms: PaymentTerms, price: int, cap: int, days: int, poor: bool) -> None:
        for code in (VISIT, PATROL):
            self.acts.given(TASK_ADMISSION, code, applied(code), admitted)
        self.acts.given(ASSOCIATION_STANDING, ASSOCIATION, filed())
        lines = (line(VISIT, price, cap), line(PATROL, 333, 7))
        until_on = BEGIN + timedelta(days=days)
        command = sign(*lines, provider=OF_ASSOCIATION, terms=terms, until_on=until_on)
        assert not isinstance(self._tell(command, Role.DEPARTMENT, DEPARTMENT), Refusal)
        if not poor:
            self.money_comes_in(1, wild=False)

    def _tell(self, command: ContractCommand, role: Role, org: str = "") -> list[Event] | Refusal:
        contract = self.acts.state(CONTRACT, "c-1")
        related = looked_at(command) if isinstance(command, SignContract) else provider_of(contract)
        context = asked(role, org, self.now.isoformat(), by=f"s-{role.value}")
        return self.acts.tell(context, Step(CONTRACT, "c-1", command, related))

    @property
    def book(self) -> Any:
        return self.acts.state(CONTRACT, "c-1").book

    # --- what the parties do --------------------------------------------------

    @rule(step=STEPS)
    def time_passes(self, step: timedelta) -> None:
        self.now += step
        self._tell(EndPeriod(), Role.MACHINE)

    @rule(fen=st.integers(1, 500_000), wild=WILD)
    def money_comes_in(self, fen: int, wild: bool) -> None:
        missing = self.book.signed.total.amount - self.book.transferred
        amount = Amount(amount=fen if wild or missing <= 0 else missing)
        document = f"v-{next(self.numbers)}"
        command = TransferTaskFunds(document=document, amount=amount, transferred_on=self.now.date())
        self._tell(command, Role.FUND_OFFICER)

    @rule(code=CODES, quantity=st.integers(1, 45), wild=WILD)
    def work_is_reported(self, code: str, quantity: int, wild: bool) -> None:
        left = self.book.line(code).qty_cap - self.book.claimed(code)
        done_on = self.now.date() if wild else min(self.book.signed.until_on, self.now.date())
        quantity = quantity if wild or left <= 0 else min(left, quantity)
        command = ReportWork(report_id=f"r-{next(self.numbers)}", code=code, quantity=quantity, done_on=done_on)
        self._tell(command, Role.ASSOCIATION_OFFICER, ASSOCIATION)

    @rule(which=st.integers(0, 9), short=st.integers(0, 45), wild=WILD)
    def work_is_verified(self, which: int, short: int, wild: bool) -> None:
        reports = list(self.book.work) if wild else self.book.unverified
        report_id = reports[which % len(reports)] if reports else "r-0"
        accepted = short if wild or not reports else max(0, self.book.work[report_id].reported.quantity - short)
        self._tell(verify(accepted, report_id), Role.DEPARTMENT, DEPARTMENT)

    @rule(points=SCORES, wild=WILD)
    def work_is_scored(self, points: int, wild: bool) -> None:
        if not wild and self.book.unsettled <= 0:
            return
        number = len(self.book.scores) + 1
        if not wild and number <= settlements(self.book.signed):
            after = start_of(last_day_of(number, self.book.signed) + timedelta(days=1))
            self.now = max(self.now, after)
            self._tell(EndPeriod(), Role.MACHINE)
        self._tell(score(points, number + wild), Role.DEPARTMENT, DEPARTMENT)

    @rule(fen=st.integers(1, 500_000), wild=WILD)
    def the_provider_is_paid(self, fen: int, wild: bool) -> None:
        left = self.book.due - self.book.paid
        amount = Amount(amount=fen if wild or left <= 0 else min(left, fen))
        command = PayContract(receipt_ref=f"p-{next(self.numbers)}", amount=amount, paid_on=self.now.date())
        self._tell(command, Role.FUND_OFFICER)

    @precondition(lambda self: self.book.receipts)
    @rule(which=st.integers(0, 9), days=st.integers(0, 2), rarely=RARELY)
    def the_bank_sends_a_payment_back(self, which: int, days: int, rarely: bool) -> None:
        """Often the last one, on a day that it may be; sometimes one that came back, or before it was paid."""
        receipts = list(self.book.receipts)
        receipt = receipts[which % len(receipts)] if which > 4 else receipts[-1]
        on = self.now.date() if not rarely else self.now.date() - timedelta(days=days)
        self._tell(ReturnContractPayment(receipt_ref=receipt, returned_on=on), Role.FUND_OFFICER)

    @rule(code=CODES, quantity=st.integers(1, 9), short=st.integers(0, 3), points=SCORES, fen=st.integers(1, 500_000))
    def a_stretch_goes_well(self, code: str, quantity: int, short: int, points: int, fen: int) -> None:
        """All of it in its order: a run that leaves out one of the acts seldom comes to a payment by itself."""
        self.work_is_reported(code, quantity, wild=False)
        self.work_is_verified(0, short, wild=False)
        self.work_is_scored(points, wild=False)
        self.the_provider_is_paid(fen, wild=False)

    @rule(on=st.booleans(), wild=WILD)
    def the_association_is_suspended_or_released(self, on: bool, wild: bool) -> None:
        event = suspended() if on and wild else suspension_over()
        self.acts.given(ASSOCIATION_STANDING, ASSOCIATION, event)

    @rule(end=st.sampled_from([TerminateContract(reason=TerminationReason.BREACH), EndForProvider()]), rarely=RARELY)
    def somebody_ends_it(self, end: TerminateContract | EndForProvider, rarely: bool) -> None:
        if rarely:
            self._tell(end, Role.DEPARTMENT, DEPARTMENT)

    @precondition(lambda self: self.book.scores)
    @rule()
    def the_buyer_closes_it(self) -> None:
        self._tell(CompleteContract(), Role.DEPARTMENT, DEPARTMENT)

    # --- what the bookkeeper sees ----------------------------------------------

    def _all(self, *kinds: type[Event]) -> list[Any]:
        return [event for _, event in self.acts.events if isinstance(event, kinds)]

    @invariant()
    def nothing_is_paid_above_what_is_due_earned_bought_and_transferred(self) -> None:
        """After every single event: what came back is not paid, and comes back once."""
        sums: Counter[type[Event]] = Counter()
        out: dict[str, int] = {}
        for _, event in self.acts.events:
            match event:
                case ContractPaid():
                    assert event.receipt_ref not in out
                    out[event.receipt_ref] = event.amount.amount
                case ContractPaymentReturned():
                    assert out[event.receipt_ref] > 0
                    out[event.receipt_ref] = 0
                case ContractScored():
                    sums[ContractScored] += event.earned.amount
                case ContractPaymentDue() | TaskFundsTransferred():
                    sums[type(event)] += event.amount.amount
                case ContractSigned():
                    sums[ContractSigned] += event.total.amount
                case ContractCompleted():
                    assert sum(out.values()) == sums[ContractPaymentDue]
                case _:
                    pass
            assert sum(out.values()) <= sums[ContractPaymentDue] <= sums[ContractScored] <= sums[ContractSigned]
            assert sum(out.values()) <= sums[TaskFundsTransferred]

    @invariant()
    def what_is_due_and_not_paid_can_be_paid(self) -> None:
        back = {event.receipt_ref for event in self._all(ContractPaymentReturned)}
        paid = sum(event.amount.amount for event in self._all(ContractPaid) if event.receipt_ref not in back)
        owed = sum(event.amount.amount for event in self._all(ContractPaymentDue)) - paid
        if owed and standing_of(self.acts.state(ASSOCIATION_STANDING, ASSOCIATION)) is Standing.ACTIVE:
            contract, context = self.acts.state(CONTRACT, "c-1"), asked(Role.FUND_OFFICER, at=self.now.isoformat())
            standing = self.acts.state(ASSOCIATION_STANDING, ASSOCIATION)
            looking = replace(context, related={ASSOCIATION_STANDING.ref(ASSOCIATION): standing})
            command = PayContract(receipt_ref="new", amount=Amount(amount=owed), paid_on=self.now.date())
            assert CONTRACT.decide(command, contract, looking) == [ContractPaid(**dict(command))]

    @invariant()
    def no_line_is_accepted_beyond_its_cap_and_each_unit_is_priced_at_most_once(self) -> None:
        reports = {event.report_id: event for event in self._all(WorkReported)}
        for contract in self._all(ContractSigned):
            value = 0
            for task in contract.tasks:
                own = (event for event in self._all(WorkVerified) if reports[event.report_id].code == task.code)
                accepted = sum(event.accepted for event in own)
                assert accepted <= task.qty_cap
                value += accepted * task.unit_price.amount
            assert sum(event.value.amount for event in self._all(ContractScored)) <= value

    @invariant()
    def rounding_makes_no_money(self) -> None:
        for event in self._all(ContractScored):
            exact = Fraction(event.value.amount * event.pay_percent, 100)
            assert 0 <= exact - event.earned.amount < 1

    @invariant()
    def no_work_precedes_the_money(self) -> None:
        kinds = [type(event) for _, event in self.acts.events]
        if WorkReported in kinds:
            before = [event for _, event in self.acts.events[: kinds.index(WorkReported)]]
            money = sum(event.amount.amount for event in before if isinstance(event, TaskFundsTransferred))
            assert money >= self._all(ContractSigned)[0].total.amount

    @invariant()
    def after_the_end_nothing_falls_due(self) -> None:
        kinds = [type(event) for _, event in self.acts.events]
        for end in (ContractTerminated, ContractCompleted):
            if end in kinds:
                after = set(kinds[kinds.index(end) + 1 :])
                assert not after & {ContractPaymentDue, ContractScored, WorkReported, WorkVerified}


TestContractLife = ContractLife.TestCase
TestContractLife.settings = settings(max_examples=100, stateful_step_count=50, deadline=None)
