"""What casework does about associations: what was decided on a filing that a window accepted becomes its decision."""

from __future__ import annotations

from services.casework.domain.case import CASE
from services.casework.domain.case_filing import DecideAsFiled
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from services.casework.domain.substitutes import DISTRICT, SUBSTITUTES
from services.casework.domain.types import CaseId, StaffId
from shared.contracts import associations
from shared.contracts.associations.window_filing import FilingDecided
from shared.kernel.decider import Context, Step
from shared.kernel.envelope import Recorded
from shared.kernel.ids import by_trigger
from shared.kernel.reaction import Draft, Reaction


def filing_decided(recorded: Recorded[FilingDecided]) -> Draft:
    """An association was filed, or was not: the case is decided and closed on a post that the officer is on."""
    event = recorded.event

    def steps(context: Context) -> tuple[Step, ...]:
        posts = tuple(sorted(context.look(SUBSTITUTES, DISTRICT).concerning(StaffId(event.officer))))
        command = DecideAsFiled(
            association_id=event.association_id,
            outcome=event.outcome,
            statement=event.statement,
            officer=event.officer,
            posts=posts,
            decided_at=event.decided_at,
            source_position=recorded.position,
        )
        looked_at = (STAFF.ref(event.officer), *(POST.ref(post_id) for post_id in posts))
        return (Step(CASE, CaseId(by_trigger("case", event.application_id)), command, related=looked_at),)

    return Draft((SUBSTITUTES.ref(DISTRICT),), steps)


REACTION = Reaction(associations.SERVICE, associations.EVENTS, {FilingDecided: filing_decided})
