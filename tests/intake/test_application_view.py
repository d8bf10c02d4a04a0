"""What the counter sees of an application after a story, and finds by its state."""

from datetime import date, datetime
from itertools import count

import pytest

from services.intake.api.application import ApplicationOut
from services.intake.app import PARTS
from services.intake.views import application as view
from shared.contracts import intake
from shared.contracts.intake.application import ApplicationEvent
from shared.contracts.intake.application_duplicates import ApplicationMerged
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.envelope import Codec, LogName, Recorded, Stamp, encode, type_of
from shared.kernel.ids import AggregateRef
from shared.kernel.personal import seal
from shared.runtime.views import Views
from tests.intake.samples import (
    RECEIVED,
    accepted,
    delivered,
    ended,
    held,
    held_anew,
    recalled,
    revoked,
    withdrawn,
)

CODEC = Codec(intake.SERVICE, intake.EVENTS)
STAMP = Stamp(
    LogName("630102", intake.SERVICE),
    datetime.fromisoformat("2014-09-26T09:00+08:00"),
    Actor(ActorId("clerk-1"), Role.CLERK),
    policy_version=1,
)
DAY = date(2014, 9, 26)


class Shown:
    """The service's own views in a file of the test, filled from documents as the log has them."""

    def __init__(self, directory) -> None:
        self.views = Views(directory, intake.SERVICE, PARTS.views, "log-1")
        self.positions = count(1)

    def record(self, id_: str, *events: ApplicationEvent) -> None:
        of = AggregateRef("application", id_)
        for event, position in zip(events, self.positions, strict=False):
            document = encode(seal(event, lambda _subject, _path, _plain: "c2VhbGVk"), f"0198-{position}", of, STAMP)
            one = Recorded(position, of, 1, CODEC.decode(type_of(intake.SERVICE, type(event)), document))
            self.views.write(self.views.changes(one), intake.SERVICE, position)

    def in_state(self, state: str) -> list[str]:
        rows = self.views.rows(view.PAGE_IN_STATE, limit=10, hall_id="hall-qzx", after=0, state=state)
        return [ApplicationOut.model_validate(row).id for row in rows]


@pytest.fixture
def shown(tmp_path):
    shown = Shown(tmp_path)
    yield shown
    shown.views.close()


ACCEPTED = [RECEIVED, accepted(date(2014, 9, 25))]
HELD, DELIVERED = [*ACCEPTED, held], [*ACCEPTED, held, delivered]
STORIES = {
    "accepted": (ACCEPTED, ("ACCEPTED", None, None, None)),
    "withdrawn": ([*ACCEPTED, withdrawn], ("WITHDRAWN", None, None, None)),
    "merged": ([RECEIVED, ApplicationMerged(into="a-0", merged_on=DAY)], ("MERGED", None, None, None)),
    "held": (HELD, ("RESULT_HELD", "case-1", "GRANT", None)),
    "delivered": (DELIVERED, ("DELIVERED", "case-1", "GRANT", DAY)),
    "ended": ([*ACCEPTED, ended()], ("ENDED", "case-1", None, None)),
    "corrected": ([*HELD, held_anew()], ("RESULT_HELD", "case-1", "REFUSE", None)),
    "delivered and corrected": ([*DELIVERED, held_anew()], ("RESULT_HELD", "case-1", "REFUSE", None)),
    "delivered again": ([*DELIVERED, held_anew(), delivered], ("DELIVERED", "case-1", "REFUSE", DAY)),
    "revoked before the closure": ([*ACCEPTED, revoked], ("REVOKED", "case-1", None, None)),
    "recalled from the counter": ([*HELD, recalled], ("ACCEPTED", "case-1", "GRANT", None)),
    "revoked at the counter": ([*HELD, revoked], ("REVOKED", "case-1", "GRANT", None)),
    "revoked in the applicant's hands": ([*DELIVERED, revoked], ("REVOKED", "case-1", "GRANT", DAY)),
}


@pytest.mark.parametrize(("events", "expected"), STORIES.values(), ids=STORIES.keys())
def test_an_application_stands_where_its_story_left_it(shown, events, expected):
    shown.record("a-1", *events)
    told = ApplicationOut.model_validate(shown.views.row(view.ONE, of="a-1"))
    assert (told.state, told.case_id, told.outcome, told.delivered_on) == expected


FILTERS = {"ENDED": ["a-1"], "REVOKED": ["a-2", "a-4"], "RESULT_HELD": ["a-3"], "DELIVERED": [], "ACCEPTED": []}


@pytest.mark.parametrize(("state", "expected"), FILTERS.items(), ids=FILTERS.keys())
def test_applications_are_found_by_their_state(shown, state, expected):
    stories = ([*ACCEPTED, ended()], [*HELD, revoked], [*DELIVERED, held_anew()], [*DELIVERED, revoked])
    for number, (received, *more) in enumerate(stories, 1):
        voucher = {"voucher_number": f"QZX-2014-00000{number}"}
        shown.record(f"a-{number}", received.model_copy(update=voucher), *more)
    assert shown.in_state(state) == expected
