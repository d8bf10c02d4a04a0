"""What an adoption or a publication would change, before anybody makes it: from the log, and recording nothing."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import reduce

from deploy.client import Client, Refused
from deploy.session import now_of
from services.casework.domain.calendar import CALENDAR, PublishCalendarYear, Published, Year
from services.casework.domain.policy import POLICY, AdoptPolicy
from services.casework.domain.whatif import Change, Scope, whatif
from services.casework.domain.whatif_report import MovedCase
from shared.contracts import casework
from shared.contracts.casework.calendar import CalendarYearPublished
from shared.contracts.casework.policy import PolicyAdopted
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.envelope import Codec, Recorded
from shared.kernel.ids import AggregateRef
from shared.kernel.messages import Event
from shared.kernel.policy import Policy, PolicyEntry, PolicyValue
from shared.kernel.refusals import Refusal
from shared.kernel.working_days import Calendar, CalendarYear, YearStatus
from shared.runtime.problems import problem

PAGE = "1000"
_CODEC = Codec(casework.SERVICE, casework.EVENTS)
_OPERATOR = Actor(ActorId("operator"), Role.ADMIN)


@dataclass(frozen=True, slots=True)
class PolicyEffect:
    """Another value of a key from `first` on, until the day before `until`; None where there was none, or no end."""

    key: str
    before: PolicyValue | None
    after: PolicyValue | None
    first: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class CalendarEffect:
    """Another edition of a year: 0 where nobody had entered it. `rested` and `worked` are the days that change."""

    year: int
    before: int
    after: int
    status: YearStatus
    rested: tuple[date, ...] = ()
    worked: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseEffect:
    """What the applicant of an open case would be told anew of a clock; None while it stands still."""

    case: MovedCase


Effect = PolicyEffect | CalendarEffect | CaseEffect


@dataclass(frozen=True, slots=True)
class Standing:
    """The policy and the calendar years as a log has them."""

    policy: Policy = field(default_factory=Policy)
    years: dict[int, Year] = field(default_factory=dict)

    @property
    def calendar(self) -> Calendar:
        """The calendar of the editions that hold."""
        return Calendar.of(year.edition for year in self.years.values() if isinstance(year, Published))

    def after(self, event: Event) -> Standing:
        """The same after one more event; most say nothing of either."""
        match event:
            case PolicyAdopted():
                return replace(self, policy=POLICY.evolve(self.policy, event))
            case CalendarYearPublished(edition=edition):
                year = CALENDAR.evolve(self.years.get(edition.year, CALENDAR.initial), event)
                return replace(self, years={**self.years, edition.year: year})
            case _:
                return self


def effects(client: Client, policy_entries: Sequence[PolicyEntry], editions: Sequence[CalendarYear]) -> list[Effect]:
    """What adopting and publishing these would change, open cases last. Raises Refused, as the service would answer."""
    now = now_of(client, casework.SERVICE)
    log = list(recorded(client))
    standing = standing_of(log)
    context = Context(_OPERATOR, now, standing.policy, standing.calendar)
    found = changed(standing, decided(standing, policy_entries, editions, context))
    return [*found, *cases_moved(log, policy_entries, editions, now)] if found else found


def cases_moved(
    log: Iterable[Recorded[Event]], entries: Sequence[PolicyEntry], editions: Sequence[CalendarYear], now: datetime
) -> list[CaseEffect]:
    """The open cases whose due dates would move if these were adopted and published at the aware instant `now`."""
    change = Change(entries=tuple(entries), editions=tuple(editions), known_from=now)
    report = whatif(log, change, Scope(open_only=True, listed=sys.maxsize))
    return [CaseEffect(each) for each in report.moved.first]


def standing_of(log: Iterable[Recorded[Event]]) -> Standing:
    """The policy and the calendar years that a log has come to."""
    return reduce(lambda standing, each: standing.after(each.event), log, Standing())


def recorded(client: Client) -> Iterator[Recorded[Event]]:
    """Casework's log from its first event on; what is newer than this program's contracts is left out."""
    after = 0
    versions: Counter[str] = Counter()
    while events := (page := client.get(casework.SERVICE, "/v1/log", after=str(after), limit=PAGE))["events"]:
        after = page["next"]
        for entry in events:
            event = entry["event"]
            versions[event["subject"]] += 1
            if _CODEC.knows(event["type"]):
                kind, _, id_ = event["subject"].partition("/")
                document = _CODEC.decode(event["type"], json.dumps(event).encode())
                yield Recorded(entry["position"], AggregateRef(kind, id_), versions[event["subject"]], document)


def decided(
    standing: Standing, entries: Iterable[PolicyEntry], editions: Iterable[CalendarYear], context: Context
) -> Standing:
    """The standing after these, one by one as the service decides them. Raises Refused."""
    for entry in entries:
        for adopted in _accepted(POLICY.decide(AdoptPolicy(entry=entry), standing.policy, context)):
            standing = standing.after(adopted)
    for edition in editions:
        year = standing.years.get(edition.year, CALENDAR.initial)
        for published in _accepted(CALENDAR.decide(PublishCalendarYear(edition=edition), year, context)):
            standing = standing.after(published)
    return standing


def changed(before: Standing, after: Standing) -> list[Effect]:
    """What differs between two standings of one log, keys and years in their order."""
    keys = sorted(before.policy.entries.keys() | after.policy.entries.keys())
    return [
        *(span for key in keys for span in _spans(key, before.policy, after.policy)),
        *(
            _edition(before, after, year)
            for _, year in sorted(after.years.items())
            if isinstance(year, Published) and year != before.years.get(year.edition.year)
        ),
    ]


def told(effect: Effect) -> str:
    """A line about an effect, for people."""
    match effect:
        case PolicyEffect(key=key, first=first, until=until):
            end = f" until {until - timedelta(days=1)}" if until else ""
            return f"{key}: {shown(effect.before)} -> {shown(effect.after)} from {first}{end}"
        case CaseEffect(case=case):
            old, new = (str(due.on) if due else "standing still" for due in (case.old, case.new))
            return f"case {case.case_id} ({case.item_code}, {case.centre_id}): {case.clock.value} {old} -> {new}"
        case CalendarEffect(year=year, before=version, after=next_version, status=status):
            days = [f"{day} becomes a day off" for day in effect.rested]
            days += [f"{day} becomes a working day" for day in effect.worked]
            edition = f"{year}: edition {version or 'none'} -> {next_version}, {status.value}"
            return "; ".join([edition, *days])


def shown(value: PolicyValue | list[str] | None) -> str:
    """A value as `huimin policy adopt` takes it."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case tuple() | list():
            return ",".join(value)
        case _:
            return str(value)


