"""Who has a voucher's number and its 8-character code, and no account: whose application it is, or a refusal."""

from __future__ import annotations

from dataclasses import replace
from hmac import compare_digest
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.intake.domain.application import APPLICATION
from services.intake.domain.application_refusals import ApplicationUnknown
from services.intake.domain.application_state import Kept, NotReceived
from services.intake.views import application as view
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk

VOUCHER = "voucher"
Code = Annotated[str, Field(pattern=r"^[0-9A-Za-z]{8}$")]


class VoucherIn(BaseModel):
    """A voucher's number and its code, as they stand on it."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    voucher_number: Annotated[str, Field(pattern=r"^[A-Z]{2,6}-[0-9]{4}-[0-9]{6,9}$")]
    code: Code


def voucher_code(desk: Desk, application_id: str) -> str:
    """The code that opens an application to who holds its voucher."""
    return desk.vault.code(VOUCHER, application_id)


def with_code(desk: Desk, received: Done | Refusal) -> Done | Refusal:
    """What a receipt answers, with the code of its voucher."""
    return received if isinstance(received, Refusal) else replace(received, code=voucher_code(desk, received.id))


async def proven(desk: Desk, voucher: VoucherIn) -> tuple[str, Kept] | Refusal:
    """The application of a voucher, with its id; five wrong codes lock the number for an hour."""
    row = desk.views.row(view.BY_VOUCHER, number=voucher.voucher_number)
    expected = voucher_code(desk, row.id if row else "")
    right = compare_digest(expected, voucher.code.upper()) and row is not None
    refusal = await desk.tries.judge((VOUCHER, voucher.voucher_number), right)
    if refusal is not None or row is None:
        return refusal or ApplicationUnknown()
    application = await desk.state(APPLICATION, row.id)
    return ApplicationUnknown() if isinstance(application, NotReceived) else (row.id, application)
