"""A community with its committees, people and units, for tables of appraisals; numbers are those of the seed."""

from __future__ import annotations

from datetime import date

from services.councils.domain.appraisal_period import appraisal_id, previous
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.community import COMMUNITY
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.person import PERSON
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.resident_unit import RESIDENT_UNIT
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from shared.contracts.councils.appraisal import AppraisalIndicator, AppraisalOpened, Marks, Scores, SubjectKind
from shared.contracts.councils.committee import CommitteeAssigned, CommitteeFounded, CommitteeKind
from shared.contracts.councils.committee_members import CommitteeTermBegun, MemberElected, Office, OfficeSeats
from shared.contracts.councils.community import CentreKind, CentreOpened, CommunityEstablished
from shared.contracts.councils.party_branch_committee import BranchPostFilled, BranchTermBegun, BranchTitle
from shared.contracts.councils.representatives import RepresentativeElected
from shared.contracts.councils.resident_unit import UnitKind, UnitRegistered
from shared.contracts.councils.supervision_committee import Office as SupervisionOffice
from shared.contracts.councils.supervision_committee import SupervisionMemberElected
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.personal import Published
from shared.kernel.provenance import Provenance
from shared.testing.decider import CLERK, context, known
from tests.councils.bodies import POLICY, entered

REFORM = date(2013, 9, 29)
DONGGUAN, TAINING = "dongguan", "taining"
CIYOU, VILLAGE, ELSEWHERE = "ciyou", "village", "elsewhere"
CENTRE, UNIT = "centre", "unit"
MEMBERS = ("m1", "m2", "m3", "m4", "m5")
STRANGER = "stranger"
REPRESENTED_BY = 30
WORKING_COMMITTEE = Actor(ActorId("w1"), Role.WORKING_COMMITTEE, DONGGUAN)
THEIRS = Actor(ActorId("w2"), Role.WORKING_COMMITTEE, TAINING)
M1 = Actor(ActorId("m1"), Role.COMMITTEE, CIYOU)
M2 = Actor(ActorId("m2"), Role.COMMITTEE, CIYOU)
THEMSELVES = Actor(ActorId("m1"), Role.WORKING_COMMITTEE, DONGGUAN)
DIRECTOR = Actor(ActorId("d1"), Role.CENTRE_DIRECTOR, CENTRE)
OTHER_DIRECTOR = Actor(ActorId("d2"), Role.CENTRE_DIRECTOR, "other-centre")

INDICATORS = (AppraisalIndicator(title="入户走访"),)
NOW = "2014-12-22T09:00+08:00"
"""A Monday; five working days later it is the next."""


def here(at: str = NOW, actor: Actor = CLERK) -> Context:
    return context(at, actor, POLICY)


def founded(kind: CommitteeKind = CommitteeKind.RESIDENTS) -> CommitteeFounded:
    return CommitteeFounded(kind=kind, name_zh="x", aliases=(), stat_code_12="630102002008", street_code="630102002")


def assigned(community_id: str = DONGGUAN) -> CommitteeAssigned:
    return CommitteeAssigned(
        community_id=community_id, effective_on=REFORM, provenance=Provenance.SYNTHETIC, source="a test"
    )


def term(from_on: date = date(2014, 1, 1)) -> CommitteeTermBegun:
    seats = (OfficeSeats(office=Office.CHAIR, seats=1), OfficeSeats(office=Office.MEMBER, seats=4))
    return CommitteeTermBegun(
        committee_id=CIYOU, election_id="e9", term=9, seats=seats, from_on=from_on, until_on=date(2017, 4, 30)
    )


def elected(person_id: str, from_on: date = date(2014, 1, 1)) -> MemberElected:
    return MemberElected(
        committee_id=CIYOU,
        person_id=person_id,
        office=Office.MEMBER,
        name=Published(value="x", reason="of the test"),
        election_id="e9",
        term=9,
        term_from_on=from_on,
        term_until_on=date(2017, 4, 30),
    )


def sits(person_id: str) -> SupervisionMemberElected:
    return SupervisionMemberElected(
        committee_id=CIYOU,
        person_id=person_id,
        office=SupervisionOffice.MEMBER,
        name=Published(value="x", reason="of the test"),
        from_on=date(2014, 1, 1),
        until_on=date(2017, 4, 30),
    )


def branch_term() -> BranchTermBegun:
    return BranchTermBegun(number=9, from_on=date(2014, 1, 1), until_on=date(2017, 4, 30))


