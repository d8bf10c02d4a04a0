"""When an emergency is one, and until when what must be done: by policy, the calendar and the hours of the item."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from services.intake.domain.opening import CORE_OPENING, spans_of
from shared.contracts.intake.item import ItemVersion
from shared.kernel.decider import Context
from shared.kernel.instants import SHANGHAI, day_of
from shared.kernel.limits import DayEnd, Limit, LimitUnit, Terms, stage_runs

RESPOND_MINUTES = "emergency.respond_minutes"
COMPLETE_WD = "emergency.complete_wd"
CLOSE_OF_BUSINESS = "intake.close_of_business"


def offices_open(at: datetime, context: Context) -> bool:
    """Whether the offices work at an instant, in the core hours of a working day; a duty window makes none."""
    local = at.astimezone(SHANGHAI)
    if not context.calendar.is_working_day(local.date()):
        return False
    return any(span.holds(local.time()) for span in spans_of(context.policy, CORE_OPENING, local.date()))


def urgent(item: ItemVersion) -> bool:
    """Whether the item itself counts in hours, so that it is an emergency at whatever time."""
    return any(stage.unit is LimitUnit.HOUR for stage in (*item.statutory.stages, *item.promised.stages))


def response_due(called_at: datetime, context: Context) -> datetime:
    """Until when whoever is on duty answers a call."""
    minutes = context.policy.whole(RESPOND_MINUTES, day_of(called_at))
    return called_at + timedelta(minutes=minutes)


def payment_due(limit: Limit, opened_at: datetime, context: Context) -> datetime | None:
    """Until when the help is paid: the first stage that is counted in hours; None where the limit has none."""
    if not any(stage.unit is LimitUnit.HOUR for stage in limit.counted_stages):
        return None
    runs = stage_runs(limit, opened_at, Terms(context.calendar))
    return next((run.due.at for run in runs if run.stage.unit is LimitUnit.HOUR and run.due is not None), None)


def papers_due(context: Context) -> tuple[date, datetime]:
    """The last day for the papers of what is opened today, and its close of business."""
    on = context.calendar.nth_working_day_after(context.today, context.policy.whole(COMPLETE_WD, context.today))
    closes_at = time.fromisoformat(context.policy.text(CLOSE_OF_BUSINESS, on))
    return on, DayEnd(closes_at).of(on)
