"""Residents' assembly: when it can decide, and what it has adopted, in whole numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.councils.domain.assembly import (
    ASSEMBLY,
    AssemblyDayPast,
    AssemblyIsHeld,
    AssemblyUnknown,
    CallAssembly,
    Count,
    HoldAssembly,
    ItemTwice,
    MatterNotOnAgenda,
    PostponeAssembly,
)
from services.councils.domain.committee import CommitteeUnknown
from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.petition import PETITION, PetitionNotReady
from services.councils.domain.regime import RegimeNotEntered
from services.councils.domain.representatives_refusals import NotYetHappened
from services.councils.domain.rules import CountFault, CountImpossible, QuorumNotMet
from services.councils.domain.types import CommitteeId, PetitionId
from shared.contracts.councils.assembly import (
    AgendaItem,
    AssemblyCalled,
    AssemblyHeld,
    AssemblyPostponed,
    ItemVote,
    Subject,
)
from shared.contracts.councils.meeting import ElectorateKind
from shared.contracts.councils.petition import PetitionSigned, PetitionStarted, PetitionThresholdReached, Signers
from shared.contracts.refusals import WrongRegime
from shared.kernel.actors import Role
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, known
from tests.councils.bodies import COMMITTEES, NOWHERE, TUANJIE, VILLAGE, on

SPEC = Spec(ASSEMBLY)
DAY, LATER = date(2015, 6, 7), date(2015, 6, 14)
BEFORE, AFTER = on("2015-06-01"), on("2015-06-08")
PACT, MONEY = (
    AgendaItem(item_id="pact", subject=Subject.PACT, subject_id="1", title="居民公约"),
    AgendaItem(item_id="money", subject=Subject.FUND_RAISING, title="路灯"),
)
RENAMED, LONG, SHORTER = (MONEY.model_copy(update={"title": each}) for each in ("路灯维修", "灯" * 100, "灯" * 99))


def call(
    *agenda: AgendaItem,
    committee_id: CommitteeId = TUANJIE,
    held_on: date = DAY,
    petition_id: str | None = None,
    electorate: ElectorateKind = ElectorateKind.ADULTS,
) -> CallAssembly:
    return CallAssembly(
        committee_id=committee_id,
        electorate=electorate,
        agenda=agenda or (PACT,),
        held_on=held_on,
        petition_id=None if petition_id is None else PetitionId(petition_id),
    )


def called(*agenda: AgendaItem, petition_id: str | None = None) -> AssemblyCalled:
    command = call(*agenda, petition_id=petition_id)
    return AssemblyCalled(**{name: getattr(command, name) for name in CallAssembly.model_fields})


def count(votes_for: int, against: int = 0, item_id: str = "pact") -> Count:
    return Count(item_id=item_id, votes_for=votes_for, votes_against=against)


def hold(present: int, *counts: Count, entitled: int = 500) -> HoldAssembly:
    return HoldAssembly(entitled=entitled, present=present, counts=counts or (count(present),))


def held(present: int, votes_for: int, adopted: bool, entitled: int = 500, held_on: date = DAY) -> AssemblyHeld:
    vote = ItemVote(item_id="pact", votes_for=votes_for, votes_against=0, adopted=adopted)
    return AssemblyHeld(committee_id=TUANJIE, held_on=held_on, entitled=entitled, present=present, votes=(vote,))


def postpone(held_on: date = LATER) -> PostponeAssembly:
    return PostponeAssembly(held_on=held_on, reason="人数不足")


def impossible(*faults: CountFault) -> CountImpossible:
    return CountImpossible(faults)


moved = AssemblyPostponed(committee_id=TUANJIE, held_on=LATER, reason="人数不足")
start = PetitionStarted(committee_id=TUANJIE, signers=Signers.GROUPS, entitled=3, needed=1, matter="路灯")
reached = PetitionThresholdReached(committee_id=TUANJIE, signatures=1, call_by_on=date(2015, 6, 26))
longer = start.model_copy(update={"matter": "灯" * 101})
elsewhere = start.model_copy(update={"committee_id": "another"})
RELATED = (
    COMMITTEES
    | known(PETITION, "open", start)
    | known(PETITION, "ready", start, PetitionSigned(mark="a" * 64), reached)
    | known(PETITION, "long", longer, PetitionSigned(mark="a" * 64), reached)
    | known(PETITION, "elsewhere", elsewhere, PetitionSigned(mark="a" * 64), reached)
)

CALLS = {
    "a committee calls an assembly": ([], call(), [called()]),
    "on the very day, if need be": (
        [],
        call(held_on=date(2015, 6, 1)),
        [called().model_copy(update={"held_on": date(2015, 6, 1)})],
    ),
    "not to a day that is over": ([], call(held_on=date(2015, 5, 31)), AssemblyDayPast),
    "it is called once": ([called()], call(), []),
    "an item is on the agenda once": ([], call(PACT, PACT), ItemTwice),
    "a village's residents have another law": ([], call(committee_id=VILLAGE), WrongRegime),
    "a committee that does not exist calls nobody": ([], call(committee_id=NOWHERE), CommitteeUnknown),
    "the law from 2026 on is not entered": ([], call(held_on=date(2026, 1, 1)), RegimeNotEntered),
    "residents demanded it": ([], call(MONEY, petition_id="ready"), [called(MONEY, petition_id="ready")]),
    "among other matters": ([], call(PACT, MONEY, petition_id="ready"), [called(PACT, MONEY, petition_id="ready")]),
    "of what they demanded it speaks": ([], call(PACT, petition_id="ready"), MatterNotOnAgenda("路灯")),
    "in their words": ([], call(RENAMED, petition_id="ready"), MatterNotOnAgenda("路灯")),
    "of a long matter in as many as a title has": (
        [],
        call(LONG, petition_id="long"),
        [called(LONG, petition_id="long")],
    ),
    "and not in fewer": ([], call(SHORTER, petition_id="long"), MatterNotOnAgenda("灯" * 101)),
    "too few did": ([], call(petition_id="open"), PetitionNotReady),
    "those of another committee did": ([], call(petition_id="elsewhere"), PetitionNotReady),
    "it is postponed": ([called()], postpone(), [moved]),
    "and postponed once": ([called(), moved], postpone(), []),
    "never to an earlier day": ([called()], postpone(date(2015, 6, 6)), AssemblyDayPast),
    "nor after it was held": ([called(), held(251, 126, True)], postpone(), AssemblyIsHeld),
    "nor where none was called": ([], postpone(), AssemblyUnknown),
    "nobody votes before the day": ([called()], hold(251), NotYetHappened),
}


@pytest.mark.parametrize(("given", "when", "then"), CALLS.values(), ids=CALLS.keys())
def test_calls(given, when, then):
    SPEC.check(given, when, then, BEFORE, RELATED)


VOTES = {
    "250 of 500 are no quorum": ([called()], hold(250), QuorumNotMet(250, needed=251)),
    "251 of 500 are, and 126 of them adopt": ([called()], hold(251, count(126)), [held(251, 126, True)]),
    "125 do not: the others were there": ([called()], hold(251, count(125)), [held(251, 125, False)]),
    "nor does half of an even number": ([called()], hold(252, count(126)), [held(252, 126, False)]),
    "one is a quorum of one": ([called()], hold(1, count(1), entitled=1), [held(1, 1, True, entitled=1)]),
    "nobody came": ([called()], hold(0, count(0), entitled=1), QuorumNotMet(0, needed=1)),
    "after it was postponed it counts on the later day": ([called(), moved], hold(251, count(126)), NotYetHappened),
    "the same totals again are nothing new": ([called(), held(251, 126, True)], hold(251, count(126)), []),
    "other totals come too late": ([called(), held(251, 126, True)], hold(251, count(125)), AssemblyIsHeld),
    "no assembly, no votes": ([], hold(251), AssemblyUnknown),
    "more came than there are": (
        [called()],
        hold(501, count(0)),
        impossible(CountFault.MORE_PRESENT_THAN_ENTITLED),
    ),
    "more voted than came": (
        [called()],
        hold(300, count(200, 101)),
        impossible(CountFault.MORE_VOTES_THAN_PRESENT),
    ),
    "all that is wrong with a count is said at once": (
        [called(PACT, MONEY)],
        hold(501, count(600, item_id="x"), count(1, item_id="x")),
        impossible(*CountFault),
    ),
    "an item was left out": ([called(PACT, MONEY)], hold(300), impossible(CountFault.NOT_VOTED_ON)),
    "a quorum is asked of an even number of abstainers too": (
        [called(PACT, MONEY)],
        hold(251, count(0), count(126, 125, "money")),
        [
            held(251, 0, False).model_copy(
                update={
                    "votes": (
                        ItemVote(item_id="pact", votes_for=0, votes_against=0, adopted=False),
                        ItemVote(item_id="money", votes_for=126, votes_against=125, adopted=True),
                    )
                }
            )
        ],
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), VOTES.values(), ids=VOTES.keys())
def test_votes(given, when, then):
    SPEC.check(given, when, then, AFTER, RELATED)


def test_a_committee_calls_its_own_assembly_alone():
    own, other = (on("2015-06-01", Role.COMMITTEE, "c1", org) for org in (TUANJIE, "another"))
    SPEC.check([], call(), [called()], own, RELATED)
    SPEC.check([], call(), OfAnotherCommittee(TUANJIE), other, RELATED)
    SPEC.check([called()], postpone(), OfAnotherCommittee(TUANJIE), other, RELATED)


def test_an_assembly_that_nobody_called_is_no_history():
    with pytest.raises(CorruptStream):
        ASSEMBLY.fold([held(251, 126, True)])


@given(st.integers(1, 2000), st.integers(0, 2000), st.integers(0, 2000), st.sampled_from(ElectorateKind))
def test_what_is_adopted_has_more_than_half_of_more_than_half(entitled, present, votes_for, electorate):
    state = ASSEMBLY.fold([called().model_copy(update={"electorate": electorate})])
    command = hold(present, count(votes_for), entitled=entitled)
    answer = ASSEMBLY.decide(command, state, replace(AFTER, related=dict(RELATED)))
    if isinstance(answer, QuorumNotMet):
        assert 2 * present <= entitled
    elif isinstance(answer, CountImpossible):
        assert present > entitled or votes_for > present
    else:
        assert isinstance(answer, list)
        (fact,) = answer
        assert isinstance(fact, AssemblyHeld)
        assert 2 * present > entitled
        assert fact.votes[0].adopted is (2 * votes_for > present)
