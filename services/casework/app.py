"""Casework (办理): the back office, its staff and posts, the policy and the calendar."""

from __future__ import annotations

from starlette.types import ASGIApp

from services.casework.api import calendar as calendar_api
from services.casework.api import case as case_api
from services.casework.api import policy as policy_api
from services.casework.api import post as post_api
from services.casework.api import staff as staff_api
from services.casework.domain.calendar import CALENDAR
from services.casework.domain.case import CASE
from services.casework.domain.item import ITEM
from services.casework.domain.policy import POLICY
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from services.casework.domain.substitutes import SUBSTITUTES
from services.casework.reactions import intake
from services.casework.views import calendar as calendar_view
from services.casework.views import case as case_view
from services.casework.views import policy as policy_view
from services.casework.views import post as post_view
from services.casework.views import staff as staff_view
from shared.contracts import casework
from shared.runtime.api import process
from shared.runtime.service import Parts, running
from shared.runtime.settings import Settings

PARTS = Parts(
    name=casework.SERVICE,
    title_zh="办理",
    title_en="Casework",
    events=casework.EVENTS,
    deciders=(CASE, POST, SUBSTITUTES, STAFF, POLICY, CALENDAR, ITEM),
    views=(case_view.VIEW, post_view.VIEW, staff_view.VIEW, policy_view.VIEW, calendar_view.VIEW),
    reactions=(intake.REACTION,),
    routes=(case_api.routes, post_api.routes, staff_api.routes, policy_api.routes, calendar_api.routes),
)


def build(settings: Settings) -> ASGIApp:
    """The service as an ASGI application; it connects when it is started."""
    return process(settings, PARTS, running)
