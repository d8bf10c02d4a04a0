"""One spelling of an address: what makes two of them the same place, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.application_duplicates import normalised_address

SAME = {
    "with the district and without": ("青海省西宁市城东区大众街12号3单元201室", "大众街12号3单元201室"),
    "the city alone left out": ("青海省城东区大众街12号", "城东区大众街12号"),
    "full-width digits": ("大众街１２号", "大众街12号"),
    "blanks": (" 大众街 12号 ", "大众街12号"),
    "commas": ("城东区，大众街，12号", "城东区大众街12号"),
    "either dash": ("大众街12—3号", "大众街12-3号"),
    "case": ("大众街12号A座", "大众街12号a座"),
}
OTHER = {
    "another number": ("大众街12号", "大众街13号"),
    "numbers that are divided elsewhere": ("大众街1-23号", "大众街12-3号"),
    "a divided number and a whole one": ("大众街1-23号", "大众街123号"),
    "another door": ("大众街12号A座", "大众街12号B座"),
}


@pytest.mark.parametrize(("one", "two"), SAME.values(), ids=SAME.keys())
def test_one_place_has_one_spelling(one, two):
    assert normalised_address(one) == normalised_address(two)


@pytest.mark.parametrize(("one", "two"), OTHER.values(), ids=OTHER.keys())
def test_two_places_have_two(one, two):
    assert normalised_address(one) != normalised_address(two)


@pytest.mark.parametrize("written", ["", " ", "城东区", "青海省西宁市城东区。"])
def test_the_district_is_no_address(written):
    assert normalised_address(written) == ""


words = st.lists(st.text("大众街号楼单元室", min_size=1, max_size=4), min_size=1, max_size=6)


@given(words, st.sampled_from([" ", "\u3000", "，", ",", "、", " - "]))
def test_what_stands_between_words_is_no_part_of_an_address(words, between):
    assert normalised_address(between.join(words)) == normalised_address("".join(words))
