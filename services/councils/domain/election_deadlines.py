"""What of an election has a last day, and what went by; a late step is still taken, and told once to be late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from services.councils.domain.election_papers import Appealing
from services.councils.domain.election_state import Called, Elected, Election, HandedOver, NotCalled, ResultOut
from shared.contracts.councils.election import ElectionDeadlineMissed, ElectionStep
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY

POSTED = "election.result_posted_cd"


def next_deadline(election: Election, context: Context) -> datetime | None:
    """The first instant at which something is late that nobody has told yet."""
    return min((END_OF_DAY.of(each.due_on) for each in _untold(election, context)), default=None)


def missed(election: Election, context: Context) -> list[ElectionDeadlineMissed]:
    """What is late, also where somebody acts before the timer has looked."""
    return [each for each in _untold(election, context) if END_OF_DAY.of(each.due_on) <= context.now]


def _untold(election: Election, context: Context) -> Iterator[ElectionDeadlineMissed]:
    if isinstance(election, NotCalled):
        return
    for each in (*_appeals(election), *_steps(election, context)):
        if (each.step.value, each.person_id) not in election.papers.missed:
            yield each


def _appeals(election: Called) -> Iterator[ElectionDeadlineMissed]:
    for id_, each in election.papers.candidates.items():
        if isinstance(each.review, Appealing):
            due = each.review.answer_due_on
            yield ElectionDeadlineMissed(step=ElectionStep.APPEAL_ANSWER, person_id=id_, due_on=due)


def _steps(election: Called, context: Context) -> Iterator[ElectionDeadlineMissed]:
    papers = election.papers
    if isinstance(election, Elected):
        due = papers.round.vote_on + timedelta(days=context.policy.whole(POSTED, papers.round.vote_on))
        yield ElectionDeadlineMissed(step=ElectionStep.RESULT, due_on=due)
    if isinstance(election, ResultOut) and papers.result is not None:
        yield ElectionDeadlineMissed(step=ElectionStep.HANDOVER, due_on=papers.result.handover_due_on)
    if isinstance(election, ResultOut | HandedOver) and papers.result is not None:
        yield ElectionDeadlineMissed(step=ElectionStep.FILING, due_on=papers.result.filing_due_on)
