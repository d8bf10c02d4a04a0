"""`huimin what-if` and the dry runs: what is typed, what is shown, and both against what is running."""

import io
import json
from datetime import date, timedelta

import pytest
import typer
from rich.console import Console

from deploy.dry_run import CaseEffect, cases_moved, standing_of, told
from deploy.whatif_cli import caps_of, check_known, entries_of, limits_of, roster_of, show
from services.casework.domain.substitutes import Team
from services.casework.domain.whatif import Change, OtherLimits, whatif
from services.casework.domain.whatif_roster import Away, OtherRoster
from shared.kernel.limits import Limit, LimitStage, LimitUnit
from shared.kernel.money import Money
from tests.casework.district import POLICY
from tests.deploy import typed
from tests.journeys.district import running
from tests.journeys.people import office
from tests.year.generator import NOTICE_OF_MAY
from tests.year.small import adopted, days, edition, log

WD, CD, MONTH, HOUR, INSTANT = (LimitUnit(unit) for unit in
                                ("WORKING_DAY", "CALENDAR_DAY", "MONTH", "HOUR", "INSTANT"))  # fmt: skip
CODE = "CD-MZ-001"


def stages(*given: tuple[int, LimitUnit]) -> Limit:
    return Limit(
        stages=tuple(
            LimitStage(name=f"stage {place}", body="CENTRE", n=n, unit=unit)
            for place, (n, unit) in enumerate(given, start=1)
        )
    )


LIMITS = {
    "a number is working days": ("CD-MZ-001:promised=20", OtherLimits(promised=stages((20, WD)))),
    "working days": ("CD-MZ-001:promised=20wd", OtherLimits(promised=stages((20, WD)))),
    "calendar days": ("CD-MZ-001:statutory=30cd", OtherLimits(statutory=stages((30, CD)))),
    "months": ("CD-MZ-001:statutory=2m", OtherLimits(statutory=stages((2, MONTH)))),
    "hours": ("CD-MZ-001:promised=24h", OtherLimits(promised=stages((24, HOUR)))),
    "on the spot": ("CD-MZ-001:promised=instant", OtherLimits(promised=stages((0, INSTANT)))),
    "stages": ("CD-MZ-001:statutory=15wd+1m", OtherLimits(statutory=stages((15, WD), (1, MONTH)))),
    "in time": ("CD-MZ-001:promised=none", OtherLimits(promised=stages())),
}


@pytest.mark.parametrize(("word", "limits"), LIMITS.values(), ids=LIMITS.keys())
def test_a_limit_is_read(word, limits):
    assert limits_of([word]) == {CODE: limits}


def test_both_limits_of_an_item_are_read():
    both = limits_of(["CD-MZ-001:promised=20", "CD-MZ-001:statutory=25"])
    assert both == {CODE: OtherLimits(statutory=stages((25, WD)), promised=stages((20, WD)))}


def test_a_value_holds_whenever_its_key_has_one():
    again = POLICY.adopt(*adopted("clock.query_max_wd", 8, date(2015, 3, 1)).entries)
    entries = entries_of(["clock.query_max_wd=3"], again)
    assert [(entry.effective_on, entry.value) for entry in entries] == [(date(2013, 1, 1), 3), (date(2015, 3, 1), 3)]


def test_a_value_may_hold_from_a_day_on():
    (entry,) = entries_of(["clock.roll_forward=false@2015-01-01"], POLICY)
    assert (entry.key, entry.value, entry.effective_on) == ("clock.roll_forward", False, date(2015, 1, 1))


def test_a_roster_is_read():
    roster = roster_of(["s-a:2015-03-02..2015-03-20"], ["s-b:2015-03-02..2015-03-02"], ["p=s-a,s-b", "q=s-c"])
    assert roster == OtherRoster(
        {"p": Team("s-a", "s-b"), "q": Team("s-c", None)},
        (Away("s-a", date(2015, 3, 2), date(2015, 3, 20)),),
        (Away("s-b", date(2015, 3, 2), date(2015, 3, 2)),),
    )
    assert roster_of([], [], []) is None


def test_a_cap_is_read():
    assert caps_of(["CD-MZ-003=50000"]) == {"CD-MZ-003": Money(amount=50_000)}


MISTYPED = {
    "a limit of nothing": lambda: limits_of(["CD-MZ-001:promised="]),
    "a limit of another kind": lambda: limits_of(["CD-MZ-001:hoped=3"]),
    "a limit of both": lambda: limits_of(["CD-MZ-001=3"]),
    "a limit in years": lambda: limits_of(["CD-MZ-001:promised=3y"]),
    "a limit of no days": lambda: limits_of(["CD-MZ-001:promised=0"]),
    "a limit of too many days": lambda: limits_of(["CD-MZ-001:promised=9999"]),
    "a key that nobody has adopted": lambda: entries_of(["clock.nobody=1"], POLICY),
    "a value of another kind": lambda: entries_of(["clock.query_max_wd=ten"], POLICY),
    "a value from no day": lambda: entries_of(["clock.query_max_wd=10@2015-02-30"], POLICY),
    "a cap in words": lambda: caps_of(["CD-MZ-003=much"]),
    "an absence of nobody": lambda: roster_of([":2015-03-02..2015-03-20"], [], []),
    "an absence without an end": lambda: roster_of(["s-a:2015-03-02"], [], []),
    "an absence that ends before it begins": lambda: roster_of(["s-a:2015-03-02..2015-03-01"], [], []),
    "a post of nobody": lambda: roster_of([], [], ["p="]),
    "an item that is not in the log": lambda: check_known(Change(limits={"CD-XX-001": days(1)}), log()),
    "a person who is not in the log": lambda: check_known(
        Change(roster=roster_of(["s-nobody:2015-03-02..2015-03-02"], [], [])), log()
    ),
}


