"""Who was shown what of whom, over HTTP: S10(c), every read of an ID number leaves one entry with its purpose."""

from __future__ import annotations

from typing import Any

import pytest

from services.intake.api.voucher import voucher_code
from shared.kernel.actors import Role
from tests.intake.papers import APPLICANT, Counter, counter_in
from tests.intake.service import refused

GLASS = {"purpose": "IDENTITY_CHECK", "reason": "与公安人口库核对马奶奶"}
NUMBER = APPLICANT["id_number"]


@pytest.fixture
async def counter(tmp_path):
    async with counter_in(tmp_path) as counter:
        yield counter


async def accesses(counter: Counter, subject: str | None = None) -> list[dict[str, Any]]:
    """The access log of the applicant, or of somebody else."""
    page = await counter.intake.get(f"/subjects/{subject or counter.subject}/access", Role.AUDITOR)
    return list(page["accesses"])


async def glass(counter: Counter, sub: str = "clerk-1", role: Role = Role.CLERK, **changes: str) -> Any:
    """Ask for the whole number."""
    return await counter.intake.post_as(sub, f"{counter.path}/identity-readings", role, **{**GLASS, **changes})


async def voucher(counter: Counter) -> dict[str, Any]:
    """What stands on the applicant's voucher."""
    number = (await counter.intake.get(counter.path, Role.CLERK))["voucher_number"]
    return {"voucher_number": number, "code": voucher_code(counter.intake.service.desk, counter.id)}


async def drafted(counter: Counter) -> str:
    """The applicant reads their own draft."""
    body = {"item_code": "CD-MZ-005", "applicant": APPLICANT}
    begun = (await counter.intake.post_open("/public/drafts", **body)).json()
    answer = await counter.intake.post_open(f"/public/drafts/{begun['id']}/reading", code=begun["code"])
    return str(answer.text)


async def reading(counter: Counter) -> str:
    return (await counter.intake.post(f"{counter.path}/applicant-reading", Role.CLERK)).text


async def printed(counter: Counter) -> str:
    return (await counter.look("/documents/receipt", format="html")).text


async def whole(counter: Counter) -> str:
    return str((await glass(counter)).text)


MASKED = f"{NUMBER[:6]}********{NUMBER[-4:]}"
READS = {
    "at the window": (reading, "SERVING", MASKED),
    "on what is printed": (printed, "PRINTING", MASKED),
    "one's own draft": (drafted, "OWN", NUMBER),
    "the whole number, for a reason": (whole, "IDENTITY_CHECK", NUMBER),
}


@pytest.mark.parametrize(("ask", "purpose", "seen"), READS.values(), ids=READS.keys())
async def test_a_read_of_an_id_number_leaves_one_entry_with_its_purpose(counter, ask, purpose, seen):
    assert await accesses(counter) == []
    assert seen in await ask(counter)
    (entry,) = await accesses(counter)
    assert (entry["purpose"], entry["fields"], entry["result"]) == (purpose, ["applicant"], "SHOWN")
    assert entry["concerning"].split("/")[0] == ("draft" if purpose == "OWN" else "application")


async def test_staff_see_the_number_masked_and_no_list_shows_it_at_all(counter):
    assert NUMBER not in await reading(counter) + await printed(counter)
    for role in (Role.CLERK, Role.CENTRE_DIRECTOR, Role.AUDITOR, Role.ADMIN):
        assert NUMBER not in str(await counter.intake.get(counter.path, role))
    assert len(await accesses(counter)) == 2


async def test_a_receipt_and_an_acceptance_show_nothing_and_cost_no_entry(counter):
    before = await counter.intake.log.head()
    recorded = await counter.intake.do(f"{counter.path}/acceptance", Role.CLERK)
    assert await counter.intake.log.head() == before + len(recorded)
    assert await accesses(counter) == []


async def test_each_paper_that_is_opened_is_entered(counter):
    attachment = await counter.attach()
    assert (await counter.content(attachment, Role.EXAMINER)).status_code == 200
    (entry,) = await accesses(counter)
    assert (entry["purpose"], entry["concerning"]) == ("EXAMINING", f"attachments/{counter.id}")
    assert entry["role"] == "examiner"


async def test_the_whole_number_is_shown_to_the_hall_and_examiners_for_a_stated_purpose(counter):
    await counter.staffed("W2", "clerk-2")
    assert refused(await glass(counter)) == (403, "not-on-window-post")
    assert refused(await glass(counter, "a", Role.ADMIN)) == (403, "role-forbidden")
    assert refused(await glass(counter, "clerk-2", purpose="SERVING")) == (422, "invalid-value")
    assert refused(await glass(counter, "clerk-2", reason="")) == (422, "invalid-value")
    assert await accesses(counter) == []
    for sub, role in (("clerk-2", Role.CLERK), ("examiner-1", Role.EXAMINER)):
        assert (await glass(counter, sub, role)).json() == {"id_kind": "citizen-id", "id_number": NUMBER}
    assert len(await accesses(counter)) == 2
    nobody = await counter.intake.post("/applications/nonsense/identity-readings", Role.EXAMINER, **GLASS)
    assert refused(nobody) == (404, "application-unknown")


async def test_somebody_else_reviews_it_within_two_working_days_or_it_is_missed(counter):
    await glass(counter)
    (open_,) = (await counter.intake.get("/access-reviews", Role.SUPERVISOR))["accesses"]
    assert (open_["review"], open_["review_due_on"]) == ("AWAITED", "2014-09-26")
    path = f"/accesses/{open_['id']}/review"
    own = await counter.intake.post_as("clerk-1", path, Role.SUPERVISOR, finding="JUSTIFIED")
    assert refused(own) == (422, "same-person")
    assert await counter.intake.at("2014-09-26T23:59") == []
    assert await counter.intake.at("2014-09-27T00:00") == ["access-review-missed"]
    (missed,) = (await counter.intake.get("/access-reviews", Role.SUPERVISOR))["accesses"]
    assert missed["review"] == "MISSED"
    assert await counter.intake.do(path, Role.SUPERVISOR, finding="UNJUSTIFIED") == ["access-reviewed"]
    assert (await counter.intake.get("/access-reviews", Role.SUPERVISOR))["accesses"] == []
    assert [each["review"] for each in await accesses(counter)] == ["UNJUSTIFIED"]


async def test_only_auditors_and_administrators_read_the_access_log_and_the_person_by_code(counter):
    await reading(counter)
    for role in (Role.CLERK, Role.SUPERVISOR, Role.RESIDENT):
        headers = {"Authorization": f"Bearer {counter.intake.issuer.token('somebody', (role,))}"}
        url = f"{counter.intake.root}/subjects/{counter.subject}/access"
        assert refused(await counter.intake.http.get(url, headers=headers)) == (403, "role-forbidden")
    said = await voucher(counter)
    (entry,) = (await counter.intake.post_open("/public/access-searches", **said)).json()["accesses"]
    assert (entry["actor"], entry["purpose"]) == ("somebody", "SERVING")
    wrong = await counter.intake.post_open("/public/access-searches", **{**said, "code": "00000000"})
    assert refused(wrong) == (404, "code-wrong")


async def test_no_word_of_the_person_stands_in_the_access_log(counter):
    for ask, _, _ in READS.values():
        await ask(counter)
    kept = b"".join(entry.document for entry in await counter.intake.log.read(0, 1000))
    assert b"personal-data-read" in kept
    for word in (NUMBER, APPLICANT["name"], "马奶奶", GLASS["reason"]):
        assert word.encode() not in kept
