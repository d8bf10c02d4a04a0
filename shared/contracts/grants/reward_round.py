"""Events of a year's round of rewards for associations (以奖代补): the call, the panel, scores, notice, objections."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.grants.association_standing import Year
from shared.contracts.grants.task_admission import Amount, Reference, Text
from shared.kernel.instants import Day
from shared.kernel.messages import Event, Value
from shared.kernel.money import Money
from shared.kernel.personal import SubjectRef

Points = Annotated[int, Field(ge=0, le=100)]


TierName = Annotated[str, Field(pattern=r"^[A-Z]$")]


class RewardTier(Value):
    """An average of `min_score` and more, and below the tier above, is worth at most `amount`."""

    name: TierName
    min_score: Points
    amount: Amount


class ScorePart(StrEnum):
    """For what points are given: 组织建设、活动开展、服务实效、参与自治、公开与财务."""

    ORGANISATION = "ORGANISATION"
    ACTIVITIES = "ACTIVITIES"
    EFFECT = "EFFECT"
    SELF_GOVERNANCE = "SELF_GOVERNANCE"
    OPENNESS = "OPENNESS"


class PartPoints(Value):
    """What the panel gave of one part, each member once, in no order of theirs."""

    part: ScorePart
    points: Annotated[tuple[Points, ...], Field(min_length=1, max_length=50)]


class PanelMember(Value):
    """Who scores: a resident or not, and the associations that they are of or close to."""

    person: SubjectRef
    resident: bool
    ties: Annotated[tuple[Reference, ...], Field(max_length=50)] = ()


class Award(Value):
    """What an application was found worth. Its average is `points` divided by `counted`; no tier, no money."""

    application_id: str
    association_id: str
    points: int
    counted: int
    tier: TierName | None = None
    amount: Money


class ObjectionGround(StrEnum):
    """What an objection is about; its words are in the paper that it names."""

    SCORE = "SCORE"
    ELIGIBILITY = "ELIGIBILITY"
    PANEL = "PANEL"
    OTHER = "OTHER"


class ObjectionOutcome(StrEnum):
    """What the review of an objection leads to."""

    DISMISSED = "DISMISSED"
    RESCORED = "RESCORED"
    """The panel scores the application anew, and a new notice is given."""

    STRUCK = "STRUCK"
    """The application gets nothing, and a new notice is given."""


class RewardCallOpened(Event):
    """The district called for a year's applications, with all that may be spent and the tiers of that day."""

    year: Year
    called_on: Day
    apply_until_on: Day
    budget: Amount
    tiers: Annotated[tuple[RewardTier, ...], Field(min_length=1, max_length=10)]


class RewardApplicationEntered(Event):
    """An association's application is in the round; one that is not eligible is not scored."""

    application_id: str
    association_id: str
    lineage_id: str
    eligible: bool


class PanelFormed(Event):
    """The panel that scores the round's applications was formed; a later one scores what is not scored yet."""

    members: Annotated[tuple[PanelMember, ...], Field(min_length=1, max_length=50)]


class PanelMemberRecused(Event):
    """A member of the panel has no part in the score of an association (回避)."""

    person: SubjectRef
    association_id: str


class ScoresGiven(Event):
    """The panel scored an application: all totals in ascending order, so that nobody's is known.

    The `points` of the `counted` totals are left when as many of the highest as of the lowest are dropped. `parts` say
    of what they are the sum, where the panel told it, each part's in ascending order too.
    """

    application_id: str
    scorers: Annotated[tuple[SubjectRef, ...], Field(min_length=1, max_length=50)]
    totals: Annotated[tuple[Points, ...], Field(min_length=1, max_length=50)]
    points: int
    counted: int
    parts: Annotated[tuple[PartPoints, ...], Field(min_length=1, max_length=10)] | None = None


class RewardNoticed(Event):
    """What each scored application is to get was posted in public (公示) through `until_on`, together in the budget.

    A later notice of the round takes the place of an earlier one.
    """

    awards: tuple[Award, ...]
    from_on: Day
    until_on: Day


class RewardObjected(Event):
    """Somebody objected to what was posted of an application; no reward of the round is paid until it is reviewed."""

    objection_id: Reference
    application_id: str
    ground: ObjectionGround
    document: Reference
    objected_on: Day
    review_due_on: Day


class RewardObjectionReviewed(Event):
    """An objection was reviewed."""

    objection_id: Reference
    outcome: ObjectionOutcome
    reason: Text


class RewardObjectionReviewMissed(Event):
    """Nobody had reviewed the objection when its last day was over, at `fell_due_at`."""

    objection_id: Reference
    fell_due_at: datetime

    def effective_at(self) -> datetime:
        """The end of the last day."""
        return self.fell_due_at


class RewardRoundConfirmed(Event):
    """The notice is over without an open objection: what was posted stands, and is paid by `pay_due_on`."""

    confirmed_on: Day
    pay_due_on: Day


RewardRoundEvent = (
    RewardCallOpened
    | RewardApplicationEntered
    | PanelFormed
    | PanelMemberRecused
    | ScoresGiven
    | RewardNoticed
    | RewardObjected
    | RewardObjectionReviewed
    | RewardObjectionReviewMissed
    | RewardRoundConfirmed
)
