"""An election told day by day: what was asked, by whom, and what came of it.

A test takes the ordinary course as far as it needs and goes on in its own way.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from services.councils.domain.assembly import ASSEMBLY
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS, Members, RemoveMember, SeatElected
from services.councils.domain.election import ELECTION
from services.councils.domain.election_commands import (
    FormElectionCommittee,
    PostElectionResult,
)
from services.councils.domain.person import PERSON
from services.councils.domain.types import AssemblyId, PersonId
from services.councils.domain.voter_roll import VOTER_ROLL
from services.councils.domain.voter_roll_commands import (
    MissListAnswer,
    OfElection,
)
from shared.contracts.councils.assembly import AgendaItem, AssemblyCalled, AssemblyHeld, ItemVote, Subject
from shared.contracts.councils.committee import CommitteeAssigned, CommitteeFounded, CommitteeKind
from shared.contracts.councils.meeting import ElectorateKind
from shared.kernel.actors import Actor
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import AggregateRef
from shared.kernel.policy import Policy
from shared.kernel.provenance import Provenance
from shared.kernel.refusals import Refusal
from shared.testing.decider import context, known
from tests.councils.elections import COURSE, E1, NINTH, POLICY, QINGZHENXIANG, TUANJIE, person


class Poll:
    """An election with its roll and the members of its committee, each a log of its own."""

    def __init__(self, kind: CommitteeKind = CommitteeKind.RESIDENTS, policy: Policy = POLICY) -> None:
        founded = CommitteeFounded(kind=kind, name_zh="团结", aliases=(), stat_code_12="x", street_code="630102002")
        assigned = CommitteeAssigned(
            community_id=QINGZHENXIANG, effective_on=date(2013, 9, 29), provenance=Provenance.SYNTHETIC, source="x"
        )
        self.committee = known(COMMITTEE, TUANJIE, founded, assigned)
        self.assemblies: dict[AggregateRef, object] = {}
        self.policy = policy
        self.logs: dict[str, list[Any]] = {ELECTION.name: [], VOTER_ROLL.name: [], COMMITTEE_MEMBERS.name: []}
        self.last: Sequence[Any] | Refusal = ()

    def through(self, step: str) -> Poll:
        """Take the ordinary course, up to a step of this name and with it."""
        last = max(place for place, (name, *_) in enumerate(COURSE) if name == step)
        for place, (_, on, by, command) in enumerate(COURSE):
            if place <= last:
                self.on(on, command, by)
                assert not isinstance(self.last, Refusal), self.last
        return self

    def on(self, on: str, command: Any, by: Actor = E1) -> Poll:
        """Ask on a day; what is recorded is kept, a refusal is the `last` answer."""
        decider = _decider_of(command)
        asked = self.asked(on, by, command)
        self.last = decider.decide(command, self.state(decider), asked)
        if not isinstance(self.last, Refusal):
            seated = self._seated(command, asked) if self.last else []
            self.logs[decider.name] += self.last
            self.logs[COMMITTEE_MEMBERS.name] += seated
        return self

    def _seated(self, command: object, asked: Context) -> Sequence[Any]:
        """Those elected take office in the act in which the result is posted."""
        if not isinstance(command, PostElectionResult):
            return []
        seated = COMMITTEE_MEMBERS.decide(SeatElected(election_id=NINTH), self.members, asked)
        assert not isinstance(seated, Refusal), seated
        return seated

    def asked(self, on: str, by: Actor, command: object) -> Context:
        """What a decision is given on a day: noon, the policy of the seed, and all that it may look at."""
        asked = context(f"{on}T12:00+08:00" if "T" not in on else on, by, self.policy)
        people = [PersonId(each) for each in _people(command)]
        none = known(ASSEMBLY, command.assembly_id) if isinstance(command, RemoveMember) else {}
        related = (
            self.committee
            | none
            | self.assemblies
            | {
                kind.ref(id_): self.state(kind)
                for kind, id_ in ((ELECTION, NINTH), (VOTER_ROLL, NINTH), (COMMITTEE_MEMBERS, TUANJIE))
            }
        )
        for each in people:
            related |= known(PERSON, each, *([] if each == "nobody" else [person(each)]))
        return Context(asked.actor, asked.now, asked.policy, asked.calendar, related)

    def state(self, decider: Decider[Any, Any, Any]) -> Any:
        return decider.fold(self.logs[decider.name])

    @property
    def members(self) -> Members:
        members: Members = self.state(COMMITTEE_MEMBERS)
        return members

    @property
    def recorded(self) -> Sequence[Any]:
        """The facts of the last answer."""
        return () if isinstance(self.last, Refusal) else self.last

    @property
    def facts(self) -> list[type]:
        """Their classes."""
        return [type(each) for each in self.recorded]


def _decider_of(command: object) -> Decider[Any, Any, Any]:
    if isinstance(command, OfElection | MissListAnswer):
        return VOTER_ROLL
    return COMMITTEE_MEMBERS if isinstance(command, RemoveMember | SeatElected) else ELECTION


def _people(command: object) -> Sequence[str]:
    if isinstance(command, FormElectionCommittee):
        return command.members
    return [command.person_id] if hasattr(command, "person_id") else []


def assembly(
    id_: str,
    removes: str,
    on: date,
    *,
    adopted: bool = True,
    subject: Subject = Subject.MEMBER_REMOVAL,
    of: str = TUANJIE,
) -> dict[AggregateRef, object]:
    """One that voted on a member; a hundred might have come, and just enough came."""
    item = AgendaItem(item_id="1", subject=subject, subject_id=removes, title="罢免")
    called = AssemblyCalled(committee_id=of, electorate=ElectorateKind.ADULTS, agenda=(item,), held_on=on)
    vote = ItemVote(item_id="1", votes_for=26 if adopted else 25, votes_against=25, adopted=adopted)
    held = AssemblyHeld(committee_id=of, held_on=on, entitled=100, present=51, votes=(vote,))
    return known(ASSEMBLY, id_, called, held) | known(ASSEMBLY, f"{id_}-called", called)


def remove_of(id_: str, on: date, assembly_id: str = "removes") -> RemoveMember:
    """As an assembly resolved."""
    return RemoveMember(
        committee_id=TUANJIE, person_id=PersonId(id_), removed_on=on, assembly_id=AssemblyId(assembly_id)
    )


def checked(poll: Poll, on: str, by: Actor, command: Any, then: object) -> None:
    """Ask, compare, and ask once more, which must record nothing.

    `then` is the classes of what is recorded, or the refusal, or its class where its members do not matter.
    """
    poll.on(on, command, by)
    if isinstance(then, list):
        assert poll.facts == then, poll.last
        repeated = poll.on(on, command, by).last
        assert isinstance(repeated, Refusal) or not repeated, f"repeated, it recorded {repeated}"
    elif isinstance(then, type):
        assert type(poll.last) is then, poll.last
    else:
        assert poll.last == then, poll.last
