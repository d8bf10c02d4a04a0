"""Corrections: papers one by one, the last day's close of business, a further notice of new material alone."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_check import TakenAsAccepted, acceptance_due
from services.intake.domain.application_corrections import (
    CorrectionNotDue,
    CorrectionTooLate,
    LapseApplication,
    correction_due,
    counted_from,
)
from services.intake.domain.application_refusals import (
    ApplicationNotReceived,
    CorrectionIncomplete,
    MaterialNotListed,
    NothingToCorrect,
    OnceOnly,
)
from services.intake.domain.application_state import AnyApplicationEvent, Received
from shared.kernel.instants import SHANGHAI
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.testing.decider import Spec
from tests.intake.course import (
    ask_again,
    asked_again,
    bring,
    brought,
    hand_in_one,
    lapsed,
    one_in,
)
from tests.intake.samples import (
    POLICY,
    RECEIVED,
    RELATED,
    accepted,
    all_in,
    ask_both,
    asked_both,
    at,
    hand_in,
    withdraw,
    withdrawn,
)

SPEC = Spec(APPLICATION)
THU, FRI = at("2014-09-25T10:00"), at("2014-09-26T09:30")
BEFORE_CLOSE, AT_CLOSE = at("2014-10-14T17:59"), at("2014-10-14T18:00")
LAST = date(2014, 10, 14)
ASKED: list[AnyApplicationEvent] = [RECEIVED, asked_both]
ONE_IN: list[AnyApplicationEvent] = [*ASKED, one_in("户口簿", "银行卡", on=FRI.today)]
ANSWERED = [*ASKED, all_in]
LAPSED = [*ASKED, lapsed("户口簿", "银行卡")]
TOO_LATE = CorrectionTooLate(due_on=LAST)


def policy_with(key, value):
    entry = {"key": key, "value": value, "effective_on": date(2013, 1, 1), "basis": "a test"}
    return POLICY.adopt(PolicyEntry(**entry, provenance=Provenance.SYNTHETIC))


ONE_BY_ONE = {
    "one paper comes in before the other": (
        ASKED,
        hand_in_one("户口簿"),
        FRI,
        [one_in("户口簿", "银行卡", on=FRI.today)],
    ),
    "the same paper twice comes in once": (ONE_IN, hand_in_one("户口簿"), FRI, []),
    "with the last paper the correction is in, in one act": (
        ONE_IN,
        hand_in_one("银行卡"),
        FRI,
        [one_in("银行卡", on=FRI.today), brought("户口簿", "银行卡", on=FRI.today)],
    ),
    "the last paper again is the same paper": ([*ASKED, all_in], hand_in_one("银行卡"), FRI, []),
    "a paper that nobody asked for does not come in": (ASKED, hand_in_one("照片"), FRI, MaterialNotListed),
    "nor does one where no notice was given": ([RECEIVED], hand_in_one("户口簿"), FRI, NothingToCorrect),
    "nor does another one after the correction": (ANSWERED, hand_in_one("照片"), FRI, NothingToCorrect),
    "at the window the rest is enough": (
        ONE_IN,
        bring("银行卡"),
        FRI,
        [brought("户口簿", "银行卡", on=FRI.today)],
    ),
    "what is in already may be shown again": (
        ONE_IN,
        hand_in,
        FRI,
        [brought("户口簿", "银行卡", on=FRI.today)],
    ),
    "at the window half of the rest is not enough": (
        ONE_IN,
        bring("户口簿"),
        FRI,
        CorrectionIncomplete(missing=("银行卡",)),
    ),
    "in the last minute before the hall closes the correction is in time": (
        ASKED,
        hand_in,
        BEFORE_CLOSE,
        [brought("户口簿", "银行卡", on=LAST)],
    ),
    "when the hall closes on the last day it is late": (ASKED, hand_in, AT_CLOSE, TOO_LATE),
    "so is a single paper": (ASKED, hand_in_one("户口簿"), AT_CLOSE, TOO_LATE),
    "a single paper in the last minute is in time": (
        ASKED,
        hand_in_one("户口簿"),
        BEFORE_CLOSE,
        [one_in("户口簿", "银行卡", on=LAST)],
    ),
    "what comes after the end is late too": (LAPSED, hand_in, at("2014-10-15T09:00"), TOO_LATE),
    "where a resident has the whole day, the evening is in time": (
        ASKED,
        hand_in,
        replace(at("2014-10-14T23:59"), policy=policy_with("clock.due_time.resident", "END_OF_DAY")),
        [brought("户口簿", "银行卡", on=LAST)],
    ),
    "and midnight is late": (
        ASKED,
        hand_in,
        replace(at("2014-10-15T00:00"), policy=policy_with("clock.due_time.resident", "END_OF_DAY")),
        TOO_LATE,
    ),
}

LAPSES = {
    "an application lapses when the hall closes on the last day": (
        ASKED,
        LapseApplication(),
        AT_CLOSE,
        [lapsed("户口簿", "银行卡")],
    ),
    "it says what was still missing": (ONE_IN, LapseApplication(), AT_CLOSE, [lapsed("银行卡")]),
    "it does not lapse a minute before": (ASKED, LapseApplication(), BEFORE_CLOSE, CorrectionNotDue),
    "what was answered does not lapse": (ANSWERED, LapseApplication(), AT_CLOSE, []),
    "what was withdrawn does not lapse": ([*ASKED, withdrawn], LapseApplication(), AT_CLOSE, []),
    "what lapsed is not withdrawn": (LAPSED, withdraw, at("2014-10-15T09:00"), ApplicationNotReceived),
}

AGAIN = date(2014, 10, 17)
NOTICES = {
    "of what came in after the notice a further one may be given": (
        ANSWERED,
        ask_again("户口簿"),
        FRI,
        [asked_again("户口簿", due_on=date(2014, 10, 15))],
    ),
    "of a paper that was there from the first it may not": (ANSWERED, ask_again("身份证"), FRI, OnceOnly),
    "nor of such a one beside a new one": (ANSWERED, ask_again("户口簿", "身份证"), FRI, OnceOnly),
    "nor without saying that it is of new material": (
        ANSWERED,
        ask_again("户口簿", of_new_material=False),
        FRI,
        OnceOnly,
    ),
    "the notice that was answered is not given again": (ANSWERED, ask_both, FRI, OnceOnly),
    "nothing is new before anything was asked for": (
        [RECEIVED],
        ask_again("身份证"),
        THU,
        [asked_again("身份证", due_on=LAST).model_copy(update={"of_new_material": None})],
    ),
    "after a further one only what that one brought is new": (
        [*ANSWERED, asked_again("户口簿", due_on=AGAIN), brought("户口簿", on=date(2014, 10, 8))],
        ask_again("银行卡"),
        at("2014-10-08T10:00"),
        OnceOnly,
    ),
    "paper by paper is new as well": (
        [*ONE_IN, one_in("银行卡", on=FRI.today), brought("户口簿", "银行卡", on=FRI.today)],
        ask_again("户口簿"),
        FRI,
        [asked_again("户口簿", due_on=date(2014, 10, 15))],
    ),
    "in the last minute of the check a notice may be given": (
        [RECEIVED],
        ask_both,
        at("2014-09-30T23:59"),
        [asked_both.model_copy(update={"due_on": date(2014, 10, 20)})],
    ),
    "when the check is over it may not": (
        [RECEIVED],
        ask_both,
        at("2014-10-01T00:00"),
        TakenAsAccepted,
    ),
    "what was accepted gets no notice": ([RECEIVED, accepted(THU.today)], ask_both, FRI, ApplicationNotReceived),
}


@pytest.mark.parametrize(("given", "when", "now", "then"), ONE_BY_ONE.values(), ids=ONE_BY_ONE.keys())
def test_a_correction_comes_in(given, when, now, then):
    SPEC.check(given, when, then, now, RELATED)


@pytest.mark.parametrize(("given", "when", "now", "then"), LAPSES.values(), ids=LAPSES.keys())
def test_an_application_lapses(given, when, now, then):
    SPEC.check(given, when, then, now, RELATED)


@pytest.mark.parametrize(("given", "when", "now", "then"), NOTICES.values(), ids=NOTICES.keys())
def test_a_notice_is_given(given, when, now, then):
    SPEC.check(given, when, then, now, RELATED)


def test_the_timer_waits_for_the_close_of_business_of_the_last_day():
    assert correction_due(APPLICATION.fold(ASKED), THU) == datetime(2014, 10, 14, 18, tzinfo=SHANGHAI)


@pytest.mark.parametrize("events", [[], [RECEIVED], ANSWERED, LAPSED])
def test_nothing_lapses_where_no_notice_is_open(events):
    assert correction_due(APPLICATION.fold(events), THU) is None


ONLINE = {
    "in the last minute of the day": ("2014-09-26T17:59", None, date(2014, 10, 9)),
    "on a Friday when the hall has closed, as on the Sunday that is worked": (
        "2014-09-26T18:00",
        date(2014, 9, 28),
        date(2014, 10, 10),
    ),
    "at night before the hall opens": ("2014-09-26T00:00", None, date(2014, 10, 9)),
    "on a Saturday, as on the Sunday that is worked": (
        "2014-09-27T12:00",
        date(2014, 9, 28),
        date(2014, 10, 10),
    ),
    "on the eve of a week of holidays": ("2014-09-30T18:00", date(2014, 10, 8), date(2014, 10, 14)),
}


@pytest.mark.parametrize(("when", "since", "last"), ONLINE.values(), ids=ONLINE.keys())
def test_what_comes_in_online_counts_for_the_check_from(when, since, last):
    now = replace(at(when), related=RELATED)
    events = APPLICATION.decide(hand_in_one("银行卡"), APPLICATION.fold(ONE_IN), now)
    assert isinstance(events, list)
    assert events == [one_in("银行卡", on=now.today), brought("户口簿", "银行卡", on=now.today, counted_from_on=since)]
    due = acceptance_due(APPLICATION.fold(events, APPLICATION.fold(ONE_IN)), now)
    assert due == datetime(last.year, last.month, last.day + 1, tzinfo=SHANGHAI)


def test_the_day_on_which_all_was_in_stays_the_day_of_receipt():
    state = APPLICATION.fold(
        [*ONE_IN, brought("户口簿", "银行卡", on=date(2014, 9, 26), counted_from_on=date(2014, 9, 28))]
    )
    assert isinstance(state, Received)
    assert (state.received_on, state.counted_from_on) == (date(2014, 9, 26), date(2014, 9, 28))


def test_without_a_cutoff_the_day_itself_counts():
    night = replace(at("2014-09-26T20:00"), policy=policy_with("intake.cutoff", "END_OF_DAY"))
    assert counted_from(night) == date(2014, 9, 26)
