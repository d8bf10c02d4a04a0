"""A day out of all time is refused at the edge of every service, and nothing is written."""

import json

import pytest

from deploy.client import Refused
from deploy.seeding import load

pytestmark = pytest.mark.server


def entry(day: str) -> dict:
    return {
        "entry": {"key": "test.days", "value": 1, "effective_on": day, "basis": "a test", "provenance": "SYNTHETIC"}
    }


def item(**days: str | None) -> dict:
    first = next(dict(each) for each in load("items.yaml") if each["code"] == "CD-MZ-005")
    del first["code"]
    return {"item": {**json.loads(json.dumps(first, default=str)), "version": 2, **days}}


def year(number: int) -> dict:
    return {"edition": {"year": number, "status": "PROVISIONAL", "version": 1, "source_document": "a test"}}


def community(day: str) -> dict:
    return {"name_zh": "示例", "name_en": "Example", "founded_on": day}


def centre(day: str) -> dict:
    return {"kind": "WORK", "name_en": "Example", "opened_on": day}


def assignment(day: str) -> dict:
    return {"community_id": "example", "effective_on": day, "provenance": "SYNTHETIC", "source": "a test"}


POLICY, ITEM = "/v1/policies/test/adoptions", "/v1/items/CD-MZ-005/versions"
CENTRE, ASSIGNMENT = "/v1/communities/example/centres", "/v1/committees/example/assignment"
TOLD = {
    "a policy before the republic": ("casework", POLICY, entry("1949-09-30")),
    "a policy after all time": ("casework", POLICY, entry("3000-01-01")),
    "a calendar after all time": ("casework", "/v1/calendar-years/3000/publications", year(3000)),
    "an item before the republic": ("intake", ITEM, item(valid_from="1949-09-30")),
    "an item after all time": ("intake", ITEM, item(valid_from="3000-01-01")),
    "an item that never ends": ("intake", ITEM, item(valid_to="9999-12-31")),
    "a community before the republic": ("councils", "/v1/communities", community("1949-09-30")),
    "a community after all time": ("councils", "/v1/communities", community("3000-01-01")),
    "a centre before the republic": ("councils", CENTRE, centre("1949-09-30")),
    "a centre after all time": ("councils", CENTRE, centre("3000-01-01")),
    "an assignment before the republic": ("councils", ASSIGNMENT, assignment("1949-09-30")),
    "an assignment after all time": ("councils", ASSIGNMENT, assignment("3000-01-01")),
}
ASKED = {
    "cases due before the republic": ("casework", "/v1/cases", "due_by", "1949-09-30"),
    "cases due after all time": ("casework", "/v1/cases", "due_by", "3000-01-01"),
    "committees before the republic": ("councils", "/v1/committees", "as_of", "1949-09-30"),
    "committees after all time": ("councils", "/v1/committees", "as_of", "3000-01-01"),
}


def heads(district) -> dict[str, int]:
    """How far each log has come."""
    found = {}
    for service in ("intake", "casework", "councils"):
        after, end = -1, 0
        while end != after:
            after, end = end, district.admin.get(service, "/v1/log", after=str(end))["next"]
        found[service] = end
    return found


@pytest.mark.parametrize(("service", "path", "body"), TOLD.values(), ids=TOLD.keys())
def test_a_wrong_day_is_refused_and_nothing_is_written(district, service, path, body):
    district.settle()
    before = heads(district)
    with pytest.raises(Refused) as refused:
        district.admin.post(service, path, body, "a-wrong-day")
    assert (refused.value.problem["status"], refused.value.slug) == (422, "invalid-value")
    district.settle()
    assert heads(district) == before


@pytest.mark.parametrize(("service", "path", "name", "day"), ASKED.values(), ids=ASKED.keys())
def test_a_wrong_day_is_not_asked_for(district, service, path, name, day):
    with pytest.raises(Refused) as refused:
        district.admin.get(service, path, **{name: day})
    assert (refused.value.problem["status"], refused.value.problem["name"]) == (400, name)
