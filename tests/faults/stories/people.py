"""Who stands behind an application, who asks for the same twice, and mistakes that are put right."""

from __future__ import annotations

from typing import Any

from shared.kernel.actors import Role
from tests.faults.requests import Acknowledged
from tests.faults.turn import Turn


async def _acted_for(turn: Turn) -> None:
    """Somebody lets an agent act, and takes it back."""
    path = _path(await _received(turn, "receive"))
    scope = {"scope": ["CORRECT"], "until_on": "2013-12-31", "material": "委托书"}
    await turn.act("agent", f"{path}/agent", {**_person(turn), "relation": "AGENT", **scope}, Role.CLERK)
    await turn.act("revoke", f"{path}/agent-ending", {"relation": "AGENT", "cause": "REVOKED"}, Role.CLERK)


async def _grown(turn: Turn) -> None:
    """Who was acted for by a guardian acts alone again."""
    guardian = {**_person(turn), "relation": "GUARDIAN", "material": "户口簿"}
    path = _path(await _received(turn, "guarded", without_capacity=True, agent=guardian))
    await turn.act("grow", f"{path}/full-capacity", {"material": "法院判决书"}, Role.CLERK)


async def _family(turn: Turn) -> None:
    """A household gives its word, one adult after another; one was named by mistake."""
    household = {"register_number": f"630102-{turn.newcomers.phone()}", "authorises": True}
    path = _path(await _received(turn, "family", household=household))
    members = [{name: said for name, said in _person(turn).items() if name != "phone"} for _ in range(2)]
    declared = await turn.act("declare", f"{path}/household-members", {"members": members}, Role.CLERK)
    told = await turn.see(f"{path}/people", Role.CLERK, after=declared.after)
    one, other = (each["subject"] for each in told["members"] if "authorised_on" not in each)
    await turn.act("authorise", f"{path}/household-authorisation", {"member": one}, Role.CLERK)
    mistaken = {"member": other, "cause": "MISTAKE"}
    await turn.act("drop", f"{path}/household-member-removal", mistaken, Role.CLERK)


async def _twice(turn: Turn) -> None:
    """Somebody asks for the same again, and says why."""
    applicant = _person(turn)
    await _received(turn, "receive", applicant=applicant)
    path = _path(await _received(turn, "repeat", applicant=applicant))
    answer = {"answer": "CONTINUE", "reason": "示例"}
    await turn.act("explain", f"{path}/duplicate-answer", answer, Role.CLERK)


async def _mended(turn: Turn) -> None:
    """A number was mistyped, then it was another person, and in the end another body's matter."""
    path = _path(await _received(turn, "receive"))
    glass = {"purpose": "IDENTITY_CHECK", "reason": "示例"}
    await turn.see(f"{path}/identity-readings", Role.CLERK, body=glass)
    slip = {"phone": "13997000001", "fault": "MISTYPED"}
    mended = await turn.act("mend", f"{path}/entry-correction", slip, Role.CLERK)
    await _reviewed(turn, mended)
    right = {"applicant": _person(turn), "fault": "MISCOPIED"}
    await turn.act("replace", f"{path}/applicant-correction", right, Role.CLERK)
    elsewhere = {"to_body": "dept-hr", "body_name": "城东区人社局", "reasons": ["示例"]}
    await turn.act("transfer", f"{path}/transfer", elsewhere, Role.CLERK)


async def _forgotten(turn: Turn) -> None:
    """Somebody gives up what they had begun at home, and wants to be forgotten."""
    applicant = {**_person(turn), "id_kind": "citizen-id"}
    begun = await turn.act("draft", "/v1/public/drafts", {"item_code": "CD-MZ-005", "applicant": applicant})
    await turn.act("discard", f"/v1/public/drafts/{begun.id}/discarding", {"code": begun.code})
    number = {name: applicant[name] for name in ("id_kind", "id_number")}
    subject = (await turn.look_up("/v1/subject-searches", number))["subject"]
    await turn.enter("erase", f"/v1/subjects/{subject}/erasure", {"basis": "CONSENT_WITHDRAWN"})


async def _reviewed(turn: Turn, mended: Acknowledged) -> None:
    """Somebody else reviews why the whole number was shown."""
    listed = await turn.see("/v1/access-reviews", Role.CENTRE_DIRECTOR, after=mended.after)
    reading = next(each for each in listed["accesses"] if each["concerning"] == f"application/{mended.id}")
    await turn.act("review", f"/v1/accesses/{reading['id']}/review", {"finding": "JUSTIFIED"}, Role.CENTRE_DIRECTOR)


async def _received(turn: Turn, word: str, **said: Any) -> Acknowledged:
    place = {"hall_id": turn.counter.hall, "window_id": turn.window, "item_code": "CD-MZ-005"}
    form = {**place, "applicant": _person(turn), "materials": ["身份证"], **said}
    return await turn.act(word, "/v1/applications", form, Role.CLERK)


def _path(received: Acknowledged) -> str:
    return f"/v1/applications/{received.id}"


def _person(turn: Turn) -> dict[str, str]:
    return {"name": "示例", "id_number": turn.newcomers.citizen(), "phone": "13997000000"}


_WAYS = (_acted_for, _grown, _family, _twice, _mended, _forgotten)


async def people(turn: Turn) -> None:
    """One way after another."""
    await _WAYS[turn.choice % len(_WAYS)](turn)