def _accepted(answer: list[PolicyAdopted] | list[CalendarYearPublished] | Refusal) -> Sequence[Event]:
    if isinstance(answer, Refusal):
        raise Refused(json.loads(bytes(problem(answer, "zh-CN").body)))
    return answer


def _spans(key: str, before: Policy, after: Policy) -> Iterator[PolicyEffect]:
    days = {entry.effective_on for policy in (before, after) for entry in policy.entries.get(key, ())}
    open_span: PolicyEffect | None = None
    for day in sorted(days):
        values = _value(before, key, day), _value(after, key, day)
        if open_span and _differ(values, (open_span.before, open_span.after)):
            yield replace(open_span, until=day)
            open_span = None
        if open_span is None and _differ(values[:1], values[1:]):
            open_span = PolicyEffect(key, *values, first=day)
    if open_span:
        yield open_span


def _value(policy: Policy, key: str, on: date) -> PolicyValue | None:
    entry = policy.in_force(key, on)
    return entry.value if entry else None


def _differ(ones: tuple[object, ...], others: tuple[object, ...]) -> bool:
    # To Python True is 1, and a switch is no number.
    return [(type(one), one) for one in ones] != [(type(other), other) for other in others]


def _edition(before: Standing, after: Standing, year: Published) -> CalendarEffect:
    edition, older = year.edition, before.years.get(year.edition.year)
    first = date(edition.year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(edition.year + 1, 1, 1) - first).days)]
    was, will = before.calendar, after.calendar
    moved = [day for day in days if was.is_working_day(day) != will.is_working_day(day)]
    return CalendarEffect(
        year=edition.year,
        before=older.edition.version if isinstance(older, Published) else 0,
        after=edition.version,
        status=edition.status,
        rested=tuple(day for day in moved if was.is_working_day(day)),
        worked=tuple(day for day in moved if will.is_working_day(day)),
    )
