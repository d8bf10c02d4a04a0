"""Associations (社团): so far it knows the policy and the calendar that its decisions will stand on."""

from __future__ import annotations

from starlette.types import ASGIApp

from shared.contracts import associations
from shared.runtime import known
from shared.runtime.api import process
from shared.runtime.privacy import with_privacy
from shared.runtime.service import Parts, running
from shared.runtime.settings import Settings

PARTS = Parts(
    name=associations.SERVICE,
    title_zh="社团",
    title_en="Associations",
    events=associations.EVENTS,
    deciders=known.DECIDERS,
    reactions=(known.with_known(),),
)
PARTS = with_privacy(PARTS)


def build(settings: Settings) -> ASGIApp:
    """The service as an ASGI application; it connects when it is started."""
    return process(settings, PARTS, running)
