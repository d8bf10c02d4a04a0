"""Premises (用房): the rooms of a community or a committee, as one survey after another found them.

Invariants: a survey is of a day that has come; of two of one day the later entry holds · the newest day's survey
says what the rooms are, in whatever order surveys are entered · a committee's complex below the target is warned of,
never refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, assert_never

from services.grants.domain.infra_area import EXISTING
from services.grants.domain.types import GivenReference
from shared.contracts.grants.premises import (
    Area,
    Condition,
    PremisesEvent,
    PremisesOwner,
    PremisesSurveyed,
    PremisesTargetMissed,
    PremisesUse,
    Words,
)
from shared.kernel.decider import Context, Decider
from shared.kernel.instants import Day
from shared.kernel.messages import Command
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal, Unacceptable

# --- state ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Premises:
    """All surveys by their days."""

    surveys: Mapping[date, PremisesSurveyed] = field(default_factory=dict)

    @property
    def newest(self) -> PremisesSurveyed | None:
        """The survey of the newest day; None before the first."""
        return self.surveys[max(self.surveys)] if self.surveys else None


def evolve(premises: Premises, event: PremisesEvent) -> Premises:
    """Apply one recorded fact."""
    match event:
        case PremisesSurveyed():
            return Premises({**premises.surveys, event.surveyed_on: event})
        case PremisesTargetMissed():
            return premises
        case _:
            assert_never(event)


# --- commands and refusals --------------------------------------------------


class SurveyPremises(Command):
    """Enter what a survey found."""

    community_id: GivenReference | None = None
    committee_id: GivenReference | None = None
    address: Words
    use: PremisesUse
    area_m2: Area
    condition: Condition
    owner: PremisesOwner
    surveyed_on: Day
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class PremisesOfNobody(Unacceptable):
    """Neither a community nor a committee is named."""

    slug: ClassVar[str] = "premises-of-nobody"
    zh: ClassVar[str] = "应当注明用房所属社区或者居（村）委会"
    en: ClassVar[str] = "Premises are of a community or a committee"


@dataclass(frozen=True, slots=True)
class SurveyAhead(Unacceptable):
    """The day of the survey is still to come."""

    slug: ClassVar[str] = "survey-ahead"
    zh: ClassVar[str] = "勘查日期晚于今天"
    en: ClassVar[str] = "The day of the survey is still to come"


# --- decision ---------------------------------------------------------------


def decide(command: SurveyPremises, premises: Premises, context: Context) -> list[PremisesEvent] | Refusal:
    """Answer a command with facts or a refusal; no facts means that it already took effect."""
    surveyed = PremisesSurveyed(**dict(command))
    if premises.surveys.get(command.surveyed_on) == surveyed:
        return []
    if command.community_id is None and command.committee_id is None:
        return PremisesOfNobody()
    if command.surveyed_on > context.today:
        return SurveyAhead()
    target = _target(command, context)
    if target is None or command.area_m2 >= target:
        return [surveyed]
    missed = PremisesTargetMissed(area_m2=command.area_m2, target_m2=target, surveyed_on=command.surveyed_on)
    return [surveyed, missed]


def _target(command: SurveyPremises, context: Context) -> int | None:
    """The area that an existing committee complex is to have; of other rooms, and before there was a rule, none."""
    ruled = context.policy.in_force(EXISTING, command.surveyed_on) is not None
    of_committee = command.use is PremisesUse.COMMITTEE_COMPLEX
    return context.policy.whole(EXISTING, command.surveyed_on) if ruled and of_committee else None


PREMISES = Decider[Premises, SurveyPremises, PremisesEvent]("premises", Premises(), evolve, decide, PremisesEvent)
