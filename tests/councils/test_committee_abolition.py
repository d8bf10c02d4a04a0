"""A committee is abolished: who has a say in it, what ends with it, and that nothing more is begun with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.councils.domain.appraisal import APPRAISAL
from services.councils.domain.appraisal_commands import OpenAppraisal
from services.councils.domain.assembly import ASSEMBLY, CallAssembly
from services.councils.domain.committee import (
    COMMITTEE,
    AbolishCommittee,
    AssignCommittee,
    CommitteeUnknown,
    CountHouseholds,
)
from services.councils.domain.committee_refusals import (
    AbolitionAhead,
    AbolitionNotDecided,
    AssignmentOutOfOrder,
    CommitteeIsAbolished,
    ElectionRuns,
    SuccessorCommitteeMissing,
)
from services.councils.domain.election import ELECTION
from services.councils.domain.election_commands import CallElection
from services.councils.domain.election_papers import Papers
from services.councils.domain.election_state import ResultOut
from services.councils.domain.grid_cell import GRID_CELLS
from services.councils.domain.grid_cell_commands import DrawCell
from services.councils.domain.mandate import OfAnotherCommunity
from services.councils.domain.meeting import MEETING
from services.councils.domain.meeting_commands import ConveneMeeting
from services.councils.domain.pact import PACT, DraftPact
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.party_branch_committee_commands import BeginBranchTerm, VacateBranchPost
from services.councils.domain.petition import PETITION, StartPetition
from services.councils.domain.question import QUESTION, PutQuestion
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.representatives_commands import ApportionSeats, ElectRepresentative
from services.councils.domain.resident_group import RESIDENT_GROUPS, FormGroup
from services.councils.domain.self_governance_activity import SELF_GOVERNANCE_ACTIVITY, PlanSelfGovernance
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.supervision_committee_commands import Nominate, ReviewEntitlements
from services.councils.domain.task_refusal import TASK_REFUSAL, RefuseTask
from services.councils.domain.topic import TOPIC
from services.councils.domain.topic_commands import OpenTopic
from services.councils.domain.types import CommitteeId, CommunityId, ElectionId, PersonId
from shared.contracts.councils.appraisal import AppraisalIndicator, SubjectKind
from shared.contracts.councils.assembly import AgendaItem, Subject
from shared.contracts.councils.committee import Authority, CommitteeAbolished, CommitteeEvent, CommitteeKind, Ruling
from shared.contracts.councils.committee_members import Office, OfficeSeats
from shared.contracts.councils.election import ElectionCalled, ElectionKind, Electorate
from shared.contracts.councils.meeting import ElectorateKind, MeetingKind
from shared.contracts.councils.petition import Signers
from shared.contracts.councils.representatives import Apportionment
from shared.contracts.councils.self_governance_activity import SelfGovernanceClass
from shared.contracts.councils.supervision_committee import Office as Post
from shared.contracts.councils.supervision_committee_acts import Size
from shared.contracts.councils.topic import Option
from shared.kernel.provenance import Provenance
from shared.testing.decider import Spec, known
from tests.councils.bodies import (
    COMMITTEES,
    FROM,
    GROUPS,
    NOWHERE,
    TUANJIE,
    VILLAGE,
    assigned,
    branch,
    founded,
    on,
)

SPEC = Spec(COMMITTEE)
DAY, NEXT = date(2015, 7, 1), date(2015, 7, 2)
TODAY = on("2015-07-01")
DISTRICT = Ruling(authority=Authority.DISTRICT_GOVERNMENT, document="东政〔2015〕9号")
STREET = Ruling(authority=Authority.SUBDISTRICT_OFFICE, document="清办〔2015〕3号")
SUCCESSOR, NINTH = CommitteeId("qingzhen"), ElectionId("e9")


def abolish(
    effective_on: date = DAY,
    *rulings: Ruling,
    of: CommitteeId = TUANJIE,
    successor_id: CommitteeId | None = None,
    elections: tuple[ElectionId, ...] = (),
) -> AbolishCommittee:
    return AbolishCommittee(
        committee_id=of,
        effective_on=effective_on,
        rulings=rulings or (DISTRICT,),
        successor_id=successor_id,
        elections=elections,
    )


def abolished(*rulings: Ruling, successor_id: str | None = None, effective_on: date = DAY) -> CommitteeAbolished:
    return CommitteeAbolished(effective_on=effective_on, rulings=rulings or (DISTRICT,), successor_id=successor_id)


STANDS: list[CommitteeEvent] = [founded(), assigned()]
GONE: list[CommitteeEvent] = [*STANDS, abolished()]
CALLED = ElectionCalled(
    committee_id=TUANJIE,
    term=10,
    kind=ElectionKind.GENERAL,
    electorate=Electorate.ALL_ADULTS,
    seats=(OfficeSeats(office=Office.CHAIR, seats=1),),
    election_on=date(2015, 11, 20),
    several_ethnic_groups=False,
)
RELATED = (
    COMMITTEES
    | known(COMMITTEE, SUCCESSOR, founded())
    | known(COMMITTEE, "gone", founded(), abolished())
    | known(ELECTION, NINTH, CALLED)
)

ROWS = {
    "the district abolishes it": (STANDS, abolish(), [abolished()]),
    "another goes on in its area": (
        STANDS,
        abolish(successor_id=SUCCESSOR),
        [abolished(successor_id=SUCCESSOR)],
    ),
    "once": (GONE, abolish(), []),
    "not twice": (GONE, abolish(DAY, DISTRICT, STREET), CommitteeIsAbolished(DAY)),
    "nor what nobody founded": ([], abolish(), CommitteeUnknown),
    "nor on the day on which it came to its community": (STANDS, abolish(FROM), AssignmentOutOfOrder(FROM)),
    "but on the next, whenever it is entered": (
        STANDS,
        abolish(FROM + timedelta(days=1)),
        [abolished(effective_on=FROM + timedelta(days=1))],
    ),
    "nor before the day has come": (STANDS, abolish(NEXT), AbolitionAhead(DAY)),
    "the street does not abolish it": (STANDS, abolish(DAY, STREET), AbolitionNotDecided(("DISTRICT_GOVERNMENT",))),
    "it may propose it": (STANDS, abolish(DAY, STREET, DISTRICT), [abolished(STREET, DISTRICT)]),
    "its successor is founded": (STANDS, abolish(successor_id=NOWHERE), SuccessorCommitteeMissing),
    "and not abolished": (STANDS, abolish(successor_id=CommitteeId("gone")), SuccessorCommitteeMissing),
    "nor itself": (STANDS, abolish(successor_id=TUANJIE), SuccessorCommitteeMissing),
    "not while it elects": (STANDS, abolish(elections=(NINTH,)), ElectionRuns((NINTH,))),
    "one that is gone goes to no community": (
        GONE,
        AssignCommittee(
            community_id=CommunityId("dongguan"), effective_on=NEXT, provenance=Provenance.DEFAULT, source="x"
        ),
        CommitteeIsAbolished(DAY),
    ),
    "and nobody is counted there": (
        GONE,
        CountHouseholds(committee_id=TUANJIE, households=650, counted_on=DAY, source="x"),
        CommitteeIsAbolished(DAY),
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_abolishing(given, when, then):
    SPEC.check(given, when, then, TODAY, RELATED | known(COMMITTEE, TUANJIE, *given))


def test_from_2026_the_street_proposes_and_the_district_approves():
    day, later = date(2026, 1, 1), on("2026-01-01")
    needed = AbolitionNotDecided(("SUBDISTRICT_OFFICE", "DISTRICT_GOVERNMENT"))
    SPEC.check(STANDS, abolish(day), needed, later, RELATED)
    SPEC.check(STANDS, abolish(day, STREET), needed, later, RELATED)
    SPEC.check(STANDS, abolish(day, STREET, DISTRICT), [abolished(STREET, DISTRICT, effective_on=day)], later, RELATED)
    before = date(2025, 12, 31)
    SPEC.check(STANDS, abolish(before), [abolished(effective_on=before)], later, RELATED)


def test_a_village_is_under_its_own_law_which_lets_the_district_approve():
    village: list[CommitteeEvent] = [founded(CommitteeKind.VILLAGERS)]
    SPEC.check(village, abolish(of=VILLAGE), [abolished()], TODAY, RELATED)
    SPEC.check(village, abolish(DAY, STREET, of=VILLAGE), AbolitionNotDecided, TODAY, RELATED)


def test_an_election_is_over_once_its_result_is_posted():
    related = RELATED | {ELECTION.ref(NINTH): ResultOut(Papers(CALLED, CALLED.election_on))}
    SPEC.check(STANDS, abolish(elections=(NINTH,)), [abolished()], TODAY, related)


def test_the_working_committee_of_its_own_community_enters_it():
    elsewhere = on("2015-07-01", org="taining")
    SPEC.check(STANDS, abolish(), OfAnotherCommunity("dongguan"), elsewhere, RELATED)


MA = PersonId("ma")
SEATS = tuple(OfficeSeats(office=office, seats=seats) for office, seats in ((Office.CHAIR, 1), (Office.MEMBER, 4)))
ITEM = AgendaItem(item_id="pact", subject=Subject.PACT, subject_id="1", title="居民公约")
BEGUN: dict[str, tuple[Spec[Any, Any, Any], Any]] = {
    "no election": (
        Spec(ELECTION),
        CallElection(
            committee_id=TUANJIE,
            term=10,
            kind=ElectionKind.GENERAL,
            electorate=Electorate.ALL_ADULTS,
            seats=SEATS,
            election_on=date(2015, 11, 20),
            several_ethnic_groups=False,
        ),
    ),
    "no assembly": (
        Spec(ASSEMBLY),
        CallAssembly(committee_id=TUANJIE, electorate=ElectorateKind.ADULTS, agenda=(ITEM,), held_on=NEXT),
    ),
    "no petition": (
        Spec(PETITION),
        StartPetition(committee_id=TUANJIE, signers=Signers.ADULTS, entitled=10, matter="楼道照明"),
    ),
    "no meeting": (
        Spec(MEETING),
        ConveneMeeting(committee_id=TUANJIE, kind=MeetingKind.OPINION, begins_at=on("2015-07-20").now, place="居委会"),
    ),
    "no topic": (
        Spec(TOPIC),
        OpenTopic(committee_id=TUANJIE, title="楼道照明", options=(Option(title="更换"),)),
    ),
    "no pact": (Spec(PACT), DraftPact(committee_id=TUANJIE, text="爱护楼道。")),
    "no question": (Spec(QUESTION), PutQuestion(committee_id=TUANJIE, question="何时修好？")),
    "no activity": (
        Spec(SELF_GOVERNANCE_ACTIVITY),
        PlanSelfGovernance(
            committee_id=TUANJIE,
            activity_class=SelfGovernanceClass.SELF_MANAGEMENT,
            title="清扫楼道",
            planned_for_on=NEXT,
        ),
    ),
    "no task is refused for it": (
        Spec(TASK_REFUSAL),
        RefuseTask(committee_id=TUANJIE, task_code="T-1", reason="未准入"),
    ),
    "no group": (
        Spec(RESIDENT_GROUPS),
        FormGroup(committee_id=TUANJIE, group_id="g9", name_zh="第九组", formed_on=DAY),
    ),
    "no cell": (Spec(GRID_CELLS), DrawCell(committee_id=TUANJIE, cell_id="c9", name_zh="九号网格", drawn_on=DAY)),
    "no seats of representatives": (
        Spec(REPRESENTATIVES),
        ApportionSeats(committee_id=TUANJIE, apportionment=Apportionment.BY_HOUSEHOLDS, groups=GROUPS, from_on=FROM),
    ),
    "no representative": (
        Spec(REPRESENTATIVES),
        ElectRepresentative(committee_id=TUANJIE, person_id=MA, group_id="g1", elected_on=FROM, from_on=FROM),
    ),
    "no supervisor": (
        Spec(SUPERVISION_COMMITTEE),
        Nominate(committee_id=TUANJIE, person_id=MA, office=Post.CHAIR),
    ),
    "no entitlement": (
        Spec(SUPERVISION_COMMITTEE),
        ReviewEntitlements(committee_id=TUANJIE, year=2014, size=Size.SMALL),
    ),
    "no term of its branch": (
        Spec(PARTY_BRANCH_COMMITTEE),
        BeginBranchTerm(committee_id=TUANJIE, number=2, from_on=DAY, until_on=date(2018, 6, 30)),
    ),
    "no appraisal": (
        Spec(APPRAISAL),
        OpenAppraisal(
            subject_kind=SubjectKind.COMMITTEE_MEMBER,
            subject_id=MA,
            committee_id=TUANJIE,
            community_id="dongguan",
            period="2015",
            indicators=(AppraisalIndicator(title="履职"),),
            roll=(MA,),
            previous_id="p",
        ),
    ),
}


@pytest.mark.parametrize(("spec", "when"), BEGUN.values(), ids=BEGUN.keys())
def test_nothing_is_begun_with_one_that_is_gone(spec, when):
    """Whatever its kind: of a village it is said before its law is asked for."""
    for given in (GONE, [founded(CommitteeKind.VILLAGERS), assigned(), abolished()]):
        spec.check([], when, CommitteeIsAbolished(DAY), TODAY, RELATED | known(COMMITTEE, TUANJIE, *given))


def test_what_has_begun_comes_to_its_end():
    """A post is vacated of which the end was not entered with the committee's."""
    held = branch("ma")[PARTY_BRANCH_COMMITTEE.ref(TUANJIE)]
    vacate = VacateBranchPost(committee_id=TUANJIE, person_id=MA, vacated_on=DAY)
    related = known(COMMITTEE, TUANJIE, *GONE)
    context = replace(TODAY, related=related)
    assert isinstance(PARTY_BRANCH_COMMITTEE.decide(vacate, held, context), list)  # type: ignore[arg-type]
