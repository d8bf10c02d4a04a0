"""Codes that people and places carry: citizen IDs, statistical codes of committees, telephone numbers.

Each reader gives the code or its fault. `CodeFault` is no string on purpose: so mypy finds who forgot to look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import NewType

from stdnum.cn.ric import calc_check_digit

_FIFTEEN_DIGITS = re.compile(r"[0-9]{15}")
_CITIZEN_ID = re.compile(r"[1-9][0-9]{16}[0-9X]")
_CITIZEN_ID_LENGTH = 18
_STATISTICAL_CODE = re.compile(r"[0-9]{12}")
_STATISTICAL_LENGTH = 12
_MOBILE = re.compile(r"(?:\+86)?(1[3-9][0-9]{9})")
_XINING_LAND_LINE = re.compile(r"(?:0971-?|\+86971)([0-9]{7})")
_EARLIEST_BIRTH = date(1880, 1, 1)

StatisticalCode = NewType("StatisticalCode", str)
PhoneNumber = NewType("PhoneNumber", str)


class CodeFault(Enum):
    """Why a text is not the code it should be."""

    FIFTEEN_DIGITS = "FIFTEEN_DIGITS"
    """A citizen ID as issued before 1999: the card that holds today has 18 characters."""

    LENGTH = "LENGTH"
    CHARACTERS = "CHARACTERS"
    BIRTH_DATE = "BIRTH_DATE"
    """No such day, or before 1880."""

    BORN_LATER = "BORN_LATER"
    CHECK_DIGIT = "CHECK_DIGIT"
    DIVISION = "DIVISION"
    """Of another county or district."""

    NO_COMMITTEE = "NO_COMMITTEE"
    """The code of a town: its last three digits are 000."""

    PHONE = "PHONE"
    """Neither a mobile number of China nor a land line of Xining."""


class Sex(StrEnum):
    """As the citizen ID has it."""

    MALE = "MALE"
    FEMALE = "FEMALE"


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A valid number of 18 characters and what it says; what names a person is not printed."""

    number: str = field(repr=False)
    born_on: date = field(repr=False)
    place_code: str
    sex: Sex = field(repr=False)


def citizen_id(text: str, today: date) -> CitizenId | CodeFault:
    """Read a number of GB 11643-1999; a lower-case x is taken as X.

    The place (GB/T 2260, six digits) is not looked up: numbers were issued from 1984 on with the code of that day, so
    630102, which the tables know from 1983 on, is right for people born before.
    """
    number = text.upper()
    if not _CITIZEN_ID.fullmatch(number):
        return _form_fault(number)
    born_on = _birth_date(number[6:14])
    if born_on is None:
        return CodeFault.BIRTH_DATE
    if born_on > today:
        return CodeFault.BORN_LATER
    if calc_check_digit(number) != number[-1]:
        return CodeFault.CHECK_DIGIT
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return CitizenId(number=number, born_on=born_on, place_code=number[:6], sex=sex)


def statistical_code(text: str, division: str) -> StatisticalCode | CodeFault:
    """Read the 12 digits of a residents' or villagers' committee within `division` (GB/T 2260, six digits)."""
    if not _STATISTICAL_CODE.fullmatch(text):
        return CodeFault.CHARACTERS if len(text) == _STATISTICAL_LENGTH else CodeFault.LENGTH
    if not text.startswith(division):
        return CodeFault.DIVISION
    if text.endswith("000"):
        return CodeFault.NO_COMMITTEE
    return StatisticalCode(text)


def phone_number(text: str) -> PhoneNumber | CodeFault:
    """Read a mobile number or a land line of Xining (`0971-` and seven digits) as E.164."""
    if mobile := _MOBILE.fullmatch(text):
        return PhoneNumber(f"+86{mobile[1]}")
    if land_line := _XINING_LAND_LINE.fullmatch(text):
        return PhoneNumber(f"+86971{land_line[1]}")
    return CodeFault.PHONE


def _form_fault(number: str) -> CodeFault:
    if _FIFTEEN_DIGITS.fullmatch(number):
        return CodeFault.FIFTEEN_DIGITS
    return CodeFault.CHARACTERS if len(number) == _CITIZEN_ID_LENGTH else CodeFault.LENGTH


def _birth_date(digits: str) -> date | None:
    try:
        born_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born_on if born_on >= _EARLIEST_BIRTH else None
