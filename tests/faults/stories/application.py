"""A resident applies and gets the result over the same counter, in the ways that an application can take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.kernel.actors import Role
from shared.kernel.ids import by_trigger
from tests.faults.requests import Acknowledged, File
from tests.faults.turn import Turn

ITEMS = ("CD-MZ-005", "CD-MZ-003", "CD-JS-001")
DECISION = {"outcome": "GRANT", "reasons": ["示例"]}
SLOWED, COMPLAINED, CORRECTED, TAKEN_BACK, DRAFTED, ATTACHED, RATED, UNDONE = range(8)
WAYS = 8
# Those who rate first are not content: there is to be something to follow up.
LEVELS = ("VERY_SATISFIED", "DISSATISFIED", "BASICALLY", "SATISFIED", "VERY_DISSATISFIED")
BAD = frozenset({"DISSATISFIED", "VERY_DISSATISFIED"})
FILE_BYTES = 40_000
NOTHING: Mapping[str, Any] = {}
Voucher = Mapping[str, str]


async def application(turn: Turn) -> None:
    """From the receipt to the result, or until it is taken back."""
    way = turn.choice % WAYS
    received = await (_handed_in(turn) if way == DRAFTED else _received(turn))
    path, case = f"/v1/applications/{received.id}", f"/v1/cases/{by_trigger('case', received.id)}"
    if way == CORRECTED:
        await _corrected(turn, path, await voucher_of(turn, path, received))
    if way == ATTACHED:
        await _attached(turn, path)
    accepted = await turn.act("accept", f"{path}/acceptance", {}, Role.CLERK)
    await turn.see(case, Role.CLERK, after=accepted.after, service="casework")
    if way == TAKEN_BACK:
        await _taken_back(turn, path, received)
        return
    if way == UNDONE:
        await _undone(turn, path, case)
        return
    if way == SLOWED:
        await _slowed(turn, case)
    if way == COMPLAINED:
        await _complained(turn, await voucher_of(turn, path, received))
    closed = await decided(turn, case)
    await turn.see(path, Role.CLERK, after=closed.after)
    await turn.act("deliver", f"{path}/delivery", {"mode": "WINDOW"}, Role.CLERK)
    if way in (RATED, COMPLAINED):
        await rated(turn, await voucher_of(turn, path, received))


def _form(turn: Turn) -> dict[str, Any]:
    """What is asked for, by somebody who was never here before. An instant item has no limit that could be extended."""
    item = ITEMS[0 if turn.choice % WAYS == SLOWED else turn.choice % len(ITEMS)]
    applicant = {"name": "示例", "id_number": turn.newcomers.citizen(), "phone": "13997000000"}
    return {"hall_id": turn.counter.hall, "item_code": item, "applicant": applicant, "materials": ["身份证"]}


async def _received(turn: Turn) -> Acknowledged:
    body = {**_form(turn), "window_id": turn.window}
    return await turn.act("receive", "/v1/applications", body, Role.CLERK)


async def _handed_in(turn: Turn) -> Acknowledged:
    """Begun at home, written anew, and handed in at the window; or given up at home and begun again at the window."""
    form = _form(turn)
    begun = await turn.act("draft", "/v1/public/drafts", form)
    path, own = f"/v1/public/drafts/{begun.id}", {"code": begun.code}
    if turn.seat % 2:
        await turn.act("discard", f"{path}/discarding", own)
        begun = await turn.act("again-draft", "/v1/drafts", form, Role.CLERK)
    else:
        await turn.act("revise", f"{path}/revision", {**form, "materials": ["身份证", "户口簿"], **own})
        await turn.see(f"{path}/reading", body=own)
    body = {**form, "window_id": turn.window, "draft_id": begun.id}
    return await turn.act("handin", "/v1/applications", body, Role.CLERK)


async def voucher_of(turn: Turn, path: str, received: Acknowledged) -> Voucher:
    """Number and code, as they are printed."""
    printed = await turn.see(f"{path}/voucher", Role.CLERK, after=received.after)
    return {name: printed[name] for name in ("voucher_number", "code")}


async def _corrected(turn: Turn, path: str, voucher: Voucher) -> None:
    """Two papers are missing: one is handed in from home, the other at the window."""
    missing = {"defects": [{"material": each, "reason": "示例"} for each in ("照片", "户口簿")]}
    await turn.act("tell", f"{path}/correction-notice", missing, Role.CLERK)
    await turn.act("bring", "/v1/public/hand-ins", {**voucher, "material": "照片"})
    await turn.act("correct", f"{path}/correction", {"materials": ["户口簿"]}, Role.CLERK)


async def _attached(turn: Turn, path: str) -> None:
    """Two files come, and one was a mistake."""
    await _file(turn, path, "attach")
    mistaken = await _file(turn, path, "mistaken-attach")
    await turn.act("remove", f"{path}/attachments/{mistaken.id}/removal", {"cause": "UNREADABLE"}, Role.CLERK)


async def _file(turn: Turn, path: str, word: str) -> Acknowledged:
    content = f"%PDF-1.7\n{turn.key}-{word}\n".encode().ljust(FILE_BYTES, b".")
    said = f"{path}/attachments?material={word}&kind=MATERIAL"
    return await turn.act(word, said, File(content, "application/pdf"), Role.CLERK)


async def _taken_back(turn: Turn, path: str, received: Acknowledged) -> None:
    """The applicant takes it back, from home or at the window."""
    why = {"reason": "示例"}
    if turn.seat % 2:
        await turn.act("withdraw", f"{path}/withdrawal", why, Role.CLERK)
    else:
        said = {**await voucher_of(turn, path, received), **why}
        await turn.act("withdraw", "/v1/public/withdrawals", said)


async def _undone(turn: Turn, path: str, case: str) -> None:
    """The acceptance was a mistake: the case is annulled, and then the application is not accepted."""
    mistake = {"cause": "INCOMPLETE", "reasons": ["示例"]}
    withdrawn = await turn.act("undo", f"{path}/acceptance-withdrawal", mistake, Role.CLERK)
    told = await turn.see(f"{case}/history", Role.EXAMINER, after=withdrawn.after, service="casework")
    await turn.see(path, Role.CLERK, after=f"casework:{told['events'][-1]['position']}")
    why = {"cause": "CONDITIONS_NOT_MET", "reasons": ["示例"], "remedies": ["60 日内申请行政复议"]}
    await turn.act("turn-away", f"{path}/non-acceptance", why, Role.CLERK)


async def _complained(turn: Turn, voucher: Voucher) -> None:
    """The applicant complains and looks where the application stands; the director answers."""
    filed = await turn.act("complain", "/v1/public/complaints", {**voucher, "text": "示例"})
    await turn.see("/v1/public/progress", after=filed.after, body=voucher)
    answered = {"answer": "示例", "upheld": True}
    await turn.act("reply", f"/v1/complaints/{filed.id}/answer", answered, Role.CENTRE_DIRECTOR)


async def rated(turn: Turn, voucher: Voucher) -> None:
    """The applicant says how it was, and where to call back."""
    level = LEVELS[turn.choice % len(LEVELS)]
    said = {"level": level, "comment": "示例", "contact": {"phone": "13997000000"}}
    await turn.secretly("rate", "/v1/public/ratings", {**voucher, **said})
    turn.requests.ballots[turn.counter.hall, level] += 1


async def _slowed(turn: Turn, case: str) -> None:
    """The clocks stop and run on, the officer notes why, and more time is asked for and granted."""
    work, why = {"post_id": turn.counter.examination}, {"reasons": ["示例"]}
    await turn.act("suspend", f"{case}/suspension", work, Role.EXAMINER, service="casework")
    await turn.act("note", f"{case}/notes", {**work, "note": "示例"}, Role.EXAMINER, service="casework")
    await turn.act("resume", f"{case}/resumption", work, Role.EXAMINER, service="casework")
    more = {**work, **why, "n": 5}
    await turn.act("ask", f"{case}/extension-request", more, Role.EXAMINER, service="casework")
    granted = {"post_id": turn.counter.approval, **why}
    await turn.act("extend", f"{case}/extension", granted, Role.APPROVER, service="casework")


async def decided(turn: Turn, case: str, granted: Mapping[str, Any] = NOTHING) -> Acknowledged:
    """Two persons decide, the second on what is `granted`, and the case is closed."""
    work, approval = {"post_id": turn.counter.examination}, {"post_id": turn.counter.approval}
    await turn.act("propose", f"{case}/proposal", {**work, **DECISION}, Role.EXAMINER, service="casework")
    decision = {**approval, **DECISION, **granted}
    word = "decide-and-grant" if granted else "decide"
    await turn.act(word, f"{case}/decision", decision, Role.APPROVER, service="casework")
    return await turn.act("close", f"{case}/closure", work, Role.EXAMINER, service="casework")
