"""The posts of a hall's windows (AB岗) through HTTP and Redis: who receives, and who may go on.

Time goes on from whichever day it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest

from deploy.client import Client, Refused
from shared.kernel.actors import Role
from tests.journeys.district import District
from tests.journeys.people import Office, office, resident

pytestmark = pytest.mark.server

ITEM = "CD-JS-001"
_keys = count()


def say(who: Client, service: str, path: str, body: object) -> dict[str, Any]:
    """A command under a key of its own."""
    return who.post(service, path, body, f"windows-{next(_keys):04}")


@dataclass(frozen=True)
class Hall:
    """A hall of a centre, and what its people do there."""

    office: Office

    @property
    def centre(self) -> str:
        return self.office.centre_id

    def clerk(self, name: str) -> Client:
        """Somebody who takes up work at the centre."""
        staff = {"id": name, "name": "示例", "org": self.centre, "trained_for": [ITEM]}
        say(self.office.district.admin, "casework", "/v1/staff", staff)
        return self.office.district.person(name, Role.CLERK, org=self.centre)

    def post(self, window: str, holder: str, substitute: str | None = None) -> str:
        """A post at a window with A and B on it; intake has heard of it."""
        admin = self.office.district.admin
        body = {"org": self.centre, "kind": "WINDOW", "title_zh": "窗口岗位", "title_en": "Window"}
        place = {"hall_id": self.office.hall_id, "window_id": window}
        post = str(say(admin, "casework", "/v1/posts", {**body, **place})["id"])
        people = {"holder": holder} | ({"substitute": substitute} if substitute else {})
        say(admin, "casework", f"/v1/posts/{post}/assignment", people)
        self.office.district.settle()
        return post

    def receive(self, by: Client, window: str) -> dict[str, Any]:
        """A new resident applies at a window."""
        body = {"hall_id": self.office.hall_id, "window_id": window, "item_code": ITEM, "applicant": resident()}
        return say(by, "intake", "/v1/applications", body)

    def go_on(self, by: Client, application: str, act: str, body: object) -> dict[str, Any]:
        """A later act of the counter."""
        return say(by, "intake", f"/v1/applications/{application}/{act}", body)

    def on_post(self, answer: dict[str, Any]) -> tuple[str | None, str | None]:
        """On which post it was done, and as what, as the log has it."""
        position = answer["events"][0]["position"]
        (entry,) = self.office.district.admin.get("intake", "/v1/log", after=str(position - 1), limit="1")["events"]
        told = entry["event"]["data"]
        return told.get("post_id"), told.get("acted_as")


def not_on_post(act, *arguments: Any) -> dict[str, Any]:
    """The refusal of who is not on a post of the window or the hall."""
    with pytest.raises(Refused) as error:
        act(*arguments)
    assert (error.value.slug, error.value.problem["status"]) == ("not-on-window-post", 403)
    return dict(error.value.problem)


@pytest.fixture(scope="module")
def hall(district: District) -> Hall:
    return Hall(office(district, "DZ"))


def test_a_hall_whose_posts_were_not_entered_works_by_the_token(district):
    here = Hall(office(district, "TN"))
    received = here.receive(here.office.clerk, "W1")
    assert here.on_post(received) == (None, None)
    assert here.on_post(here.go_on(here.office.clerk, received["id"], "acceptance", {})) == (None, None)


def test_a_window_passes_from_a_to_b_to_who_covers_it_and_back(district, hall):
    a, b, other = (hall.clerk(f"s-dz-w1-{name}") for name in ("a", "b", "other"))
    director = district.person("s-dz-director", Role.CENTRE_DIRECTOR, org=hall.centre)
    post = hall.post("W1", "s-dz-w1-a", "s-dz-w1-b")
    assert hall.on_post(hall.receive(a, "W1")) == (post, "A")
    not_on_post(hall.receive, b, "W1")

    first, second, third, after = (district.day(n) for n in range(1, 5))
    leave = {"from_on": first, "until_on": third, "reason": "LEAVE"}
    say(director, "casework", "/v1/staff/s-dz-w1-a/absences", leave)
    district.until(f"{district.today}T17:00")
    assert hall.on_post(hall.receive(a, "W1")) == (post, "A")
    district.until(f"{first}T09:00")
    assert not_on_post(hall.receive, a, "W1")["posts"] == [post]
    assert hall.on_post(hall.receive(b, "W1")) == (post, "B")

    sick = {"from_on": second, "until_on": second, "reason": "SICK"}
    say(director, "casework", "/v1/staff/s-dz-w1-b/absences", sick)
    district.until(f"{second}T09:00")
    for clerk in (a, b, other):
        not_on_post(hall.receive, clerk, "W1")
    say(director, "casework", f"/v1/posts/{post}/cover", {"staff_id": "s-dz-w1-other"})
    district.settle()
    assert hall.on_post(hall.receive(other, "W1")) == (post, "B")

    district.until(f"{after}T09:00")
    assert hall.on_post(hall.receive(a, "W1")) == (post, "A")
    not_on_post(hall.receive, other, "W1")


def test_any_window_of_the_hall_goes_on_and_no_other_hall(district, hall):
    here, elsewhere = hall.clerk("s-dz-w2-a"), Hall(office(district, "HZ"))
    here_too, stranger = hall.clerk("s-dz-w3-a"), elsewhere.clerk("s-hz-w1-a")
    posts = {"W2": hall.post("W2", "s-dz-w2-a"), "W3": hall.post("W3", "s-dz-w3-a")}
    elsewhere.post("W1", "s-hz-w1-a")
    application = str(hall.receive(here, "W2")["id"])
    defects = {"defects": [{"material": "户口簿", "reason": "缺页"}]}
    acts: dict[str, object] = {"correction-notice": defects, "correction": {"materials": ["户口簿"]}, "acceptance": {}}
    for act, body in acts.items():
        not_on_post(hall.go_on, stranger, application, act, body)
        assert hall.on_post(hall.go_on(here_too, application, act, body)) == (posts["W3"], "A")
    case = hall.office.case_of(application)["id"]
    hall.office.propose(case, outcome="REFUSE")
    hall.office.decide(case, outcome="REFUSE")
    hall.office.close(case)
    assert hall.office.application(application)["state"] == "RESULT_HELD"
    delivery = (application, "delivery", {"mode": "WINDOW"})
    not_on_post(hall.go_on, stranger, *delivery)
    not_on_post(hall.go_on, hall.office.clerk, *delivery)
    assert hall.on_post(hall.go_on(here_too, *delivery)) == (posts["W3"], "A")


def test_an_application_is_taken_back_at_any_window_of_the_hall_and_silence_needs_nobody(district, hall):
    here, here_too = (district.person(f"s-dz-w{n}-a", Role.CLERK, org=hall.centre) for n in (2, 3))
    first, second = (str(hall.receive(here, "W2")["id"]) for _ in range(2))
    not_on_post(hall.go_on, hall.office.clerk, first, "withdrawal", {"reason": "不再需要"})
    taken_back = hall.go_on(here_too, first, "withdrawal", {"reason": "不再需要"})
    assert hall.on_post(taken_back)[1] == "A"
    district.until(f"{district.day(30)}T09:00")
    assert hall.office.application(second)["state"] == "ACCEPTED"
