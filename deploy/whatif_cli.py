"""`huimin what-if`: last year's cases under another limit, calendar, roster or delegation ceiling."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table

from deploy.calendar_cli import editions_of
from deploy.dry_run import recorded, standing_of
from deploy.policy_cli import kind_of, value_of
from deploy.session import faults, operator
from services.casework.domain.substitutes import Team
from services.casework.domain.whatif import Change, OtherLimits, Scope, whatif
from services.casework.domain.whatif_report import Both, Report
from services.casework.domain.whatif_roster import Away, OtherRoster
from shared.kernel.envelope import Recorded
from shared.kernel.instants import Day
from shared.kernel.limits import DueDate, Limit, LimitStage, LimitUnit
from shared.kernel.messages import Event
from shared.kernel.money import Money
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.provenance import Provenance

UNITS = {
    "": LimitUnit.WORKING_DAY,
    "wd": LimitUnit.WORKING_DAY,
    "cd": LimitUnit.CALENDAR_DAY,
    "m": LimitUnit.MONTH,
    "h": LimitUnit.HOUR,
}
_STAGE = re.compile(r"([0-9]{1,4})(wd|cd|m|h|)")
_DAY: TypeAdapter[date] = TypeAdapter(Day)
_REPORT: TypeAdapter[Report] = TypeAdapter(Report)

Words = list[str]


def what_if(  # noqa: PLR0913, PLR0917 - an option for each thing that may be otherwise
    limit: Annotated[
        Words, typer.Option(help="CD-MZ-001:promised=20 or :statutory=15wd+15wd; wd, cd, m or h; instant; none")
    ] = [],  # noqa: B006 - typer reads it and changes nothing
    policy: Annotated[Words, typer.Option(help="KEY=VALUE for all the time, or KEY=VALUE@DATE from a day on")] = [],  # noqa: B006
    calendar: Annotated[
        list[Path], typer.Option(exists=True, dir_okay=False, help="Editions in YAML, known from the beginning")
    ] = [],  # noqa: B006
    cap: Annotated[Words, typer.Option(help="CD-MZ-003=50000: the most that a centre grants, in fen")] = [],  # noqa: B006
    absent: Annotated[Words, typer.Option(help="s-xxx:2015-03-02..2015-03-20: who would have been away")] = [],  # noqa: B006
    present: Annotated[Words, typer.Option(help="The same: whose absences that begin in those days were none")] = [],  # noqa: B006
    post: Annotated[Words, typer.Option(help="POST=s-a,s-b or POST=s-a: A and B, from the first assignment on")] = [],  # noqa: B006
    from_: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Cases accepted from this day on")
    ] = None,
    to: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Until this day")] = None,
    listed: Annotated[int, typer.Option("--list", min=0, help="How many of each kind are listed")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON")] = False,
) -> None:
    """Show how recorded cases would have fared under other rules; nothing is recorded."""
    with operator() as admin:
        log = list(recorded(admin))
    change = Change(
        entries=entries_of(policy, standing_of(log).policy),
        editions=tuple(edition for file in calendar for edition in editions_of(file)),
        limits=limits_of(limit),
        caps=caps_of(cap),
        roster=roster_of(absent, present, post),
    )
    check_known(change, log)
    scope = Scope(first=from_.date() if from_ else None, last=to.date() if to else None, listed=listed)
    report = whatif(log, change, scope)
    if as_json:
        print(_REPORT.dump_json(report, indent=2).decode())
    else:
        show(report, Console())


# --- what is typed ------------------------------------------------------------


def limits_of(words: Iterable[str]) -> Mapping[str, OtherLimits]:
    """Limits by item. Raises BadParameter."""
    found: dict[str, OtherLimits] = {}
    for word in words:
        name, value = _pair(word)
        code, _, which = name.partition(":")
        before = found.get(code, OtherLimits())
        match which:
            case "promised":
                found[code] = OtherLimits(before.statutory, _limit(value))
            case "statutory":
                found[code] = OtherLimits(_limit(value), before.promised)
            case _:
                raise typer.BadParameter(f"{word!r}: CODE:promised=… or CODE:statutory=…")
    return found


def _limit(text: str) -> Limit:
    stages = [] if text == "none" else [_stage(place, part) for place, part in enumerate(text.split("+"), start=1)]
    return Limit(stages=tuple(stages))


def _stage(place: int, text: str) -> LimitStage:
    if text == "instant":
        return LimitStage(name=f"stage {place}", body="CENTRE", n=0, unit=LimitUnit.INSTANT)
    read = _STAGE.fullmatch(text)
    if read is None:
        raise typer.BadParameter(f"{text!r} is no limit: 20, 20wd, 30cd, 2m, 48h, instant, none, or several with +")
    try:
        return LimitStage(name=f"stage {place}", body="CENTRE", n=int(read[1]), unit=UNITS[read[2]])
    except ValidationError as wrong:
        raise typer.BadParameter(f"{text!r}: {faults(wrong)}") from None


def entries_of(words: Iterable[str], policy: Policy) -> tuple[PolicyEntry, ...]:
    """What would have been adopted too: without a day the value holds whenever the key has one. Raises BadParameter."""
    found: list[PolicyEntry] = []
    for word in words:
        key, rest = _pair(word)
        text, at, day = rest.partition("@")
        known = policy.entries.get(key)
        if known is None:
            raise typer.BadParameter(f"nobody has adopted {key}")
        value = value_of(text, kind_of(known[0].value))
        days = [_day(day)] if at else [entry.effective_on for entry in known]
        found += [
            PolicyEntry(key=key, value=value, effective_on=on, basis="what if", provenance=Provenance.SYNTHETIC)
            for on in days
        ]
    return tuple(found)


def caps_of(words: Iterable[str]) -> Mapping[str, Money]:
    """The most that a centre grants, by item, in fen. Raises BadParameter."""
    pairs = [_pair(word) for word in words]
    for _, fen in pairs:
        if not re.fullmatch(r"[0-9]{1,12}", fen):
            raise typer.BadParameter(f"{fen!r} is no amount in fen")
    return {code: Money(amount=int(fen)) for code, fen in pairs}


def roster_of(absent: Sequence[str], present: Sequence[str], posts: Sequence[str]) -> OtherRoster | None:
    """The other roster; None where it is as it was. Raises BadParameter."""
    if not (absent or present or posts):
        return None
    teams = {}
    for word in posts:
        post_id, people = _pair(word)
        holder, _, substitute = people.partition(",")
        teams[post_id] = Team(holder, substitute or None)
    return OtherRoster(teams, tuple(map(_away, absent)), tuple(map(_away, present)))


def check_known(change: Change, log: Iterable[Recorded[Event]]) -> None:
    """Raise BadParameter for an item, a post or a person that the log does not know: a typing error changes nothing."""
    roster = change.roster or OtherRoster()
    people = {each.staff_id for each in (*roster.absent, *roster.present)}
    people |= {person for team in roster.teams.values() for person in (team.holder, team.substitute) if person}
    named = {f"item/{code}" for code in (*change.limits, *change.caps)}
    named |= {f"post/{post_id}" for post_id in roster.teams} | {f"staff/{person}" for person in people}
    unknown = sorted(named - {str(each.aggregate) for each in log})
    if unknown:
        raise typer.BadParameter(f"not in the log: {', '.join(unknown)}")


def _away(word: str) -> Away:
    staff_id, colon, days = word.partition(":")
    first, dots, last = days.partition("..")
    if not (staff_id and colon and dots):
        raise typer.BadParameter(f"{word!r}: s-xxx:2015-03-02..2015-03-20")
    away = Away(staff_id, _day(first), _day(last))
    if away.until_on < away.from_on:
        raise typer.BadParameter(f"{word!r} ends before it begins")
    return away


def _pair(word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    if not (name and equals and value):
        raise typer.BadParameter(f"{word!r}: NAME=VALUE")
    return name, value


def _day(text: str) -> date:
    try:
        return _DAY.validate_python(date.fromisoformat(text))
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day") from None


# --- what is shown ------------------------------------------------------------


def show(report: Report, console: Console) -> None:
    """The report as tables; of what would not have been otherwise, only how many cases there are."""
    console.print(f"{report.cases} cases")
    if not report.changes:
        console.print("nothing would have been otherwise")
        return
    table = Table("item", "centre", "cases", "moved", "within promise", "within statute")
    for line in report.lines:
        table.add_row(
            line.item_code,
            line.centre_id,
            str(line.cases),
            str(line.moved),
            _both(line.within_promise),
            _both(line.within_statute),
        )
    console.print(table)
    for title, listed in _lists(report):
        if listed:
            console.print(title, *(f"  {each}" for each in listed), sep="\n", highlight=False, soft_wrap=True)


def _both(number: Both) -> str:
    return str(number.was) if number.was == number.would else f"{number.was} -> {number.would}"


def _on(due: DueDate | None) -> str:
    return str(due.on) if due else "none"


def _lists(report: Report) -> Iterable[tuple[str, list[str]]]:
    yield (
        f"{report.moved.count} due dates move",
        [f"{each.case_id} {each.clock.value} {_on(each.old)} -> {_on(each.new)}" for each in report.moved.first],
    )
    for word, breaches in (("more", report.gained), ("fewer", report.lost)):
        yield (
            f"{breaches.count} breaches {word}",
            [f"{each.case_id} {each.clock.value} {each.due_at.isoformat()}" for each in breaches.first],
        )
    yield (
        f"{len(report.uncovered)} posts uncovered for another time",
        [
            f"{each.post_id} {each.was.working_days} d {each.was.hours} h -> "
            f"{each.would.working_days} d {each.would.hours} h"
            for each in report.uncovered
        ],
    )
    yield (
        f"{report.not_done.count} acts that nobody could have done",
        [f"{each.case_id} {each.act} on {each.post_id}, {each.why.value}" for each in report.not_done.first],
    )
    yield (
        f"{report.gone_up.count} decisions that the department would have made",
        [f"{each.case_id} {each.item_code} {each.amount.amount} fen" for each in report.gone_up.first],
    )
