"""When there is an emergency, and who takes it in, one row each; S4 is among them."""

from dataclasses import replace
from datetime import date

import pytest

from services.casework.reactions.intake import case_id_of
from services.intake.domain.application import APPLICATION
from services.intake.domain.application_people import PeopleGiven
from services.intake.domain.application_people_refusals import GuardianNeeded
from services.intake.domain.application_refusals import ItemNotOffered
from services.intake.domain.emergency import (
    EMERGENCY,
    emergency_id,
)
from services.intake.domain.emergency_limits import offices_open
from services.intake.domain.emergency_refusals import (
    InstantImpossible,
    NotUrgent,
    WithinOfficeHours,
)
from services.intake.domain.hall import HallUnknown, WindowNotOpen
from services.intake.domain.item_refusals import ItemNotOpened
from services.intake.domain.window_post import NotOnWindowPost
from shared.contracts.intake.application_duplicates import DuplicateFound, DuplicateMatch, MatchedBy, MatchState
from shared.contracts.intake.application_people import Protection
from shared.contracts.intake.claim import ApplicationClaimed
from shared.contracts.intake.emergency import EmergencyReason
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.limits import Limit
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.testing.decider import Spec
from tests.intake.emergencies import (
    ON_W2,
    OPENED,
    ORDINARY,
    local,
    opened,
    opening,
    take_in,
    taken_in,
    then,
    there,
)
from tests.intake.samples import POLICY, withdraw

SPEC, RECEIPTS = Spec(EMERGENCY), Spec(APPLICATION)
TEN = then("2015-09-03T10:00")
OTHER_DEED = EmergencyReason.DEATH_CERTIFICATE

OPENING = {
    "s4: a family after a fire is taken on at ten on a holiday": (opening(), TEN, {}, [OPENED]),
    "the call has its half hour, whenever the case is opened": (
        opening("2015-09-03T09:50"),
        TEN,
        {},
        [opened("2015-09-03T09:50", respond_due_at=local("2015-09-03T10:20"))],
    ),
    "what counts in hours is an emergency in office hours too": (
        opening("2015-09-02T10:00"),
        then("2015-09-02T10:00"),
        {},
        [
            opened(
                "2015-09-02T10:00",
                respond_due_at=local("2015-09-02T10:30"),
                promised_paid_due_at=local("2015-09-03T10:00"),
                statutory_paid_due_at=local("2015-09-04T10:00"),
            )
        ],
    ),
    "what can wait is received at a window while the offices are open": (
        opening("2015-09-02T10:00", ORDINARY),
        then("2015-09-02T10:00"),
        {},
        WithinOfficeHours,
    ),
    "also where it is told after hours": (
        opening("2015-09-02T17:59", ORDINARY),
        then("2015-09-02T20:00"),
        {},
        WithinOfficeHours,
    ),
    "after hours it is an emergency, without hours for a payment": (
        opening("2015-09-02T18:00", ORDINARY),
        then("2015-09-02T18:00"),
        {},
        [
            opened(
                "2015-09-02T18:00",
                item_code=ORDINARY,
                respond_due_at=local("2015-09-02T18:30"),
                promised_paid_due_at=None,
                statutory_paid_due_at=None,
                papers=("申请书", "困难证明", "身份证"),
            )
        ],
    ),
    "on a holiday it is one, though a duty window is open": (
        opening(code=ORDINARY),
        TEN,
        {},
        [
            opened(
                item_code=ORDINARY,
                promised_paid_due_at=None,
                statutory_paid_due_at=None,
                papers=("申请书", "困难证明", "身份证"),
            )
        ],
    ),
    "hours that are only promised are the payment's": (
        opening(),
        TEN,
        {"statutory": Limit(stages=())},
        [opened(statutory_paid_due_at=None)],
    ),
    "a call that is still to come is none": (
        opening("2015-09-03T10:01"),
        TEN,
        {},
        InstantImpossible(field="called_at"),
    ),
    "a hall that is not there takes nobody on": (opening(hall="hall-nowhere"), TEN, {}, HallUnknown),
    "nor is anybody taken on for what is not offered": (opening(code="CD-MZ-999"), TEN, {}, ItemNotOffered),
}


@pytest.mark.parametrize(("when", "now", "item", "recorded"), OPENING.values(), ids=OPENING.keys())
def test_opening(when, now, item, recorded):
    SPEC.check([], when, recorded, now, there(**item))


