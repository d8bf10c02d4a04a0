"""The election of the ninth term in 团结: what is asked in it, and its ordinary course, step by step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel

from deploy.seeding import load
from services.councils.domain.election_commands import (
    AppealQualification,
    CallElection,
    CallRound,
    CandidateName,
    CompleteHandover,
    CountVotes,
    DecideQualificationAppeal,
    DeclareElection,
    FileElection,
    FormElectionCommittee,
    NominateCandidate,
    OpenBallotBox,
    OpenVoterRegistration,
    PostCandidates,
    PostElectionResult,
    PostVoterList,
    PublishCandidateCriteria,
    ReviewCandidates,
    ReviewFinding,
)
from services.councils.domain.types import CommitteeId, ElectionId, PersonId
from services.councils.domain.voter_roll_commands import (
    MarkTurnout,
    NewVoter,
    RegisterVoters,
)
from shared.contracts.councils.committee_members import Office, OfficeSeats
from shared.contracts.councils.election import ChosenBy, Composition, Criterion, ElectionKind, Electorate, Share
from shared.contracts.councils.election_candidates import ReviewReasons
from shared.contracts.councils.election_vote import Tally
from shared.contracts.councils.person import Identity, PersonEntered
from shared.contracts.councils.voter_roll import Mark
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.personal import Personal
from shared.kernel.policy import Policy, PolicyEntry

POLICY = Policy.of(PolicyEntry.model_validate_json(json.dumps(entry)) for entry in load("policy.yaml"))
TUANJIE, NINTH = CommitteeId("tuanjie"), ElectionId("ninth")
CHAIR, DEPUTY, MEMBER = Office
SEATS = {CHAIR: 1, DEPUTY: 1, MEMBER: 3}
VOTE_ON = "2014-11-20"
COMMITTEE_OF = tuple(PersonId(f"e{n}") for n in range(1, 8))
STAND = {
    **dict.fromkeys(map(PersonId, ("c1", "c2")), CHAIR),
    **dict.fromkeys(map(PersonId, ("d1", "d2")), DEPUTY),
    **dict.fromkeys(map(PersonId, ("m1", "m2", "m3", "m4")), MEMBER),
}
CRITERIA = (Criterion(code="resident", text_zh="在本居住地区居住一年以上"),)
E1 = Actor(ActorId("e1"), Role.ELECTION_COMMITTEE)
CLERK, ADMIN = Actor(ActorId("clerk-1"), Role.CLERK), Actor(ActorId("admin"), Role.ADMIN)
QINGZHENXIANG = "qingzhenxiang"
DISTRICT = Actor(ActorId("w1"), Role.WORKING_COMMITTEE, QINGZHENXIANG)
ELSEWHERE = Actor(ActorId("w2"), Role.WORKING_COMMITTEE, "taining")


def day(text: str) -> date:
    return date.fromisoformat(text)


def person(id_: str) -> PersonEntered:
    identity = Identity(name="x", id_kind="citizen-id", id_number="630102198503120015")
    return PersonEntered(identity=Personal[Identity].of(id_, identity))


def voter(id_: str, born_on: str = "1980-05-01", by: str | None = None, here: bool = True) -> NewVoter:
    return NewVoter(person_id=PersonId(id_), born_on=day(born_on), delegated_by=by, registered_here=here)


def call(
    on: str = VOTE_ON,
    *,
    seats: dict[Office, int] = SEATS,
    term: int = 9,
    kind: ElectionKind = ElectionKind.GENERAL,
    electorate: Electorate = Electorate.ALL_ADULTS,
) -> CallElection:
    return CallElection(
        committee_id=TUANJIE,
        term=term,
        kind=kind,
        electorate=electorate,
        seats=tuple(OfficeSeats(office=office, seats=n) for office, n in seats.items()),
        election_on=day(on),
        several_ethnic_groups=True,
    )


def form(*members: PersonId) -> FormElectionCommittee:
    return FormElectionCommittee(members=members or COMMITTEE_OF, chosen_by=ChosenBy.ASSEMBLY)


def register(*ids: str) -> RegisterVoters:
    return RegisterVoters(election_id=NINTH, voters=tuple(voter(id_) for id_ in ids))


def voters(n: int, first: int = 0) -> RegisterVoters:
    """The next `n` of the voters v0, v1 and so on."""
    return register(*(f"v{each}" for each in range(first, first + n)))


def nominate(id_: str, office: Office | None = None, lives_here: bool = True) -> NominateCandidate:
    return NominateCandidate(person_id=PersonId(id_), office=office or STAND[PersonId(id_)], lives_here=lives_here)


def review(
    *refused: str, of: Sequence[str] = tuple(STAND), by: Sequence[PersonId] = COMMITTEE_OF[:3]
) -> ReviewCandidates:
    return ReviewCandidates(reviewers=tuple(by), findings=tuple(finding(each, each not in refused) for each in of))


def finding(id_: str, qualified: bool, *unmet: str) -> ReviewFinding:
    if qualified:
        return ReviewFinding(person_id=PersonId(id_))
    words = Personal[ReviewReasons].of(id_, ReviewReasons(unmet=unmet, words="居住未满一年"))
    return ReviewFinding(person_id=PersonId(id_), unmet=unmet or ("resident",), reasons=words)


def appeal(id_: str) -> AppealQualification:
    return AppealQualification(person_id=PersonId(id_), grounds=Personal[str].of(id_, "已居住三年"))


def answer(id_: str, upheld: bool = True) -> DecideQualificationAppeal:
    return DecideQualificationAppeal(person_id=PersonId(id_), upheld=upheld, reasons=Personal[str].of(id_, "经核实"))


def names(*ids: str, agreed: bool = False) -> PostCandidates:
    return PostCandidates(
        names=tuple(CandidateName(person_id=PersonId(each), name=f"示例{each}") for each in ids or STAND),
        equal_number_agreed=agreed,
    )


def turnout(n: int, first: int = 0) -> MarkTurnout:
    return MarkTurnout(election_id=NINTH, marks=tuple(Mark(person_id=f"v{each}") for each in range(first, first + n)))


def counted(ballots: int, spoilt: int = 0, **votes: int) -> CountVotes:
    """A count; who is not named has no vote."""
    return CountVotes(
        election_id=NINTH,
        ballots=ballots,
        spoilt=spoilt,
        tallies=tuple(Tally(person_id=each, votes=votes.get(each, 0)) for each in STAND),
    )


def composed(members: int = 5, **of_one: int) -> FileElection:
    """A composition in which each axis has two groups; `ethnicity=5` has one of five."""

    def axis(name: str) -> tuple[Share, ...]:
        first = of_one.get(name, 2)
        return (Share(of="FIRST", members=first), Share(of="SECOND", members=max(members - first, 0)))

    axes = {name: axis(name) for name in ("age", "education", "sex", "ethnicity", "profession")}
    return FileElection(composition=Composition(members=members, **axes))


box, declare = OpenBallotBox(election_id=NINTH), DeclareElection()
CLEAR = counted(6, c1=4, c2=2, d1=5, d2=1, m1=5, m2=5, m3=4, m4=3)
"""Of six ballots, each of the first has more than half."""

COURSE: tuple[tuple[str, str, Actor, BaseModel], ...] = (
    ("called", "2014-09-01", DISTRICT, call()),
    ("formed", "2014-09-05", DISTRICT, form()),
    ("published", "2014-09-06", E1, PublishCandidateCriteria(criteria=CRITERIA)),
    ("opened", "2014-09-10", E1, OpenVoterRegistration()),
    ("registered", "2014-09-20", E1, voters(10)),
    ("listed", "2014-10-20", E1, PostVoterList(election_id=NINTH)),
    *(("nominated", "2014-10-22", CLERK, nominate(each)) for each in STAND),
    ("reviewed", "2014-10-25", E1, review()),
    ("posted", "2014-10-26", E1, names()),
    ("voting", VOTE_ON, E1, box),
    ("turned out", VOTE_ON, E1, turnout(6)),
    ("counted", VOTE_ON, E1, CLEAR),
    ("declared", VOTE_ON, E1, declare),
    ("told", "2014-11-21", E1, PostElectionResult()),
    ("handed over", "2014-11-25", E1, CompleteHandover(handed_over_on=day("2014-11-25"))),
    ("filed", "2014-11-28", E1, composed()),
)


def again(on: str) -> CallRound:
    return CallRound(vote_on=day(on))
