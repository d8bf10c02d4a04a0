"""Councils (居民自治): the structure of the district, and the residents' and villagers' committees in it."""

from __future__ import annotations

from starlette.types import ASGIApp

from services.councils import timers
from services.councils.api import appraisal as appraisal_api
from services.councils.api import appraisal_objection as appraisal_objection_api
from services.councils.api import appraisal_outstanding as appraisal_outstanding_api
from services.councils.api import appraisal_public as appraisal_public_api
from services.councils.api import appraisal_standing as appraisal_standing_api
from services.councils.api import assembly as assembly_api
from services.councils.api import centre_record as centre_record_api
from services.councils.api import committee as committee_api
from services.councils.api import committee_members as committee_members_api
from services.councils.api import committee_report as committee_report_api
from services.councils.api import committee_standing as committee_standing_api
from services.councils.api import community as community_api
from services.councils.api import disclosure as disclosure_api
from services.councils.api import district as district_api
from services.councils.api import election as election_api
from services.councils.api import election_acts as election_acts_api
from services.councils.api import election_candidates as election_candidates_api
from services.councils.api import election_public as election_public_api
from services.councils.api import grid_cell as grid_cell_api
from services.councils.api import hierarchy as hierarchy_api
from services.councils.api import joint_activity as joint_activity_api
from services.councils.api import meeting as meeting_api
from services.councils.api import opinion as opinion_api
from services.councils.api import opinion_public as opinion_public_api
from services.councils.api import pact as pact_api
from services.councils.api import party_branch_committee as party_branch_committee_api
from services.councils.api import party_working_committee as party_working_committee_api
from services.councils.api import person as person_api
from services.councils.api import petition as petition_api
from services.councils.api import pledge as pledge_api
from services.councils.api import question as question_api
from services.councils.api import rectification as rectification_api
from services.councils.api import representatives as representatives_api
from services.councils.api import resident_group as resident_group_api
from services.councils.api import resident_unit as resident_unit_api
from services.councils.api import resolution as resolution_api
from services.councils.api import resolution_objection as resolution_objection_api
from services.councils.api import resolution_public as resolution_public_api
from services.councils.api import self_governance_activity as self_governance_activity_api
from services.councils.api import street as street_api
from services.councils.api import supervision_committee as supervision_committee_api
from services.councils.api import supervision_committee_acts as supervision_committee_acts_api
from services.councils.api import supervision_committee_public as supervision_committee_public_api
from services.councils.api import task_refusal as task_refusal_api
from services.councils.api import topic as topic_api
from services.councils.api import training as training_api
from services.councils.api import voter_roll as voter_roll_api
from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.assembly import ASSEMBLY
from services.councils.domain.centre_record import CENTRE_MATTER, CENTRE_RECORD
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.committee_report import COMMITTEE_REPORT
from services.councils.domain.community import COMMUNITY
from services.councils.domain.disclosure import DISCLOSURES
from services.councils.domain.district import DISTRICT
from services.councils.domain.election import ELECTION
from services.councils.domain.grid_cell import GRID_CELLS
from services.councils.domain.joint_activity import JOINT_ACTIVITY
from services.councils.domain.meeting import MEETING
from services.councils.domain.opinion import OPINION
from services.councils.domain.pact import PACT
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.party_working_committee import PARTY_WORKING_COMMITTEE
from services.councils.domain.person import PERSON
from services.councils.domain.petition import PETITION
from services.councils.domain.pledge import PLEDGES
from services.councils.domain.question import QUESTION
from services.councils.domain.rectification import RECTIFICATION
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.resident_group import RESIDENT_GROUPS
from services.councils.domain.resident_unit import RESIDENT_UNIT
from services.councils.domain.resolution import RESOLUTION
from services.councils.domain.self_governance_activity import SELF_GOVERNANCE_ACTIVITY
from services.councils.domain.statistical_code import STATISTICAL_CODE
from services.councils.domain.street import STREET
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.task_refusal import KNOWN_ADMISSION, TASK_REFUSAL
from services.councils.domain.topic import TOPIC
from services.councils.domain.training import TRAINING
from services.councils.domain.unit_record import UNIT_RECORD
from services.councils.domain.voter_roll import VOTER_ROLL
from services.councils.reactions import casework, grants, intake
from services.councils.views import appraisal as appraisal_view
from services.councils.views import assembly as assembly_view
from services.councils.views import committee as committee_view
from services.councils.views import committee_members as committee_members_view
from services.councils.views import community as community_view
from services.councils.views import disclosure as disclosure_view
from services.councils.views import election as election_view
from services.councils.views import holding as holding_view
from services.councils.views import joint_activity as joint_activity_view
from services.councils.views import meeting as meeting_view
from services.councils.views import offices as offices_view
from services.councils.views import opinion as opinion_view
from services.councils.views import pact as pact_view
from services.councils.views import party_working_committee as party_working_committee_view
from services.councils.views import person as person_view
from services.councils.views import petition as petition_view
from services.councils.views import pledge as pledge_view
from services.councils.views import question as question_view
from services.councils.views import rectification as rectification_view
from services.councils.views import representatives as representatives_view
from services.councils.views import resident_unit as resident_unit_view
from services.councils.views import resolution as resolution_view
from services.councils.views import self_governance_activity as self_governance_activity_view
from services.councils.views import street as street_view
from services.councils.views import supervision_committee as supervision_committee_view
from services.councils.views import task_refusal as task_refusal_view
from services.councils.views import topic as topic_view
from services.councils.views import training as training_view
from services.councils.views import voter_roll as voter_roll_view
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
    deciders=(
        *(COMMUNITY, COMMITTEE, STATISTICAL_CODE, STREET),
        *(PERSON, RESIDENT_UNIT, PARTY_WORKING_COMMITTEE, JOINT_ACTIVITY, PLEDGES, UNIT_RECORD),
        *(DISTRICT, RESIDENT_GROUPS, GRID_CELLS, PARTY_BRANCH_COMMITTEE),
        *(COMMITTEE_MEMBERS, ELECTION, VOTER_ROLL),
        *(REPRESENTATIVES, SUPERVISION_COMMITTEE, ASSEMBLY, PETITION, PACT),
        *(OPINION, TOPIC, MEETING, RESOLUTION),
        *(APPRAISAL, COMMITTEE_REPORT, RECTIFICATION, CENTRE_MATTER, CENTRE_RECORD, TRAINING),
        *(SELF_GOVERNANCE_ACTIVITY, DISCLOSURES, QUESTION, KNOWN_ADMISSION, TASK_REFUSAL),
        *known.DECIDERS,
    ),
    views=(
        *(community_view.VIEW, committee_view.VIEW, street_view.VIEW),
        *(person_view.VIEW, resident_unit_view.VIEW, party_working_committee_view.VIEW),
        *(joint_activity_view.VIEW, pledge_view.VIEW),
        *(committee_members_view.VIEW, offices_view.VIEW, election_view.VIEW, voter_roll_view.VIEW),
        *(representatives_view.VIEW, supervision_committee_view.VIEW),
        *(assembly_view.VIEW, petition_view.VIEW, pact_view.VIEW),
        *(opinion_view.VIEW, topic_view.VIEW, meeting_view.VIEW, resolution_view.VIEW),
        *(appraisal_view.VIEW, rectification_view.VIEW, training_view.VIEW, self_governance_activity_view.VIEW),
        *(disclosure_view.VIEW, question_view.VIEW, task_refusal_view.VIEW),
    ),
    reactions=(
        known.with_known(casework.REACTION),
        intake.REACTION,
        grants.REACTION,
    ),
    timers=timers.TIMERS,
    routes=(
        *(community_api.routes, committee_api.routes, committee_standing_api.routes, street_api.routes),
        *(person_api.routes, resident_unit_api.routes, party_working_committee_api.routes),
        *(joint_activity_api.routes, pledge_api.routes, district_api.routes, hierarchy_api.routes),
        *(resident_group_api.routes, grid_cell_api.routes, party_branch_committee_api.routes),
        *(committee_members_api.routes, committee_members_api.public_routes, voter_roll_api.routes),
        *(election_acts_api.routes, election_candidates_api.routes, election_api.routes, election_public_api.routes),
        *(representatives_api.routes, representatives_api.public_routes),
        *(supervision_committee_api.routes, supervision_committee_acts_api.routes),
        supervision_committee_public_api.routes,
        *(assembly_api.routes, assembly_api.public_routes, petition_api.routes),
        *(pact_api.routes, pact_api.public_routes),
        *(opinion_api.routes, opinion_public_api.routes, topic_api.routes, meeting_api.routes),
        *(resolution_api.routes, resolution_objection_api.routes, resolution_public_api.routes),
        *(appraisal_api.routes, appraisal_objection_api.routes, appraisal_public_api.routes),
        *(
            appraisal_standing_api.routes,
            appraisal_outstanding_api.routes,
            rectification_api.routes,
            centre_record_api.routes,
        ),
        *(training_api.routes, self_governance_activity_api.routes, disclosure_api.routes),
        *(question_api.routes, task_refusal_api.routes, committee_report_api.routes),
    ),
)

PARTS = with_privacy(PARTS, holding_view.HOLDINGS)


def build(settings: Settings) -> ASGIApp:
    """The service as an ASGI application; it connects when it is started."""
    return process(settings, PARTS, running)
