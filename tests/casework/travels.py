"""A case of a seeded item, told day by day at the centre and in the department: words for tables of rows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from services.casework.domain.case import CASE, CaseCommand
from services.casework.domain.case_body_acts import AnswerInItsName, AnswerOnPost, SendToBody
from services.casework.domain.case_commands import (
    CloseCase,
    DecideCase,
    DecideOnTheSpot,
    OpenCase,
    ProposeDecision,
    ReturnToExaminer,
)
from services.casework.domain.delegation import DELEGATION
from services.casework.domain.item import ITEM
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from services.casework.domain.types import CentreId, ItemCode, PostId
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.delegation import (
    DelegationCondition,
    DelegationEvent,
    DelegationGranted,
    DelegationMode,
)
from shared.contracts.casework.item import ItemKnown
from shared.contracts.casework.post import PostAssigned, PostKind
from shared.contracts.casework.reasons import Reasons
from shared.contracts.intake.item import ItemVersion
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.messages import Event
from shared.kernel.policy import Policy
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.testing.decider import known
from tests.casework.district import CENTRE, DISTRICT, POLICY, asked, engaged, established, seed

DEPARTMENT, OTHER_BODY = "dept-civil-affairs", "dept-education"
ALLOWANCE, ORPHANS, JOBLESS, TEMPORARY = "CD-MZ-001", "CD-MZ-008", "CD-JY-002", "CD-MZ-003"
ITEMS = {row["code"]: json.dumps(row) for row in reversed(seed("items.yaml"))}
"""The first version of each item, as it is shipped."""
FOUND = Reasons.of("subject-ma", ("与申请一致",))
THERE = (
    known(STAFF, "s-dept-examiner", engaged("某辛", DEPARTMENT))
    | known(STAFF, "s-dept-approver", engaged("某壬", DEPARTMENT))
    | known(
        POST, "dept-examination", established(PostKind.EXAMINATION, DEPARTMENT), PostAssigned(holder="s-dept-examiner")
    )
    | known(POST, "dept-approval", established(PostKind.APPROVAL, DEPARTMENT), PostAssigned(holder="s-dept-approver"))
)


def seeded(code: str, **changes: Any) -> ItemVersion:
    """The first version of a seeded item."""
    return ItemVersion.model_validate_json(ITEMS[code]).model_copy(update=changes)


class Story:
    """Each act that is accepted is said twice, and the second time nothing may come of it."""

    def __init__(
        self,
        code: str,
        *delegations: DelegationEvent,
        accepted: str = "2015-03-16",
        policy: Policy = POLICY,
        application_id: str = "application-1",
        **item: Any,
    ):
        self.code, self.policy = code, policy
        self.related = DISTRICT | THERE
        self.related |= known(ITEM, code, ItemKnown(code=code, item=seeded(code, **item), source_position=3))
        self.related |= known(DELEGATION, code, *delegations)
        self.state: Any = CASE.initial
        self.last: Any = []
        opening = OpenCase(
            application_id=application_id,
            subject="subject-ma",
            centre_id=CentreId(CENTRE),
            item_code=ItemCode(code),
            item_version=1,
            accepted_on=date.fromisoformat(accepted),
            recorded_at=datetime.fromisoformat(f"{accepted}T10:00+08:00"),
            deemed=False,
        )
        self.on(accepted + "T10:00+08:00", "reaction:intake", opening)

    def context(self, day: str, by: str, role: Role = Role.EXAMINER, org: str = CENTRE) -> Context:
        """Somebody at nine in the morning, or at the instant."""
        at = day if "T" in day else f"{day}T09:00+08:00"
        return replace(asked(by, at, role, org), related=self.related, policy=self.policy)

    def on(self, day: str, by: str, command: CaseCommand) -> Story:
        """Somebody does something; who has a dash and no `s-` is a body in its own name."""
        context = self.context(day, by)
        if by.startswith("dept-"):
            context = replace(context, actor=Actor(ActorId(f"m-{by}"), Role.MACHINE, by))
        self.last = CASE.decide(command, self.state, context)
        if not isinstance(self.last, Refusal):
            self.state = CASE.fold(self.last, self.state)
            again = CASE.decide(command, self.state, context)
            assert again == [], f"{command!r} repeated: {again}"
        return self

    def then(self, *acts: tuple[str, str, CaseCommand]) -> Story:
        """Acts one after another, each of which is accepted."""
        for act in acts:
            self.on(*act)
            assert not isinstance(self.last, Refusal), (act, self.last)
        return self

    def facts(self) -> list[type[Event]] | Refusal:
        """What came of the last act."""
        return self.last if isinstance(self.last, Refusal) else [type(fact) for fact in self.last]


def send(body: str | None = None, stage: int | None = None, post: str = "examination") -> SendToBody:
    return SendToBody(post_id=PostId(post), body=body, stage=stage)


def answer(post: str = "dept-approval", finding: Reasons | None = FOUND) -> AnswerOnPost:
    return AnswerOnPost(post_id=PostId(post), finding=finding)


def propose(outcome: Outcome = Outcome.GRANT, post: str = "examination") -> ProposeDecision:
    reasons = FOUND if outcome is Outcome.REFUSE else None
    return ProposeDecision(post_id=PostId(post), outcome=outcome, reasons=reasons)


def give_back(post: str = "approval") -> ReturnToExaminer:
    return ReturnToExaminer(post_id=PostId(post), reasons=FOUND)


def fen(amount: int | None) -> Amount | None:
    return None if amount is None else Amount(amount=amount)


def decide(post: str = "approval", amount: int | None = None, **said: Any) -> DecideCase:
    told = {"outcome": Outcome.GRANT, **said}
    return DecideCase(post_id=PostId(post), amount=fen(amount), **told)


def at_once(post: str = "examination", approval: str = "approval-2", **said: Any) -> DecideOnTheSpot:
    told = {"outcome": Outcome.GRANT, **said}
    return DecideOnTheSpot(post_id=PostId(post), approval_post_id=PostId(approval), **told)


def close(post: str = "examination") -> CloseCase:
    return CloseCase(post_id=PostId(post))


in_its_name = AnswerInItsName(finding=FOUND)


def handed_down(code: str = ALLOWANCE, needs: tuple[str, ...] = (), cap: int | None = None, **terms: Any):
    """The department hands the item down to every centre from 2014 on, unless a row says otherwise."""
    held = {
        "from_body": DEPARTMENT,
        "to_body": "CENTRE",
        "mode": DelegationMode.DELEGATED,
        "single_person": False,
        "valid_from": date(2014, 1, 1),
        **terms,
    }
    return DelegationGranted(
        number=1,
        item_code=code,
        conditions=tuple(DelegationCondition(name=name) for name in needs),
        cap_amount=fen(cap),
        basis="东政〔2013〕46号",
        provenance=Provenance.SYNTHETIC,
        **held,
    )
