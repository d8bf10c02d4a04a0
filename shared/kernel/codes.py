"""Codes that people, bodies and places carry: citizen IDs, credit codes, statistical codes, telephone numbers.

Each reader gives the code or its fault. `CodeFault` is no string on purpose: so mypy finds who forgot to look.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import ClassVar, NewType

from stdnum.cn.ric import calc_check_digit

from shared.kernel.refusals import Unacceptable

_FIFTEEN_DIGITS = re.compile(r"[0-9]{15}")
_CITIZEN_ID = re.compile(r"[1-9][0-9]{16}[0-9X]")
_CITIZEN_ID_LENGTH = 18
_STATISTICAL_CODE = re.compile(r"[0-9]{12}")
_STATISTICAL_LENGTH = 12
_MOBILE = re.compile(r"(?:\+86)?(1[3-9][0-9]{9})")
_XINING_LAND_LINE = re.compile(r"(?:0971-?|\+86971)([0-9]{7})")
_EARLIEST_BIRTH = date(1880, 1, 1)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Of GB 32100: without I, O, S, V and Z, so 31 characters, a prime: no single wrong one escapes."""
_CREDIT_CODE = re.compile(rf"[{_CREDIT_ALPHABET}]{{2}}[0-9]{{6}}[{_CREDIT_ALPHABET}]{{8}}[0-9X][{_CREDIT_ALPHABET}]")
_CREDIT_LENGTH = 18
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_INNER_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHOWN_FIRST, _SHOWN_LAST, _LONG = 6, 4, 14

CreditCode = NewType("CreditCode", str)
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
    INNER_CHECK_DIGIT = "INNER_CHECK_DIGIT"
    """Of the organisation code (GB 11714) inside a credit code."""

    DIVISION = "DIVISION"
    """Of another county or district."""

    KIND = "KIND"
    """A credit code of another kind of body than the one that is to have it."""

    NO_COMMITTEE = "NO_COMMITTEE"
    """The code of a town: its last three digits are 000."""

    PHONE = "PHONE"
    """Neither a mobile number of China nor a land line of Xining."""


@dataclass(frozen=True, slots=True)
class InvalidCode(Unacceptable):
    """A code of a body or a place, a credit code or a statistical code, cannot be right; `fault` says why."""

    slug: ClassVar[str] = "invalid-code"
    zh: ClassVar[str] = "代码无效"
    en: ClassVar[str] = "The code is invalid"
    fault: CodeFault


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


def credit_code(text: str) -> CreditCode | CodeFault:
    """Read a unified social credit code (统一社会信用代码, GB 32100-2015) by both of its check digits.

    Its first two characters, the registering department and the kind of organisation, may be letters (N…, Y…). Which
    of them go together and whether there is such a division is not looked up: both lists have grown since.
    """
    code = text.upper() if text.isascii() else text
    if not _CREDIT_CODE.fullmatch(code):
        return CodeFault.CHARACTERS if len(code) == _CREDIT_LENGTH else CodeFault.LENGTH
    if _inner_check_digit(code[8:16]) != code[16]:
        return CodeFault.INNER_CHECK_DIGIT
    if _credit_check_digit(code[:17]) != code[17]:
        return CodeFault.CHECK_DIGIT
    return CreditCode(code)


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


def masked(number: str) -> str:
    """The number of a document as far as its owner needs it to know it: of a citizen ID the first 6 and last 4."""
    if len(number) >= _LONG:
        return number[:_SHOWN_FIRST] + "*" * (len(number) - _SHOWN_FIRST - _SHOWN_LAST) + number[-_SHOWN_LAST:]
    shown = len(number) // 3
    return "*" * (len(number) - shown) + number[len(number) - shown :]


def _credit_check_digit(first_17: str) -> str:
    total = sum(_CREDIT_ALPHABET.index(each) * pow(3, place, 31) for place, each in enumerate(first_17))
    return _CREDIT_ALPHABET[-total % 31]


def _inner_check_digit(first_8: str) -> str:
    total = sum(_INNER_ALPHABET.index(each) * weight for each, weight in zip(first_8, _INNER_WEIGHTS, strict=True))
    return "0123456789X"[-total % 11]


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
