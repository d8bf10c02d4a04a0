"""Party branch committee: decisions, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.councils.domain.committee import CommitteeUnknown
from services.councils.domain.mandate import OfAnotherCommunity
from services.councils.domain.party_branch_committee import PARTY_BRANCH_COMMITTEE
from services.councils.domain.party_branch_committee_commands import (
    BeginBranchTerm,
    FillBranchPost,
    VacateBranchPost,
)
from services.councils.domain.party_branch_committee_refusals import (
    BranchPostHeld,
    BranchPostTaken,
    BranchTermOutOfOrder,
    NoBranchPost,
    NoBranchTerm,
    VacatedBeforeFilled,
)
from services.councils.domain.person import PersonUnknown
from services.councils.domain.types import CommitteeId, PersonId
from shared.contracts.councils.party_branch_committee import (
    BranchPostFilled,
    BranchPostVacated,
    BranchTermBegun,
    BranchTitle,
)
from shared.kernel.ids import by_trigger
from shared.kernel.instants import start_of
from shared.testing.decider import Spec, context
from tests.councils.beside_committee import ELSEWHERE, FANGZHI, HAN, MA, NOBODY, RELATED

SPEC, CONTEXT = Spec(PARTY_BRANCH_COMMITTEE), context()
FIRST, LAST, DAY = date(2014, 3, 1), date(2017, 2, 28), timedelta(days=1)
HEAD, DEPUTY, MEMBER = BranchTitle.SECRETARY, BranchTitle.DEPUTY_SECRETARY, BranchTitle.MEMBER


def begin(
    number: int = 1, from_on: date = FIRST, until_on: date = LAST, committee_id: str = FANGZHI
) -> BeginBranchTerm:
    return BeginBranchTerm(committee_id=CommitteeId(committee_id), number=number, from_on=from_on, until_on=until_on)


def begun(number: int = 1, from_on: date = FIRST, until_on: date = LAST) -> BranchTermBegun:
    return BranchTermBegun(number=number, from_on=from_on, until_on=until_on)


def fill(person_id: PersonId, title: BranchTitle = HEAD, from_on: date = FIRST) -> FillBranchPost:
    return FillBranchPost(committee_id=FANGZHI, title=title, person_id=person_id, from_on=from_on)


def filled(person_id: PersonId, title: BranchTitle = HEAD, from_on: date = FIRST) -> BranchPostFilled:
    return BranchPostFilled(
        post_id=post_id(person_id, from_on), title=title, person_id=person_id, term=1, from_on=from_on
    )


def post_id(person_id: PersonId, from_on: date = FIRST) -> str:
    return by_trigger(f"branch-post-{person_id}-{from_on}", FANGZHI)


def vacate(person_id: PersonId, vacated_on: date = LAST) -> VacateBranchPost:
    return VacateBranchPost(committee_id=FANGZHI, person_id=person_id, vacated_on=vacated_on)


def vacated(person_id: PersonId, vacated_on: date = LAST) -> BranchPostVacated:
    return BranchPostVacated(post_id=post_id(person_id), person_id=person_id, vacated_on=vacated_on)


NEXT = LAST + DAY
ROWS = {
    "a term begins": ([], begin(), [begun()]),
    "and begins once": ([begun()], begin(), []),
    "beside no committee it does not": ([], begin(committee_id="nowhere"), CommitteeUnknown),
    "it has a day at least": ([], begin(until_on=FIRST), [begun(until_on=FIRST)]),
    "and ends not before it begins": ([], begin(until_on=FIRST - DAY), BranchTermOutOfOrder),
    "terms are counted": ([begun()], begin(1, NEXT, NEXT), BranchTermOutOfOrder),
    "and follow one another": ([begun()], begin(2, FIRST), BranchTermOutOfOrder),
    "a new term ends all posts": (
        [begun(), filled(MA), filled(HAN, MEMBER)],
        begin(2, NEXT, NEXT),
        [begun(2, NEXT, NEXT), vacated(MA, NEXT), vacated(HAN, NEXT)],
    ),
    "a post is filled": ([begun()], fill(MA), [filled(MA)]),
    "and filled once": ([begun(), filled(MA)], fill(MA), []),
    "there is one secretary": ([begun(), filled(MA)], fill(HAN), BranchPostTaken(HEAD)),
    "there may be two deputies": ([begun(), filled(MA, DEPUTY)], fill(HAN, DEPUTY), [filled(HAN, DEPUTY)]),
    "nobody holds two posts": ([begun(), filled(MA)], fill(MA, MEMBER), BranchPostHeld(HEAD, FIRST)),
    "nor any outside a term": ([], fill(MA), NoBranchTerm),
    "nor a day before it": ([begun()], fill(MA, from_on=FIRST - DAY), NoBranchTerm),
    "nor a day after it": ([begun()], fill(MA, from_on=NEXT), NoBranchTerm),
    "on its last day they do": ([begun()], fill(MA, from_on=LAST), [filled(MA, from_on=LAST)]),
    "whom nobody entered holds none": ([begun()], fill(NOBODY), PersonUnknown),
    "a post is vacated": ([begun(), filled(MA)], vacate(MA), [vacated(MA)]),
    "who holds none vacates none": ([begun()], vacate(MA), NoBranchPost),
    "nobody vacates it before they came": (
        [begun(), filled(MA)],
        vacate(MA, FIRST - DAY),
        VacatedBeforeFilled(FIRST),
    ),
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_party_branch_committee(given, when, then):
    SPEC.check(given, when, then, CONTEXT, RELATED)


def test_another_working_committee_enters_nothing_of_it():
    elsewhere = replace(CONTEXT, actor=ELSEWHERE)
    SPEC.check([begun()], fill(MA), OfAnotherCommunity("huzhong"), elsewhere, RELATED)


def test_its_head_is_who_holds_the_secretarys_post():
    assert PARTY_BRANCH_COMMITTEE.fold([begun(), filled(HAN, MEMBER), filled(MA)]).secretary_id == MA
    assert PARTY_BRANCH_COMMITTEE.fold([begun(), filled(MA), vacated(MA)]).secretary_id is None


@pytest.mark.parametrize(("event", "day"), [(begun(), FIRST), (filled(MA), FIRST), (vacated(MA), LAST)])
def test_posts_and_terms_count_from_the_beginning_of_their_day(event, day):
    assert event.effective_at() == start_of(day)
