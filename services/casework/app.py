"""Casework (办理): the back office, its staff and posts, the policy and the calendar."""

from __future__ import annotations

from starlette.types import ASGIApp

from services.casework import timers
from services.casework.api import benefit as benefit_api
from services.casework.api import benefit_standing as benefit_standing_api
from services.casework.api import calendar as calendar_api
from services.casework.api import case as case_api
from services.casework.api import case_aftermath as case_aftermath_api
from services.casework.api import case_assignment as case_assignment_api
from services.casework.api import case_body as case_body_api
from services.casework.api import case_clocks as case_clocks_api
from services.casework.api import case_decision as case_decision_api
from services.casework.api import case_inquiry as case_inquiry_api
from services.casework.api import case_list as case_list_api
from services.casework.api import case_notice as case_notice_api
from services.casework.api import case_notice_public as case_notice_public_api
from services.casework.api import case_recheck as case_recheck_api
from services.casework.api import case_search as case_search_api
from services.casework.api import case_statistics as case_statistics_api
from services.casework.api import case_supervision as case_supervision_api
from services.casework.api import committee_task as committee_task_api
from services.casework.api import cover as cover_api
from services.casework.api import delegation as delegation_api
from services.casework.api import policy as policy_api
from services.casework.api import post as post_api
from services.casework.api import staff as staff_api
from services.casework.domain.benefit import BENEFIT
from services.casework.domain.calendar import CALENDAR
from services.casework.domain.case import CASE
from services.casework.domain.committee_task import COMMITTEE_TASK
from services.casework.domain.contract import CONTRACT
from services.casework.domain.delegation import DELEGATION
from services.casework.domain.item import ITEM
from services.casework.domain.policy import POLICY
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from services.casework.domain.substitutes import SUBSTITUTES
from services.casework.reactions import associations, grants, intake
from services.casework.views import benefit as benefit_view
from services.casework.views import calendar as calendar_view
from services.casework.views import case as case_view
from services.casework.views import case_clocks as case_clocks_view
from services.casework.views import case_mending as case_mending_view
from services.casework.views import case_notice as case_notice_view
from services.casework.views import case_pending as case_pending_view
from services.casework.views import case_statistics as case_statistics_view
from services.casework.views import committee_task as committee_task_view
from services.casework.views import cover as cover_view
from services.casework.views import delegation as delegation_view
from services.casework.views import holding as holding_view
from services.casework.views import policy as policy_view
from services.casework.views import post as post_view
from services.casework.views import staff as staff_view
from shared.contracts import casework
from shared.runtime.api import process
from shared.runtime.privacy import with_privacy
from shared.runtime.service import Parts, running
from shared.runtime.settings import Settings

PARTS = Parts(
    name=casework.SERVICE,
    title_zh="办理",
    title_en="Casework",
    events=casework.EVENTS,
    deciders=(CASE, BENEFIT, POST, SUBSTITUTES, STAFF, POLICY, CALENDAR, ITEM, DELEGATION, CONTRACT, COMMITTEE_TASK),
    views=(
        case_view.VIEW,
        case_mending_view.VIEW,
        case_pending_view.VIEW,
        case_notice_view.VIEW,
        case_statistics_view.VIEW,
        case_clocks_view.VIEW,
        benefit_view.VIEW,
        committee_task_view.VIEW,
        post_view.VIEW,
        cover_view.VIEW,
        delegation_view.VIEW,
        staff_view.VIEW,
        policy_view.VIEW,
        calendar_view.VIEW,
    ),
    reactions=(intake.REACTION, grants.REACTION, associations.REACTION),
    timers=timers.TIMERS,
    routes=(
        case_api.routes,
        case_search_api.routes,
        case_statistics_api.routes,
        case_decision_api.routes,
        case_recheck_api.routes,
        case_body_api.routes,
        case_clocks_api.routes,
        case_assignment_api.routes,
        case_supervision_api.routes,
        case_list_api.routes,
        case_inquiry_api.routes,
        case_notice_api.routes,
        case_notice_public_api.routes,
        case_aftermath_api.routes,
        cover_api.routes,
        post_api.routes,
        staff_api.routes,
        delegation_api.routes,
        benefit_api.routes,
        benefit_standing_api.routes,
        committee_task_api.routes,
        policy_api.routes,
        calendar_api.routes,
    ),
)
PARTS = with_privacy(PARTS, holding_view.HOLDINGS)


def build(settings: Settings) -> ASGIApp:
    """The service as an ASGI application; it connects when it is started."""
    return process(settings, PARTS, running)
