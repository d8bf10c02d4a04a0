"""Associations (社团): filed with a community or registered with the district, from the draft to the end."""

from __future__ import annotations

from starlette.types import ASGIApp

from services.associations import timers
from services.associations.api import activity as activity_api
from services.associations.api import activity_rating as activity_rating_api
from services.associations.api import association as association_api
from services.associations.api import association_care as association_care_api
from services.associations.api import association_certificate as association_certificate_api
from services.associations.api import association_ending as association_ending_api
from services.associations.api import association_entry as association_entry_api
from services.associations.api import association_filing as association_filing_api
from services.associations.api import association_objection as association_objection_api
from services.associations.api import association_public as association_public_api
from services.associations.api import association_registration as association_registration_api
from services.associations.api import association_statistics as association_statistics_api
from services.associations.api import community as community_api
from services.associations.api import founder as founder_api
from services.associations.api import founding_guide as founding_guide_api
from services.associations.api import need as need_api
from services.associations.api import need_public as need_public_api
from services.associations.domain.activity import ACTIVITY
from services.associations.domain.activity_box import ACTIVITY_BOX
from services.associations.domain.activity_token import ACTIVITY_TOKEN
from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_name import ASSOCIATION_NAME
from services.associations.domain.community import COMMUNITY
from services.associations.domain.credit_code import CREDIT_CODE
from services.associations.domain.filing_numbers import FILING_NUMBERS
from services.associations.domain.founding_guide import FOUNDING_GUIDE
from services.associations.domain.need import NEED
from services.associations.domain.person_in_charge import PERSON_IN_CHARGE
from services.associations.domain.window_filing import WINDOW_FILING
from services.associations.reactions import councils, intake
from services.associations.views import activity as activity_view
from services.associations.views import association as association_view
from services.associations.views import association_care as association_care_view
from services.associations.views import community as community_view
from services.associations.views import holding as holding_view
from services.associations.views import need as need_view
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
    deciders=(
        ASSOCIATION,
        ASSOCIATION_NAME,
        COMMUNITY,
        CREDIT_CODE,
        FILING_NUMBERS,
        PERSON_IN_CHARGE,
        ACTIVITY,
        ACTIVITY_BOX,
        ACTIVITY_TOKEN,
        NEED,
        FOUNDING_GUIDE,
        WINDOW_FILING,
        *known.DECIDERS,
    ),
    views=(
        association_view.VIEW,
        community_view.VIEW,
        association_care_view.VIEW,
        activity_view.VIEW,
        need_view.VIEW,
    ),
    reactions=(
        known.with_known(),
        councils.REACTION,
        intake.REACTION,
    ),
    timers=timers.TIMERS,
    routes=(
        association_statistics_api.routes,
        association_api.routes,
        association_filing_api.routes,
        association_objection_api.routes,
        association_registration_api.routes,
        founder_api.routes,
        association_ending_api.routes,
        association_entry_api.routes,
        association_public_api.routes,
        association_certificate_api.routes,
        community_api.routes,
        association_care_api.routes,
        activity_api.routes,
        activity_rating_api.routes,
        need_api.routes,
        need_public_api.routes,
        founding_guide_api.routes,
    ),
)

PARTS = with_privacy(PARTS, holding_view.HOLDINGS)


def build(settings: Settings) -> ASGIApp:
    """The service as an ASGI application; it connects when it is started."""
    return process(settings, PARTS, running)
