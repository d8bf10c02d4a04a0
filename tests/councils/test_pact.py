"""Residents' pact: who adopts which edition, and which one is in force."""

from __future__ import annotations

from datetime import date

import pytest

from services.councils.domain.assembly import ASSEMBLY
from services.councils.domain.committee import CommitteeUnknown
from services.councils.domain.mandate import OfAnotherCommittee
from services.councils.domain.offices import NotACommitteeMember
from services.councils.domain.pact import (
    PACT,
    AdoptPact,
    DraftPact,
    FilePact,
    NoSuchDraft,
    NotAdopted,
    NotInForce,
    NotPosted,
    PostingPast,
    PostPact,
    ReturnPact,
)
from services.councils.domain.types import AssemblyId, CommitteeId
from shared.contracts.councils.assembly import AgendaItem, AssemblyCalled, AssemblyHeld, ItemVote, Subject
from shared.contracts.councils.meeting import ElectorateKind
from shared.contracts.councils.pact import PactAdopted, PactDrafted, PactFiled, PactPosted, PactReturned
from shared.contracts.refusals import WrongRegime
from shared.kernel.actors import Role
from shared.testing.decider import Spec, known
from tests.councils.bodies import COMMITTEES, NOWHERE, TUANJIE, VILLAGE, members, on

SPEC = Spec(PACT)
TODAY, DAY, POSTED_UNTIL = on("2015-06-15"), date(2015, 6, 14), date(2015, 6, 13)
TEXT, OTHER = "爱护楼道。", "爱护楼道，节约用水。"


def draft(text: str = TEXT, committee_id: CommitteeId = TUANJIE) -> DraftPact:
    return DraftPact(committee_id=committee_id, text=text)


def post(edition: int = 1, until_on: date = date(2015, 6, 22)) -> PostPact:
    return PostPact(committee_id=TUANJIE, edition=edition, until_on=until_on)


def adopt(edition: int = 1, assembly_id: str = "adopts-1") -> AdoptPact:
    return AdoptPact(committee_id=TUANJIE, edition=edition, assembly_id=AssemblyId(assembly_id))


def file(edition: int = 1) -> FilePact:
    return FilePact(committee_id=TUANJIE, edition=edition)


def give_back(edition: int = 1) -> ReturnPact:
    return ReturnPact(committee_id=TUANJIE, edition=edition, reason="罚款无法律依据")


def drafted(edition: int = 1, text: str = TEXT) -> PactDrafted:
    return PactDrafted(committee_id=TUANJIE, edition=edition, text=text)


def posted(edition: int = 1, until_on: date = POSTED_UNTIL) -> PactPosted:
    return PactPosted(committee_id=TUANJIE, edition=edition, posted_on=date(2015, 6, 6), until_on=until_on)


def adopted(edition: int = 1, assembly_id: str = "adopts-1") -> PactAdopted:
    return PactAdopted(committee_id=TUANJIE, edition=edition, assembly_id=assembly_id, adopted_on=DAY)


def assembly(id_: str, edition: int = 1, carried: bool = True, subject: Subject = Subject.PACT, of: str = TUANJIE):
    item = AgendaItem(item_id="1", subject=subject, subject_id=str(edition), title="居民公约")
    vote = ItemVote(item_id="1", votes_for=300, votes_against=0, adopted=carried)
    call = AssemblyCalled(committee_id=of, electorate=ElectorateKind.ADULTS, agenda=(item,), held_on=DAY)
    held = AssemblyHeld(committee_id=of, held_on=DAY, entitled=500, present=400, votes=(vote,))
    return known(ASSEMBLY, id_, call, held) | known(ASSEMBLY, f"{id_}-called", call)


filed = PactFiled(committee_id=TUANJIE, edition=1, filed_on=date(2015, 6, 15))
returned = PactReturned(committee_id=TUANJIE, edition=1, reason="罚款无法律依据", returned_on=date(2015, 6, 15))
in_force = [drafted(), posted(), adopted()]
RELATED = (
    COMMITTEES
    | assembly("adopts-1")
    | assembly("adopts-2", edition=2)
    | assembly("rejects", carried=False)
    | assembly("on-money", subject=Subject.FUND_RAISING)
    | assembly("elsewhere", of="another")
    | known(ASSEMBLY, "nobody")
)

