"""Ends, corrections and mistakes put right over HTTP: what the counter may do, and what it sees of it afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from services.intake.domain.application import APPLICATION
from shared.contracts.casework.case import CaseClosed, Outcome
from shared.contracts.casework.case_mending import CaseAnnulled
from shared.contracts.casework.post import ActedAs
from shared.kernel.actors import Role
from shared.kernel.codes import masked
from tests.intake.counter import handed_in, offered, posted, received, word
from tests.intake.service import Intake, intake_in, refused
from tests.journeys.people import resident

CLERK = Role.CLERK
NOTICE = {"defects": [{"material": "户口簿", "reason": "缺本人页"}, {"material": "银行卡", "reason": "未提供"}]}
BOTH = {"materials": ["户口簿", "银行卡"]}
NO = {"cause": "CONDITIONS_NOT_MET", "reasons": ["未满七十周岁"], "remedies": ["60日内可申请行政复议"]}
ELSEWHERE = {"to_body": "dept-hr", "body_name": "城东区人社局", "reasons": ["属人社部门职权"]}
MISTAKE = {"cause": "INCOMPLETE", "reasons": ["漏收户口簿"]}


@pytest.fixture
async def intake(tmp_path):
    async with intake_in(tmp_path) as intake:
        yield intake


@pytest.fixture
async def hall(intake):
    return await offered(intake)


async def asked(intake: Intake, path: str, **body: Any) -> list[str]:
    return await intake.do(path, CLERK, **body)


async def shown(intake: Intake, application: str) -> dict[str, Any]:
    return await intake.get(f"/applications/{application}", CLERK)


async def who(intake: Intake, application: str) -> dict[str, Any]:
    """Who applies, as the window reads it."""
    answer = await intake.post(f"/applications/{application}/applicant-reading", CLERK)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def masked_of(applicant: dict[str, Any]) -> dict[str, Any]:
    """An applicant as staff see them in everyday work."""
    return {**applicant, "id_number": masked(applicant["id_number"])}


# --- corrections --------------------------------------------------------------


async def test_the_counter_sees_what_is_missing_and_until_when(intake, hall):
    application = await received(intake, hall)
    told = await shown(intake, application)
    assert (told["state"], told["check_due_on"]) == ("RECEIVED", "2014-09-30")
    await asked(intake, f"/applications/{application}/correction-notice", **NOTICE)
    told = await shown(intake, application)
    assert (told["state"], told["missing"]) == ("AWAITING_CORRECTION", ["户口簿", "银行卡"])
    assert told["correction_due_on"] == "2014-10-13"
    assert "check_due_on" not in told
    await handed_in(intake, application, "户口簿")
    assert (await shown(intake, application))["missing"] == ["银行卡"]


async def test_the_last_paper_from_home_answers_the_notice_and_counts_from_the_next_working_day(intake, hall):
    application = await received(intake, hall)
    await asked(intake, f"/applications/{application}/correction-notice", **NOTICE)
    await intake.at("2014-09-26T20:00")
    for paper in BOTH["materials"]:
        await handed_in(intake, application, paper)
    told = await shown(intake, application)
    assert (told["state"], told["received_on"], told["check_due_on"]) == ("RECEIVED", "2014-09-26", "2014-10-10")
    assert "missing" not in told
    assert await intake.at("2014-10-10T23:59") == []
    assert await intake.at("2014-10-11T00:00") == ["application-deemed-accepted"]


async def test_a_notice_that_nobody_answers_ends_the_application_when_the_hall_closes(intake, hall):
    application = await received(intake, hall)
    await asked(intake, f"/applications/{application}/correction-notice", **NOTICE)
    assert await intake.at("2014-10-13T17:59") == []
    assert await intake.at("2014-10-13T18:00") == ["application-lapsed"]
    told = await shown(intake, application)
    assert (told["state"], told["ended_on"], told["missing"]) == ("LAPSED", "2014-10-13", ["户口簿", "银行卡"])
    answer = await intake.post(f"/applications/{application}/correction", CLERK, **BOTH)
    assert refused(answer) == (409, "correction-too-late")


async def test_in_the_last_minute_the_correction_is_in_time_and_when_the_hall_closes_it_is_not(intake, hall):
    in_time, late = await received(intake, hall), await received(intake, hall)
    for application in (in_time, late):
        await asked(intake, f"/applications/{application}/correction-notice", **NOTICE)
    await intake.at("2014-10-13T17:59")
    assert await asked(intake, f"/applications/{in_time}/correction", **BOTH) == ["correction-submitted"]
    intake.clock.at = datetime.fromisoformat("2014-10-13T18:00+08:00")
    answer = await intake.post(f"/applications/{late}/correction", CLERK, **BOTH)
    assert refused(answer) == (409, "correction-too-late")


async def test_a_further_notice_is_of_new_material_alone_and_says_so(intake, hall):
    application = await received(intake, hall)
    notice = f"/applications/{application}/correction-notice"
    await asked(intake, notice, **NOTICE)
    await asked(intake, f"/applications/{application}/correction", **BOTH)
    register, old = ([{"material": paper, "reason": "不清晰"}] for paper in ("户口簿", "身份证"))
    assert refused(await intake.post(notice, CLERK, defects=register)) == (409, "once-only")
    assert refused(await intake.post(notice, CLERK, defects=old, of_new_material=True)) == (409, "once-only")
    assert await asked(intake, notice, defects=register, of_new_material=True) == ["correction-requested"]
    assert (await shown(intake, application))["missing"] == ["户口簿"]


# --- ends ---------------------------------------------------------------------


async def test_who_is_turned_away_is_told_until_when_to_challenge_it(intake, hall):
    application = await received(intake, hall)
    path = f"/applications/{application}/non-acceptance"
    assert refused(await intake.post(path, CLERK, **{**NO, "remedies": []})) == (422, "remedies-not-told")
    assert await asked(intake, path, **NO) == ["application-not-accepted"]
    told = await shown(intake, application)
    assert (told["state"], told["not_accepted_cause"]) == ("NOT_ACCEPTED", "CONDITIONS_NOT_MET")
    assert (told["reconsideration_due_on"], told["litigation_due_on"]) == ("2014-11-24", "2015-03-24")
    assert await intake.at("2014-10-20T00:00") == [], "silence does not accept it"
    assert refused(await intake.post(f"/applications/{application}/acceptance", CLERK)) == (
        409,
        "application-not-at-window",
    )


async def test_another_bodys_matter_is_handed_on_and_it_is_shown_to_which(intake, hall):
    application = await received(intake, hall)
    assert await asked(intake, f"/applications/{application}/transfer", **ELSEWHERE) == ["application-transferred"]
    told = await shown(intake, application)
    assert (told["state"], told["transferred_to"], told["transferred_to_name"]) == (
        "TRANSFERRED",
        "dept-hr",
        "城东区人社局",
    )


async def test_the_counter_finds_applications_by_how_they_ended(intake, hall):
    declined, handed_on, lapsed = [await received(intake, hall) for _ in range(3)]
    await asked(intake, f"/applications/{declined}/non-acceptance", **NO)
    await asked(intake, f"/applications/{handed_on}/transfer", **ELSEWHERE)
    await asked(intake, f"/applications/{lapsed}/correction-notice", **NOTICE)
    await intake.at("2014-10-13T18:00")
    for state, application in (("NOT_ACCEPTED", declined), ("TRANSFERRED", handed_on), ("LAPSED", lapsed)):
        found = await intake.get("/applications", CLERK, hall_id=hall, state=state)
        assert [each["id"] for each in found["applications"]] == [application], state


@pytest.mark.parametrize("path", ["non-acceptance", "transfer", "acceptance-withdrawal", "entry-correction"])
async def test_only_a_clerk_does_it(intake, hall, path):
    application = await received(intake, hall)
    for role in (Role.RESIDENT, Role.EXAMINER, Role.ADMIN):
        answer = await intake.post(f"/applications/{application}/{path}", role)
        assert refused(answer) == (403, "role-forbidden"), role


# --- mistakes -----------------------------------------------------------------


async def test_an_acceptance_is_taken_back_and_the_application_ends_when_its_case_is_annulled(intake, hall):
    application = await received(intake, hall)
    await asked(intake, f"/applications/{application}/acceptance")
    taken_back = f"/applications/{application}/acceptance-withdrawal"
    assert await asked(intake, taken_back, **MISTAKE) == ["acceptance-withdrawn"]
    told = await shown(intake, application)
    assert (told["state"], told["annulling"], told["accepted_on"]) == ("RECEIVED", True, "2014-09-24")
    declined = f"/applications/{application}/non-acceptance"
    assert refused(await intake.post(declined, CLERK, **NO)) == (409, "annulment-not-confirmed")
    await word(intake, "case", "case-1", CaseAnnulled(application_id=application, withdrawal=1))
    told = await shown(intake, application)
    assert not {"annulling", "accepted_on"} & told.keys()
    assert await asked(intake, declined, **NO) == ["application-not-accepted"]


async def test_what_was_decided_before_comes_to_the_counter_as_usual(intake, hall):
    application = await received(intake, hall)
    await asked(intake, f"/applications/{application}/acceptance")
    await asked(intake, f"/applications/{application}/acceptance-withdrawal", **MISTAKE)
    closed = CaseClosed(
        application_id=application,
        post_id="examination",
        acted_as=ActedAs.A,
        outcome=Outcome.GRANT,
        closed_on=intake.clock.at.date(),
    )
    await word(intake, "case", "case-1", closed)
    told = await shown(intake, application)
    assert (told["state"], told["outcome"], told["accepted_on"]) == ("RESULT_HELD", "GRANT", "2014-09-24")
    assert "annulling" not in told
    answer = await intake.post(f"/applications/{application}/acceptance-withdrawal", CLERK, **MISTAKE)
    assert refused(answer) == (409, "result-here")
    assert await asked(intake, f"/applications/{application}/delivery", mode="WINDOW") == ["result-delivered"]


async def test_silence_after_an_acceptance_was_taken_back_is_acceptance(intake, hall):
    application = await received(intake, hall)
    await intake.at("2014-09-26T10:00")
    await asked(intake, f"/applications/{application}/acceptance")
    await asked(intake, f"/applications/{application}/acceptance-withdrawal", **MISTAKE)
    assert (await shown(intake, application))["check_due_on"] == "2014-10-09"
    assert await intake.at("2014-10-09T23:59") == []
    assert await intake.at("2014-10-10T00:00") == ["application-deemed-accepted"]


async def test_a_slip_is_mended_and_the_window_reads_the_entry_as_it_is_now(intake, hall):
    entered = resident("示例·马奶")
    application = await received(intake, hall, applicant=entered)
    path = f"/applications/{application}/entry-correction"
    assert refused(await intake.post(path, CLERK, fault="MISTYPED")) == (422, "invalid-value")
    assert refused(await intake.post(path, CLERK, fault="MISTYPED", phone="12")) == (422, "phone-invalid")
    said = {"name": "示例·马奶奶", "phone": "13997000001", "fault": "OMITTED"}
    assert await asked(intake, path, **said) == ["entry-corrected"]
    assert await who(intake, application) == {**masked_of(entered), "name": "示例·马奶奶", "phone": "+8613997000001"}
    assert await asked(intake, path, name="示例·马奶奶", fault="MISTYPED") == ["entry-corrected"]
    assert (await who(intake, application))["phone"] == "+8613997000001"
    history = await intake.get(f"/applications/{application}/history")
    assert len(history["events"]) == 3, "the old events stay"


async def test_a_wrong_person_is_replaced_by_who_applied(intake, hall):
    wrong, right = resident("示例·甲"), resident("示例·乙")
    application = await received(intake, hall, applicant=wrong)
    path = f"/applications/{application}/applicant-correction"
    same = await intake.post(path, CLERK, applicant=wrong, fault="MISCOPIED")
    assert refused(same) == (409, "applicant-unchanged")
    assert await asked(intake, path, applicant=right, fault="MISCOPIED") == [
        "applicant-corrected",
        "application-claimed",
    ]
    assert await who(intake, application) == masked_of(right)


async def test_only_who_is_on_a_post_of_the_hall_reads_who_applies(intake, hall):
    application = await received(intake, hall)
    await posted(intake, hall, "clerk-2")

    async def read(sub: str, role: Role) -> Any:
        return await intake.post_as(sub, f"/applications/{application}/applicant-reading", role)

    assert (await read("clerk-2", CLERK)).status_code == 200
    assert refused(await read("clerk-1", CLERK)) == (403, "not-on-window-post")
    for role in (Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN, Role.RESIDENT):
        assert refused(await read("clerk-2", role)) == (403, "role-forbidden"), role


async def test_of_who_was_erased_nothing_is_read_and_nothing_mended(intake, hall):
    application = await received(intake, hall)
    state: Any = await intake.service.desk.state(APPLICATION, application)
    await intake.service.desk.vault.destroy(state.facts.subject, intake.clock.at)
    answer = await intake.post(f"/applications/{application}/applicant-reading", CLERK)
    assert refused(answer) == (409, "person-erased")
    path = f"/applications/{application}/entry-correction"
    assert refused(await intake.post(path, CLERK, name="某人", fault="MISTYPED")) == (409, "person-erased")


async def test_no_reader_of_the_list_sees_a_word_about_the_person(intake, hall):
    application = await received(intake, hall, applicant=resident("示例·金丝雀"))
    await asked(intake, f"/applications/{application}/non-acceptance", **{**NO, "reasons": ["金丝雀不符合条件"]})
    for role in (CLERK, Role.CENTRE_DIRECTOR, Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN):
        told = str(await intake.get("/applications", role, hall_id=hall))
        told += str(await intake.get(f"/applications/{application}/history", role))
        assert application in told
        assert "金丝雀" not in told
