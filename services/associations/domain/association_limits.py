"""The limits of a decision about an association: until when it is due and promised, and that one has passed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain

from services.associations.domain.association_acting import Events
from services.associations.domain.association_file import File, Limits
from services.associations.domain.association_state import Association, BeforeRegistry, OnNotice, UnderExamination
from shared.contracts.associations.association import DecisionLimitMissed, LimitKind
from shared.contracts.associations.association_founding import Form, Track
from shared.contracts.associations.association_objection import FilingObjected, FilingObjectionAnswerMissed
from shared.kernel.decider import Context
from shared.kernel.limits import END_OF_DAY

PREPARATION_REQUIRED = "registration.social_group.preparation_required"
PREPARATION_CD = "registration.social_group.preparation_cd"
PROMISED_WD = "registration.promised_wd"
DECISION_CD = {
    Form.SOCIAL_GROUP: "registration.social_group.decision_cd",
    Form.PRIVATE_NON_ENTERPRISE: "registration.private_non_enterprise.decision_cd",
}
FILING_DECISION_WD, FILING_PROMISED_WD = "file.decision_wd", "file.promised_wd"
NOTICE_CD, NOTICE_COUNTED = "file.notice_cd", "file.notice_counted"


def of_submission(file: File, applied_on: date, context: Context) -> Limits | None:
    """From today: of a filing, or of the preparation of a social group; a registration waits to be accepted."""
    if file.track is Track.FILED:
        return _filing(context)
    form, rules = file.drafted.form, context.policy
    first_prepares = form is Form.SOCIAL_GROUP and rules.flag(PREPARATION_REQUIRED, applied_on)
    if not first_prepares or file.founded_on is not None:
        return None
    return _registry(rules.whole(PREPARATION_CD, applied_on), context)


def of_registration(file: File, context: Context) -> Limits:
    """From today, when the registry holds all valid papers, by the rules of the day of the application."""
    applied_on = file.applied_on or context.today
    days = context.policy.whole(DECISION_CD[file.drafted.form or Form.SOCIAL_GROUP], applied_on)
    return _registry(days, context)


def through_notice(limits: Limits, context: Context) -> tuple[date, Limits]:
    """The last day of a notice that is posted today, and the limits, which stand still where it is not counted."""
    calendar, policy, today = context.calendar, context.policy, context.today
    until_on = calendar.next_working_day_on_or_after(today + timedelta(days=policy.whole(NOTICE_CD, today)))
    if policy.flag(NOTICE_COUNTED, today):
        return until_on, limits

    def moved(due_on: date) -> date:
        left = calendar.working_days_after(today, due_on)
        return calendar.nth_working_day_after(until_on, left) if left else due_on

    return until_on, Limits(moved(limits.decision_due_on), moved(limits.promised_due_on), limits.missed)


def _filing(context: Context) -> Limits:
    def due(key: str) -> date:
        return context.calendar.nth_working_day_after(context.today, context.policy.whole(key, context.today))

    return Limits(due(FILING_DECISION_WD), due(FILING_PROMISED_WD))


def _registry(calendar_days: int, context: Context) -> Limits:
    """Calendar days that end on a day of rest go on to the next working day (民法典 §203)."""
    calendar, today = context.calendar, context.today
    due_on = calendar.next_working_day_on_or_after(today + timedelta(days=calendar_days))
    return Limits(due_on, calendar.nth_working_day_after(today, context.policy.whole(PROMISED_WD, today)))


# --- what is told late ------------------------------------------------------


def late_by_working_days(since: date, key: str, context: Context) -> bool:
    """Whether more working days have gone since than the policy of that day gives."""
    return context.today > context.calendar.nth_working_day_after(since, context.policy.whole(key, since))


def late_by_calendar_days(since: date, key: str, context: Context) -> bool:
    """The same in calendar days, of which the last is a working day (民法典 §203)."""
    return context.today > last_calendar_day(since, key, context)


def last_calendar_day(since: date, key: str, context: Context) -> date:
    """The last of the calendar days that the policy of that day gives, a working day."""
    last_on = since + timedelta(days=context.policy.whole(key, since))
    return context.calendar.next_working_day_on_or_after(last_on)


# --- what has passed --------------------------------------------------------


def next_miss(association: Association) -> datetime | None:
    """The first instant at which another limit has passed; None where nothing is due."""
    answers = (each.answer_due_on for each in _unanswered(association))
    return min(map(END_OF_DAY.of, (*(due_on for _, due_on in _open(association)), *answers)), default=None)


def missed(association: Association, context: Context) -> Events:
    """What has passed, also where somebody acts before the timer has looked."""
    limits = (
        DecisionLimitMissed(limit=limit, due_on=due_on, fell_due_at=END_OF_DAY.of(due_on))
        for limit, due_on in _open(association)
    )
    answers = (
        FilingObjectionAnswerMissed(objection_id=each.objection_id, fell_due_at=END_OF_DAY.of(each.answer_due_on))
        for each in _unanswered(association)
    )
    late: Iterable[DecisionLimitMissed | FilingObjectionAnswerMissed] = chain(limits, answers)
    return [each for each in late if each.fell_due_at <= context.now]


def _unanswered(association: Association) -> Iterator[FilingObjected]:
    """The objections to the notice whose answers are due."""
    if isinstance(association, OnNotice):
        yield from association.file.objections.unsaid()


def _open(association: Association) -> Iterator[tuple[LimitKind, date]]:
    if not isinstance(association, UnderExamination | OnNotice | BeforeRegistry) or association.limits is None:
        return
    limits = association.limits
    for limit, due_on in ((LimitKind.PROMISED, limits.promised_due_on), (LimitKind.STATUTORY, limits.decision_due_on)):
        if limit not in limits.missed:
            yield limit, due_on
