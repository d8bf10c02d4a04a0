"""Application: decisions, one row each; S2 and S3 of the domain are among them."""

from datetime import date, datetime

import pytest

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_check import acceptance_due
from services.intake.domain.application_commands import (
    AcceptApplication,
    DeemAccepted,
    RequestCorrection,
    SubmitCorrection,
)
from services.intake.domain.application_refusals import (
    AcceptanceNotDue,
    ApplicationNotReceived,
    ApplicationUnknown,
    CorrectionIncomplete,
    ItemNotOffered,
    MaterialNotListed,
    NothingToCorrect,
    OnceOnly,
    ResultNotHere,
)
from services.intake.domain.application_state import NotReceived
from services.intake.domain.hall import HallUnknown, WindowNotOpen
from services.intake.domain.item_refusals import ItemIsSuspended, ItemNotOpened
from shared.contracts.intake.application import ApplicationDeemedAccepted
from shared.kernel.instants import SHANGHAI
from shared.kernel.personal import personal_values, seal
from shared.testing.decider import Spec
from tests.intake.samples import (
    BANK_CARD,
    RECEIVED,
    REGISTER,
    RELATED,
    SUBJECT,
    accepted,
    all_in,
    ask_both,
    asked_both,
    at,
    defect,
    deliver,
    delivered,
    hand_in,
    held,
    hold,
    receive,
    withdraw,
    withdrawn,
)

SPEC = Spec(APPLICATION)
WED = at("2014-09-24T09:05")
THU = at("2014-09-25T10:00")
FRI = at("2014-09-26T09:30")


ROWS = {
    "an application is received with the next voucher number": ([], receive(), WED, [RECEIVED]),
    "receiving twice records once": ([RECEIVED], receive(), WED, []),
    "a hall that is not there receives nothing": ([], receive(hall_id="hall-none"), WED, HallUnknown),
    "a window that is not open receives nothing": ([], receive(window_id="W3"), WED, WindowNotOpen),
    "an item that is not in the catalogue is not received": ([], receive(item_code="CD-MZ-999"), WED, ItemNotOffered),
    "an item is not received before its first day": ([], receive(), at("2012-12-31T09:00"), ItemNotOffered),
    "an item that nobody has opened is not received": (
        [],
        receive(item_code="CD-JY-005"),
        WED,
        ItemNotOpened(item_version=1),
    ),
    "an item that is suspended is not received": (
        [],
        receive(item_code="CD-JY-007"),
        WED,
        ItemIsSuspended(reason="NO_STAFF"),
    ),
    "one notice lists everything and is due in ten working days": ([RECEIVED], ask_both, THU, [asked_both]),
    "the same notice again is the same notice": ([RECEIVED, asked_both], ask_both, THU, []),
    "the same papers told in other words are the same notice": (
        [RECEIVED, asked_both],
        RequestCorrection(defects=(defect("户口簿", "缺户主页"), BANK_CARD)),
        THU,
        [],
    ),
    "one paper more is another notice": (
        [RECEIVED, asked_both],
        RequestCorrection(defects=(REGISTER, BANK_CARD, defect("照片", "未提供"))),
        THU,
        OnceOnly,
    ),
    "another notice while one is open may not": (
        [RECEIVED, asked_both],
        RequestCorrection(defects=(REGISTER,)),
        THU,
        OnceOnly,
    ),
    "a second notice after the correction may not": (
        [RECEIVED, asked_both, all_in],
        RequestCorrection(defects=(REGISTER,)),
        FRI,
        OnceOnly,
    ),
    "all that was asked for is handed in": ([RECEIVED, asked_both], hand_in, FRI, [all_in]),
    "half of it is refused with what is missing": (
        [RECEIVED, asked_both],
        SubmitCorrection(materials=("户口簿",)),
        FRI,
        CorrectionIncomplete(missing=("银行卡",)),
    ),
    "what nobody asked for is refused": (
        [RECEIVED, asked_both],
        SubmitCorrection(materials=("户口簿", "银行卡", "照片")),
        FRI,
        MaterialNotListed(materials=("照片",)),
    ),
    "nothing is corrected that was not asked for": ([RECEIVED], hand_in, FRI, NothingToCorrect),
    "a complete application is accepted on the day": ([RECEIVED], AcceptApplication(), THU, [accepted(THU.today)]),
    "after a correction the day when all was in counts": (
        [RECEIVED, asked_both, all_in],
        AcceptApplication(),
        at("2014-09-29T09:00"),
        [accepted(date(2014, 9, 26))],
    ),
    "accepting twice records once": ([RECEIVED, accepted(THU.today)], AcceptApplication(), FRI, []),
    "an application that waits for papers is not accepted": (
        [RECEIVED, asked_both],
        AcceptApplication(),
        FRI,
        ApplicationNotReceived,
    ),
    "nothing is accepted that was not received": ([], AcceptApplication(), THU, ApplicationUnknown),
    "silence is not acceptance one minute before the limit": (
        [RECEIVED],
        DeemAccepted(),
        at("2014-09-30T23:59"),
        AcceptanceNotDue,
    ),
    "silence is acceptance when the fifth working day has ended": (
        [RECEIVED],
        DeemAccepted(),
        at("2014-10-01T00:00"),
        [
            ApplicationDeemedAccepted(
                subject=SUBJECT,
                centre_id="centre-qzx",
                item_code="CD-MZ-005",
                item_version=1,
                accepted_on=date(2014, 9, 24),
                fell_due_at=datetime(2014, 10, 1, tzinfo=SHANGHAI),
            )
        ],
    ),
    "a timer that comes after the acceptance changes nothing": (
        [RECEIVED, accepted(THU.today)],
        DeemAccepted(),
        at("2014-10-08T00:00"),
        [],
    ),
    "an application is withdrawn at the window": ([RECEIVED], withdraw, THU, [withdrawn]),
    "an application is withdrawn while papers are awaited": ([RECEIVED, asked_both], withdraw, THU, [withdrawn]),
    "an application is withdrawn from the back office": ([RECEIVED, accepted(THU.today)], withdraw, FRI, [withdrawn]),
    "withdrawing twice records once": ([RECEIVED, withdrawn], withdraw, FRI, []),
    "what was decided is not withdrawn": (
        [RECEIVED, accepted(THU.today), held],
        withdraw,
        FRI,
        ApplicationNotReceived,
    ),
    "the counter holds the result of a closed case": ([RECEIVED, accepted(THU.today)], hold, FRI, [held]),
    "a result is held once": ([RECEIVED, accepted(THU.today), held], hold, FRI, []),
    "a result that comes after the withdrawal is for nobody": (
        [RECEIVED, accepted(THU.today), withdrawn],
        hold,
        FRI,
        [],
    ),
    "the result is handed over": ([RECEIVED, accepted(THU.today), held], deliver, FRI, [delivered]),
    "handing over twice records once": ([RECEIVED, accepted(THU.today), held, delivered], deliver, FRI, []),
    "no result is handed over before the case is closed": (
        [RECEIVED, accepted(THU.today)],
        deliver,
        FRI,
        ResultNotHere,
    ),
}