ROWS = {
    "a pact is drafted": ([], draft(), [drafted()]),
    "the same text again is the same draft": ([drafted()], draft(), []),
    "another text is the next edition": ([drafted()], draft(OTHER), [drafted(2, OTHER)]),
    "so is a draft beside the one in force": (in_force, draft(OTHER), [drafted(2, OTHER)]),
    "a village has another law": ([], draft(committee_id=VILLAGE), WrongRegime),
    "a committee that does not exist has no pact": ([], draft(committee_id=NOWHERE), CommitteeUnknown),
    "the draft is posted": (
        [drafted()],
        post(),
        [PactPosted(committee_id=TUANJIE, edition=1, posted_on=date(2015, 6, 15), until_on=date(2015, 6, 22))],
    ),
    "until today, if need be": (
        [drafted()],
        post(until_on=date(2015, 6, 15)),
        [PactPosted(committee_id=TUANJIE, edition=1, posted_on=date(2015, 6, 15), until_on=date(2015, 6, 15))],
    ),
    "not until yesterday": ([drafted()], post(until_on=DAY), PostingPast),
    "it is posted once": ([drafted(), posted()], post(until_on=POSTED_UNTIL), []),
    "an edition that was given up is not posted": ([drafted(), drafted(2)], post(1), NoSuchDraft),
    "nor one that nobody drafted": ([], post(), NoSuchDraft),
    "the assembly adopts it": ([drafted(), posted()], adopt(), [adopted()]),
    "once": (in_force, adopt(), []),
    "not what it rejected": ([drafted(), posted()], adopt(assembly_id="rejects"), NotAdopted),
    "nor what it was not asked": ([drafted(), posted()], adopt(assembly_id="on-money"), NotAdopted),
    "nor another edition": ([drafted(), posted()], adopt(assembly_id="adopts-2"), NotAdopted),
    "nor does another committee's assembly": ([drafted(), posted()], adopt(assembly_id="elsewhere"), NotAdopted),
    "nor one that was only called": ([drafted(), posted()], adopt(assembly_id="adopts-1-called"), NotAdopted),
    "nor one that there is not": ([drafted(), posted()], adopt(assembly_id="nobody"), NotAdopted),
    "nor before it was posted": ([drafted()], adopt(), NotPosted),
    "nor while it is posted": ([drafted(), posted(until_on=DAY)], adopt(), NotPosted),
    "nor a draft that was given up": ([drafted(), posted(), drafted(2, OTHER)], adopt(), NoSuchDraft),
    "the next edition takes its place": (
        [*in_force, drafted(2, OTHER), posted(2)],
        adopt(2, "adopts-2"),
        [adopted(2, "adopts-2")],
    ),
    "the pact in force is filed": (in_force, file(), [filed]),
    "once, too": ([*in_force, filed], file(), []),
    "a draft is not filed": ([drafted(), posted()], file(), NotInForce),
    "nor an edition that has been replaced": (
        [*in_force, drafted(2, OTHER), posted(2), adopted(2, "adopts-2")],
        file(),
        NotInForce,
    ),
    "what contradicts the law is returned": ([*in_force, filed], give_back(), [returned]),
    "and returned once": ([*in_force, returned], give_back(), []),
    "what was returned is in force no longer": ([*in_force, returned], file(), NotInForce),
    "nor is a draft returned": ([drafted()], give_back(), NotInForce),
    "what was returned is drafted anew": ([*in_force, returned], draft(OTHER), [drafted(2, OTHER)]),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_pact(given, when, then):
    SPEC.check(given, when, then, TODAY, RELATED)


def test_a_committee_drafts_its_own_pact_alone():
    other = on("2015-06-15", Role.COMMITTEE, "c1", "another")
    SPEC.check([], draft(), OfAnotherCommittee(TUANJIE), other, RELATED | members("ma"))


def test_who_sits_on_it_no_longer_drafts_nothing():
    of_before = on("2015-06-15", Role.COMMITTEE, "li", TUANJIE)
    SPEC.check([], draft(), NotACommitteeMember(TUANJIE), of_before, RELATED | members("ma"))
