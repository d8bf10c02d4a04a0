"""Events of a case whose matter is the filing of an association, which is decided on in associations."""

from __future__ import annotations

from shared.contracts.casework.benefit import Reference
from shared.kernel.messages import Event


class FilingOutcomeDeclined(Event):
    """What was decided on the association made no decision here, for what the refusal `slug` says: the case stays as
    it is; recorded by reaction to `filing-decided`, at `source_position` of associations' log.
    """

    association_id: Reference
    slug: Reference
    source_position: int


CaseFilingEvent = FilingOutcomeDeclined
