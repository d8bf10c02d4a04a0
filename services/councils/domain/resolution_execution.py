"""How a resolution is carried out: told of monthly, done, found so by both verifiers, and archived."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import assert_never

from services.councils.domain import offices
from services.councils.domain.resolution_commands import Acceptance, ExecuteResolution, PostProgress, RejectExecution
from services.councils.domain.resolution_refusals import (
    NotAVerifier,
    NotDone,
    NotRatified,
    NotTheExecutor,
    ResolutionNotDue,
    ResolutionNotInForce,
    ResolutionNotVerified,
    ReVotePending,
)
from services.councils.domain.resolution_state import (
    Archived,
    Done,
    Executing,
    InForce,
    Resolution,
    Verified,
    Voted,
    evolve,
)
from services.councils.domain.topic import TOPIC
from services.councils.domain.topic_state import NotOpened
from shared.contracts.councils.resolution import (
    ExecutionAccepted,
    ExecutionDelayed,
    ExecutionNotAccepted,
    ProgressMissed,
    ProgressPosted,
    ResolutionArchived,
    ResolutionEvent,
    ResolutionExecuted,
    ResolutionVerified,
    Verifier,
)
from shared.kernel.actors import Role
from shared.kernel.counting import months_after
from shared.kernel.decider import Context
from shared.kernel.instants import start_of
from shared.kernel.refusals import Refusal

_DAY = timedelta(days=1)
_ELSEWHERE = frozenset({Role.ASSOCIATION_OFFICER, Role.UNIT_DELEGATE})
"""Whose token names the body for which they carry something out."""


def progress(command: PostProgress, resolution: Voted, context: Context) -> list[ResolutionEvent] | Refusal:
    """Tell how far it is; the next word is due so many months later."""
    if refusal := _not_executing(resolution, context):
        return refusal
    if resolution.facts.report == command.report:
        return []
    told = ProgressPosted(report=command.report, next_due_on=next_word(context.today, context))
    return [*untold(resolution, context), *_overdue(resolution, context), told]


def execute(command: ExecuteResolution, resolution: Voted, context: Context) -> list[ResolutionEvent] | Refusal:
    """Say that it is done."""
    if isinstance(resolution, Done | Verified | Archived):
        return _not_the_executor(resolution, context) or []
    if refusal := _not_executing(resolution, context):
        return refusal
    executed = ResolutionExecuted(result=command.result)
    return [*untold(resolution, context), *_overdue(resolution, context), executed]


def _not_executing(resolution: Voted, context: Context) -> Refusal | None:
    if refusal := _not_the_executor(resolution, context):
        return refusal
    if not isinstance(resolution, InForce | Executing):
        return ResolutionNotInForce()
    return ReVotePending() if resolution.facts.waits else None


def _not_the_executor(resolution: Voted, context: Context) -> Refusal | None:
    adopted = resolution.facts.adopted
    if context.actor.role in _ELSEWHERE:
        return None if context.actor.org == adopted.owner else NotTheExecutor()
    return offices.of_committee(adopted.committee_id, context)


def execution_due(resolution: Resolution, _context: Context) -> datetime | None:
    """The first instant at which it is overdue; None where it is not to be carried out, waits, or is known to be."""
    if not isinstance(resolution, InForce | Executing) or resolution.facts.overdue or resolution.facts.waits:
        return None
    return start_of(resolution.facts.adopted.due_on + _DAY)


def _overdue(resolution: Voted, context: Context) -> list[ResolutionEvent]:
    """That the last day has passed, also where somebody acts before the timer has looked."""
    due_at = execution_due(resolution, context)
    late = due_at is not None and due_at <= context.now
    return [ExecutionDelayed(due_on=resolution.facts.adopted.due_on)] if late else []


def miss_execution(resolution: Voted, context: Context) -> list[ResolutionEvent] | Refusal:
    """Record that the last day has passed."""
    due_at = execution_due(resolution, context)
    return ResolutionNotDue() if due_at is not None and due_at > context.now else _overdue(resolution, context)


def next_word(day: date, context: Context) -> date:
    """The last day for a word on how far it is, so many months after a day."""
    return months_after(day, context.policy.whole("decision.progress_months", day))


def progress_due(resolution: Resolution, _context: Context) -> datetime | None:
    """The first instant at which a word on how far it is is late; None where none is owed."""
    if not isinstance(resolution, InForce | Executing) or resolution.facts.waits:
        return None
    last = resolution.facts.next_due_on
    return None if last is None else start_of(last + _DAY)


def untold(resolution: Voted, context: Context) -> list[ResolutionEvent]:
    """Each month that passed without a word, also where somebody acts before the timer has looked."""
    missed = list[ResolutionEvent]()
    now: Resolution = resolution
    while (due_at := progress_due(now, context)) is not None and due_at <= context.now:
        due_on = due_at.date() - _DAY
        missed.append(ProgressMissed(due_on=due_on, next_due_on=next_word(due_on, context)))
        now = evolve(now, missed[-1])
    return missed


def miss_progress(resolution: Voted, context: Context) -> list[ResolutionEvent] | Refusal:
    """Record that a month has passed without a word."""
    due_at = progress_due(resolution, context)
    return ResolutionNotDue() if due_at is not None and due_at > context.now else untold(resolution, context)


def judge(command: Acceptance, resolution: Voted, context: Context) -> list[ResolutionEvent] | Refusal:
    """Find it carried out or not; with the word of the last verifier it is verified."""
    if not _may_verify(command, resolution, context):
        return NotAVerifier()
    if not isinstance(resolution, Done):
        return [] if isinstance(resolution, Verified | Archived) else NotDone()
    if resolution.facts.unratified:
        return NotRatified()
    if isinstance(command, RejectExecution):
        return [ExecutionNotAccepted(**dict(command), next_due_on=next_word(context.today, context))]
    if command.by in resolution.accepted:
        return []
    accepted = ExecutionAccepted(by=command.by, verifier=command.verifier)
    both = _verifiers(resolution, context) <= resolution.accepted | {command.by}
    return [accepted, ResolutionVerified(verified_on=context.today)] if both else [accepted]


def _may_verify(command: Acceptance, resolution: Voted, context: Context) -> bool:
    """Whether who is named may give their word, and who acts acts for nobody else by a token of their own."""
    own = context.actor.role in {Role.SUPERVISION_COMMITTEE, Role.RESIDENT}
    if own and context.actor.id != command.verifier:
        return False
    match command.by:
        case Verifier.PROPOSER:
            return command.verifier in _proposers(resolution, context)
        case Verifier.SUPERVISION_COMMITTEE:
            committee_id = resolution.facts.adopted.committee_id
            return command.verifier in offices.supervisors(committee_id, context.today, context)
        case _:
            assert_never(command.by)


def _verifiers(resolution: Voted, context: Context) -> set[Verifier]:
    """Whose word it takes: nobody raised what an emergency brought up."""
    raised = _proposers(resolution, context)
    return {Verifier.SUPERVISION_COMMITTEE, *((Verifier.PROPOSER,) if raised else ())}


def _proposers(resolution: Voted, context: Context) -> set[str]:
    topic = context.look(TOPIC, resolution.facts.adopted.topic_id)
    return set() if isinstance(topic, NotOpened) else set(topic.proposers)


def archive(resolution: Voted, context: Context) -> list[ResolutionEvent] | Refusal:
    """Give its papers to the archive."""
    if refusal := offices.of_committee(resolution.facts.adopted.committee_id, context):
        return refusal
    match resolution:
        case Verified():
            return [ResolutionArchived(archived_on=context.today)]
        case Archived():
            return []
        case _:
            return ResolutionNotVerified()
