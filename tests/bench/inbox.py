"""Finding work among a million cases: each list that officers ask for, and how fast the view of cases is written."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from services.casework.api import case_search
from services.casework.api.case import Lights
from services.casework.app import PARTS
from services.casework.views import case_inbox
from services.casework.views.case_file import CASE, NEVER, micros
from shared.kernel.envelope import Codec, Recorded
from shared.kernel.instants import SHANGHAI
from shared.kernel.suspensions import SuspensionReason
from shared.runtime.views import Views
from tests.bench.cases import CENTRES, CODEC, DAY, DEPARTMENTS, ITEMS, POSTS, TODAY, Told, Years
from tests.bench.table import Row, at_least, at_most, quantile

PAGE, BATCH = 1000, 20_000
MILLISECONDS = 10.0
EVENTS_PER_SECOND = 30_000
OPEN_SHARE = 0.015
LIVES = 8_000
WRITTEN = ("case", "case_pending", "case_statistics")
NOW = micros(datetime(2015, 6, 10, 9, 30, tzinfo=SHANGHAI))
LIGHTS = Lights(NOW, date(2015, 6, 12))
QUESTIONS_WHY = "most of it renders 200 rows; a page of 50 takes a quarter"
WRITING_WHY = "twelve indexes on the table of cases; each list is read off one of them"


class Draw(random.Random):
    """Chance, and the last position there is."""

    def __init__(self, seed: int, last: int) -> None:
        super().__init__(seed)
        self.last = last


def filled(views: Views, years: Years, cases: int) -> None:
    """Ten years of cases as they ended, and the open ones of these weeks as their events make them."""
    still_open = int(cases * OPEN_SHARE)
    first = TODAY - 3650 * DAY
    done = (years.done(first + (number * 3600 // cases) * DAY) for number in range(cases - still_open))
    while batch := list(islice(done, BATCH)):
        with views._connection.begin():
            views._connection.execute(CASE.insert(), batch)
    for _ in range(still_open):
        views.write(change for one, _, _ in years.open() for change in views.changes(one))


def _position(draw: Draw) -> int:
    return int(draw.random() * draw.last)


def _month(draw: Draw) -> Mapping[str, str]:
    year, month = draw.randrange(2006, 2015), draw.randrange(1, 13)
    return {
        "item_code": draw.choice(ITEMS),
        "closed_from": f"{year}-{month:02d}-01",
        "closed_by": f"{year}-{month:02d}-28",
    }


def _deep(draw: Draw) -> str:
    return f"{NOW + draw.randrange(30 * 86_400_000_000)}.{_position(draw)}"


def _inbox(draw: Draw) -> Mapping[str, str]:
    centre = draw.choice(CENTRES)
    return {"order": "due", "body": centre, "post_id": draw.choice(POSTS[centre])}


QUESTIONS: Mapping[str, Callable[[Draw], Mapping[str, str]]] = {
    "an officer's inbox": _inbox,
    "an officer's inbox, what waits for nobody": lambda draw: {**_inbox(draw), "waiting_for": "NOBODY"},
    "a director's red ones": lambda draw: {"centre_id": draw.choice(CENTRES), "colour": "RED"},
    "a director's yellow ones": lambda draw: {"centre_id": draw.choice(CENTRES), "colour": "YELLOW"},
    "a supervisor's red ones": lambda _draw: {"colour": "RED"},
    "yellow": lambda _draw: {"colour": "YELLOW"},
    "green": lambda _draw: {"colour": "GREEN"},
    "by due date": lambda _draw: {"order": "due"},
    "by due date, deep": lambda draw: {"order": "due", "after": _deep(draw)},
    "by due date, deep among the stopped": lambda draw: {
        "order": "due",
        "after": f"{NEVER}.{_position(draw)}",
    },
    "due in a week": lambda draw: {"due_from": f"2015-06-{draw.randrange(8, 18):02d}", "due_by": "2015-06-24"},
    "of a body": lambda draw: {"body": draw.choice((*CENTRES, *DEPARTMENTS))},
    "of a post": lambda draw: {"post_id": draw.choice(POSTS[draw.choice(CENTRES)])},
    "suspended why": lambda draw: {"suspended_why": draw.choice(list(SuspensionReason)).value},
    "waiting for a department": lambda draw: {"waiting_for": f"DEPARTMENT:{draw.choice(DEPARTMENTS)}"},
    "waiting for the approver": lambda _draw: {"waiting_for": "APPROVER"},
    "waiting for nobody": lambda _draw: {"waiting_for": "NOBODY"},
    "suspended at a centre": lambda draw: {"suspended_why": "HEARING", "centre_id": draw.choice(CENTRES)},
    "open in a state": lambda draw: {"state": draw.choice(("EXAMINING", "PROPOSED", "DECIDED"))},
    "open of an item": lambda draw: {"order": "due", "item_code": draw.choice(ITEMS)},
    "of an item": lambda draw: {"item_code": draw.choice(ITEMS), "after": f"{_position(draw)}"},
    "of a centre": lambda draw: {"centre_id": draw.choice(CENTRES), "after": f"{_position(draw)}"},
    "of an item at a centre": lambda draw: {"centre_id": draw.choice(CENTRES), "item_code": draw.choice(ITEMS)},
    "closed": lambda draw: {"state": "CLOSED", "after": f"{_position(draw)}"},
    "terminated": lambda _draw: {"state": "TERMINATED"},
    "as opened, deep": lambda draw: {"after": f"{_position(draw)}"},
    "of an item in a month": _month,
}


def asking(views: Views, kind: str, times: int, draw: Draw) -> list[float]:
    """How long each answer took in milliseconds, rendered, as the route does between reading and writing JSON."""
    took = []
    for _ in range(times + 1):
        begun = perf_counter()
        asked = case_search.asked(QUESTIONS[kind](draw), LIGHTS)
        assert isinstance(asked, case_search.Asked), asked
        for row in views.rows(case_inbox.page(asked.order, *asked.filters), **asked.parameters):
            LIGHTS.show(row)
        took.append(1000 * (perf_counter() - begun))
    return took[1:]  # the first makes the statement, once in a process


def writing(views: Views, codec: Codec, documents: Sequence[Told]) -> float:
    """Events a second, decoded and written."""
    begun = perf_counter()
    for start in range(0, len(documents), PAGE):
        page = documents[start : start + PAGE]
        decoded = (Recorded(one.position, one.aggregate, 1, codec.decode(type_, raw)) for one, raw, type_ in page)
        views.write(change for one in decoded for change in views.changes(one))
    return len(documents) / (perf_counter() - begun)


def rows(cases: int, times: int) -> Iterator[Row]:
    """Both rows, over a view of `cases` cases of which some in a hundred are open."""
    with TemporaryDirectory() as directory:
        views = Views(Path(directory), "bench", [view for view in PARTS.views if view.name in WRITTEN], "bench")
        years = Years()
        filled(views, years, cases)
        draw = Draw(2, years.position)
        took = {kind: asking(views, kind, times, draw) for kind in QUESTIONS}
        lives = [one for _ in range(LIVES) for one in years.life(TODAY)]
        rate = writing(views, CODEC, lives)
        views.close()
    slow = sorted(QUESTIONS, key=lambda kind: quantile(took[kind], 0.99))
    worst = quantile(took[slow[-1]], 0.99)
    met, missed_by = at_most(worst, MILLISECONDS)
    middle = quantile([each for kind in took.values() for each in kind], 0.5)
    named = "; ".join(f"{kind} {quantile(took[kind], 0.5):.1f}/{quantile(took[kind], 0.99):.1f}" for kind in slow[-4:])
    yield Row(
        f"inbox and search at {cases:,} cases, {len(QUESTIONS)} kinds of question, page of 200",
        f"p50 {middle:.1f} ms; slowest kind p99 {worst:.1f} ms",
        f"≤ {MILLISECONDS:.0f} ms each",
        f"p50/p99 in ms: {named}",
        met,
        missed_by,
        QUESTIONS_WHY,
    )
    written, short_by = at_least(rate, EVENTS_PER_SECOND)
    yield Row(
        f"view of cases written on top of {cases:,} cases",
        f"{rate:,.0f} events/s",
        f"≥ {EVENTS_PER_SECOND:,} events/s",
        f"decoded; {len(lives):,} events of whole lives",
        written,
        short_by,
        WRITING_WHY,
    )
