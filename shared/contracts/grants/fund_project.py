"""Events of the special-fund project (专项资金项目), from the need to the approval."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.grants.fund import FundAmount, Period, Reference, UseCategory
from shared.kernel.instants import Day, start_of
from shared.kernel.messages import Event, Value
from shared.kernel.personal import SubjectRef

Title = Annotated[str, Field(min_length=1, max_length=100)]
"""Of a matter, never of a person."""


class LineForm(StrEnum):
    """As what a line reaches people; cash and food have caps."""

    GOODS = "GOODS"
    WORKS = "WORKS"
    SERVICES = "SERVICES"
    CASH = "CASH"
    FOOD = "FOOD"


class ProposedBy(StrEnum):
    """Whose proposal a project is."""

    RESIDENTS = "RESIDENTS"
    REPRESENTATIVE = "REPRESENTATIVE"
    COMMITTEE = "COMMITTEE"
    ASSOCIATION = "ASSOCIATION"
    TOPIC = "TOPIC"


class Opinion(StrEnum):
    """What the supervision committee holds of a project."""

    SUPPORTED = "SUPPORTED"
    VETOED = "VETOED"


class ObjectionMatter(StrEnum):
    """What an objection to a posted project is about."""

    NEED = "NEED"
    PRICE = "PRICE"
    USE = "USE"
    RELATED_PARTY = "RELATED_PARTY"
    OTHER = "OTHER"


class ReviewLevel(StrEnum):
    """Who reviews: the community's working committee or centre, above an amount the district too."""

    COMMUNITY = "COMMUNITY"
    DISTRICT = "DISTRICT"


class Verdict(StrEnum):
    """What a review found."""

    IN_ORDER = "IN_ORDER"
    RETURNED = "RETURNED"
    """It may be proposed anew."""

    REJECTED = "REJECTED"


class ReviewFault(StrEnum):
    """What a review found wrong."""

    AGAINST_LAW = "AGAINST_LAW"
    ON_NEGATIVE_LIST = "ON_NEGATIVE_LIST"
    DUPLICATE = "DUPLICATE"
    PRICE_TOO_HIGH = "PRICE_TOO_HIGH"
    PAPERS_INCOMPLETE = "PAPERS_INCOMPLETE"
    OTHER = "OTHER"


class BudgetLine(Value):
    """One line of a budget."""

    title: Title
    category: UseCategory
    form: LineForm
    amount: FundAmount


class ProjectOpened(Event):
    """A resolution in force that the special fund is to pay for opened a project, which somebody has to propose yet."""

    committee_id: str
    resolution_id: str
    amount: FundAmount


class ProjectProposed(Event):
    """Somebody proposed a project: what is needed, for how many households, at what cost, from when to when.

    `supporters` are the residents behind a proposal of residents. It may name the resolution that carries it.
    """

    committee_id: str
    proposed_by: ProposedBy
    supporters: int
    title: Title
    need: Title
    households: int
    lines: Annotated[tuple[BudgetLine, ...], Field(min_length=1, max_length=50)]
    from_on: Day
    until_on: Day
    resolution_id: str | None = None


class DemandSurveyed(Event):
    """The residents concerned were asked before the meeting, and enough were in favour."""

    asked: int
    in_favour: int


class ResolutionLinked(Event):
    """The project names the resolution of a decision meeting that carries it."""

    resolution_id: str


class SupervisionOpinionGiven(Event):
    """A member of the supervision committee gave its opinion; after a veto, demand and resolution are asked anew."""

    opinion: Opinion
    member: SubjectRef


class PreNoticePosted(Event):
    """The project was put up for all to see, until the end of `until_on`; recorded on the first day."""

    until_on: date


class ProjectObjected(Event):
    """Somebody objected to a posted project; of a household that is known one objection is taken.

    `resident` is who objected for `household` by a token of their own; the counter takes it down of anybody, and by its
    code the household acts itself.
    """

    objection_id: Reference
    matter: ObjectionMatter
    household: SubjectRef | None = None
    resident: SubjectRef | None = None


class ProjectObjectionSettled(Event):
    """An objection was answered; one that was `upheld` sends the project back to be asked for anew."""

    objection_id: Reference
    upheld: bool


class ProjectSubmitted(Event):
    """The notice was over and the objections settled: the project went to review, due by the end of `due_on`."""

    amount: FundAmount
    due_on: date


class FundReviewed(Event):
    """A project was reviewed: whether it is lawful, off the negative list, and paid for by nobody else."""

    level: ReviewLevel
    verdict: Verdict
    faults: tuple[ReviewFault, ...] = ()


class FundReviewMissed(Event):
    """The last day of the review was over without an end of it; recorded once for a submission."""

    due_on: date

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return start_of(self.due_on + timedelta(days=1))


class ProjectApproved(Event):
    """All reviews found the project in order: so much of `period` is reserved for it in the same act."""

    amount: FundAmount
    period: Period
    approved_on: date


class ProjectWithdrawn(Event):
    """The committee gave the project up before anything was paid; what was held for it is released in the same act."""


ProjectBeforeEvent = (
    ProjectOpened
    | ProjectProposed
    | DemandSurveyed
    | ResolutionLinked
    | SupervisionOpinionGiven
    | PreNoticePosted
    | ProjectObjected
    | ProjectObjectionSettled
    | ProjectSubmitted
    | FundReviewed
    | FundReviewMissed
    | ProjectApproved
    | ProjectWithdrawn
)
