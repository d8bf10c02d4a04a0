"""Events of a case whose matter is the filing of an association, which is decided on in associations."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from shared.contracts.casework.benefit import Reference
from shared.contracts.casework.case import Outcome
from shared.kernel.messages import Event


class FilingOutcomeKept(Event):
    """What was decided on the association was heard of before the case was opened, and is decided with its opening;
    `posts` are those that `officer` was on or stood in for when it was heard of, at `source_position` of associations'
    log.
    """

    association_id: Reference
    outcome: Outcome
    statement: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    officer: Reference
    posts: tuple[Reference, ...]
    decided_at: datetime
    source_position: int


class FilingOutcomeDeclined(Event):
    """What was decided on the association made no decision here, for what the refusal `slug` says: the case stays as
    it is; recorded by reaction to `filing-decided`, at `source_position` of associations' log.
    """

    association_id: Reference
    slug: Reference
    source_position: int


CaseFilingEvent = FilingOutcomeKept | FilingOutcomeDeclined
