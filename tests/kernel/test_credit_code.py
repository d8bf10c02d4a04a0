"""Unified social credit codes: invented ones that are right by both check digits, and each way to be wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.kernel.codes import CodeFault, credit_code

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FIXTURES = ("51630102MJX000018F", "52630102MJX0000267", "52630102MJX0000342", "51630102MJX0000420")


def completed(head: str, body: str) -> str:
    """The code of eight leading characters and eight of an organisation, with both check digits by trial."""
    for inner in "0123456789X":
        for last in ALPHABET:
            if isinstance(credit_code(code := f"{head}{body}{inner}{last}"), str):
                return code
    raise AssertionError("no check digit fits")


@pytest.mark.parametrize("code", FIXTURES)
def test_an_invented_code_is_right_by_both_check_digits(code):
    assert credit_code(code) == code


def test_lower_case_is_taken_as_upper_case():
    assert credit_code("51630102mjx000018f") == "51630102MJX000018F"


@pytest.mark.parametrize("head", ["N1630102", "N2630102", "Y1630102", "A1630102", "9A630102"])
def test_the_registering_department_may_be_a_letter(head):
    code = completed(head, "MJX00001")
    assert code.startswith(head)
    assert credit_code(code) == code


FAULTY = {
    "nothing": ("", CodeFault.LENGTH),
    "a character short": ("51630102MJX000018", CodeFault.LENGTH),
    "a character more": ("51630102MJX000018F0", CodeFault.LENGTH),
    "a wrong last character": ("51630102MJX000018G", CodeFault.CHECK_DIGIT),
    "a wrong inner check digit": ("51630102MJX000017F", CodeFault.INNER_CHECK_DIGIT),
    "an inner check digit that may not be": ("51630102MJX00001AF", CodeFault.CHARACTERS),
    "a letter in the division": ("51A30102MJX000018F", CodeFault.CHARACTERS),
    "the letter O": ("51630102MJXO00018F", CodeFault.CHARACTERS),
    "the letter I": ("I1630102MJX000018F", CodeFault.CHARACTERS),
    "the letter S at the end": ("51630102MJX000018S", CodeFault.CHARACTERS),
    "a space inside": ("51630102 JX000018F", CodeFault.CHARACTERS),
    "a new line at the end": ("51630102MJX000018\n", CodeFault.CHARACTERS),
    "full-width digits": ("５１630102MJX000018F", CodeFault.CHARACTERS),
    "a ligature that grows when it is raised": ("51630102MJX00001\ufb00", CodeFault.LENGTH),
}


@pytest.mark.parametrize(("code", "fault"), FAULTY.values(), ids=FAULTY.keys())
def test_a_code_is_faulty(code, fault):
    assert credit_code(code) is fault


heads = st.builds(
    lambda department, kind, division: f"{department}{kind}{division:06}",
    st.sampled_from(ALPHABET),
    st.sampled_from(ALPHABET),
    st.integers(0, 999_999),
)
codes = st.builds(completed, heads, st.text(ALPHABET, min_size=8, max_size=8))


@given(codes, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_found_by_at_least_one_check(code, place, other):
    wrong = code[:place] + other + code[place + 1 :]
    assert wrong == code or isinstance(credit_code(wrong), CodeFault)


@given(st.text(max_size=20))
def test_any_text_is_a_code_or_a_fault(text):
    assert isinstance(credit_code(text), str | CodeFault)
