"""What can be asked of a round of rewards."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from services.grants.domain.types import GivenReference, of_no_citizen
from shared.contracts.grants.association_standing import Year
from shared.contracts.grants.reward_round import ObjectionGround, ObjectionOutcome, PanelMember, PartPoints
from shared.contracts.grants.task_admission import Amount, Text
from shared.kernel.instants import Day
from shared.kernel.messages import Command

GivenId = Annotated[str, Field(min_length=1, max_length=80)]
GivenTotal = Annotated[int, Field(ge=0, le=1000)]


def _by_pseudonym(member: PanelMember) -> PanelMember:
    of_no_citizen(member.person)
    return member


GivenMember = Annotated[PanelMember, AfterValidator(_by_pseudonym)]


class OpenRewardCall(Command):
    """Call for the year's applications today."""

    year: Year
    apply_until_on: Day
    budget: Amount


class EnterApplication(Command):
    """Let an association's application be in the round, in the act in which it applies."""

    application_id: GivenId
    association_id: GivenId


class FormPanel(Command):
    """Say who scores, and to which associations each of them is close."""

    members: Annotated[tuple[GivenMember, ...], Field(min_length=1, max_length=50)]


class RecuseMember(Command):
    """Let a member have no part in the score of an application."""

    person: GivenReference
    application_id: GivenId


class GiveScores(Command):
    """Give all totals of an application, and who was there to give them; who gave which stays unsaid.

    `parts` are the points of each part of the score, where the panel tells them: together they are the totals.
    """

    application_id: GivenId
    scorers: Annotated[tuple[GivenReference, ...], Field(min_length=1, max_length=50)]
    totals: Annotated[tuple[GivenTotal, ...], Field(min_length=1, max_length=50)]
    parts: Annotated[tuple[PartPoints, ...], Field(min_length=1, max_length=10)] | None = None


class PostRewardNotice(Command):
    """Post today what each is to get."""


class ObjectToReward(Command):
    """Object to what was posted of an application, by the paper `document`."""

    objection_id: GivenReference
    application_id: GivenId
    ground: ObjectionGround
    document: GivenReference


class ReviewRewardObjection(Command):
    """Say what the review of an objection leads to, and why."""

    objection_id: GivenReference
    outcome: ObjectionOutcome
    reason: Text


class MissObjectionReview(Command):
    """Record which objections nobody reviewed in time."""


class ConfirmRewards(Command):
    """Let stand what was posted."""


RewardRoundCommand = (
    OpenRewardCall
    | EnterApplication
    | FormPanel
    | RecuseMember
    | GiveScores
    | PostRewardNotice
    | ObjectToReward
    | ReviewRewardObjection
    | MissObjectionReview
    | ConfirmRewards
)
