"""Grants (资金): what the district buys of committees and associations, and its rewards for associations."""

from __future__ import annotations

from starlette.types import ASGIApp

from services.grants import timers
from services.grants.api import association_standing as association_standing_api
from services.grants.api import contract as contract_api
from services.grants.api import reward_application as reward_application_api
from services.grants.api import reward_round as reward_round_api
from services.grants.api import task_admission as task_admission_api
from services.grants.domain.association_standing import ASSOCIATION_STANDING
from services.grants.domain.contract import CONTRACT
from services.grants.domain.reward_application import REWARD_APPLICATION
from services.grants.domain.reward_round import REWARD_ROUND
from services.grants.domain.task_admission import TASK_ADMISSION
from services.grants.reactions import associations
from services.grants.views import association_standing as association_standing_view
from services.grants.views import contract as contract_view
from services.grants.views import reward_application as reward_application_view
from services.grants.views import reward_round as reward_round_view
from services.grants.views import task_admission as task_admission_view
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
        *known.DECIDERS,
        *(TASK_ADMISSION, CONTRACT, ASSOCIATION_STANDING, REWARD_ROUND, REWARD_APPLICATION),
    ),
    views=(
        *(task_admission_view.VIEW, contract_view.VIEW, association_standing_view.VIEW),
        *(reward_round_view.VIEW, reward_application_view.VIEW),
    ),
    reactions=(known.with_known(), associations.REACTION),
    timers=timers.TIMERS,
    routes=(
        *(task_admission_api.routes, contract_api.routes, association_standing_api.routes),
        *(reward_round_api.routes, reward_application_api.routes),
    ),
)


def build(settings: Settings) -> ASGIApp:
    """The service as an ASGI application; it connects when it is started."""
    return process(settings, PARTS, running)
