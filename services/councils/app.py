"""Councils (居民自治): the structure of the district, and the residents' and villagers' committees in it."""

from __future__ import annotations

from starlette.types import ASGIApp

from services.councils import timers
from services.councils.api import committee as committee_api
from services.councils.api import committee_members as committee_members_api
from services.councils.api import community as community_api
from services.councils.api import election as election_api
from services.councils.api import election_acts as election_acts_api
from services.councils.api import election_candidates as election_candidates_api
from services.councils.api import election_public as election_public_api
from services.councils.api import person as person_api
from services.councils.api import street as street_api
from services.councils.api import voter_roll as voter_roll_api
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.community import COMMUNITY
from services.councils.domain.election import ELECTION
from services.councils.domain.person import PERSON
from services.councils.domain.statistical_code import STATISTICAL_CODE
from services.councils.domain.street import STREET
from services.councils.domain.voter_roll import VOTER_ROLL
from services.councils.views import committee as committee_view
from services.councils.views import committee_members as committee_members_view
from services.councils.views import community as community_view
from services.councils.views import election as election_view
from services.councils.views import person as person_view
from services.councils.views import street as street_view
from services.councils.views import voter_roll as voter_roll_view
from shared.contracts import councils
from shared.runtime import known
from shared.runtime.api import process
from shared.runtime.service import Parts, running
from shared.runtime.settings import Settings

PARTS = Parts(
    name=councils.SERVICE,
    title_zh="居民自治",
    title_en="Councils",
    events=councils.EVENTS,
    deciders=(
        *(COMMUNITY, COMMITTEE, STATISTICAL_CODE, STREET, PERSON),
        *(COMMITTEE_MEMBERS, ELECTION, VOTER_ROLL),
        *known.DECIDERS,
    ),
    views=(
        *(community_view.VIEW, committee_view.VIEW, street_view.VIEW, person_view.VIEW),
        *(committee_members_view.VIEW, election_view.VIEW, voter_roll_view.VIEW),
    ),
    reactions=(known.with_known(),),
    timers=timers.TIMERS,
    routes=(
        *(community_api.routes, committee_api.routes, street_api.routes, person_api.routes),
        *(committee_members_api.routes, committee_members_api.public_routes, voter_roll_api.routes),
        *(election_acts_api.routes, election_candidates_api.routes, election_api.routes, election_public_api.routes),
    ),
)


def build(settings: Settings) -> ASGIApp:
    """The service as an ASGI application; it connects when it is started."""
    return process(settings, PARTS, running)
