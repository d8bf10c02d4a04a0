"""What cannot wait: an instant item, served by one act at one window; and help in an emergency, papers afterwards."""

from __future__ import annotations

from shared.kernel.actors import Role
from shared.kernel.ids import by_trigger
from tests.faults.staff import INSTANT_ITEM, POSTED
from tests.faults.stories.application import decided, rated, voucher_of
from tests.faults.turn import Turn

HELP_ITEM = "CD-MZ-003"
BEFORE_OPENING, AT_ONCE = "2013-09-29T08:10:00+08:00", "2013-09-29T08:20:00+08:00"
PAID = {"amount": 50_000, "currency": "CNY"}
GRANT = {"standard": "urgent-2013", "period": "ONCE", "from_on": "2013-09-29", "payer": "dept-civil-affairs"}


async def instant(turn: Turn) -> None:
    """A clerk receives, decides and hands over by one act, and some who got it rate it at once."""
    who = {"name": "示例", "id_number": turn.newcomers.citizen(), "phone": "13997000000"}
    place = {"hall_id": turn.counter.hall, "window_id": POSTED, "item_code": INSTANT_ITEM}
    body = {**place, "applicant": who, "outcome": "GRANT"}
    served = await turn.act("serve-at-once", "/v1/instant-services", body, Role.CLERK)
    if turn.choice % 2:
        await rated(turn, await voucher_of(turn, f"/v1/applications/{served.id}", served))


async def emergency(turn: Turn) -> None:
    """Somebody called before the hall opened; help is decided and paid, and the papers come afterwards."""
    who = {"name": "示例", "phone": "13997000000"} | (
        {"id_number": turn.newcomers.citizen()} if turn.choice % 2 else {}
    )
    place = {"hall_id": turn.counter.hall, "window_id": POSTED, "item_code": HELP_ITEM}
    body = {**place, "reason": "DISASTER", "called_at": BEFORE_OPENING, "applicant": who}
    opened = await turn.act("help", "/v1/emergency-services", body, Role.CLERK)
    path, case = f"/v1/emergency-services/{opened.id}", f"/v1/cases/{by_trigger('case', opened.id)}"
    await turn.act("respond", f"{path}/response", {"responded_at": AT_ONCE}, Role.CLERK)
    await turn.see(case, Role.CLERK, after=opened.after, service="casework")
    await decided(turn, case, {"amount": PAID, "grant": GRANT})
    paid = {"instalment": "once", "amount": PAID, "method": "CASH", "payee_ref": "payee-1", "paid_at": AT_ONCE}
    benefit = f"/v1/benefits/{by_trigger('case', opened.id)}"
    known = await turn.act("pay", f"{benefit}/payments", paid, Role.CENTRE_DIRECTOR, service="casework")
    lacking = (await turn.see(path, Role.CLERK, after=known.after))["papers_lacking"]
    await turn.act("papers", f"{path}/papers", {"materials": lacking}, Role.CLERK)
