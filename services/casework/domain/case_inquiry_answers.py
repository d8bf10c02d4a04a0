"""What the bodies that were asked hand in, each under its own name and to its own request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from services.casework.domain.case_clock_acts import query_ends_on
from services.casework.domain.case_clocks import item_of, resumed
from services.casework.domain.case_commands import BodyAct
from services.casework.domain.case_inquiry_acts import Told
from services.casework.domain.case_inquiry_refusals import NotAsked, RequestClosed, RequestUnknown
from services.casework.domain.case_refusals import CaseNotOpen
from services.casework.domain.case_state import File, OfBody, Open, Opened
from shared.contracts.casework.case_clocks import ClockResumed
from shared.contracts.casework.case_inquiry import (
    DepartmentReplied,
    FinanceCheckReturned,
    FinanceResult,
    Finding,
)
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal

# --- commands ---------------------------------------------------------------


class ReturnFinanceCheck(BodyAct):
    """Tell what the check of the household's means gave, in the name of the body that was asked."""

    request_id: str
    result: FinanceResult
    finding: Finding | None = None


class ReplyToQuery(BodyAct):
    """Answer a query, in the name of the department that was asked."""

    request_id: str
    answer: Finding


# --- decisions --------------------------------------------------------------


def _result(command: ReturnFinanceCheck, case: Opened, context: Context) -> Told | Refusal:
    check = case.file.inquiries.checks.get(command.request_id)
    if check is None:
        return RequestUnknown()
    if context.actor.org != check.requested.of:
        return NotAsked()
    returned = FinanceCheckReturned(
        request_id=command.request_id, result=command.result, finding=command.finding, returned_by=context.actor.id
    )
    if check.returned is not None:
        return [] if _repeats(returned, check.returned) else RequestClosed()
    return [returned] if isinstance(case, Open) else CaseNotOpen()


def _repeats(told: FinanceCheckReturned, recorded: FinanceCheckReturned) -> bool:
    """Sealed findings cannot be compared, so of them only whether there are any."""
    if (told.finding is None) is not (recorded.finding is None):
        return False
    return told.model_copy(update={"finding": recorded.finding}) == recorded


def _reply(command: ReplyToQuery, case: Opened, context: Context) -> Told | Refusal:
    query = case.file.inquiries.queries.get(command.request_id)
    if query is None:
        return RequestUnknown()
    if context.actor.org != query.queried.department:
        return NotAsked()
    replied = DepartmentReplied(request_id=command.request_id, answer=command.answer, replied_by=context.actor.id)
    if query.replied is not None:
        return [] if query.replied.replied_by == replied.replied_by else RequestClosed()
    if not isinstance(case, Open):
        return CaseNotOpen()
    return [replied, *_running_again(command.request_id, case.file, context)]


def _running_again(request_id: str, file: File, context: Context) -> list[ClockResumed]:
    """The clocks run on from the answer; where the longest time of a query was over before, from its end."""
    ends = query_ends_on(file.clocks, context)
    longest = ends[1] if ends else date.max
    item, by_itself = item_of(file.opened, context), context.today > longest
    return resumed(request_id, min(context.today, longest), file.clocks, item, context, by_itself=by_itself)


BY_BODIES: Mapping[type[BodyAct], OfBody] = {ReturnFinanceCheck: _result, ReplyToQuery: _reply}
