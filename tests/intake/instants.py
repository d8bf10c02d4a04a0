"""What tables of instant items are made of: the seeded item that one person may decide, the delegation that says so,
and what a clerk does at a window whose post is known."""

from __future__ import annotations

from datetime import date
from typing import Any

from services.intake.domain.application_commands import ServeAtOnce
from services.intake.domain.claim import CLAIMS
from services.intake.domain.delegation import DELEGATIONS
from services.intake.domain.item import ITEM
from services.intake.domain.voucher import VOUCHERS, series_id
from services.intake.domain.window_post import DISTRICT, WINDOW_POSTS
from shared.contracts.casework.case import Outcome
from shared.contracts.casework.delegation import (
    DelegationCondition,
    DelegationConditionMet,
    DelegationGranted,
    DelegationMode,
    DelegationRevoked,
)
from shared.contracts.casework.post import ActedAs
from shared.contracts.casework.reasons import Reasons
from shared.contracts.intake.application import ApplicationAccepted, ApplicationReceived
from shared.contracts.intake.application_instant import DecidedAtWindow, WindowDecisionDeclined
from shared.contracts.intake.claim import ClaimsEvent
from shared.contracts.intake.delegation import ConditionKnown, DelegationKnown
from shared.contracts.intake.item import ItemOpened, ItemPublished
from shared.kernel.ids import AggregateRef
from shared.kernel.provenance import Provenance
from shared.testing.decider import known
from tests.intake.samples import RECEIVED, RELATED, SUBJECT, item_version, receive, window_post

JOBLESS, CENTRE = "CD-JY-002", "centre-qzx"
DELEGATION = AggregateRef("delegation", JOBLESS)
DAY = date(2015, 12, 7)
WHY = Reasons.of(SUBJECT, ("已就业",))
HOW = ("60日内可申请行政复议",)


def granted(number: int = 1, needs: tuple[str, ...] = (), **terms: Any) -> DelegationGranted:
    """The department lets one person of every centre decide, from 2014 on, unless a row says otherwise."""
    held: dict[str, Any] = {
        "from_body": "dept-employment",
        "to_body": "CENTRE",
        "mode": DelegationMode.DELEGATED,
        "single_person": True,
        "valid_from": date(2014, 1, 1),
        **terms,
    }
    conditions = tuple(DelegationCondition(name=name) for name in needs)
    return DelegationGranted(
        number=number,
        item_code=JOBLESS,
        conditions=conditions,
        basis="东政〔2013〕46号",
        provenance=Provenance.SYNTHETIC,
        **held,
    )


def met(condition: str, on: date = DAY, number: int = 1) -> DelegationConditionMet:
    """A condition is met since a day."""
    return DelegationConditionMet(number=number, condition=condition, evidence="名册", met_on=on)


def revoked(on: date = DAY, number: int = 1) -> DelegationRevoked:
    """It is taken back from a day on."""
    return DelegationRevoked(number=number, revoked_on=on, basis="东政〔2015〕9号")


def delegation(position: int = 60, needs: tuple[ConditionKnown, ...] = (), **terms: Any) -> DelegationKnown:
    """What is known here of `granted()`, with changes."""
    told: dict[str, Any] = {
        "number": 1,
        "from_body": "dept-employment",
        "to_body": "CENTRE",
        "mode": DelegationMode.DELEGATED,
        "single_person": True,
        "capped": False,
        "valid_from": date(2014, 1, 1),
        **terms,
    }
    return DelegationKnown(conditions=needs, source_position=position, **told)


def there(
    *delegations: DelegationKnown,
    item: dict[str, object] | None = None,
    post: bool = True,
    is_open: bool = True,
    claims: tuple[ClaimsEvent, ...] = (),
) -> dict[AggregateRef, object]:
    """The hall whose W2 has a post with clerk-1 on it, the item and its delegations."""
    opened = (ItemOpened(item_version=1, to_be_confirmed=()),) if is_open else ()
    posts = (window_post("clerk-1", ActedAs.A),) if post else ()
    return (
        RELATED
        | known(ITEM, JOBLESS, ItemPublished(item=item_version(JOBLESS, **(item or {}))), *opened)
        | known(DELEGATIONS, JOBLESS, *delegations)
        | known(WINDOW_POSTS, DISTRICT, *posts)
        | known(CLAIMS, f"{JOBLESS}-{SUBJECT}", *claims)
        | known(VOUCHERS, series_id("hall-qzx", DAY.year))
        | known(VOUCHERS, series_id("hall-none", DAY.year))
    )


def serve(outcome: Outcome = Outcome.GRANT, reasons: Reasons | None = None, remedies=(), **where: str) -> ServeAtOnce:
    """One act of a clerk."""
    receipt = receive(**{"item_code": JOBLESS, **where})
    return ServeAtOnce(receipt=receipt, outcome=outcome, reasons=reasons, remedies=remedies)


ON_W2: dict[str, Any] = {"post_id": "post-W2", "acted_as": ActedAs.A}
AT_ONCE_RECEIVED: ApplicationReceived = RECEIVED.model_copy(
    update={"item_code": JOBLESS, "voucher_number": "QZX-2015-000001", "received_on": DAY, **ON_W2}
)
AT_ONCE_ACCEPTED = ApplicationAccepted(
    subject=SUBJECT, centre_id=CENTRE, item_code=JOBLESS, item_version=1, accepted_on=DAY, **ON_W2
)


def decided(
    outcome: Outcome = Outcome.GRANT, reasons: Reasons | None = None, remedies=(), basis: int = 60
) -> DecidedAtWindow:
    """What the act records after receipt and acceptance."""
    return DecidedAtWindow(
        item_code=JOBLESS,
        outcome=outcome,
        officer="clerk-1",
        reasons=reasons,
        remedies=remedies,
        decided_on=DAY,
        basis_position=basis,
        **ON_W2,
    )


SERVED = (AT_ONCE_RECEIVED, AT_ONCE_ACCEPTED, decided())
declined = WindowDecisionDeclined(case_id="case-1", slug="same-person", source_position=57)
