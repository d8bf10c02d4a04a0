"""Slots: what policy and calendar offer, what is free of it, and which meet."""

from dataclasses import replace
from datetime import date

import pytest

from services.intake.domain.appointment import BOOK, MissAppointments, free_on
from services.intake.domain.appointment_refusals import DayNotOver
from services.intake.domain.appointment_slot import Slot, slots_on
from shared.contracts.intake.appointment import WindowKind
from shared.kernel.policy import PolicyEntry
from shared.kernel.provenance import Provenance
from shared.testing.decider import Spec
from tests.intake.appointments import RELATED, WED, booked, instant, keep, kept
from tests.intake.samples import at


def starts(day, context=WED):
    return [f"{slot.from_at:%H:%M}" for slot in slots_on(day, context)]


def test_a_working_day_has_its_slots_in_the_core_hours():
    morning = ["08:30", "09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]
    afternoon = ["14:30", "15:00", "15:30", "16:00", "16:30", "17:00", "17:30"]
    assert starts(date(2014, 9, 25)) == morning + afternoon
    assert starts(date(2014, 9, 28)) == morning + afternoon, "a make-up day is a working day"


@pytest.mark.parametrize("day", [date(2014, 9, 27), date(2014, 10, 1)], ids=["Saturday", "National Day"])
def test_a_day_off_has_none(day):
    assert starts(day) == []


def adopted(key, value):
    entry = PolicyEntry(
        key=key, value=value, effective_on=date(2014, 9, 25), basis="test", provenance=Provenance.SYNTHETIC
    )
    return replace(WED, policy=WED.policy.adopt(entry))


def test_slots_follow_the_policy_of_their_own_day():
    longer = adopted("appointment.slot_minutes", 60)
    assert starts(date(2014, 9, 24), longer) == starts(date(2014, 9, 24))
    assert starts(date(2014, 9, 25), longer)[:3] == ["08:30", "09:30", "10:30"], "half an hour before noon is left"
    both = adopted("appointment.window_kinds", ("COMPREHENSIVE", "INTERMEDIARY"))
    assert len(starts(date(2014, 9, 25), both)) == 2 * len(starts(date(2014, 9, 25)))


def test_a_hall_that_stays_open_longer_waits_for_its_last_slot():
    longer = replace(adopted("hall.core_opening", ("08:30-12:00", "14:30-19:00")), now=instant("2014-09-25T18:30"))
    Spec(BOOK).check([booked()], keep(), [kept()], longer, RELATED)
    Spec(BOOK).check([booked()], MissAppointments(), DayNotOver, longer, RELATED)


def free(context, *events):
    slots = free_on(date(2014, 9, 25), BOOK.fold(events), context)
    return {f"{slot.from_at:%H:%M}": places for slot, places in slots}


def test_free_slots_are_those_with_a_place_left_that_have_not_begun():
    assert free(WED)["10:00"] == 2
    assert free(WED, booked())["10:00"] == 1
    assert "10:00" not in free(WED, booked("a-1", "ma"), booked("a-2", "li"))
    assert min(free(at("2014-09-25T10:00"))) == "10:30"
    assert min(free(at("2014-09-25T09:59"))) == "10:00"
    assert free(at("2014-09-18T10:00")), "seven days ahead"
    assert free(at("2014-09-17T10:00")) == {}, "eight"
    assert free(at("2014-09-26T10:00")) == {}, "the day has passed"


def test_two_slots_meet_in_time_at_windows_of_one_kind():
    def slot(first, last, kind=WindowKind.COMPREHENSIVE):
        return Slot(kind, instant(f"2014-09-25T{first}"), instant(f"2014-09-25T{last}"))

    ten = slot("10:00", "10:30")
    assert ten.meets(slot("10:00", "10:30"))
    assert ten.meets(slot("09:30", "10:01"))
    assert not ten.meets(slot("09:30", "10:00"))
    assert not ten.meets(slot("10:30", "11:00"))
    assert not ten.meets(slot("10:00", "10:30", WindowKind.INTERMEDIARY))
