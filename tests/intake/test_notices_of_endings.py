"""What applicants are told of how their application ends or is put right at the window, in both languages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from services.intake.app import PARTS
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from shared.runtime.settings import Deployment
from tests.intake.counter import offered, received
from tests.intake.notices import OUTBOX, told, told_of
from tests.intake.ratings import adopted
from tests.intake.samples import CALENDAR, POLICY
from tests.intake.service import Intake
from tests.journeys.people import resident
from tests.runtime.served import served

PHONE, OTHER_PHONE = "13997000731", "13997000732"
NAME, WHY = "示例·通知人", "只有本人知道的原因"
NO = {"cause": "CONDITIONS_NOT_MET", "reasons": [WHY], "remedies": ["可申请行政复议"]}
IN_BOTH = POLICY.adopt(adopted("notification.languages", ("zh", "en")))


@pytest.fixture
async def intake(tmp_path: Path) -> AsyncIterator[Intake]:
    settled = {"deployment": Deployment.DEMONSTRATION, "notify_file": tmp_path / OUTBOX}
    async with served(PARTS, tmp_path, IN_BOTH, CALENDAR, **settled) as here:
        here.clock.at = datetime(2014, 9, 24, 9, tzinfo=SHANGHAI)
        yield here


ENDINGS = {
    "who is not accepted hears until when to challenge it": (
        [("non-acceptance", NO)],
        "2014-09-24T10:00",
        ("不予受理通知 · Not accepted", ["2014-11-24", "2015-03-24"]),
    ),
    "whose matter is another body's hears which has it now": (
        [("transfer", {"to_body": "dept-hr", "body_name": "城东区人社局", "reasons": [WHY]})],
        "2014-09-24T10:00",
        ("移送通知 · Handed on", ["城东区人社局", "2014-09-24"]),
    ),
    "who answered no notice in time hears what was missing": (
        [("correction-notice", {"defects": [{"material": "银行卡", "reason": WHY}]})],
        "2014-10-13T18:00",
        ("申请终结 · Lapsed", ["银行卡", "2014-10-13"]),
    ),
    "whose acceptance was a mistake hears that it is taken back": (
        [("acceptance", {}), ("acceptance-withdrawal", {"cause": "INCOMPLETE", "reasons": [WHY]})],
        "2014-09-24T10:00",
        ("撤回受理 · Acceptance withdrawn", []),
    ),
}


@pytest.mark.parametrize(("acts", "at", "then"), ENDINGS.values(), ids=ENDINGS.keys())
async def test_an_applicant_is_told(intake, acts, at, then):
    application = await received(intake, await offered(intake), applicant={**resident(NAME), "phone": PHONE})
    for path, body in acts:
        await intake.do(f"/applications/{application}/{path}", Role.CLERK, **body)
    await intake.at(at)
    title, words = then
    (notice,) = await told_of(intake, title)
    assert (notice.channel, notice.to) == ("SMS", f"+86{PHONE}")
    zh, en = notice.body.split("\n")
    for word in ("QZX-2014-000001", *words):
        assert word in zh
        assert word in en
    assert not any(secret in str(notice) for secret in (NAME, WHY))


async def test_of_an_end_too_nobody_hears_at_night(intake):
    application = await received(intake, await offered(intake), applicant={**resident(), "phone": PHONE})
    await intake.do(f"/applications/{application}/non-acceptance", Role.CLERK, **NO)
    intake.clock.at = datetime(2014, 9, 24, 21, tzinfo=SHANGHAI)
    assert await told(intake) == []
    intake.clock.at = datetime(2014, 9, 25, 8, tzinfo=SHANGHAI)
    assert [each.title for each in await told(intake)] == ["收件回执 · Received", "不予受理通知 · Not accepted"]


async def test_who_stands_in_the_place_of_a_wrong_person_is_told_and_the_other_is_not(intake):
    application = await received(intake, await offered(intake), applicant={**resident(NAME), "phone": PHONE})
    await told(intake)
    right = {**resident(), "phone": OTHER_PHONE}
    path = f"/applications/{application}/applicant-correction"
    await intake.do(path, Role.CLERK, applicant=right, fault="MISCOPIED")
    await intake.do(f"/applications/{application}/acceptance", Role.CLERK)
    assert [(each.to, each.title) for each in await told(intake)] == [
        (f"+86{PHONE}", "收件回执 · Received"),
        (f"+86{OTHER_PHONE}", "申请人更正 · Applicant corrected"),
        (f"+86{OTHER_PHONE}", "受理通知 · Accepted"),
    ]


async def test_a_number_that_was_mended_is_the_one_that_is_called(intake):
    application = await received(intake, await offered(intake), applicant={**resident(NAME), "phone": PHONE})
    await told(intake)
    path = f"/applications/{application}/entry-correction"
    await intake.do(path, Role.CLERK, phone=OTHER_PHONE, fault="MISCOPIED")
    await intake.do(f"/applications/{application}/acceptance", Role.CLERK)
    assert [each.to for each in await told(intake)] == [f"+86{PHONE}", f"+86{OTHER_PHONE}"]
