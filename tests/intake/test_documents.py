"""What stands on documents, and how things are said in both languages."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from services.intake.api.document_about import About, Place, Speech
from services.intake.api.document_slip import Slip, appointment_slip
from shared.contracts.intake.application import Applicant
from shared.documents.document import Document, Language, Line
from shared.documents.html import html
from shared.kernel.cycles import YearlyCycle
from shared.kernel.instants import SHANGHAI
from shared.kernel.limits import Limit, LimitStage, LimitUnit
from shared.kernel.money import Money
from tests.documents.paper import text_of_page
from tests.intake.samples import item_version

ZH, EN = Speech(Language.ZH), Speech(Language.EN)
PLACE = Place("清真巷社区公共服务中心", "清真巷社区服务大厅")
ON = date(2014, 9, 25)


def about(speech: Speech, **changes: object) -> About:
    """An application for an old-age allowance."""
    told = About(
        speech=speech,
        place=PLACE,
        item_code="CD-MZ-005",
        item=item_version("CD-MZ-005"),
        voucher_number="QZX-2014-000001",
        applicant=Applicant(name="示例·马奶奶", id_kind="citizen-id", id_number="630102194503120017"),
        received_at=datetime(2014, 9, 24, 9, 5, tzinfo=SHANGHAI),
        window_id="W2",
        address="http://hall.example/progress",
        code="7K3M9QXA",
    )
    return replace(told, **changes)  # type: ignore[arg-type]


def unsaid(document: Document, *words: str) -> list[str]:
    """Which of these do not stand on the page."""
    said = text_of_page(html(document))
    return [word for word in words if word not in said]


def test_an_appointment_slip_tells_when_where_and_what_to_bring():
    slip = Slip(
        place=PLACE,
        number="QZX-A-0007",
        code="7K3M9QXA",
        name="示例·居民",
        item=item_version("CD-MZ-005"),
        from_at=datetime(2014, 9, 26, 9, tzinfo=SHANGHAI),
        until_at=datetime(2014, 9, 26, 9, 30, tzinfo=SHANGHAI),
        booked_on=ON,
        address="http://hall.example/appointment",
    )
    paper = item_version("CD-MZ-005").materials[0]
    told = (
        "预约单",
        "QZX-A-0007-YY",
        "示例·居民",
        "清真巷社区服务大厅",
        "2014年9月26日 09:00-09:30",
        paper,
        "7K3M9QXA",
    )
    assert unsaid(appointment_slip(ZH, slip), *told) == []
    bare = appointment_slip(EN, replace(slip, item=None, name=None))
    english = ("Appointment slip", "26 September 2014 09:00-09:30", "25 September 2014", "Please bring", "Name")
    assert unsaid(bare, *english) == ["Please bring", "Name"]


def test_who_acts_for_an_applicant_is_named_beside_them():
    acted_for = about(ZH, acting="示例·代办").document("SJ", "收件回执", ON)
    assert Line("代为办理人", "示例·代办") in acted_for.lines
    assert not any(line.label == "代为办理人" for line in about(ZH).document("SJ", "收件回执", ON).lines)


AMOUNTS = {
    "whole yuan": (50000, "500.00元", "500.00 yuan"),
    "fen": (7, "0.07元", "0.07 yuan"),
    "thousands": (123456789, "1,234,567.89元", "1,234,567.89 yuan"),
}


@pytest.mark.parametrize(("fen", "zh", "en"), AMOUNTS.values(), ids=AMOUNTS.keys())
def test_an_amount_is_said_in_yuan(fen, zh, en):
    assert (ZH.money(Money(amount=fen)), EN.money(Money(amount=fen))) == (zh, en)


def test_what_is_personal_is_not_printed_with_the_object():
    said = repr(about(ZH, acting="示例·代办"))
    assert [word for word in ("马奶奶", "0017", "7K3M9QXA", "代办") if word in said] == []


def limit(*stages: tuple[int, LimitUnit]) -> Limit:
    return Limit(stages=tuple(LimitStage(name="审查", body="CENTRE", n=n, unit=unit) for n, unit in stages))


LIMITS = {
    "one stage": (limit((10, LimitUnit.WORKING_DAY)), "10个工作日", "10 working days"),
    "stages of one unit": (
        limit((5, LimitUnit.WORKING_DAY), (15, LimitUnit.WORKING_DAY)),
        "20个工作日",
        "20 working days",
    ),
    "stages of several": (
        limit((2, LimitUnit.MONTH), (48, LimitUnit.HOUR)),
        "2个月加48小时",
        "2 months and 48 hours",
    ),
    "calendar days": (limit((60, LimitUnit.CALENDAR_DAY)), "60日", "60 calendar days"),
    "on the spot": (limit((0, LimitUnit.INSTANT)), "当场办结", "on the spot"),
    "no stage": (limit(), "及时", "without delay"),
    "a yearly cycle": (
        YearlyCycle(apply_by="03-31", decide_by="06-30"),
        "每年03-31前申请，06-30前决定",
        "applications by 03-31, decisions by 06-30 of every year",
    ),
}


@pytest.mark.parametrize(("of", "zh", "en"), LIMITS.values(), ids=LIMITS.keys())
def test_a_limit_is_said_in_both_languages(of, zh, en):
    assert (ZH.limit(of), EN.limit(of)) == (zh, en)


def test_a_day_and_an_instant_are_local():
    at = datetime.fromisoformat("2014-09-24T16:05+00:00")
    assert (ZH.instant(at), EN.instant(at)) == ("2014年9月25日 00:05", "25 September 2014 00:05")
