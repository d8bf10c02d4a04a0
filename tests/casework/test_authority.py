"""Authority: who may decide on an item, and by which delegations; one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from services.casework.domain.authority import Body, Matter, authority_for
from services.casework.domain.delegation import DELEGATION
from services.casework.domain.delegation_refusals import (
    AboveCap,
    AcceptOnly,
    DelegationConditionsOpen,
    NoDelegation,
    RedelegationNotAllowed,
)
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.delegation import (
    Authority,
    AuthorityKind,
    AuthorityLink,
    DelegationEvent,
    DelegationMode,
)
from shared.kernel.money import yuan
from shared.kernel.refusals import Refusal
from tests.casework.district import CENTRE, ELSEWHERE
from tests.casework.test_delegation import (
    ACCEPT_ONLY,
    BASIS,
    CENTRES,
    DEPARTMENT,
    ENTRUSTED,
    SEAL,
    TRAINED,
    granted,
    met,
    revoked,
)

OWN = Body(DEPARTMENT, "DISTRICT_DEPARTMENT")
A_CENTRE, STATION = Body(CENTRE, CENTRES), Body("station")
ACCEPTED, DECIDED = date(2014, 3, 10), date(2014, 3, 20)
EVE, NEXT = date(2014, 3, 19), date(2014, 3, 21)
NEEDING = granted(needs=(TRAINED, SEAL))
HANDED_ON = granted(2, to="station", from_body=CENTRE)
NONE = NoDelegation(body=CENTRE)


def matter(body: Body = A_CENTRE, **said) -> Matter:
    return replace(Matter(body, OWN, ACCEPTED, DECIDED), **said)


def over(yuans: int) -> Matter:
    return matter(amount=yuan(yuans))


def numbers(decided: Authority | Refusal) -> tuple[int, ...] | Refusal:
    """The chain by its numbers, or the refusal."""
    return tuple(link.number for link in decided.links) if isinstance(decided, Authority) else decided


ROWS = {
    "without a delegation nobody decides for another": ([], matter(), NONE),
    "the item's own authority needs none": ([], matter(OWN), ()),
    "nor does a centre for what is the centres'": ([], matter(own=Body("", CENTRES)), ()),
    "a centre has what was handed to it": ([granted()], matter(), (1,)),
    "and what was handed to all centres": ([granted(to=CENTRES)], matter(), (1,)),
    "not what was handed to another": ([granted(to=ELSEWHERE)], matter(), NONE),
    "nor what is said of centres where it is none": ([granted(to=CENTRES)], matter(STATION), NoDelegation("station")),
    "its own name goes before its kind's": ([granted(to=CENTRES), granted(2)], matter(), (2,)),
    "even where it gets less by its name": (
        [granted(to=CENTRES), granted(2, mode=ACCEPT_ONLY)],
        matter(),
        AcceptOnly(goes_up_to=DEPARTMENT),
    ),
    "while its own has ended, its kind's holds": ([granted(to=CENTRES), granted(2, valid_to=EVE)], matter(), (1,)),
    "entrusted is enough to decide": ([granted(mode=ENTRUSTED)], matter(), (1,)),
    "the counter is not": ([granted(mode=ACCEPT_ONLY)], matter(), AcceptOnly(goes_up_to=DEPARTMENT)),
    "from the first day on": ([granted(valid_from=DECIDED)], matter(), (1,)),
    "not the day before": ([granted(valid_from=NEXT)], matter(), NONE),
    "to the last day": ([granted(valid_to=DECIDED)], matter(), (1,)),
    "not the day after, though accepted in time": ([granted(valid_to=EVE)], matter(), NONE),
    "with every condition open": (
        [NEEDING],
        matter(),
        DelegationConditionsOpen(conditions=(TRAINED, SEAL)),
    ),
    "with one condition open": ([NEEDING, met(TRAINED)], matter(), DelegationConditionsOpen(conditions=(SEAL,))),
    "with the last one met on the day": ([NEEDING, met(TRAINED), met(SEAL, DECIDED)], matter(), (1,)),
    "with the last one met a day late": (
        [NEEDING, met(TRAINED), met(SEAL, NEXT)],
        matter(),
        DelegationConditionsOpen(conditions=(SEAL,)),
    ),
    "the cap itself may be granted": ([granted(cap=300_000)], over(3_000), (1,)),
    "one fen more may not": (
        [granted(cap=299_999)],
        over(3_000),
        AboveCap(cap_amount=Amount(amount=299_999), goes_up_to=DEPARTMENT),
    ),
    "a decision without an amount is below any cap": ([granted(cap=1)], matter(), (1,)),
    "what was accepted before a revocation goes on": ([granted(), revoked(date(2014, 3, 11))], matter(), (1,)),
    "what was accepted on its day does not": ([granted(), revoked(ACCEPTED)], matter(), NONE),
    "a revocation to come takes nothing yet": ([granted(), revoked(NEXT)], matter(accepted_on=DECIDED), (1,)),
    "nor does it lift the cap": ([granted(cap=1), revoked(DECIDED)], over(1), AboveCap),
    "nor prolong what expires": ([granted(valid_to=EVE), revoked(date(2014, 3, 12))], matter(), NONE),
    "what was accepted before the conditions were met does not go on": (
        [NEEDING, met(TRAINED), met(SEAL, date(2014, 3, 11)), revoked(DECIDED)],
        matter(),
        NONE,
    ),
    "what was accepted before the first day does not": (
        [granted(valid_from=date(2014, 3, 11)), revoked(DECIDED)],
        matter(),
        NONE,
    ),
    "the old one finishes what it began": (
        [granted(), revoked(DECIDED), granted(2, valid_from=DECIDED)],
        matter(),
        (1,),
    ),
    "the new one takes what comes": (
        [granted(), revoked(DECIDED), granted(2, valid_from=DECIDED)],
        matter(accepted_on=DECIDED),
        (2,),
    ),
    "what may be handed on leads to a third": ([granted(may_redelegate=True), HANDED_ON], matter(STATION), (2, 1)),
    "what may not does not": ([granted(), HANDED_ON], matter(STATION), RedelegationNotAllowed()),
    "what was entrusted never does": (
        [granted(mode=ENTRUSTED, may_redelegate=True), HANDED_ON],
        matter(STATION),
        RedelegationNotAllowed(),
    ),
    "who has nothing hands on nothing": ([HANDED_ON], matter(STATION), NoDelegation("station")),
    "a way that leads around leads nowhere": (
        [HANDED_ON, granted(3, from_body="station")],
        matter(STATION),
        NoDelegation("station"),
    ),
    "an end above ends what is below": (
        [granted(may_redelegate=True, valid_to=EVE), HANDED_ON],
        matter(STATION),
        NoDelegation("station"),
    ),
    "a revocation above strands nothing below": (
        [granted(may_redelegate=True), HANDED_ON, revoked(DECIDED)],
        matter(STATION),
        (2, 1),
    ),
    "an open condition above is told below": (
        [granted(may_redelegate=True, needs=(SEAL,)), granted(2, "station", from_body=CENTRE, needs=(TRAINED,))],
        matter(STATION),
        DelegationConditionsOpen(conditions=(TRAINED, SEAL)),
    ),
    "above the lower cap it goes up one step": (
        [granted(may_redelegate=True, cap=500_000), granted(2, "station", from_body=CENTRE, cap=100_000)],
        matter(STATION, amount=yuan(3_000)),
        AboveCap(cap_amount=Amount(amount=100_000), goes_up_to=CENTRE),
    ),
    "above both it goes up to the top": (
        [granted(may_redelegate=True, cap=500_000), granted(2, "station", from_body=CENTRE, cap=100_000)],
        matter(STATION, amount=yuan(6_000)),
        AboveCap(cap_amount=Amount(amount=100_000), goes_up_to=DEPARTMENT),
    ),
}


@pytest.mark.parametrize(("history", "asked_for", "then"), ROWS.values(), ids=ROWS.keys())
def test_authority(history, asked_for, then):
    decided = numbers(authority_for(asked_for, DELEGATION.fold(history)))
    assert (type(decided) is then) if isinstance(then, type) else (decided == then)


def test_the_item_s_own_authority_is_called_so_and_decides_by_two_persons():
    assert authority_for(matter(OWN), DELEGATION.initial) == Authority(kind=AuthorityKind.OWN, body=DEPARTMENT)


def test_the_proof_names_each_link_with_its_conditions_and_the_day_on_which_it_held():
    above = granted(may_redelegate=True, single_person=True, cap=300_000, needs=(TRAINED, SEAL))
    below = granted(2, to="station", from_body=CENTRE, mode=ENTRUSTED, single_person=True, cap=500_000)
    history: list[DelegationEvent] = [above, met(TRAINED), met(SEAL), below, revoked(DECIDED)]
    assert authority_for(matter(STATION), DELEGATION.fold(history)) == Authority(
        kind=AuthorityKind.DELEGATED,
        body="station",
        single_person=True,
        cap_amount=Amount(amount=300_000),
        links=(
            AuthorityLink(
                number=2,
                from_body=CENTRE,
                to_body="station",
                mode=ENTRUSTED,
                conditions_met=(),
                in_force_on=DECIDED,
                basis=BASIS,
            ),
            AuthorityLink(
                number=1,
                from_body=DEPARTMENT,
                to_body=CENTRE,
                mode=DelegationMode.DELEGATED,
                conditions_met=(TRAINED, SEAL),
                in_force_on=ACCEPTED,
                basis=BASIS,
            ),
        ),
    )


@pytest.mark.parametrize(("above", "below", "single"), [(True, True, True), (False, True, False), (True, False, False)])
def test_one_person_decides_where_every_link_says_so(above, below, single):
    history = [
        granted(may_redelegate=True, single_person=above),
        granted(2, "station", from_body=CENTRE, single_person=below),
    ]
    found = authority_for(matter(STATION), DELEGATION.fold(history))
    assert isinstance(found, Authority)
    assert found.single_person is single
