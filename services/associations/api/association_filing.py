"""Filings over HTTP: public notice, filing, refusal, change, renewal and cancellation by the community's centre."""

from __future__ import annotations

from fastapi import APIRouter

from services.associations.api.association_changes import ChangeIn, change
from services.associations.api.founder import in_charge_of
from services.associations.api.matter import CENTRE, PARTY, carry_out, end, matter_of
from services.associations.domain.association_commands import (
    CancelFiling,
    ChangeFiling,
    FileAssociation,
    PostNotice,
    RefuseFiling,
    RenewFiling,
)
from services.associations.domain.association_holdings import released, told
from services.associations.domain.filing_numbers import FILING_NUMBERS, IssueFilingNumber, series_id
from shared.contracts.casework.case import Outcome
from shared.kernel.decider import Step
from shared.kernel.instants import Day, day_of
from shared.kernel.refusals import Refusal
from shared.runtime.act import Done
from shared.runtime.desk import Desk
from shared.runtime.http import Call, Empty, Routes


class FilingChangeIn(ChangeIn):
    """What changed in a filed association on a day."""

    changed_on: Day


def routes(desk: Desk) -> APIRouter:
    """Register the routes of filings."""
    to = Routes(desk, "filings")

    @to.command("/v1/associations/{id}/notice", *CENTRE)
    async def post_notice(call: Call[Empty]) -> Done | Refusal:
        """Put the filing up for public notice (公示)."""
        return await carry_out(call, PostNotice())

    @to.command("/v1/associations/{id}/filing", *CENTRE)
    async def file(call: Call[Empty]) -> Done | Refusal:
        """File the association (备案) under the next number of its community."""
        matter = await matter_of(call)
        if isinstance(matter, Refusal):
            return matter
        in_charge = await in_charge_of(desk, matter)
        if isinstance(in_charge, Refusal):
            return in_charge
        year = day_of(await desk.executor.clock.now()).year
        number = IssueFilingNumber(association_id=matter.id)
        series = series_id(matter.file.drafted.community_id, year)
        result = told(matter.id, matter.file, Outcome.GRANT)
        command = FileAssociation(in_charge=in_charge)
        return await call.execute(matter.step(command), Step(FILING_NUMBERS, series, number), *result)

    @to.command("/v1/associations/{id}/filing-refusal", *CENTRE, body=RefuseFiling)
    async def refuse(call: Call[RefuseFiling]) -> Done | Refusal:
        """Do not file the association, and say why."""
        matter = await matter_of(call)
        if isinstance(matter, Refusal):
            return matter
        result = told(matter.id, matter.file, Outcome.REFUSE, call.body.statement)
        return await call.execute(matter.step(call.body), *released(matter.id, matter.association), *result)

    @to.command("/v1/associations/{id}/filing-change", *PARTY, *CENTRE, body=FilingChangeIn)
    async def change_filing(call: Call[FilingChangeIn]) -> Done | Refusal:
        """Enter another name, place or person in charge that the association tells (变更备案)."""
        return await change(call, ChangeFiling(changed_on=call.body.changed_on))

    @to.command("/v1/associations/{id}/filing-renewal", *CENTRE, body=RenewFiling)
    async def renew(call: Call[RenewFiling]) -> Done | Refusal:
        """Let a filing go on for as long again."""
        return await carry_out(call, call.body)

    @to.command("/v1/associations/{id}/filing-cancellation", *PARTY, *CENTRE, body=CancelFiling)
    async def cancel(call: Call[CancelFiling]) -> Done | Refusal:
        """End a filing, by the wish of the association or for a cause that the centre finds."""
        return await end(call, call.body)

    return to.router