def heads_branch(person_id: str) -> BranchPostFilled:
    return BranchPostFilled(
        post_id="p", term=9, person_id=person_id, title=BranchTitle.SECRETARY, from_on=date(2014, 1, 1)
    )


def represents(number: int) -> RepresentativeElected:
    return RepresentativeElected(
        person_id=f"r{number}", group_id="g", elected_on=REFORM, from_on=REFORM, until_on=date(2016, 9, 28)
    )


def community() -> CommunityEstablished:
    return CommunityEstablished(name_zh="东关", name_en="x", aliases=(), founded_on=REFORM)


def centre(community_id: str = DONGGUAN) -> CentreOpened:
    return CentreOpened(
        centre_id=CENTRE,
        community_id=community_id,
        kind=CentreKind.PUBLIC_SERVICE,
        name_zh="x",
        name_en="x",
        opened_on=REFORM,
    )


def unit() -> UnitRegistered:
    return UnitRegistered(
        community_id=DONGGUAN, kind=UnitKind.PROPERTY_COMPANY, name_zh="示例物业", resident_from_on=REFORM
    )


RELATED = (
    known(COMMITTEE, CIYOU, founded(), assigned())
    | known(COMMITTEE, VILLAGE, founded(CommitteeKind.VILLAGERS), assigned())
    | known(COMMITTEE, ELSEWHERE, founded(), assigned(TAINING))
    | known(COMMITTEE, "unassigned", founded())
    | known(COMMITTEE, "nobody")
    | known(COMMITTEE_MEMBERS, CIYOU, term(), *map(elected, MEMBERS))
    | known(COMMITTEE_MEMBERS, VILLAGE)
    | known(COMMITTEE_MEMBERS, ELSEWHERE)
    | known(COMMITTEE_MEMBERS, "nobody")
    | known(COMMITTEE_MEMBERS, "unassigned")
    | known(SUPERVISION_COMMITTEE, CIYOU, sits("m2"))
    | known(PARTY_BRANCH_COMMITTEE, CIYOU, branch_term(), heads_branch("m3"))
    | known(SUPERVISION_COMMITTEE, VILLAGE)
    | known(PARTY_BRANCH_COMMITTEE, VILLAGE)
    | known(REPRESENTATIVES, CIYOU, *map(represents, range(REPRESENTED_BY)))
    | known(REPRESENTATIVES, VILLAGE)
    | known(REPRESENTATIVES, ELSEWHERE)
    | known(COMMUNITY, DONGGUAN, community(), centre())
    | known(COMMUNITY, TAINING, community())
    | known(RESIDENT_UNIT, UNIT, unit())
    | known(RESIDENT_UNIT, "nobody")
    | known(PERSON, "nobody")
)
RELATED |= {PERSON.ref(each): PERSON.fold([entered(each)]) for each in (*MEMBERS, STRANGER)}


def id_of(subject_id: str, kind: SubjectKind = SubjectKind.COMMITTEE_MEMBER, period: str = "2014") -> str:
    of_member = kind not in (SubjectKind.SERVICE_CENTRE, SubjectKind.RESIDENT_UNIT)
    return appraisal_id(kind, subject_id, CIYOU if of_member else None, period)


def opened(
    subject_id: str = "m1",
    kind: SubjectKind = SubjectKind.COMMITTEE_MEMBER,
    period: str = "2014",
    roll: tuple[str, ...] = ("m1",),
) -> AppraisalOpened:
    of_member = kind not in (SubjectKind.SERVICE_CENTRE, SubjectKind.RESIDENT_UNIT)
    together = roll if of_member else (subject_id,)
    return AppraisalOpened(
        subject_kind=kind,
        subject_id=subject_id,
        committee_id=CIYOU if of_member else None,
        community_id=DONGGUAN,
        period=period,
        indicators=INDICATORS,
        roll=tuple(id_of(each, kind, period) for each in together),
        previous_id=id_of(subject_id, kind, previous(period)),
        opened_on=date(2014, 12, 22),
    )


def scores(excellent: int = 0, competent: int = 0, basically: int = 0, not_competent: int = 0) -> Scores:
    return Scores(excellent=excellent, competent=competent, basically_competent=basically, not_competent=not_competent)


def marks(daily_work: int = 90, working_committee: int = 90, discipline: int = 90) -> Marks:
    return Marks(daily_work=daily_work, working_committee=working_committee, discipline=discipline)
