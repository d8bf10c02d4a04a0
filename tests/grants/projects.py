"""A project of the special fund in a few words: what happened to it, and what it looks at."""

from __future__ import annotations

from datetime import date

from services.grants.domain.committee import SEATS
from services.grants.domain.fund_project_commands import ContractProject, ProposeProject
from services.grants.domain.kin import KIN
from services.grants.domain.resolution import RESOLUTION
from services.grants.domain.types import ResolutionId
from shared.contracts.grants.committee import CommitteeMemberKnown, KinKnown, Seat
from shared.contracts.grants.fund import UseCategory
from shared.contracts.grants.fund_project import (
    BudgetLine,
    DemandSurveyed,
    FundReviewed,
    LineForm,
    ObjectionMatter,
    Opinion,
    PreNoticePosted,
    ProjectApproved,
    ProjectObjected,
    ProjectProposed,
    ProjectSubmitted,
    ProposedBy,
    ReviewLevel,
    SupervisionOpinionGiven,
    Verdict,
)
from shared.contracts.grants.fund_project_work import (
    Acceptor,
    AdvancePaid,
    Capacity,
    FinalPaid,
    FundProjectEvent,
    InvoiceOf,
    Procurement,
    ProjectContracted,
    Quote,
    Signatory,
    Signature,
    WorkAccepted,
)
from shared.contracts.grants.resolution import ResolutionKnown, ResolutionStandingKnown, ResolutionTaken, Standing
from shared.kernel.ids import AggregateRef
from shared.testing.decider import known
from tests.grants.funds import COMMITTEE, COUNCILS, PAID_ON, fen

WATCHER, CHAIR, COUSIN, OWNER = "p-watcher", "p-chair", "p-cousin", "p-owner"
FROM, UNTIL = date(2014, 1, 1), date(2016, 12, 31)
SITTING = known(
    SEATS,
    COMMITTEE,
    CommitteeMemberKnown(person_id=WATCHER, seat=Seat.SUPERVISION, from_on=FROM, until_on=UNTIL, source_position=10),
    CommitteeMemberKnown(person_id=CHAIR, seat=Seat.COMMITTEE, from_on=FROM, until_on=UNTIL, source_position=11),
)
KINSHIP = {
    **known(KIN, COUSIN, KinKnown(person_id=CHAIR, source_position=12)),
    **known(KIN, OWNER),
    **known(KIN, CHAIR, KinKnown(person_id=COUSIN, source_position=12)),
}
TITLE = "stairwell lights"
TOTAL = 2_860_000


def resolution(
    standing: Standing | None = Standing.IN_FORCE, amount: int | None = TOTAL, of: str = COMMITTEE
) -> dict[AggregateRef, object]:
    """What is known of the resolution that the project names; no standing is none at all."""
    if standing is None:
        return known(RESOLUTION, "r-1", ResolutionTaken(project_id="p-1"))
    adopted = ResolutionKnown(committee_id=of, amount=None if amount is None else fen(amount), source_position=20)
    return known(RESOLUTION, "r-1", adopted, ResolutionStandingKnown(standing=standing, source_position=21))


AROUND = {**COUNCILS, **SITTING, **KINSHIP, **resolution()}


def line(
    amount: int = TOTAL, category: UseCategory = UseCategory.SMALL_REPAIR, form: LineForm = LineForm.WORKS
) -> BudgetLine:
    return BudgetLine(title=TITLE, category=category, form=form, amount=fen(amount))


def propose(
    *lines: BudgetLine,
    by: ProposedBy = ProposedBy.RESIDENTS,
    supporters: int = 5,
    until: str = "2015-09-30",
    of: str = COMMITTEE,
    named: str | None = "r-1",
) -> ProposeProject:
    return ProposeProject.model_validate(
        {
            "committee_id": of,
            "proposed_by": by,
            "supporters": supporters,
            "title": TITLE,
            "need": "dark stairs",
            "households": 120,
            "lines": lines or (line(),),
            "from_on": date(2015, 6, 1),
            "until_on": date.fromisoformat(until),
            "resolution_id": None if named is None else ResolutionId(named),
        }
    )


