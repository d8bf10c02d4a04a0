"""Rules of appraisals by name: who is appraised when, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from services.councils.domain.appraisal_commands import OpenAppraisal
from services.councils.domain.appraisal_period import is_half, span_of
from services.councils.domain.appraisal_refusals import NotTheSubject, OpeningRule, OwnAppraisal
from services.councils.domain.appraisal_state import File
from services.councils.domain.committee import COMMITTEE, Assigned, Committee
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.committee_members import Seat as MemberSeat
from services.councils.domain.community import COMMUNITY, Community
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.person import PERSON, NotEntered
from services.councils.domain.resident_unit import RESIDENT_UNIT, Resident
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_state import Seat as SupervisionSeat
from shared.contracts.councils.appraisal import AppraisalOpened, SubjectKind
from shared.contracts.councils.community import CentreKind
from shared.kernel.actors import Role
from shared.kernel.decider import Context
from shared.kernel.policy import Policy
from shared.kernel.refusals import Refusal

MEMBERS = frozenset({SubjectKind.COMMITTEE_MEMBER, SubjectKind.BRANCH_POST, SubjectKind.SUPERVISION_MEMBER})
ELECTED = frozenset({SubjectKind.COMMITTEE_MEMBER, SubjectKind.SUPERVISION_MEMBER})
_MONTHS: Mapping[SubjectKind, str] = {
    SubjectKind.SERVICE_CENTRE: "appraisal.centre_months",
    SubjectKind.RESIDENT_UNIT: "appraisal.unit_months",
}
PER_YEAR = "appraisal.per_year"
_YEAR = 12
_OWN_BODY = {Role.CENTRE_DIRECTOR: SubjectKind.SERVICE_CENTRE, Role.UNIT_DELEGATE: SubjectKind.RESIDENT_UNIT}
_PERSONS = frozenset({Role.COMMITTEE, Role.SUPERVISION_COMMITTEE})


def barred_from_subject(kind: SubjectKind, subject_id: str, context: Context) -> Refusal | None:
    """That who acts is not the subject; the counter and those above enter for anybody what they did on paper."""
    actor = context.actor
    if actor.role in _OWN_BODY and (_OWN_BODY[actor.role], subject_id) != (kind, actor.org):
        return NotTheSubject()
    return NotTheSubject() if actor.role in _PERSONS and actor.id != subject_id else None


def judges_themselves(file: File, context: Context) -> Refusal | None:
    """That somebody handles their own appraisal."""
    return OwnAppraisal() if context.actor.id == file.opened.subject_id else None


def of_community(committee: Committee, community_id: str) -> bool:
    """Whether a committee belongs to the community."""
    return isinstance(committee, Assigned) and committee.last.community_id == community_id


def scored_by(committee_id: str, opened: AppraisalOpened, context: Context) -> bool:
    """Whether a committee's residents score a subject: a member is scored by their own, an outsider by any of the
    community's.
    """
    if opened.committee_id is not None:
        return committee_id == opened.committee_id
    return of_community(context.look(COMMITTEE, committee_id), opened.community_id)


# --- who is appraised when --------------------------------------------------


def appraised_for(kind: SubjectKind, period: str, policy: Policy, day: date) -> bool:
    """Whether those of a kind are appraised for periods as long as this one, by the policy of a day."""
    months = _MONTHS.get(kind)
    each = policy.whole(months, day) if months is not None else _YEAR // policy.whole(PER_YEAR, day)
    return is_half(period) is (each < _YEAR)


def _right_period(command: OpenAppraisal, context: Context) -> bool:
    return appraised_for(command.subject_kind, command.period, context.policy, context.today)


def _period_begun(command: OpenAppraisal, context: Context) -> bool:
    return span_of(command.period).from_on <= context.today


def _committee_of_community(command: OpenAppraisal, context: Context) -> bool:
    if command.subject_kind not in MEMBERS or command.committee_id is None:
        return (command.subject_kind in MEMBERS) is (command.committee_id is not None)
    return of_community(context.look(COMMITTEE, command.committee_id), command.community_id)


def _subject_known(command: OpenAppraisal, context: Context) -> bool:
    if command.subject_kind in MEMBERS:
        return not isinstance(context.look(PERSON, command.subject_id), NotEntered)
    if command.subject_kind is SubjectKind.RESIDENT_UNIT:
        unit = context.look(RESIDENT_UNIT, command.subject_id)
        return isinstance(unit, Resident) and unit.community_id == command.community_id
    community = context.look(COMMUNITY, command.community_id)
    centre = community.centres.get(CentreKind.PUBLIC_SERVICE) if isinstance(community, Community) else None
    return centre is not None and centre.centre_id == command.subject_id


def _held_office(command: OpenAppraisal, context: Context) -> bool:
    """Of a committee that nobody's election was entered of, as of most villages, it is not asked."""
    if command.committee_id is None:
        return True
    match command.subject_kind:
        case SubjectKind.COMMITTEE_MEMBER:
            return _sat(context.look(COMMITTEE_MEMBERS, command.committee_id).seats, command)
        case SubjectKind.SUPERVISION_MEMBER:
            return _sat(context.look(SUPERVISION_COMMITTEE, command.committee_id).seats, command)
        case SubjectKind.BRANCH_POST:
            branch = context.look(PARTY_BRANCH_COMMITTEE, command.committee_id)
            return branch.term is None or command.subject_id in branch.posts
        case _:
            return True


def _sat(seats: Sequence[MemberSeat | SupervisionSeat], command: OpenAppraisal) -> bool:
    """Whether somebody sat in the period, as far as it is known who did."""
    span = span_of(command.period)
    known = [each for each in seats if each.from_on <= span.until_on and span.from_on <= each.until_on]
    return not known or any(each.person_id == command.subject_id for each in known)


def _named_by_law(command: OpenAppraisal, _context: Context) -> bool:
    return command.name is None or command.subject_kind in ELECTED


OPENING: Mapping[OpeningRule, Callable[[OpenAppraisal, Context], bool]] = {
    OpeningRule.RIGHT_PERIOD: _right_period,
    OpeningRule.PERIOD_BEGUN: _period_begun,
    OpeningRule.COMMITTEE_OF_COMMUNITY: _committee_of_community,
    OpeningRule.SUBJECT_KNOWN: _subject_known,
    OpeningRule.HELD_OFFICE: _held_office,
    OpeningRule.NAMED_BY_LAW: _named_by_law,
}
