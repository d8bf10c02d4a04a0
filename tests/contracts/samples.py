"""One document of each event by hand-made values: what `python -m tests.contracts.release` writes down for ever."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from types import NoneType
from typing import Any, Literal, Union

from pydantic import BaseModel

from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.cycles import YearlyCycle
from shared.kernel.envelope import LogName, Stamp, encode
from shared.kernel.ids import AggregateRef
from shared.kernel.instants import SHANGHAI
from shared.kernel.limits import LimitStage, LimitUnit
from shared.kernel.messages import Event
from shared.kernel.working_days import CalendarYear, YearStatus
from tests.contracts.shapes import Shape, fields_of

DAY = date(2014, 9, 24)
INSTANT = datetime(2014, 9, 24, 17, 0, tzinfo=SHANGHAI)
EVENT_ID = "01490b4f-6c00-7abc-8def-0123456789ab"
AN_ID = "0b7e9c1c-6f0e-5d0a-9d3c-5f1f0a4f2b11"

WORDS = {
    "code": "CD-MZ-005",
    "item_code": "CD-MZ-005",
    "stat_code_12": "630102001001",
    "street_code": "630102001",
    "voucher_number": "QZX-2014-000812",
    "name_zh": "清真巷",
    "name_en": "Qingzhen Alley",
    "title_zh": "综合窗口一",
    "title_en": "Comprehensive window 1",
    "subject": "9f2c4a6b8d0e1f3a5b7c9d1e3f5a7b9c",
    "sealed": "AAECAwQFBgcICQoLAAECAwQFBgcICQoLDA0ODxAREhM=",
    "kind": "PUBLIC_SERVICE",
    "reason": "缺少户口簿复印件",
    "source": "2016-04-14 新闻报道",
    "basis": "行政许可法 §32",
    "org": "centre-3",
    "material": "居民户口簿",
    "trained_for": "CD-MZ-005",
    "examiner": "staff-7",
    "approver": "staff-9",
    "holder": "staff-7",
    "substitute": "staff-8",
}
"""By the name of the field; another text says what field it stands in."""

PATTERNS = {
    "^[0-9a-f]{64}$": "9f2c4a6b8d0e1f3a" * 4,
    "^[12][0-9]{3}-(0[1-9]|1[0-2])$": "2015-12",
    "^[12][0-9]{3}(-H[12])?$": "2014-H2",
    "^[12][0-9]{3}-Q[1-4]$": "2014-Q4",
    "^[0-9]{9}$": "630102001",
    "^[0-9A-Z]{18}$": "52630102MJX0000267",
    r"^[a-z][a-z-]{2,60}$": "result",
    "^[A-Za-z0-9._:-]{1,64}$": "dept-civil-affairs",
    "^[a-z0-9-]{1,40}$": "resident",
    "^[A-Z0-9_]{1,30}$": "HUI",
    "^[a-z]{1,20}/[a-z0-9.+-]{1,60}$": "application/pdf",
    r"^[A-Z]{2}-[A-Z]{2}-[0-9]{3}$": "CD-MZ-005",
    r"^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$": "2014-09",
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": "09:00",
    r"^[a-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)+$": "clock.acceptance_working_days",
    "^[0-9]{2}-[0-9]{2}$": "03-31",
    "^[0-9][0-9-]{2,19}$": "12345",
    "^[A-Z_]{2,40}$": "CULTURE",
    "^[A-Z]{2,6}$": "GJC",
    "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$": "home-visit",
    "^[A-Z]$": "A",
    r"^[a-z0-9_.]{1,100}$": "applicant",
    r"^[a-z][a-z-]*/[A-Za-z0-9._:-]{1,80}$": "application/0b7e9c1c-6f0e-5d0a-9d3c-5f1f0a4f2b11",
    r"^[a-z_]{2,40}$": "benefit_decisions",
}
WHOLE: dict[type[BaseModel], BaseModel] = {
    CalendarYear: CalendarYear(
        year=2014,
        status=YearStatus.PUBLISHED,
        version=1,
        days_off=(date(2014, 1, 1), date(2014, 1, 31)),
        make_up_days=(date(2014, 1, 26), date(2014, 2, 8)),
        source_document="国办发明电〔2013〕28号",
    ),
    LimitStage: LimitStage(name="受理", body="服务中心", n=5, unit=LimitUnit.WORKING_DAY),
    YearlyCycle: YearlyCycle(apply_by="03-31", decide_by="09-30"),
}


def sample(event: type[Event]) -> Event:
    """The event with each of its fields filled."""
    filled = _model(event)
    assert isinstance(filled, event)
    return filled


def document(service: str, event: Event) -> bytes:
    """As the service writes it, with every attribute of the envelope."""
    stamp = Stamp(
        log=LogName("630102", service),
        time=INSTANT,
        actor=Actor(ActorId("clerk-1"), Role.CLERK, "centre-3"),
        policy_version=7,
        correlation_id="visit-17",
        causation_id=EVENT_ID[:-1] + "c",
    )
    return encode(event, EVENT_ID, AggregateRef("sample", AN_ID), stamp)


def _model(model: type[BaseModel]) -> BaseModel:
    if model in WHOLE:
        return WHOLE[model]
    return model(**{name: _value(shape, name) for name, shape, _ in fields_of(model)})


def _value(shape: Shape, name: str) -> Any:
    if shape.kind is Union:
        return _value(next(one for one in shape.alternatives if one.kind is not NoneType), name)
    if shape.items is not None:
        return shape.kind([_value(shape.items, name.removesuffix("s"))])
    if shape.kind is Literal:
        return shape.literals[0]
    if issubclass(shape.kind, BaseModel):
        return _model(shape.kind)
    if issubclass(shape.kind, Enum):
        return next(iter(shape.kind))
    return _plain(shape, name)


def _plain(shape: Shape, name: str) -> object:
    if shape.kind is str:
        text = PATTERNS[shape.pattern] if shape.pattern else WORDS.get(name, AN_ID if name.endswith("id") else name)
        return text[: shape.most]
    if shape.kind is bool:
        return True
    if shape.kind is int:
        return max(3, shape.least or 0)
    return {date: DAY, datetime: INSTANT}[shape.kind]
