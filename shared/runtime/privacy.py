"""What every service owes the people whose values it holds: who was shown what of them, a copy of everything, and that
they are forgotten when nobody has to keep anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shared.contracts.erasure import CONDUCTOR
from shared.kernel.reaction import Reaction
from shared.runtime import access_log, erasing, holding, subject
from shared.runtime.access import ACCESS, REVIEW_OVERDUE
from shared.runtime.erasure_answer import ERASURE_ANSWER, with_erasure
from shared.runtime.holding import NOTHING, Holdings
from shared.runtime.service import Parts


def with_privacy(parts: Parts, holdings: Holdings = NOTHING) -> Parts:
    """The same service, which also keeps an access log and finds what it holds of a person, and what it must keep.

    All but the one that conducts an erasure are asked for it.
    """
    private = replace(
        parts,
        deciders=(*parts.deciders, ACCESS),
        views=(*parts.views, access_log.VIEW, subject.view_of(parts.events), holding.view_of(holdings)),
        timers=(*parts.timers, REVIEW_OVERDUE),
        routes=(*parts.routes, access_log.routes, subject.routes),
    )
    if parts.name == CONDUCTOR:
        return private
    return replace(
        private,
        deciders=(*private.deciders, ERASURE_ANSWER),
        views=(*private.views, erasing.VIEW),
        reactions=_asked(parts.reactions),
        duties=(*parts.duties, erasing.DUTY),
    )


def _asked(reactions: Sequence[Reaction]) -> Sequence[Reaction]:
    """The reactions with one to who conducts erasures: the service's own, or a new one."""
    own = next((each for each in reactions if each.source == CONDUCTOR), None)
    return (*(each for each in reactions if each is not own), with_erasure(own))