@pytest.mark.parametrize("read", MISTYPED.values(), ids=MISTYPED.keys())
def test_what_is_mistyped_is_refused(read):
    with pytest.raises(typer.BadParameter):
        read()


def test_who_and_what_is_in_the_log_is_known():
    roster = roster_of(["s-centre-01-1:2015-03-02..2015-03-02"], [], ["centre-01-approval=s-centre-01-1,s-centre-01-4"])
    change = Change(limits={"CD-MZ-003": days(1)}, roster=roster)
    check_known(change, log())
    assert whatif(log(), change).changes


def shown(change: Change) -> str:
    to = io.StringIO()
    show(whatif(log(), change), Console(file=to, width=160))
    return to.getvalue()


SHOWN = {
    "due dates": (Change(limits={"CD-MZ-003": days(4)}), "in-time PROMISED 2014-10-15 -> 2014-10-08"),
    "a limit that would not have been": (Change(limits={"CD-MZ-003": days(None)}), "PROMISED 2014-10-15 -> none"),
    "their number": (Change(limits={"CD-MZ-003": days(4)}), "4 due dates move"),
    "breaches": (Change(limits={"CD-MZ-003": days(4)}), "2 breaches more"),
    "breaches that would not have been": (Change(limits={"CD-MZ-003": days(15)}), "2 breaches fewer"),
    "how many would have been in time": (Change(limits={"CD-MZ-003": days(15)}), "2 -> 4"),
    "decisions that go up": (Change(caps={"CD-MZ-003": Money(amount=50_000)}), "late CD-MZ-003 50001 fen"),
    "posts that nobody was on": (
        Change(roster=roster_of(["s-centre-01-1:2014-11-20..2014-11-20"], [], [])),
        "centre-01-examination-1 0 d 0 h -> 1 d 0 h",
    ),
    "acts that nobody could have done": (
        Change(roster=roster_of(["s-centre-01-1:2014-11-20..2014-11-20"], [], [])),
        "late decision-proposed on centre-01-examination-1, UNCOVERED",
    ),
    "that nothing changes": (Change(), "nothing would have been otherwise"),
}


@pytest.mark.parametrize(("change", "line"), SHOWN.values(), ids=SHOWN.keys())
def test_a_report_shows(change, line):
    assert line in shown(change)


# --- dry runs ---------------------------------------------------------------------


def test_a_dry_run_lists_the_open_cases_that_would_move():
    until_may = [each for each in log() if each.document.time < NOTICE_OF_MAY]
    found = cases_moved(until_may, [], [edition(2015)], NOTICE_OF_MAY)
    assert [told(effect) for effect in found] == [
        "case far (CD-SB-001, centre-01): PROMISED 2015-09-08 -> 2015-09-09",
        "case far (CD-SB-001, centre-01): STATUTORY 2015-09-29 -> 2015-09-30",
    ]
    assert all(isinstance(effect, CaseEffect) for effect in found)


def test_a_dry_run_of_what_moves_no_case_lists_none():
    assert cases_moved(log(), adopted("clock.query_max_wd", 3).entries, [], log()[-1].document.time) == []


def test_the_standing_of_a_log_is_what_it_has_come_to():
    standing = standing_of(log())
    assert standing.policy.whole("clock.query_max_wd", date(2015, 3, 1)) == 8
    assert standing.calendar.years[2015].version == 2


# --- against what is running --------------------------------------------------------


def huimin(district, *words):
    return typed.huimin(district, "casework", *words)


@pytest.mark.server
def test_what_if_and_dry_runs_on_the_command_line(tmp_path):
    with running(tmp_path / "district") as district:
        here = office(district, "DG")
        application = here.receive("CD-MZ-003", "what-if")
        here.accept(application)
        case = here.case_of(application)
        before = district.admin.get("casework", "/v1/log", after="0", limit="1000")["next"]

        report = json.loads(huimin(district, "what-if", "--limit", "CD-MZ-003:promised=9", "--json").stdout)
        (moved,) = report["moved"]["first"]
        assert (report["cases"], moved["case_id"]) == (1, case["id"])
        assert moved["old"]["on"] == case["promised_due_on"]
        assert "1 cases" in huimin(district, "what-if", "--limit", "CD-MZ-003:promised=9").stdout
        assert "nothing would" in huimin(district, "what-if", "--limit", "CD-MZ-003:promised=10").stdout
        unknown = huimin(district, "what-if", "--limit", "CD-XX-003:promised=10")
        assert (unknown.returncode, "item/CD-XX-003" in unknown.stderr) == (2, True)

        year = district.admin.get("casework", "/v1/calendar-years/2013")
        off = date.fromisoformat(str(case["accepted_on"])) + timedelta(days=1)
        made_up = [day for day in year["make_up_days"] if day != str(off)]
        changed = {"days_off": sorted({*year["days_off"]} | ({str(off)} if off.weekday() < 5 else set()))}
        year |= {"version": 2, "make_up_days": made_up, "source_document": "示例", **changed}
        notice = tmp_path / "notice.yaml"
        notice.write_text(json.dumps(year), encoding="utf-8")
        dry = huimin(district, "calendar", "publish", str(notice), "--dry-run").stdout
        assert f"case {case['id']} (CD-MZ-003, {here.centre_id}): PROMISED {case['promised_due_on']} -> " in dry
        assert district.admin.get("casework", "/v1/log", after=str(before), limit="1")["events"] == []
