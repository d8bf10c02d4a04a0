"""`huimin doctor`: what is wrong, what is only to be seen to, and what the page says where nobody answers."""

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from deploy.doctor import Examined, Weight, findings
from deploy.registry import SERVICES

NOW = "2014-09-24T09:00:00+08:00"


def status(service: str, **changes: Any) -> Mapping[str, Any]:
    return {"service": service, "ready": True, "wrong": "", "settled": True, "now": NOW, "parked": 0, **changes}


def item(**changes: object) -> dict[str, object]:
    standing = {"item_version": 1, "guided": True, "opened": True, "to_be_confirmed": [], **changes}
    return {"code": "CD-MZ-005", "versions": [], "standing": [standing]}


def well(**changes: Any) -> Examined:
    """A deployment of which nothing is to be said, with changes to intake."""
    told = {service: status(service) for service in SERVICES}
    told["intake"] = status("intake", **changes)
    return Examined(told, dict.fromkeys(SERVICES, ()), (item(),))


def with_items(*items: dict[str, object]) -> Examined:
    examined = well()
    examined.items = items
    return examined


def with_parked(*aggregates: str) -> Examined:
    examined = well()
    examined.parked["intake"] = [{"aggregate": each} for each in aggregates]
    return examined


def without(service: str, *, answers: bool = False) -> Examined:
    examined = well()
    if not answers:
        del examined.status[service]
    del examined.parked[service]
    return examined


FOUND = {
    "nothing where all is well": (well(), []),
    "a service that does not answer": (without("casework"), [(Weight.WRONG, "casework")]),
    "one that does not say what is parked": (without("casework", answers=True), [(Weight.WRONG, "casework")]),
    "one that is not ready": (well(ready=False), [(Weight.WRONG, "intake")]),
    "a log that was swapped": (well(ready=False, wrong="log-swapped"), [(Weight.WRONG, "intake")]),
    "a clock that is suspect": (well(ready=False, wrong="clock-suspect: leapt"), [(Weight.WRONG, "intake")]),
    "a clock that was never set": (well(now="ClockNotSet"), [(Weight.WRONG, "intake")]),
    "clocks five seconds apart are one time": (well(now="2014-09-24T09:00:05+08:00"), []),
    "a second more and they are not": (well(now="2014-09-24T09:00:06+08:00"), [(Weight.WRONG, "clock")]),
    "events that are parked": (with_parked("case/1", "case/2"), [(Weight.WRONG, "intake")]),
    "an empty catalogue": (with_items(), [(Weight.WARNING, "catalogue")]),
    "a guide with something to be confirmed": (
        with_items(item(to_be_confirmed=["consult_phone"])),
        [(Weight.WARNING, "CD-MZ-005")],
    ),
    "an item that is not open": (with_items(item(opened=False)), [(Weight.WARNING, "CD-MZ-005")]),
    "an item that is suspended": (
        with_items({**item(), "suspended": "NO_STAFF"}),
        [(Weight.WARNING, "CD-MZ-005")],
    ),
}


@pytest.mark.parametrize(("examined", "then"), FOUND.values(), ids=FOUND.keys())
def test_it_finds(examined, then):
    assert [(each.weight, each.where) for each in findings(examined)] == then


def test_each_field_to_be_confirmed_is_named_once_for_all_versions():
    two = item()
    two["standing"] = [
        {"item_version": number, "guided": True, "opened": True, "to_be_confirmed": fields}
        for number, fields in ((1, ["office", "fee"]), (2, ["fee"]))
    ]
    (found,) = findings(with_items(two))
    assert found.what == "TO_BE_CONFIRMED: fee, office"


def test_where_nobody_answers_it_says_so_and_fails(tmp_path):
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("HUIMIN_")}
    done = subprocess.run(
        [sys.executable, "-m", "deploy", "doctor"],
        env={**inherited, "HUIMIN_STATE_DIR": str(tmp_path), "HUIMIN_SERVICE_URL": "http://127.0.0.1:1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert all(service in done.stdout for service in SERVICES)
