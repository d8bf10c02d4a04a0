"""Councils (居民自治): the structure of the district, and the residents' and villagers' committees in it."""

from __future__ import annotations

from starlette.types import ASGIApp

from services.councils.api import committee as committee_api
from services.councils.api import community as community_api
from services.councils.api import street as street_api
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.community import COMMUNITY
from services.councils.domain.statistical_code import STATISTICAL_CODE
from services.councils.domain.street import STREET
from services.councils.views import committee as committee_view
from services.councils.views import community as community_view
from services.councils.views import street as street_view
from shared.contracts import councils
from shared.runtime import known
from shared.runtime.api import process
from shared.runtime.privacy import with_privacy
from shared.runtime.service import Parts, running
from shared.runtime.settings import Settings

PARTS = Parts(
    name=councils.SERVICE,
    title_zh="居民自治",
    title_en="Councils",
    events=councils.EVENTS,
    deciders=(COMMUNITY, COMMITTEE, STATISTICAL_CODE, STREET, *known.DECIDERS),
    views=(community_view.VIEW, committee_view.VIEW, street_view.VIEW),
    reactions=(known.with_known(),),
    routes=(community_api.routes, committee_api.routes, street_api.routes),
)
PARTS = with_privacy(PARTS)


def build(settings: Settings) -> ASGIApp:
    """The service as an ASGI application; it connects when it is started."""
    return process(settings, PARTS, running)
