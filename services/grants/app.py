"""Grants (资金): the district's money for its communities, beginning with the special fund of residents' committees."""

from __future__ import annotations

from starlette.types import ASGIApp

from services.grants.api import allocation_round as allocation_round_api
from services.grants.api import association_standing as association_standing_api
from services.grants.api import contract as contract_api
from services.grants.api import fund as fund_api
from services.grants.api import fund_project as fund_project_api
from services.grants.api import fund_project_objection as fund_project_objection_api
from services.grants.api import fund_project_work as fund_project_work_api
from services.grants.api import fund_public as fund_public_api
from services.grants.api import infra_project as infra_project_api
from services.grants.api import premises as premises_api
from services.grants.api import reward_application as reward_application_api
from services.grants.api import reward_round as reward_round_api
from services.grants.api import stipend as stipend_api
from services.grants.api import task_admission as task_admission_api
from services.grants.domain.allocation_round import ALLOCATION_ROUND
from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.committee import COMMITTEES, SEATS
from services.grants.domain.contract import CONTRACT
from services.grants.domain.fund import FUND
from services.grants.domain.fund_project import FUND_PROJECT
from services.grants.domain.infra_project import INFRA_PROJECT
from services.grants.domain.invoice import INVOICE
from services.grants.domain.kin import KIN
from services.grants.domain.premises import PREMISES
from services.grants.domain.resolution import RESOLUTION
from services.grants.domain.reward_application import REWARD_APPLICATION
from services.grants.domain.reward_round import REWARD_ROUND
from services.grants.domain.stipend import STIPEND
from services.grants.domain.task_admission import TASK_ADMISSION
from services.grants.reactions import associations, councils
from services.grants.timers import TIMERS
from services.grants.views import allocation_round as allocation_round_view
from services.grants.views import association_standing as association_standing_view
from services.grants.views import contract as contract_view
from services.grants.views import fund as fund_view
from services.grants.views import fund_payment as fund_payment_view
from services.grants.views import fund_project as fund_project_view
from services.grants.views import infra_project as infra_project_view
from services.grants.views import premises as premises_view
from services.grants.views import reward_application as reward_application_view
from services.grants.views import reward_round as reward_round_view
from services.grants.views import stipend as stipend_view
from services.grants.views import task_admission as task_admission_view
from shared.contracts import grants
from shared.runtime import known
from shared.runtime.api import process
from shared.runtime.privacy import with_privacy
from shared.runtime.service import Parts, running
from shared.runtime.settings import Settings

PARTS = Parts(
    name=grants.SERVICE,
    title_zh="资金",
    title_en="Grants",
    events=grants.EVENTS,
    deciders=(
        *(COMMITTEES, SEATS, KIN, RESOLUTION, FUND, ALLOCATION_ROUND, FUND_PROJECT, INVOICE),
        *(TASK_ADMISSION, CONTRACT, ASSOCIATION_STANDING, REWARD_ROUND, REWARD_APPLICATION),
        *(PREMISES, INFRA_PROJECT, STIPEND),
        *known.DECIDERS,
    ),
    views=(
        fund_view.VIEW,
        allocation_round_view.VIEW,
        fund_project_view.VIEW,
        fund_payment_view.VIEW,
        *(task_admission_view.VIEW, contract_view.VIEW, association_standing_view.VIEW),
        *(reward_round_view.VIEW, reward_application_view.VIEW),
        *(premises_view.VIEW, infra_project_view.VIEW, stipend_view.VIEW),
    ),
    reactions=(
        known.with_known(),
        councils.REACTION,
        associations.REACTION,
    ),
    timers=TIMERS,
    routes=(
        *(fund_api.routes, allocation_round_api.routes, fund_project_api.routes, fund_project_work_api.routes),
        *(fund_project_objection_api.routes, fund_public_api.routes),
        *(task_admission_api.routes, contract_api.routes, association_standing_api.routes),
        *(reward_round_api.routes, reward_application_api.routes),
        *(premises_api.routes, infra_project_api.routes, stipend_api.routes),
    ),
)
PARTS = with_privacy(PARTS)


def build(settings: Settings) -> ASGIApp:
    """The service as an ASGI application; it connects when it is started."""
    return process(settings, PARTS, running)