@pytest.mark.parametrize(("given", "when", "now", "then"), ROWS.values(), ids=ROWS.keys())
def test_application(given, when, now, then):
    SPEC.check(given, when, then, now, RELATED)


def as_recorded(event):
    """The event as the log has it: nobody can tell any more what was told."""
    return seal(event, lambda _subject, path, _plain: f"sealed {path}")


REPEATED = {
    "a notice": ([RECEIVED, asked_both], ask_both),
    "a withdrawal": ([RECEIVED, withdrawn], withdraw),
}


@pytest.mark.parametrize(("given", "when"), REPEATED.values(), ids=REPEATED.keys())
def test_what_is_sealed_by_now_and_sent_again_records_nothing(given, when):
    SPEC.check([as_recorded(event) for event in given], when, [], THU, RELATED)


@pytest.mark.parametrize("events", [[asked_both], [asked_both, all_in], [withdrawn], [accepted(THU.today), held]])
def test_no_state_holds_what_people_wrote_about_the_applicant(events):
    state = APPLICATION.fold([RECEIVED, *events])
    assert not isinstance(state, NotReceived)
    assert state.facts.subject == SUBJECT
    assert list(personal_values(tuple(getattr(state, name) for name in state.__slots__))) == []


def test_s3_the_limit_runs_over_the_spring_festival():
    received = RECEIVED.model_copy(update={"received_on": date(2015, 2, 13)})
    due = acceptance_due(APPLICATION.fold([received]), at("2015-02-13T17:00"))
    assert due == datetime(2015, 2, 27, tzinfo=SHANGHAI)


@pytest.mark.parametrize("events", [[], [RECEIVED, asked_both], [RECEIVED, withdrawn], [RECEIVED, accepted(THU.today)]])
def test_nothing_is_due_where_nobody_waits_for_the_check(events):
    assert acceptance_due(APPLICATION.fold(events), THU) is None


def test_a_correction_starts_the_check_anew():
    due = acceptance_due(APPLICATION.fold([RECEIVED, asked_both, all_in]), FRI)
    assert due == datetime(2014, 10, 10, tzinfo=SHANGHAI)