def test_a_reason_that_policy_does_not_call_urgent_is_none():
    entry = PolicyEntry(
        key="emergency.reasons",
        value=("MEDICAL", "DISASTER"),
        effective_on=date(2015, 1, 1),
        basis="a test",
        provenance=Provenance.SYNTHETIC,
    )
    stricter = replace(TEN, policy=POLICY.adopt(entry))
    SPEC.check([], opening(), [OPENED], stricter, there())
    SPEC.check([], opening(reason=OTHER_DEED), NotUrgent(reasons=("MEDICAL", "DISASTER")), stricter, there())


HOURS = {
    "just before the morning": ("2015-09-02T08:29:59", False),
    "from the first minute": ("2015-09-02T08:30", True),
    "to the last of the morning": ("2015-09-02T11:59:59", True),
    "not at noon": ("2015-09-02T12:00", False),
    "in the afternoon": ("2015-09-02T14:30", True),
    "not when they close": ("2015-09-02T18:00", False),
    "not on a holiday": ("2015-09-03T10:00", False),
    "on a sunday that is worked": ("2015-09-06T10:00", True),
    "not on any other": ("2015-09-13T10:00", False),
}


@pytest.mark.parametrize(("at", "are_open"), HOURS.values(), ids=HOURS.keys())
def test_the_offices_work(at, are_open):
    assert offices_open(local(at), TEN) is are_open
    assert offices_open(local(at).astimezone(tz=None), TEN) is are_open, "whatever the offset"


# --- the application --------------------------------------------------------

CALLED_OUT = replace(TEN, actor=Actor(ActorId("clerk-9"), Role.CLERK, "centre-qzx"))
STRANGER = replace(TEN, actor=Actor(ActorId("clerk-9"), Role.CLERK, "centre-dg"))
AS_A_STRANGER = NotOnWindowPost(posts=("post-W2",), source_position=41)
TAKING_IN = {
    "who is on the window's post takes in and on": (take_in(), TEN, True, taken_in(**ON_W2)),
    "who is on no post does not, at a window that has one": (take_in(), CALLED_OUT, True, AS_A_STRANGER),
    "where it has none, the token is enough": (take_in(), CALLED_OUT, False, taken_in()),
    "at no window, who is on a post of the hall does": (take_in(None), TEN, True, taken_in("", **ON_W2)),
    "at no window, any clerk of the centre does": (take_in(None), CALLED_OUT, True, taken_in("")),
    "one of another centre does not": (take_in(None), STRANGER, True, AS_A_STRANGER),
    "a window that is not open takes nobody in": (take_in("W3"), TEN, False, WindowNotOpen),
}


def test_nobody_is_taken_in_for_what_windows_do_not_receive_yet():
    RECEIPTS.check([], take_in(), ItemNotOpened(item_version=1), TEN, there(is_open=False))


@pytest.mark.parametrize(("when", "now", "post", "recorded"), TAKING_IN.values(), ids=TAKING_IN.keys())
def test_taking_in(when, now, post, recorded):
    RECEIPTS.check([], when, recorded, now, there(post=post))


def test_help_comes_first_and_who_asked_before_is_answered_for_afterwards():
    there_too = there(claims=(ApplicationClaimed(application_id="a-0"),))
    received, accepted = taken_in(**ON_W2)
    match = DuplicateMatch(application_id="a-0", matched_by=(MatchedBy.PERSON,), state=MatchState.OPEN)
    RECEIPTS.check([], take_in(), [received, DuplicateFound(matches=(match,)), accepted], TEN, there_too)


def test_a_child_who_comes_alone_is_taken_in_and_protected_from_then_on():
    act = take_in()
    child = act.receipt.model_copy(update={"people": PeopleGiven(protection=Protection.UNDER_14)})
    alone = act.model_copy(update={"receipt": child})
    received, accepted = taken_in(**ON_W2)
    told = received.model_copy(update={"protection": Protection.UNDER_14})
    RECEIPTS.check([], alone, [told, accepted], TEN, there())
    later = replace(TEN, related=there())
    assert isinstance(APPLICATION.decide(withdraw, APPLICATION.fold([told, accepted]), later), GuardianNeeded)


def test_the_service_is_heard_of_by_the_case_that_casework_opens():
    assert emergency_id("a-1") == case_id_of("a-1")
