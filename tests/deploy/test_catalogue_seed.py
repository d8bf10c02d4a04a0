"""The shipped catalogue: all 32 items of the domain's table with their limits, in their time."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from deploy.seeding import catalogue, complete, load
from services.intake.domain.item import ITEM, EnterItem, Item
from shared.contracts.intake.item import DecisionMode, Handling, ItemVersion
from shared.kernel.instants import SHANGHAI
from shared.kernel.limits import Limit, LimitUnit, Terms, due, promise_exceeds_statute, stage_runs
from shared.kernel.provenance import Provenance
from shared.kernel.suspensions import SuspensionReason
from tests.intake.samples import CALENDAR, CATALOGUE, at

FOUNDED = date(2013, 9, 29)

TABLE = """
CD-MZ-001 | 1 | 最低生活保障审核确认 | BENEFIT | D30 | DEFAULT | D25 | 公示7cd | D | two | 2013-01-01..
CD-MZ-002 | 1 | 特困人员认定 | BENEFIT | C15 (C7cd) D10 | LOCAL | D25 | 公示7cd | D | two | 2013-01-01..
CD-MZ-003 | 1 | 临时救助（一般） | BENEFIT | C15 | LOCAL | C10 | - | ? | two | 2013-01-01..
CD-MZ-003 | 2 | 临时救助（一般） | BENEFIT | C15 | LOCAL | C10 | 公示3cd | D | two | 2016-01-01..
CD-MZ-004 | 1 | 临时救助（紧急先行） | BENEFIT | C48h C5 | LOCAL | C24h C5 | - | C | two | 2013-01-01..
CD-MZ-005 | 1 | 高龄津贴 | BENEFIT | D30 | LOCAL | D10 | - | ? | two | 2013-01-01..
CD-MZ-005 | 2 | 高龄津贴 | BENEFIT | D30 | LOCAL | D10 | 公示5cd | D | two | 2016-01-01..
CD-MZ-006 | 1 | 老年人优待证 | CONFIRMATION | C20 | DEFAULT | C0 | - | C | single | 2013-01-01..
CD-MZ-007 | 1 | 政府购买养老服务对象认定 | BENEFIT | D30 | DEFAULT | D20 | 能力评估 公示5cd | D | two | 2013-01-01..
CD-MZ-008 | 1 | 孤儿基本生活保障 | BENEFIT | C15 D15 | DEFAULT | D20 | - | D | two | 2013-01-01..2019-12-31
CD-MZ-008 | 2 | 孤儿/事实无人抚养儿童基本生活保障 | BENEFIT | C15 D15 | DEFAULT | D20 | - | D | two | 2020-01-01..
CD-MZ-009 | 1 | 困难残疾人生活补贴 | BENEFIT | C15 D15 | DEFAULT | D15 | 公示5cd | D | two | 2016-01-01..
CD-MZ-010 | 1 | 重度残疾人护理补贴 | BENEFIT | C15 D15 | DEFAULT | D15 | 公示5cd | D | two | 2016-01-01..
CD-MZ-011 | 1 | 低保边缘/低收入家庭认定 | CONFIRMATION | D30 | DEFAULT | D25 | 公示7cd | D | two | 2013-01-01..
CD-MZ-012 | 1 | 医疗救助申请 | BENEFIT | D20 | DEFAULT | D15 | 公示5cd | D | two | 2013-01-01..
CD-MZ-013 | 1 | 社区社会组织备案 | PUBLIC_SERVICE | C10 | DEFAULT | C5 | 公示5cd+ | C | two | 2013-01-01..
CD-MZ-014 | 1 | 社会救助求助转办 | PUBLIC_SERVICE | - | LAW | C1 | - | C | two | 2013-01-01..
CD-JS-001 | 1 | 生育登记 | PUBLIC_SERVICE | C0 | DEFAULT | C0 | - | ? | two | 2013-01-01..
CD-JS-001 | 2 | 生育登记 | PUBLIC_SERVICE | C0 | DEFAULT | C0 | - | C | single | 2016-01-01..
CD-JS-002 | 1 | 再生育审批 | LICENCE | D20 | DEFAULT | D15 | 公示7cd | D | two | 2013-01-01..2021-08-20
CD-JS-003 | 1 | 独生子女父母光荣证 | CONFIRMATION | C20 | DEFAULT | C5 | - | C | two | 2013-01-01..
CD-JS-004 | 1 | 计生家庭奖励扶助对象确认 | BENEFIT | -03-31 | DEFAULT | D30 | 公示10cd | D | two | 2013-01-01..
CD-JS-005 | 1 | 计生家庭特别扶助 | BENEFIT | -03-31 | DEFAULT | D30 | - | D | two | 2013-01-01..
CD-JS-006 | 1 | 流动人口婚育证明/登记 | PUBLIC_SERVICE | C0 | DEFAULT | C0 | - | C | single | 2013-01-01..
CD-JY-001 | 1 | 就业登记 | PUBLIC_SERVICE | C15 | DEFAULT | C0 | - | C | single | 2013-01-01..
CD-JY-002 | 1 | 失业登记 | PUBLIC_SERVICE | C10 | DEFAULT | C0 | - | C | single | 2013-01-01..
CD-JY-003 | 1 | 就业创业证核发 | CONFIRMATION | C20 | DEFAULT | C3 | - | C | two | 2014-12-23..
CD-JY-003 | 2 | 就业失业登记证核发 | CONFIRMATION | C20 | DEFAULT | C3 | - | C | two | 2013-01-01..2014-12-22
CD-JY-004 | 1 | 就业困难人员认定 | CONFIRMATION | C2 (C3cd) C2 D7 | LOCAL | D10 | 公示3cd | D | two | 2013-01-01..
CD-JY-005 | 1 | 灵活就业社会保险补贴 | BENEFIT | D20 | DEFAULT | D15 | 公示5cd | D | two | 2013-01-01..
CD-JY-006 | 1 | 创业担保贷款资格审核 | PUBLIC_SERVICE | D10 | DEFAULT | D7 | - | D | two | 2013-01-01..
CD-JY-007 | 1 | 公益性岗位申报 | BENEFIT | D20 | DEFAULT | D15 | 公示5cd | D | two | 2013-01-01..
CD-WS-001 | 1 | 预防接种证办理 | PUBLIC_SERVICE | X0 | DEFAULT | X0 | - | X | single | 2013-01-01..
CD-WS-002 | 1 | 居民健康档案建档 | PUBLIC_SERVICE | X0 | DEFAULT | X0 | - | X | single | 2013-01-01..
CD-WS-003 | 1 | 孕产妇/儿童保健建册 | PUBLIC_SERVICE | X0 | DEFAULT | X0 | - | X | single | 2013-01-01..
CD-CL-001 | 1 | 残疾人证申领 | CONFIRMATION | D30 | DEFAULT | D15 | 残疾评定 公示5wd | D | two | 2013-01-01..
CD-SB-001 | 1 | 城乡居民养老参保登记 | PUBLIC_SERVICE | C0 | DEFAULT | C0 | - | C | single | 2014-01-01..2016-12-31
CD-SB-001 | 2 | 城乡居民养老/医疗参保登记 | PUBLIC_SERVICE | C0 | DEFAULT | C0 | - | C | single | 2017-01-01..
"""
"""What domain §3 says, a version a line. C, D and X are centre, district department and outside body; a number alone is
of working days, 0 on the spot, `h` hours, `cd` calendar days, (in brackets) not counted; a step with + counts. Of a
cycle it is the last day to apply."""

_UNITS = {
    LimitUnit.WORKING_DAY: "",
    LimitUnit.INSTANT: "",
    LimitUnit.HOUR: "h",
    LimitUnit.CALENDAR_DAY: "cd",
    LimitUnit.MONTH: "m",
}
BODIES = {"CENTRE": "C", "DISTRICT_DEPARTMENT": "D", "OUTSIDE_BODY": "X"}
VERSIONS = [(code, entry.item) for code, entries in CATALOGUE.items() for entry in entries]


def limit_in_words(limit: Limit) -> str:
    stages = (
        f"{stage.body[0] if stage.body[0] != 'O' else 'X'}{stage.n}{_UNITS[stage.unit]}" for stage in limit.stages
    )
    shown = (said if stage.counted else f"({said})" for said, stage in zip(stages, limit.stages, strict=True))
    return " ".join(shown) or "-"


def steps_in_words(version: ItemVersion) -> str:
    units = {None: "", LimitUnit.CALENDAR_DAY: "cd", LimitUnit.WORKING_DAY: "wd"}
    steps = (
        f"{step.name}{step.n or ''}{units[step.unit]}{'+' if step.counted else ''}" for step in version.special_steps
    )
    return " ".join(steps) or "-"


def row_of(code: str, version: ItemVersion) -> str:
    """A shipped version in the words of the table."""
    statutory = f"-{version.apply_by}" if version.apply_by else limit_in_words(version.statutory)
    whose = BODIES[version.authority.value] if version.authority else "?"
    mode = "single" if version.decision_mode is DecisionMode.SINGLE else "two"
    days = f"{version.valid_from}..{version.valid_to or ''}"
    return (
        f"{code} | {version.version} | {version.name_zh} | {version.kind.value} | {statutory}"
        f" | {version.statutory_provenance.value} | {limit_in_words(version.promised)} | {steps_in_words(version)}"
        f" | {whose} | {mode} | {days}"
    )


def test_the_table_of_the_domain_is_what_is_shipped():
    assert [row_of(code, version) for code, version in VERSIONS] == TABLE.strip().splitlines()


def test_there_are_32_items_each_with_names_in_both_languages():
    assert len(CATALOGUE) == 32
    departments = [code.split("-")[1] for code in CATALOGUE]
    assert {name: departments.count(name) for name in departments} == {
        **{"MZ": 14, "JS": 6, "JY": 7},
        **{"WS": 3, "CL": 1, "SB": 1},
    }
    for _, version in VERSIONS:
        assert re.search("[\u4e00-\u9fff]", version.name_zh)
        assert re.fullmatch(r"[ -~]+", version.name_en)


def test_an_item_that_is_done_on_the_spot_is_one_persons_where_a_delegation_says_so():
    instant = {code for code, version in VERSIONS if version.handling is Handling.INSTANT}
    alone = {code for code, version in VERSIONS if version.decision_mode is DecisionMode.SINGLE}
    assert instant == alone
    assert len(instant) == 9
    for code, version in VERSIONS:
        on_the_spot = [stage.unit for stage in version.promised.stages] == [LimitUnit.INSTANT]
        assert on_the_spot is (version.handling is Handling.INSTANT), code


def test_no_promise_exceeds_its_statute_and_all_promises_are_ours():
    assert not [code for code, version in VERSIONS if promise_exceeds_statute(version.promised, version.statutory)]
    assert {version.promised_provenance for _, version in VERSIONS} == {Provenance.DEFAULT}


def test_neither_minors_nor_those_with_special_assistance_have_a_public_notice():
    noticed = {code for code, version in VERSIONS if version.special_step(SuspensionReason.PUBLIC_NOTICE)}
    assert not noticed & {"CD-MZ-008", "CD-JS-005"}
    counted = {code for code, version in VERSIONS for step in version.special_steps if step.counted}
    assert counted == {"CD-MZ-013"}


def test_who_is_not_the_centre_is_named():
    for code, version in VERSIONS:
        ours = version.authority is None or version.authority.value == "CENTRE"
        assert (version.department is None) is ours, code


# --- time -------------------------------------------------------------------------


@pytest.mark.parametrize("code", CATALOGUE)
def test_versions_do_not_overlap_and_leave_no_day_out(code):
    spans = sorted((entry.item.valid_from, entry.item.valid_to) for entry in CATALOGUE[code])
    for (_, last), (following, _) in pairwise(spans):
        assert last is None or last + timedelta(days=1) == following


OUTSIDE = {
    "CD-MZ-009": ("2015-12-31", "2016-01-01"),
    "CD-MZ-010": ("2015-12-31", "2016-01-01"),
    "CD-SB-001": ("2013-12-31", "2014-01-01"),
    "CD-JS-002": ("2021-08-21", "2021-08-20"),
}


def shipped_item(code: str, demonstration: bool = True) -> Item:
    command = EnterItem(entries=CATALOGUE[code], demonstration=demonstration)
    decided = ITEM.decide(command, Item(), at("2014-09-24T12:00"))
    assert isinstance(decided, list), decided
    return ITEM.fold(decided)


@pytest.mark.parametrize("code", CATALOGUE)
def test_an_item_holds_in_its_time_only(code):
    item = shipped_item(code)
    outside, inside = (date.fromisoformat(day) for day in OUTSIDE.get(code, ("2012-12-31", "2013-09-29")))
    assert (item.on(outside), item.on(inside) is not None) == (None, True)


def test_each_item_that_holds_on_the_founding_day_is_received_then_in_a_demonstration_and_none_in_production():
    held = {code for code in CATALOGUE if shipped_item(code).on(FOUNDED)}
    assert len(held) == 32 - len({"CD-MZ-009", "CD-MZ-010", "CD-SB-001"})
    for code in held:
        assert isinstance(shipped_item(code).receivable(FOUNDED), ItemVersion)
        assert not isinstance(shipped_item(code, demonstration=False).receivable(FOUNDED), ItemVersion)


def test_help_comes_first_and_the_papers_are_due_as_in_s4():
    item = CATALOGUE["CD-MZ-004"][0].item
    asked_at = datetime(2015, 9, 3, 10, tzinfo=SHANGHAI)
    help_, papers = (run.due for run in stage_runs(item.statutory, asked_at, Terms(CALENDAR)))
    promised = stage_runs(item.promised, asked_at, Terms(CALENDAR))[0].due
    assert help_
    assert papers
    assert promised
    assert (help_.at.isoformat()[:16], promised.at.isoformat()[:16]) == ("2015-09-05T10:00", "2015-09-04T10:00")
    assert papers.on == due(item.promised, asked_at, CALENDAR).on == date(2015, 9, 10)


# --- what was shipped stays ----------------------------------------------------------

RELEASED = {
    "CD-JS-001 1": "c2ea014cbb45014f",
    "CD-JY-002 1": "ce7ce386381945a4",
    "CD-JY-003 1": "ca32919b0057b6a5",
    "CD-MZ-001 1": "a395b2292d09c885",
    "CD-MZ-003 1": "df2213e6334fd5f8",
    "CD-MZ-005 1": "9a635dac41c48c26",
    "CD-MZ-008 1": "6fe5596ba1e78f39",
    "CD-MZ-008 2": "ddcd52ddd3a5b24b",
}
"""What an earlier release shipped, by a hash of its JSON: a shipped version never changes in place."""


def test_what_was_ever_shipped_is_shipped_as_it_was():
    found = {}
    for item in load("items.yaml"):
        name = f"{item['code']} {item['version']}"
        found[name] = hashlib.sha256(json.dumps(item, sort_keys=True).encode()).hexdigest()[:16]
    assert {name: found[name] for name in RELEASED} == RELEASED


def test_the_seeder_sends_only_items_of_which_something_is_not_there():
    (entry,) = (each for each in catalogue() if each["code"] == "CD-JS-001")
    whole = [{"item_version": number, "guided": True, "opened": True} for number in (1, 2)]
    assert complete({"standing": whole}, entry)
    assert not complete(None, entry)
    assert not complete({"standing": whole[:1]}, entry)
    assert not complete({"standing": [whole[0], {**whole[1], "opened": False}]}, entry)
    assert not complete({"standing": [whole[0], {**whole[1], "guided": False}]}, entry)
