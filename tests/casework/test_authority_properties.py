"""Whatever was granted, completed and taken back: authority is given only by links in force, and never stranded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations_with_replacement, pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from services.casework.domain.authority import Body, Matter, authority_for
from services.casework.domain.delegation import DELEGATION, ConfirmCondition, GrantDelegation, RevokeDelegation
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.delegation import (
    Authority,
    AuthorityLink,
    DelegationConditionMet,
    DelegationEvent,
    DelegationGranted,
    DelegationRevoked,
)
from shared.kernel.actors import Role
from shared.kernel.refusals import Refusal
from tests.casework.district import CENTRE, asked
from tests.casework.test_delegation import (
    ACCEPT_ONLY,
    CENTRES,
    DELEGATED,
    DEPARTMENT,
    ENTRUSTED,
    ITEM_IS_KNOWN,
    SEAL,
    TRAINED,
    grant,
    met,
    revoked,
)

CALENDAR = [date(2014, 1, 1) + timedelta(days=n) for n in range(7)]
DAYS, NUMBERS = st.sampled_from(CALENDAR), st.integers(1, 3)
WAYS = [(DEPARTMENT, CENTRE), (CENTRE, "station"), (DEPARTMENT, CENTRES), ("station", CENTRE)]
MODES = [*[(DELEGATED, True)] * 3, (DELEGATED, False), (ENTRUSTED, False), (ACCEPT_ONLY, False)]


def grants(way: st.SearchStrategy[tuple[str, str]]) -> st.SearchStrategy[GrantDelegation]:
    """Any grant that goes one of these ways, from top to bottom or around."""
    return st.builds(
        lambda way, mode, **terms: grant(from_body=way[0], to=way[1], mode=mode[0], may_redelegate=mode[1], **terms),
        way,
        st.sampled_from(MODES),
        needs=st.sampled_from([(), (), (SEAL,), (SEAL, TRAINED)]),
        valid_from=st.sampled_from(CALENDAR[:3]),
        valid_to=st.none() | st.sampled_from(CALENDAR[3:]),
        cap=st.sampled_from([None, 100, 200]),
    )


CONDITIONS = st.builds(
    lambda number, condition, day: ConfirmCondition(**met(condition, day, number).model_dump()),
    NUMBERS,
    st.sampled_from([SEAL, TRAINED]),
    DAYS,
)
REVOCATIONS = st.builds(lambda number, day: RevokeDelegation(**revoked(day, number).model_dump()), NUMBERS, DAYS)
ANY_GRANT = grants(st.sampled_from(WAYS))
A_WAY_DOWN = st.permutations(WAYS[:2]).flatmap(lambda ways: st.tuples(*(grants(st.just(way)) for way in ways)))
OWN = Body(DEPARTMENT, "DISTRICT_DEPARTMENT")
MATTERS = [
    Matter(body, OWN, accepted_on, decided_on, amount)
    for body, (accepted_on, decided_on), amount in product(
        (Body(CENTRE, CENTRES), Body("station")),
        combinations_with_replacement(CALENDAR, 2),
        (None, Amount(amount=100), Amount(amount=101)),
    )
]
Events = Sequence[DelegationEvent]


@st.composite
def histories(draw: st.DrawFn) -> Events:
    """What commands led to, all by the administrator; often there is a way down to the station, in either order."""
    events: list[DelegationEvent] = []
    way_down = draw(A_WAY_DOWN | st.just(()))
    what_else = draw(st.lists(CONDITIONS, max_size=4)), draw(st.lists(ANY_GRANT | CONDITIONS | REVOCATIONS, max_size=4))
    for command in (*way_down, *what_else[0], *what_else[1]):
        today = command.met_on if isinstance(command, ConfirmCondition) else CALENDAR[0]
        admin = replace(asked("admin", f"{today}T09:00+08:00", Role.ADMIN, ""), related=ITEM_IS_KNOWN)
        decided = DELEGATION.decide(command, DELEGATION.fold(events), admin)
        events += [] if isinstance(decided, Refusal) else decided
    return events


def terms_of(number: int, events: Events) -> DelegationGranted:
    (terms,) = (event for event in events if isinstance(event, DelegationGranted) and event.number == number)
    return terms


def end_of(number: int, events: Events) -> date:
    """The day of the revocation; a day that never comes where there is none."""
    ends = (event.revoked_on for event in events if isinstance(event, DelegationRevoked) and event.number == number)
    return next(ends, date.max)


def stood(number: int, on: date, events: Events) -> bool:
    """Whether a delegation was in force on a day, by reading the events one after another."""
    terms = terms_of(number, events)
    fulfilled = {
        event.condition
        for event in events
        if isinstance(event, DelegationConditionMet) and event.number == number and event.met_on <= on
    }
    complete = {condition.name for condition in terms.conditions} <= fulfilled
    return terms.valid_from <= on <= (terms.valid_to or date.max) and complete and on < end_of(number, events)


def authorities(events: Events) -> list[tuple[Matter, Authority]]:
    state = DELEGATION.fold(events)
    decided = [(matter, authority_for(matter, state)) for matter in MATTERS]
    return [(matter, found) for matter, found in decided if isinstance(found, Authority)]


def holds(link: AuthorityLink, matter: Matter, events: Events) -> bool:
    """Whether a link was in force on the day that it names, and that is the day which the rule says."""
    taken_back = end_of(link.number, events) <= matter.decided_on
    named = matter.accepted_on if taken_back else matter.decided_on
    cap = terms_of(link.number, events).cap_amount
    within = matter.amount is None or cap is None or matter.amount.amount <= cap.amount
    return link.in_force_on == named and stood(link.number, named, events) and within


@settings(max_examples=100)
@given(histories())
def test_authority_is_only_by_links_that_were_in_force(events):
    assert all(holds(link, matter, events) for matter, found in authorities(events) for link in found.links)


@settings(max_examples=100)
@given(histories())
def test_each_chain_leads_to_the_top_and_was_handed_on_by_who_might(events):
    for matter, found in authorities(events):
        assert matter.body.answers_to(found.links[0].to_body)
        assert found.links[0].mode is not ACCEPT_ONLY
        assert found.links[-1].from_body == DEPARTMENT
        for below, above in pairwise(found.links):
            assert below.from_body == above.to_body
            assert above.mode is DELEGATED
            assert terms_of(above.number, events).may_redelegate


@settings(max_examples=100)
@given(histories())
def test_who_has_the_item_from_the_top_itself_is_not_refused(events):
    to_centre = [event for event in events if isinstance(event, DelegationGranted) and event.to_body == CENTRE]
    given_away = [event for event in to_centre if event.from_body == DEPARTMENT and event.mode is not ACCEPT_ONLY]
    found = [matter for matter, _ in authorities(events)]
    for matter in (matter for matter in MATTERS if matter.body.org == CENTRE and matter.amount is None):
        if len(given_away) == len(to_centre) == 1 and stood(given_away[0].number, matter.decided_on, events):
            assert matter in found


@settings(max_examples=100)
@given(histories(), st.data())
def test_a_revocation_strands_nothing_that_was_accepted_before_it(events, data):
    number, on = data.draw(NUMBERS), data.draw(DAYS)
    after = [*events, revoked(on, number)]
    if end_of(number, events) < date.max or not any(event.number == number for event in events):
        after = list(events)
    now_decided = {id(matter): found for matter, found in authorities(after)}
    for matter, found in authorities(events):
        if matter.accepted_on < on and all(stood(link.number, matter.accepted_on, events) for link in found.links):
            kept = now_decided[id(matter)]
            assert [link.number for link in kept.links] == [link.number for link in found.links]
