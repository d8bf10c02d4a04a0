"""Intake (受理): the service hall, its catalogue and what residents apply for."""

from __future__ import annotations

from starlette.types import ASGIApp

from services.intake import timers
from services.intake.api import application as application_api
from services.intake.api import application_duplicates as duplicates_api
from services.intake.api import application_endings as application_endings_api
from services.intake.api import application_instant as application_instant_api
from services.intake.api import application_mending as application_mending_api
from services.intake.api import application_people as people_api
from services.intake.api import appointment as appointment_api
from services.intake.api import appointment_public as appointment_public_api
from services.intake.api import attachment as attachment_api
from services.intake.api import compensatory_leave as compensatory_leave_api
from services.intake.api import complaint as complaint_api
from services.intake.api import document as document_api
from services.intake.api import document_slip as slip_api
from services.intake.api import draft as draft_api
from services.intake.api import emergency as emergency_api
from services.intake.api import enquiry as enquiry_api
from services.intake.api import enquiry_public as enquiry_public_api
from services.intake.api import erasure as erasure_api
from services.intake.api import hall as hall_api
from services.intake.api import identity as identity_api
from services.intake.api import item as item_api
from services.intake.api import item_public as item_public_api
from services.intake.api import notification as notification_api
from services.intake.api import opening as opening_api
from services.intake.api import opinion as opinion_api
from services.intake.api import progress as progress_api
from services.intake.api import queue as queue_api
from services.intake.api import rating as rating_api
from services.intake.api import rating_cast as rating_cast_api
from services.intake.api import rating_statistics as rating_statistics_api
from services.intake.api import roster as roster_api
from services.intake.api import waiting as waiting_api
from services.intake.domain.application import APPLICATION
from services.intake.domain.appointment import BOOK
from services.intake.domain.attachment import ATTACHMENTS
from services.intake.domain.booker import BOOKER
from services.intake.domain.centre import CENTRE
from services.intake.domain.claim import CLAIMS
from services.intake.domain.committee import COMMITTEE
from services.intake.domain.compensatory_leave import COMPENSATORY_LEAVE
from services.intake.domain.complaint import COMPLAINT
from services.intake.domain.delegation import DELEGATIONS
from services.intake.domain.draft import DRAFT
from services.intake.domain.emergency import EMERGENCY
from services.intake.domain.enquiry import ENQUIRY
from services.intake.domain.erasure import ERASURE
from services.intake.domain.hall import HALL
from services.intake.domain.item import ITEM
from services.intake.domain.opinion import OPINION
from services.intake.domain.progress import PROGRESS
from services.intake.domain.queue import QUEUE
from services.intake.domain.rating import RATING
from services.intake.domain.rating_box import RATING_BOX
from services.intake.domain.rating_offer import RATING_OFFER
from services.intake.domain.rating_token import RATING_TOKEN
from services.intake.domain.roster import ROSTER
from services.intake.domain.voucher import VOUCHERS
from services.intake.domain.window_post import WINDOW_POSTS
from services.intake.reactions import associations, casework, councils, grants
from services.intake.views import application as application_view
from services.intake.views import application_course as application_course_view
from services.intake.views import application_duplicates as duplicates_view
from services.intake.views import application_instant as application_instant_view
from services.intake.views import application_people as people_view
from services.intake.views import appointment as appointment_view
from services.intake.views import attachment as attachment_view
from services.intake.views import compensatory_leave as compensatory_leave_view
from services.intake.views import complaint as complaint_view
from services.intake.views import draft as draft_view
from services.intake.views import emergency as emergency_view
from services.intake.views import enquiry as enquiry_view
from services.intake.views import erasure as erasure_view
from services.intake.views import hall as hall_view
from services.intake.views import holding as holding_view
from services.intake.views import item as item_view
from services.intake.views import progress as progress_view
from services.intake.views import queue as queue_view
from services.intake.views import rating as rating_view
from services.intake.views import rating_statistics as rating_statistics_view
from services.intake.views import roster as roster_view
from shared.contracts import intake
from shared.runtime import known
from shared.runtime.api import process
from shared.runtime.notification import NOTIFICATION
from shared.runtime.privacy import with_privacy
from shared.runtime.service import Parts, running
from shared.runtime.settings import Settings

PARTS = Parts(
    name=intake.SERVICE,
    title_zh="受理",
    title_en="Intake",
    events=intake.EVENTS,
    deciders=(
        APPLICATION,
        BOOK,
        ATTACHMENTS,
        BOOKER,
        CENTRE,
        CLAIMS,
        COMPENSATORY_LEAVE,
        COMPLAINT,
        DELEGATIONS,
        DRAFT,
        EMERGENCY,
        COMMITTEE,
        OPINION,
        ENQUIRY,
        ERASURE,
        HALL,
        ITEM,
        PROGRESS,
        QUEUE,
        RATING,
        RATING_BOX,
        RATING_OFFER,
        RATING_TOKEN,
        ROSTER,
        VOUCHERS,
        WINDOW_POSTS,
        NOTIFICATION,
        *known.DECIDERS,
    ),
    views=(
        application_view.VIEW,
        application_course_view.VIEW,
        duplicates_view.VIEW,
        application_instant_view.VIEW,
        people_view.VIEW,
        appointment_view.VIEW,
        attachment_view.VIEW,
        compensatory_leave_view.VIEW,
        complaint_view.VIEW,
        draft_view.VIEW,
        emergency_view.VIEW,
        enquiry_view.VIEW,
        erasure_view.VIEW,
        hall_view.VIEW,
        item_view.VIEW,
        progress_view.VIEW,
        queue_view.VIEW,
        rating_view.VIEW,
        rating_statistics_view.VIEW,
        roster_view.VIEW,
        notification_api.VIEW,
    ),
    reactions=(known.with_known(casework.REACTION), councils.REACTION, grants.REACTION, associations.REACTION),
    timers=timers.TIMERS,
    duties=(notification_api.DUTY, erasure_api.DUTY),
    routes=(
        application_api.routes,
        duplicates_api.routes,
        application_endings_api.routes,
        application_instant_api.routes,
        application_mending_api.routes,
        people_api.routes,
        appointment_api.routes,
        appointment_public_api.routes,
        attachment_api.routes,
        compensatory_leave_api.routes,
        complaint_api.routes,
        document_api.routes,
        slip_api.routes,
        draft_api.routes,
        draft_api.public_routes,
        emergency_api.routes,
        enquiry_api.routes,
        enquiry_public_api.routes,
        hall_api.routes,
        erasure_api.routes,
        identity_api.routes,
        item_api.routes,
        item_public_api.routes,
        notification_api.routes,
        opening_api.routes,
        opinion_api.routes,
        progress_api.routes,
        queue_api.routes,
        rating_api.routes,
        rating_cast_api.routes,
        rating_statistics_api.routes,
        roster_api.routes,
        waiting_api.routes,
    ),
)
PARTS = with_privacy(PARTS, holding_view.HOLDINGS)


def build(settings: Settings) -> ASGIApp:
    """The service as an ASGI application; it connects when it is started."""
    return process(settings, PARTS, running)
