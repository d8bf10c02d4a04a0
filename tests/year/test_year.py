"""A year of 1,434 cases: what the engine told of each, at every moment, is what a stranger counts out alone."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from services.casework.domain.case_clocks import Clocks
from shared.contracts.casework.case import CaseClosed, CaseOpened
from shared.contracts.casework.case_clocks import (
    ClockResumed,
    ClockSuspended,
    DueDateRecomputed,
    DueDates,
    ExtensionApproved,
    PromisedLimitBreached,
    StatutoryLimitBreached,
)
from shared.kernel.envelope import Recorded
from shared.kernel.instants import day_of
from shared.kernel.messages import Event
from shared.kernel.suspensions import SuspensionReason
from tests.year.generator import CASES, CENTRES, NOTICE_OF_MAY, as_it_came, year
from tests.year.independent import PROMISED, STATUTORY, Due, Mistake
from tests.year.play import House, NotAsWritten, founded, of_the_year, played
from tests.year.script import What
from tests.year.story import Account, Missed, Told, account
from tests.year.work import all_of

YEAR = year()
ITEMS = {item.code: item for item in YEAR.items}


@cache
def accounts(mistake: Mistake | None = None) -> dict[str, Account]:
    """What a stranger counts out, of each case."""
    return {
        case.id: account(case, ITEMS[case.item], YEAR.editions, YEAR.query_max, YEAR.ends_at, mistake)
        for case in YEAR.cases
    }


@cache
def events() -> tuple[Recorded[Event], ...]:
    return tuple(entry.recorded() for entry in of_the_year())


@cache
def engine() -> dict[str, Account]:
    """What the log says that was told, of each case."""
    of: dict[str, list[Recorded[Event]]] = {}
    for recorded in events():
        if recorded.aggregate.kind == "case":
            of.setdefault(recorded.aggregate.id, []).append(recorded)
    return {case_id: _account(story) for case_id, story in of.items()}


def _account(story: list[Recorded[Event]]) -> Account:
    told: list[Told] = []
    missed: set[Missed] = set()
    within: tuple[bool | None, bool | None] = (None, None)
    for recorded in story:
        match recorded.event:
            case PromisedLimitBreached(due_at=at):
                missed.add(Missed(PROMISED, at))
            case StatutoryLimitBreached(due_at=at):
                missed.add(Missed(STATUTORY, at))
            case CaseClosed(within_promise=promise, within_statute=statute):
                within = promise, statute
            case event:
                due = _due_dates(event)
                if due is not None:
                    if told and told[-1].at == recorded.document.time:
                        told.pop()  # of what is told at one instant the last word holds
                    told.append(Told(recorded.document.time, _due(due, "promised"), _due(due, "statutory")))
    return Account(tuple(told), frozenset(missed), *within)


def _due_dates(event: Event) -> DueDates | None:
    match event:
        case CaseOpened():
            return Clocks.of(event).due
        case ClockSuspended() | ClockResumed() | ExtensionApproved():
            return event.due
        case DueDateRecomputed():
            return event.new
        case _:
            return None


def _due(dates: DueDates, which: str) -> Due | None:
    found = getattr(dates, which)
    return Due(found.on, found.at, found.provisional) if found else None


# --- the whole year ----------------------------------------------------------


def test_every_due_date_is_what_a_stranger_counts_out_at_every_moment():
    told, counted = engine(), accounts()
    assert told.keys() == counted.keys()
    wrong = [case_id for case_id in counted if told[case_id] != counted[case_id]]
    assert not wrong, [(case_id, told[case_id], counted[case_id]) for case_id in wrong[:2]]
    print(f"{len(told)} cases, {sum(len(each.told) for each in told.values())} times told: all as counted out")


@pytest.mark.parametrize("mistake", Mistake, ids=str)
def test_a_stranger_who_counts_wrongly_is_found_out(mistake):
    told, counted = engine(), accounts(mistake)
    differing = [case_id for case_id in told if told[case_id] != counted[case_id]]
    assert differing
    print(f"{mistake}: {len(differing)} of {len(told)} cases")


def test_the_stranger_imports_nothing_of_ours():
    ours = "[name for name in sys.modules if name.split('.')[0] in ('services', 'shared', 'deploy')]"
    program = f"import sys; import tests.year.story, tests.year.generator; print({ours})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_engine_that_does_otherwise_than_written_is_found_out():
    house = founded(YEAR.editions[0].at)
    case = next(case for case in YEAR.cases if case.acts)
    with pytest.raises(NotAsWritten, match="CaseUnknown"):
        unwritten(house, case)


def unwritten(house: House, case) -> None:
    """An act on a case that was never opened."""
    act = case.acts[0]
    script = replace(YEAR, items=(), editions=YEAR.editions[:1], absences=(), cases=(case,))
    doings = [done for at, done in all_of(script) if at in (script.editions[0].at, act.at)]
    for done in doings:
        done(house)


# --- the year has what it must have ---------------------------------------------


def test_the_same_seed_makes_the_same_year_and_another_another():
    assert year() == YEAR
    assert year(1).cases != YEAR.cases


def test_the_district_is_of_its_size():
    assert len(YEAR.cases) == CASES == 1_434
    assert {case.centre for case in YEAR.cases} == set(CENTRES)
    assert len(CENTRES) == 12
    assert len(YEAR.staff) == 48
    assert {case.item for case in YEAR.cases} == set(ITEMS)


@cache
def kinds() -> Counter[str]:
    """How often the year has what it is to prove."""
    found: Counter[str] = Counter()
    at_once: dict[str, set[str]] = {}
    for recorded in events():
        event, case_id = recorded.event, recorded.aggregate.id
        found[type(event).__name__] += 1
        match event:
            case CaseOpened():
                found["deemed"] += event.deemed
                found["provisional"] += event.provisional
                found["on a day of duty"] += not works(event.accepted_on)
            case ClockSuspended():
                found[event.reason.value] += 1
                open_now = at_once.setdefault(case_id, set())
                found["two at once"] += bool(open_now)
                open_now.add(event.suspension_id)
            case ClockResumed():
                at_once[case_id].discard(event.suspension_id)
                found["query that ended by itself"] += event.by_itself
                found["told late"] += event.resumed_on < day_of(recorded.document.time)
            case DueDateRecomputed():
                may = recorded.document.time == NOTICE_OF_MAY
                found["moved in May"] += may
                found["settled and kept"] += not may and (
                    [each and each.at for each in (event.old.promised, event.old.statutory)]
                    == [each and each.at for each in (event.new.promised, event.new.statutory)]
                )
            case CaseClosed(within_promise=promise, within_statute=statute):
                found[f"closed in time: {promise}, {statute}"] += 1
            case _:
                pass
    return found


def works(day) -> bool:
    return as_it_came().works(day)


EXPECTED = (
    *(reason.value for reason in SuspensionReason if reason is not SuspensionReason.SPECIAL_STEP),
    "two at once",
    "query that ended by itself",
    "told late",
    "deemed",
    "provisional",
    "on a day of duty",
    "moved in May",
    "settled and kept",
    "closed in time: True, True",
    "closed in time: False, True",
    "closed in time: False, False",
    "ExtensionApproved",
    "ExtensionDenied",
    "ReturnedByApprover",
    "CaseTerminated",
    "PostSubstituted",
    "PostLeftUncovered",
    "StaffReturned",
    "ObjectionResolved",
)


@pytest.mark.parametrize("kind", EXPECTED)
def test_the_year_has(kind):
    assert kinds()[kind] > 0


def test_what_was_told_is_never_shortened_and_somewhere_that_held():
    """Each word is no earlier than the last, and somewhere the bare count would have been."""
    for each in engine().values():
        for which in ("promised", "statutory"):
            ends = [due.at for told in each.told if (due := getattr(told, which)) is not None]
            assert ends == sorted(ends)
    assert engine() != accounts(Mistake.SHORTENED)


def test_a_due_date_is_told_anew_only_when_the_calendar_changed():
    entered = {edition.at for edition in YEAR.editions}
    recomputed = [each for each in events() if isinstance(each.event, DueDateRecomputed)]
    assert [each.aggregate.id for each in recomputed if each.document.time not in entered] == []


def test_a_due_date_is_told_anew_once_for_each_calendar():
    entered = {edition.at for edition in YEAR.editions}
    recomputed = [each for each in events() if isinstance(each.event, DueDateRecomputed)]
    moved = [(each.aggregate.id, each.document.time) for each in recomputed if each.document.time in entered]
    assert 0 < len(moved) == len(set(moved))


def test_refusals_are_in_the_script_and_met():
    refused = Counter(act.refused for case in YEAR.cases for act in case.acts if act.refused)
    assert refused.keys() >= {"extension-too-long", "extension-used", "inquiry-open", "post-not-held"}


def test_the_play_is_repeatable():
    small = replace(YEAR, cases=YEAR.cases[:40])
    assert played(small) == played(small)
    assert any(act.what is What.CLOSE for case in small.cases for act in case.acts)
