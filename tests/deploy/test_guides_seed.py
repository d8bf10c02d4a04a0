"""The shipped guides: each value with where it is from or to be confirmed, and nothing that nobody gave us."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from shared.contracts.intake.service_guide import STARRED, Stated
from shared.contracts.intake.service_guide_parts import TO_BE_CONFIRMED
from shared.kernel.provenance import Provenance
from tests.intake.samples import CATALOGUE, guide


def values(model: BaseModel) -> dict[str, Any]:
    """What a model says, by field; what it does not say is not in it."""
    return {name: value for name in type(model).model_fields if (value := getattr(model, name)) is not None}


def of(code: str, version: int = 1) -> dict[str, Any]:
    """What the guide of a version says."""
    return values(guide(code, version))


GUIDES = {
    f"{code} {entry.item.version}": (entry.item, of(code, entry.item.version))
    for code, entries in CATALOGUE.items()
    for entry in entries
}


@pytest.mark.parametrize(("item", "told"), GUIDES.values(), ids=GUIDES.keys())
def test_each_starred_field_is_stated_with_its_origin_or_to_be_confirmed(item, told):
    assert set(STARRED) <= set(told)
    for value in told.values():
        assert isinstance(value, Stated)
        assert value.provenance in set(Provenance) - {Provenance.SYNTHETIC}
        assert value.source
        if value.value == TO_BE_CONFIRMED:
            assert value.provenance is Provenance.DEFAULT


@pytest.mark.parametrize(("item", "told"), GUIDES.values(), ids=GUIDES.keys())
def test_a_guide_names_the_papers_of_its_version(item, told):
    assert tuple(paper.name for paper in told["materials"].value) == item.materials


def test_a_day_that_nobody_knows_is_said_to_be_to_be_confirmed():
    for code in ("CD-JS-004", "CD-JS-005"):
        assert values(of(code)["statutory_limit"].value) == {"apply_by": "03-31", "decide_by": TO_BE_CONFIRMED}
        assert "statutory_limit" in guide(code).to_be_confirmed
    assert of("CD-JS-006")["effective_to"].value == TO_BE_CONFIRMED


DOCUMENTS = {"人社部发〔2014〕97号", "国发〔2015〕23号"}
TITLES = {"社会救助暂行办法", "残疾人证管理办法"}
"""All numbers and titles of rules that the domain's description gives for an item; it gives no phone."""


def texts(value: object) -> Iterator[str]:
    if isinstance(value, BaseModel):
        yield from texts(tuple(values(value).values()))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif isinstance(value, str):
        yield value


def invented(words: list[str]) -> set[str]:
    """Numbers of documents, and whatever could be dialled, that nobody gave us."""
    joined = "\n".join(words)
    documents = set(re.findall(r"[\u4e00-\u9fff]+〔\d{4}〕\d+号", joined))
    joined = joined.replace("GB/T 26341", "")  # the standard of the assessment form
    return (documents - DOCUMENTS) | set(re.findall(r"0\d{2,3}-\d{6,8}|(?<!\d)\d{5,11}(?!\d)", joined))


@pytest.mark.parametrize(("item", "told"), GUIDES.values(), ids=GUIDES.keys())
def test_no_guide_contains_a_number_that_nobody_gave_us(item, told):
    assert invented(list(texts(tuple(told.values())))) == set()
    assert told["consult_phone"].value == told["complaint_phone"].value == TO_BE_CONFIRMED


@pytest.mark.parametrize("planted", ["国办发〔2013〕28号", "0971-8176543", "12345", "电话 8176543"])
def test_an_invented_number_would_be_found(planted):
    assert invented(["区级民政部门", planted])


@pytest.mark.parametrize(("item", "told"), GUIDES.values(), ids=GUIDES.keys())
def test_no_rule_is_named_that_nobody_gave_us(item, told):
    stated = told["legal_basis"].value
    for basis in () if stated == TO_BE_CONFIRMED else stated:
        assert basis.title in TITLES | {TO_BE_CONFIRMED}
        assert basis.document_no in DOCUMENTS | {TO_BE_CONFIRMED}
        assert basis.text == TO_BE_CONFIRMED


@pytest.mark.parametrize(("item", "told"), GUIDES.values(), ids=GUIDES.keys())
def test_a_law_is_claimed_only_where_its_source_is_named(item, told):
    laws = [value for value in told.values() if value.provenance is Provenance.LAW]
    assert [value.source for value in laws if not re.match(r"S\d+", value.source)] == []
