"""One act at one window over HTTP (S11(a)), and what comes of it between the hall and its back office."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from shared.kernel.actors import Role
from tests.intake.both import EMPLOYMENT, Both, both_in
from tests.intake.instants import HOW, JOBLESS
from tests.intake.samples import item_version
from tests.intake.service import refused
from tests.journeys.people import resident

SAID = "本人已在别处就业"
RECORDED = [
    *("application-received", "application-accepted", "decided-at-window", "voucher-issued", "application-claimed"),
]
ONE_ACT = ["case-opened", "decision-proposed", "decision-made", "case-closed"]


@pytest.fixture
async def here(tmp_path) -> AsyncIterator[Both]:
    async with both_in(tmp_path, "2015-12-07T10:00") as both:
        await both.offered(JOBLESS, item_version(JOBLESS))
        yield both


async def delegated(here: Both) -> None:
    await here.handed_down(JOBLESS, EMPLOYMENT, single_person=True)
    await here.back()


async def serve(here: Both, by: str = "s-clerk", window: str = "W2", **told: Any) -> httpx.Response:
    body = {"hall_id": here.hall, "window_id": window, "item_code": JOBLESS, "applicant": resident(), **told}
    return await here.intake.post_as(by, "/instant-services", Role.CLERK, **{"outcome": "GRANT", **body})


async def served(here: Both, **told: Any) -> str:
    answer = await serve(here, **told)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def shown(here: Both, application: str) -> tuple[str, str | None]:
    told = await here.intake.get(f"/instant-services/{application}", Role.CLERK)
    return told["state"], told.get("declined_for")


async def test_s11a_one_act_gives_receipt_decision_and_delivery(here):
    await delegated(here)
    answer = await serve(here)
    assert [event["type"].split(".")[2] for event in answer.json()["events"]] == RECORDED
    application = str(answer.json()["id"])
    assert await shown(here, application) == ("DECIDED", None)
    done = await here.forth()
    assert [word for word in done if word != "single-decision-sampled"] == ONE_ACT
    assert await here.back() == ["due-dates-known", "result-received", "result-delivered"]
    assert await shown(here, application) == ("DONE", None)
    told = await here.intake.get(f"/applications/{application}", Role.CLERK)
    assert (told["state"], told["outcome"], told["delivered_on"]) == ("DELIVERED", "GRANT", "2015-12-07")
    again = await here.intake.post_as("s-clerk", f"/applications/{application}/delivery", Role.CLERK, mode="WINDOW")
    assert again.json()["events"] == [], "there is nothing more to hand over"


async def test_s11a_without_a_delegation_for_one_person_nothing_is_written(here):
    before = await here.intake.log.head()
    assert refused(await serve(here)) == (422, "same-person")
    await here.handed_down(JOBLESS, EMPLOYMENT, single_person=False)
    await here.back()
    known = await here.intake.log.head()
    assert refused(await serve(here)) == (422, "same-person")
    assert (known, await here.intake.log.head()) == (before + 1, known)


async def test_a_delegation_counts_here_as_soon_as_it_was_heard_of(here):
    await here.handed_down(JOBLESS, EMPLOYMENT, single_person=True)
    assert refused(await serve(here)) == (422, "same-person")
    await here.back()
    await served(here)


async def test_a_delegation_that_needs_something_counts_when_that_is_met(here):
    await here.handed_down(JOBLESS, EMPLOYMENT, single_person=True, conditions=["印章"])
    await here.back()
    assert refused(await serve(here)) == (422, "same-person")
    met = {"number": 1, "condition": "印章", "evidence": "印模备案", "met_on": "2015-12-07"}
    await here.casework.do(f"/delegations/{JOBLESS}/conditions", **met)
    await here.back()
    await served(here)


async def revoke(here: Both, on: str = "2015-12-07") -> None:
    await here.casework.do(f"/delegations/{JOBLESS}/revocation", number=1, revoked_on=on, basis="东政〔2015〕9号")


async def test_what_was_revoked_and_heard_of_refuses_the_act(here):
    await delegated(here)
    await revoke(here)
    await here.back()
    assert refused(await serve(here)) == (422, "same-person")


async def test_what_was_revoked_meanwhile_leaves_the_case_to_the_ordinary_way(here):
    await delegated(here)
    await revoke(here)
    application = await served(here)
    assert await here.forth() == ["case-opened", "instant-decision-declined"]
    assert (await here.back())[-1] == "window-decision-declined"
    assert await shown(here, application) == ("DECLINED", "same-person")
    listed = await here.intake.get("/instant-services", Role.CLERK, hall_id=here.hall)
    assert [each["id"] for each in listed["instant_services"]] == [application]

    examiner, approver = await here.staffed("examiner"), await here.staffed("approver")
    examination, approval = await here.post("EXAMINATION", examiner), await here.post("APPROVAL", approver)
    case = await here.case_of(application)
    acts = (
        (examiner, Role.EXAMINER, "proposal", {"post_id": examination, "outcome": "GRANT"}),
        (approver, Role.APPROVER, "decision", {"post_id": approval, "outcome": "GRANT"}),
        (examiner, Role.EXAMINER, "closure", {"post_id": examination}),
    )
    for who, role, act, body in acts:
        answer = await here.casework.post_as(who, f"/cases/{case}/{act}", role, **body)
        assert answer.status_code == 200, answer.text
    assert (await here.back())[-1] == "result-received", "and not delivered"
    delivery = await here.intake.post_as("s-clerk", f"/applications/{application}/delivery", Role.CLERK, mode="WINDOW")
    assert delivery.status_code == 200
    assert await shown(here, application) == ("DECLINED", "same-person"), "that it was stays"


async def test_what_is_revoked_after_it_was_heard_stands(here):
    await delegated(here)
    application = await served(here)
    await here.forth()
    await revoke(here)
    await here.back()
    assert await shown(here, application) == ("DONE", None)


async def test_the_hand_over_of_the_post_that_was_not_heard_of_is_caseworks_to_judge(here):
    await delegated(here)
    day = {"from_on": "2015-12-07", "until_on": "2015-12-07", "reason": "SICK"}
    await here.casework.do("/staff/s-clerk/absences", **day)
    application = await served(here)
    await here.forth()
    await here.back()
    assert await shown(here, application) == ("DECLINED", "absent")


async def test_who_is_not_on_the_post_serves_nobody_and_no_window_without_a_post_does(here):
    await delegated(here)
    assert refused(await serve(here, by="s-other")) == (403, "not-on-window-post")
    answer = await serve(here, window="W1")
    assert refused(answer) == (403, "not-on-window-post")
    assert answer.json()["posts"] == []


async def test_a_refusal_tells_the_remedies_and_seals_its_reasons(here):
    await delegated(here)
    assert refused(await serve(here, outcome="REFUSE", reasons=[SAID])) == (422, "remedies-missing")
    await served(here, outcome="REFUSE", reasons=[SAID], remedies=list(HOW))
    done = await here.forth()
    assert "decision-made" in done
    for log in (here.intake.log, here.casework.log):
        assert all(SAID.encode() not in entry.document for entry in await log.read(0, 1000))


async def test_the_same_request_again_is_the_same_act(here):
    await delegated(here)
    body = {"hall_id": here.hall, "window_id": "W2", "item_code": JOBLESS, "applicant": resident(), "outcome": "GRANT"}
    headers_before = here.intake.keys
    first = await here.intake.post_as("s-clerk", "/instant-services", Role.CLERK, **body)
    here.intake.keys = headers_before
    again = await here.intake.post_as("s-clerk", "/instant-services", Role.CLERK, **body)
    assert (again.json()["id"], again.headers["Idempotent-Replay"]) == (first.json()["id"], "true")


@pytest.mark.parametrize("state", ["SOMETHING", ""])
async def test_a_list_of_no_state_is_refused(here, state):
    token = here.intake.issuer.token("s-clerk", (Role.CLERK,))
    answer = await here.intake.http.get(
        f"{here.intake.root}/instant-services",
        params={"hall_id": here.hall, "state": state},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.status_code == 400
