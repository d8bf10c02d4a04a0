"""Codes: invented numbers that are right, and each way to be wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn.ric import calc_check_digit

from shared.kernel.codes import CitizenId, CodeFault, Sex, citizen_id, masked, phone_number, statistical_code

TODAY = date(2015, 6, 1)

VALID = {
    "born before the district was founded": ("630102194503120017", date(1945, 3, 12), Sex.MALE),
    "a woman born before it": ("630102196207081227", date(1962, 7, 8), Sex.FEMALE),
    "born after it": ("630102198503120015", date(1985, 3, 12), Sex.MALE),
    "born in 1999": ("630102199912310041", date(1999, 12, 31), Sex.FEMALE),
    "a check character X": ("63010120010101001X", date(2001, 1, 1), Sex.MALE),
    "a minor": ("630102201406010038", date(2014, 6, 1), Sex.MALE),
}


@pytest.mark.parametrize(("number", "born_on", "sex"), VALID.values(), ids=VALID.keys())
def test_a_citizen_id_says_where_when_and_who(number, born_on, sex):
    assert citizen_id(number, TODAY) == CitizenId(number, born_on, number[:6], sex)


def test_a_lower_case_x_is_taken_as_upper_case():
    assert citizen_id("63010120010101001x", TODAY) == citizen_id("63010120010101001X", TODAY)


def with_check_digit(first_17: str) -> str:
    return first_17 + calc_check_digit(first_17 + "0")


FAULTY = {
    "an old number of 15 digits": ("630102450312001", CodeFault.FIFTEEN_DIGITS),
    "nothing": ("", CodeFault.LENGTH),
    "a digit short": ("63010219450312001", CodeFault.LENGTH),
    "a digit more": ("6301021945031200170", CodeFault.LENGTH),
    "a space inside": ("630102 94503120017", CodeFault.CHARACTERS),
    "a new line at the end": ("63010219450312001\n", CodeFault.CHARACTERS),
    "an X in the middle": ("6301021945X3120017", CodeFault.CHARACTERS),
    "another letter at the end": ("63010219450312001Y", CodeFault.CHARACTERS),
    "two full-width digits": ("63010219450312００17", CodeFault.CHARACTERS),
    "full-width digits": ("６３０１０２１９４５０３１２００１７", CodeFault.CHARACTERS),
    "a place that begins with 0": (with_check_digit("03010219450312001"), CodeFault.CHARACTERS),
    "the 30th of February": (with_check_digit("63010219450230001"), CodeFault.BIRTH_DATE),
    "a 13th month": (with_check_digit("63010219451312001"), CodeFault.BIRTH_DATE),
    "the year 0": (with_check_digit("63010200000101001"), CodeFault.BIRTH_DATE),
    "29 February of a common year": (with_check_digit("63010219000229001"), CodeFault.BIRTH_DATE),
    "the last day before 1880": (with_check_digit("63010218791231001"), CodeFault.BIRTH_DATE),
    "born tomorrow": (with_check_digit("63010220150602001"), CodeFault.BORN_LATER),
    "a wrong check digit": ("630102194503120018", CodeFault.CHECK_DIGIT),
    "an X where a digit belongs": ("63010219450312001X", CodeFault.CHECK_DIGIT),
    "a digit where X belongs": ("630101200101010010", CodeFault.CHECK_DIGIT),
    "two digits swapped": ("630102194503210017", CodeFault.CHECK_DIGIT),
}


@pytest.mark.parametrize(("number", "fault"), FAULTY.values(), ids=FAULTY.keys())
def test_a_citizen_id_is_faulty(number, fault):
    assert citizen_id(number, TODAY) is fault


@pytest.mark.parametrize("day", [date(1880, 1, 1), TODAY])
def test_the_first_and_the_last_birth_date_are_taken(day):
    number = citizen_id(with_check_digit(f"630102{day:%Y%m%d}001"), TODAY)
    assert isinstance(number, CitizenId)
    assert number.born_on == day


def test_what_names_a_person_is_not_printed():
    assert repr(citizen_id("630102194503120017", TODAY)) == "CitizenId(place_code='630102')"


births = st.dates(date(1880, 1, 1), TODAY)
numbers = st.builds(lambda born, order: with_check_digit(f"630102{born:%Y%m%d}{order:03}"), births, st.integers(0, 999))


@given(numbers)
def test_every_number_with_its_check_digit_is_taken(number):
    assert isinstance(citizen_id(number, TODAY), CitizenId)


@given(numbers, st.integers(0, 16), st.integers(1, 9))
def test_no_single_wrong_digit_is_taken(number, place, by):
    wrong = number[:place] + str((int(number[place]) + by) % 10) + number[place + 1 :]
    assert isinstance(citizen_id(wrong, TODAY), CodeFault)


@given(st.text(max_size=20))
def test_any_text_is_a_code_or_a_fault(text):
    assert isinstance(citizen_id(text, TODAY + timedelta(days=1)), CitizenId | CodeFault)
    assert isinstance(statistical_code(text, "630102"), str | CodeFault)
    assert isinstance(phone_number(text), str | CodeFault)


STATISTICAL = {
    "a committee": ("630102004004", "630102", "630102004004"),
    "a committee whose number ends in 00": ("630102001100", "630102", "630102001100"),
    "a village": ("630102006201", "630102", "630102006201"),
    "a committee of another division": ("630103001001", "630103", "630103001001"),
    "of another district": ("630103001001", "630102", CodeFault.DIVISION),
    "the town itself": ("630102001000", "630102", CodeFault.NO_COMMITTEE),
    "nine digits name a town": ("630102001", "630102", CodeFault.LENGTH),
    "a letter": ("63010200100A", "630102", CodeFault.CHARACTERS),
    "a new line at the end": ("63010200400\n", "630102", CodeFault.CHARACTERS),
    "a new line too many": ("630102004004\n", "630102", CodeFault.LENGTH),
}


@pytest.mark.parametrize(("text", "division", "found"), STATISTICAL.values(), ids=STATISTICAL.keys())
def test_statistical_code(text, division, found):
    assert statistical_code(text, division) == found


PHONES = {
    "a mobile number": ("13897430001", "+8613897430001"),
    "a mobile number in E.164": ("+8613897430001", "+8613897430001"),
    "a land line of Xining": ("0971-8176543", "+869718176543"),
    "a land line without its dash": ("09718176543", "+869718176543"),
    "a land line in E.164": ("+869718176543", "+869718176543"),
    "no mobile number begins with 12": ("12897430001", CodeFault.PHONE),
    "a digit short": ("1389743000", CodeFault.PHONE),
    "a digit more": ("138974300011", CodeFault.PHONE),
    "six digits": ("0971-817654", CodeFault.PHONE),
    "another city": ("0931-8176543", CodeFault.PHONE),
    "the hotline is no number to write down": ("12345", CodeFault.PHONE),
    "a new line at the end": ("13897430001\n", CodeFault.PHONE),
    "full-width digits": ("１３８９７４３０００１", CodeFault.PHONE),
}


@pytest.mark.parametrize(("text", "found"), PHONES.values(), ids=PHONES.keys())
def test_phone_number(text, found):
    assert phone_number(text) == found
    assert isinstance(found, CodeFault) or phone_number(found) == found


MASKED = {
    "a citizen ID": ("630102194503120017", "630102********0017"),
    "a long number": ("12345678901234", "123456****1234"),
    "a passport": ("E12345678", "******678"),
    "the shortest": ("A123", "***3"),
}


@pytest.mark.parametrize(("number", "shown"), MASKED.values(), ids=MASKED.keys())
def test_a_number_is_shown_as_far_as_its_owner_needs(number, shown):
    assert masked(number) == shown
