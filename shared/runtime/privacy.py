"""What every service owes the people whose values it holds: who was shown what of them, and a copy of everything."""

from __future__ import annotations

from dataclasses import replace

from shared.runtime import access_log, subject
from shared.runtime.access import ACCESS, REVIEW_OVERDUE
from shared.runtime.service import Parts


def with_privacy(parts: Parts) -> Parts:
    """The same service, which also keeps an access log and finds what it holds of a person."""
    return replace(
        parts,
        deciders=(*parts.deciders, ACCESS),
        views=(*parts.views, access_log.VIEW, subject.view_of(parts.events)),
        timers=(*parts.timers, REVIEW_OVERDUE),
        routes=(*parts.routes, access_log.routes, subject.routes),
    )
