"""What the tables of intake are made of: the shipped policy, calendar and catalogue, and one hall with its windows."""

import json
from datetime import date

from deploy.seeding import load
from services.intake.domain.hall import HALL
from services.intake.domain.item import ITEM
from services.intake.domain.voucher import VOUCHERS, series_id
from shared.contracts.intake.application import Applicant, ApplicationReceived, Defect
from shared.contracts.intake.hall import HallOpened, WindowOpened, WindowPaused
from shared.contracts.intake.item import ItemPublished, ItemVersion
from shared.kernel.decider import Context
from shared.kernel.limits import Limit
from shared.kernel.personal import Personal
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.working_days import Calendar, CalendarYear
from shared.testing.decider import context, known

POLICY = Policy.of(PolicyEntry.model_validate_json(json.dumps(entry)) for entry in load("policy.yaml"))
CALENDAR = Calendar.of(CalendarYear.model_validate_json(json.dumps(year)) for year in load("calendar.yaml"))


def at(instant: str) -> Context:
    """A clerk at this instant, local time."""
    return context(f"{instant}+08:00", policy=POLICY, calendar=CALENDAR)


def item_version(code: str, **changes: object) -> ItemVersion:
    """A seeded version of an item, with changes."""
    seeded = next(item for item in load("items.yaml") if item["code"] == code)
    seeded.pop("code")
    return ItemVersion.model_validate_json(json.dumps(seeded)).model_copy(update=changes)


def days(n: int) -> Limit:
    """A limit of working days."""
    return Limit.model_validate_json(
        json.dumps({"stages": [{"name": "审查", "body": "CENTRE", "n": n, "unit": "WORKING_DAY"}]})
    )


OPENED = HallOpened(centre_id="centre-qzx", code="QZX", name_zh="清真巷社区服务大厅", name_en="Qingzhenxiang Hall")
W1 = WindowOpened(window_id="W1", number=1)
W2 = WindowOpened(window_id="W2", number=2)
W3 = WindowOpened(window_id="W3", number=3)
W2_PAUSED = WindowPaused(window_id="W2", reason="午休")

APPLICANT = Personal[Applicant].of(
    "subject-ma", Applicant(name="示例·马奶奶", id_kind="citizen-id", id_number="630102194503120017")
)
RELATED = (
    known(HALL, "hall-qzx", OPENED, W1, W2)
    | known(ITEM, "CD-MZ-005", ItemPublished(item=item_version("CD-MZ-005")))
    | known(ITEM, "CD-MZ-999")
    | known(HALL, "hall-none")
    | known(VOUCHERS, series_id("hall-qzx", 2014))
    | known(VOUCHERS, series_id("hall-none", 2014))
)

RECEIVED = ApplicationReceived(
    hall_id="hall-qzx",
    window_id="W2",
    centre_id="centre-qzx",
    item_code="CD-MZ-005",
    item_version=1,
    voucher_number="QZX-2014-000001",
    applicant=APPLICANT,
    materials=("身份证",),
    received_on=date(2014, 9, 24),
)
SUBJECT = APPLICANT.subject


def defect(material: str, reason: str) -> Defect:
    """A paper that is missing or wrong, with what the applicant is told of it."""
    return Defect(material=material, reason=Personal[str].of(SUBJECT, reason))


REGISTER = defect("户口簿", "缺本人页")
BANK_CARD = defect("银行卡", "未提供")
