"""Grants (资金): the district's money for its communities, beginning with the special fund of residents' committees."""

from __future__ import annotations

from starlette.types import ASGIApp

from services.grants.api import allocation_round as allocation_round_api
from services.grants.api import fund as fund_api
from services.grants.api import fund_project as fund_project_api
from services.grants.api import fund_project_work as fund_project_work_api
from services.grants.api import fund_public as fund_public_api
from services.grants.domain.allocation_round import ALLOCATION_ROUND
from services.grants.domain.committee import COMMITTEES, SEATS
from services.grants.domain.fund import FUND
from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.invoice import INVOICE
from services.grants.domain.kin import KIN
from services.grants.domain.resolution import RESOLUTION
from services.grants.reactions import councils
from services.grants.timers import TIMERS
from services.grants.views import allocation_round as allocation_round_view
from services.grants.views import fund as fund_view
from services.grants.views import fund_payment as fund_payment_view
from services.grants.views import fund_project as fund_project_view
from shared.contracts import grants
from shared.runtime import known
from shared.runtime.api import process
from shared.runtime.service import Parts, running
from shared.runtime.settings import Settings

PARTS = Parts(
    name=grants.SERVICE,
    title_zh="资金",
    title_en="Grants",
    events=grants.EVENTS,
    deciders=(
        *(COMMITTEES, SEATS, KIN, RESOLUTION, FUND, ALLOCATION_ROUND, FUND_PROJECT, INVOICE),
        *known.DECIDERS,
    ),
    views=(fund_view.VIEW, allocation_round_view.VIEW, fund_project_view.VIEW, fund_payment_view.VIEW),
    reactions=(known.with_known(), councils.REACTION),
    timers=TIMERS,
    routes=(
        *(fund_api.routes, allocation_round_api.routes, fund_project_api.routes, fund_project_work_api.routes),
        fund_public_api.routes,
    ),
)


def build(settings: Settings) -> ASGIApp:
    """The service as an ASGI application; it connects when it is started."""
    return process(settings, PARTS, running)
