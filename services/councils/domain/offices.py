"""Offices: who speaks for a committee in its meetings, and who sits in them, on a day, as the log has it.

A token opens the door for a committee's own people; whether one of them is a member or its chair now, the log says.
Where nobody's election has been entered the token is enough. The counter enters for them what they did on paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.mandate import of_another
from services.councils.domain.regime import regime_of
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.types import PersonId
from shared.contracts.councils.committee_members import Office
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.kernel.refusals import Forbidden, Refusal


@dataclass(frozen=True, slots=True)
class NotACommitteeMember(Forbidden):
    """They are no member of the committee today."""

    slug: ClassVar[str] = "not-a-committee-member"
    zh: ClassVar[str] = "不是居委会现任成员"
    en: ClassVar[str] = "They are no member of the committee today"
    committee_id: str


@dataclass(frozen=True, slots=True)
class NotTheChair(Forbidden):
    """They are not the chair of the committee today."""

    slug: ClassVar[str] = "not-the-chair"
    zh: ClassVar[str] = "不是居委会现任主任"
    en: ClassVar[str] = "They are not the chair of the committee today"
    committee_id: str


def refs(committee_id: str) -> tuple[AggregateRef, ...]:
    """What is to be looked at to know all of this of a committee."""
    kinds = (COMMITTEE, COMMITTEE_MEMBERS, REPRESENTATIVES, SUPERVISION_COMMITTEE)
    return tuple(kind.ref(committee_id) for kind in kinds)


def of_residents(committee_id: str, context: Context) -> Refusal | None:
    """That three meetings are none of a committee's: it is a village's, unknown, or under a law not entered yet."""
    regime = regime_of(context.look(COMMITTEE, committee_id), context.today, context.policy)
    return regime if isinstance(regime, Refusal) else None


def of_committee(committee_id: str, context: Context) -> Refusal | None:
    """That who acts does not speak for the committee."""
    if context.actor.role is not Role.COMMITTEE:
        return None
    members = context.look(COMMITTEE_MEMBERS, committee_id)
    foreign = bool(members.seats) and PersonId(context.actor.id) not in members.on(context.today)
    return of_another(context.actor, committee_id) or (NotACommitteeMember(committee_id) if foreign else None)


def of_chair(committee_id: str, context: Context) -> Refusal | None:
    """That who acts is not its chair, nor the counter for the chair."""
    if context.actor.role is not Role.COMMITTEE:
        return None
    members = context.look(COMMITTEE_MEMBERS, committee_id)
    office = members.on(context.today).get(PersonId(context.actor.id))
    another = bool(members.seats) and office is not Office.CHAIR
    return of_another(context.actor, committee_id) or (NotTheChair(committee_id) if another else None)


def is_chair(committee_id: str, context: Context) -> bool:
    """Whether the chair acts, and nobody for them."""
    return context.actor.role is Role.COMMITTEE and of_chair(committee_id, context) is None


def representatives(committee_id: str, day: date, context: Context) -> Mapping[PersonId, str]:
    """Who is on the register of representatives that day, each with their group."""
    return context.look(REPRESENTATIVES, committee_id).on(day)


def supervisors(committee_id: str, day: date, context: Context) -> Set[str]:
    """Who sits on the supervision committee that day."""
    return context.look(SUPERVISION_COMMITTEE, committee_id).on(day).keys()