def proposed(*lines: BudgetLine, named: str | None = "r-1") -> ProjectProposed:
    return ProjectProposed(**dict(propose(*lines, named=named)))


SURVEYED = DemandSurveyed(asked=100, in_favour=60)
SUPPORTED = SupervisionOpinionGiven(opinion=Opinion.SUPPORTED, member=WATCHER)
POSTED = PreNoticePosted(until_on=date(2015, 5, 8))
SUBMITTED = ProjectSubmitted(amount=fen(TOTAL), due_on=date(2015, 5, 25))
IN_ORDER = FundReviewed(level=ReviewLevel.COMMUNITY, verdict=Verdict.IN_ORDER)
APPROVED = ProjectApproved(amount=fen(TOTAL), period=2015, approved_on=date(2015, 5, 11))
TO_OPINION: list[FundProjectEvent] = [proposed(), SURVEYED]
TO_NOTICE = [*TO_OPINION, SUPPORTED]
TO_OBJECTIONS = [*TO_NOTICE, POSTED]
TO_REVIEW = [*TO_OBJECTIONS, SUBMITTED]
TO_APPROVAL = [*TO_REVIEW, IN_ORDER]
TO_CONTRACT = [*TO_APPROVAL, APPROVED]


def objected(id_: str = "o-1") -> ProjectObjected:
    return ProjectObjected(objection_id=id_, matter=ObjectionMatter.PRICE)


def quoted(*prices: int) -> tuple[Quote, ...]:
    """One supplier each; the first is `s-1`."""
    return tuple(Quote(supplier=f"s-{n}", price=fen(price)) for n, price in enumerate(prices, 1))


def sign(price: int = TOTAL, *others: int, people: tuple[str, ...] = (OWNER,), openly: bool = False) -> ContractProject:
    return ContractProject(
        supplier="s-1", in_charge=people, price=fen(price), quotes=quoted(price, *others), openly_compared=openly
    )


def contracted(price: int = TOTAL, *others: int, how: Procurement = Procurement.QUOTES) -> ProjectContracted:
    return ProjectContracted(
        supplier="s-1", in_charge=(OWNER,), procurement=how, quotes=quoted(price, *others), price=fen(price)
    )


TO_WORK = [*TO_CONTRACT, contracted(TOTAL, TOTAL, TOTAL)]


def acceptors(*people: tuple[str, Capacity]) -> tuple[Acceptor, ...]:
    return tuple(Acceptor(person_id=person, capacity=capacity) for person, capacity in people)


LOOKED_AT = acceptors(
    ("p-resident", Capacity.RESIDENT), (WATCHER, Capacity.SUPERVISION_COMMITTEE), ("p-centre", Capacity.CENTRE)
)


def accepted(amount: int = 2_790_000) -> WorkAccepted:
    return WorkAccepted(amount=fen(amount), acceptors=LOOKED_AT)


def signatures(*people: str) -> tuple[Signature, ...]:
    return tuple(Signature(person_id=person, signed_as=role) for person, role in zip(people, Signatory, strict=False))


SIGNED = signatures("p-1", "p-2", "p-3")
TO_PAYMENT = [*TO_WORK, accepted()]


def advanced(amount: int, payment: str = "pay-0") -> AdvancePaid:
    return AdvancePaid(payment_id=payment, amount=fen(amount), paid_on=PAID_ON, signatures=SIGNED)


def invoices(*numbers: str, amount: int = 2_790_000) -> tuple[InvoiceOf, ...]:
    return tuple(InvoiceOf(number=number, amount=fen(amount)) for number in numbers)


def final(amount: int = 2_790_000, payment: str = "pay-1") -> FinalPaid:
    return FinalPaid(
        payment_id=payment, amount=fen(amount), paid_on=PAID_ON, invoices=invoices("00012345"), signatures=SIGNED
    )
