"""The notice of a resolution: for so many days all may see it, and households may object, before it is in force."""

from __future__ import annotations

from datetime import datetime, timedelta

from services.councils.domain import offices
from services.councils.domain.calendar_days import last_of
from services.councils.domain.resolution_commands import ObjectToResolution
from services.councils.domain.resolution_execution import next_word
from services.councils.domain.resolution_refusals import (
    NoticeStillRuns,
    ResolutionIsPosted,
    ResolutionNotPosted,
)
from services.councils.domain.resolution_state import (
    Adopted,
    Posted,
    Resolution,
    ReVote,
    Voted,
)
from shared.contracts.councils.resolution import (
    HouseholdObjected,
    ResolutionEvent,
    ResolutionInForce,
    ResolutionObjected,
    ResolutionPosted,
)
from shared.contracts.objector import resident_for
from shared.contracts.refusals import ObjectedForAnother
from shared.kernel.decider import Context
from shared.kernel.instants import start_of
from shared.kernel.refusals import Refusal

_DAY = timedelta(days=1)


def post(resolution: Voted, context: Context) -> list[ResolutionEvent] | Refusal:
    """Put it up for all to see."""
    if refusal := offices.of_committee(resolution.facts.adopted.committee_id, context):
        return refusal
    if isinstance(resolution, Posted):
        return []
    if not isinstance(resolution, Adopted):
        return ResolutionIsPosted()
    days = context.policy.whole("decision.public_notice_cd", context.today)
    return [ResolutionPosted(until_on=last_of(days, context.today, context.calendar))]


def object_to(command: ObjectToResolution, resolution: Voted, context: Context) -> list[ResolutionEvent] | Refusal:
    """Let a household object; the last of so many brings it back."""
    if refusal := offices.of_committee(resolution.facts.adopted.committee_id, context):
        return refusal
    if not isinstance(resolution, Posted) or context.today > resolution.until_on:
        return ResolutionNotPosted()
    if command.household in resolution.households:
        return []
    resident = resident_for(command.household, context.actor)
    if resident in resolution.residents:
        return ObjectedForAnother()
    objected = HouseholdObjected(household=command.household, resident=resident, reason=command.reason)
    households = len(resolution.households) + 1
    most = context.policy.whole("decision.rediscuss_min_households", context.today)
    return [objected, ResolutionObjected(households=households)] if households >= most else [objected]


def notice_ends_at(resolution: Resolution, _context: Context) -> datetime | None:
    """The first instant after the notice, from which it is in force; None while a second vote is demanded."""
    if not isinstance(resolution, Posted) or resolution.facts.waits:
        return None
    return start_of(resolution.until_on + _DAY)


def bring_into_force(resolution: Voted, context: Context) -> list[ResolutionEvent] | Refusal:
    """Find that the notice is over."""
    due_at = notice_ends_at(resolution, context)
    if due_at is None or not isinstance(resolution, Posted):
        return []
    if due_at > context.now:
        return NoticeStillRuns()
    # A second vote may have kept it back: nothing that was done meanwhile was in force.
    held_back = resolution.facts.re_vote is ReVote.UPHELD
    from_on = context.today if held_back else resolution.until_on + _DAY
    return [ResolutionInForce(from_on=from_on, next_due_on=next_word(from_on, context))]
