"""A year of an invented district: 12 centres, 48 people, 1,434 cases from September 2014 to August 2015.

The same seed makes the same year. People work on working days and on posts that somebody is on; the hall is open on
days of duty as well. Nothing here knows the engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from tests.year.diary import Diary
from tests.year.independent import DAY, Table, day_of, editions_of_the_seed
from tests.year.script import (
    BEIJING,
    Absence,
    Case,
    Edition,
    GuideStep,
    Item,
    Post,
    Year,
    after,
    midnight,
)

CASES = 1_434
CENTRES = tuple(f"centre-{n:02}" for n in range(1, 13))
FIRST, LAST = date(2014, 9, 1), date(2015, 8, 31)
ENDS_AT = datetime(2015, 12, 31, 18, tzinfo=BEIJING)
QUERY_MAX = ((date(2013, 1, 1), 10), (date(2015, 3, 1), 8))
"""The district shortens queries in the middle of the year."""
QUERY_MAX_ADOPTED_AT = datetime(2015, 2, 25, 16, 0, 30, tzinfo=BEIJING)
V_DAY = frozenset({date(2015, 9, 3), date(2015, 9, 4)})
V_DAY_MADE_UP = frozenset({date(2015, 9, 6)})
NOTICE_OF_MAY = datetime(2015, 5, 13, 15, 0, 30, tzinfo=BEIJING)

WD, CD, M, H = "WORKING_DAY", "CALENDAR_DAY", "MONTH", "HOUR"
POSTED = GuideStep("PUBLIC_NOTICE", counted=False, n=7)
ITEMS = {
    Item("CD-MZ-001", ((30, WD),), ((25, WD),), steps=(POSTED,)): 16,
    Item("CD-MZ-003", ((15, WD),), ((10, WD),)): 18,
    Item("CD-MZ-004", ((48, H),), ((24, H),)): 5,
    Item("CD-MZ-008", ((15, WD), (15, WD)), ((10, WD), (10, WD))): 9,
    Item("CD-MZ-010", ((60, CD),), ((30, CD),), steps=(GuideStep("PUBLIC_NOTICE", True, 5, WD),)): 10,
    Item("CD-JS-001", ((20, WD),), ((0, "INSTANT"),)): 8,
    Item("CD-JY-003", ((2, M),), ((1, M),), steps=(GuideStep("EXPERT_REVIEW", True, 10),)): 10,
    Item("CD-JY-005", (), ((5, WD),)): 5,
    Item("CD-SB-001", ((100, WD),), ((85, WD),), steps=(GuideStep("PUBLIC_NOTICE", False, 5, WD),)): 8,
    Item("CD-SB-002", (), ((20, WD),), cycle=((3, 31), (6, 30))): 5,
    Item("CD-WS-001", ((20, CD), (1, M)), ()): 3,
    Item("CD-WS-002", ((20, WD),), ()): 3,
}
"""With how often each is asked for, of a hundred."""


@cache
def year(seed: int = 20140929) -> Year:
    """The year."""
    rng = Random(seed)
    posts = tuple(post for centre in CENTRES for post in _posts(centre))
    absences = tuple(_absences(rng, posts))
    days = _Days(rng, as_it_came(), posts, absences)
    cases = [_case(rng, days, place) for place in range(CASES)]
    return Year(
        items=tuple(ITEMS),
        editions=_editions(),
        posts=posts,
        absences=absences,
        cases=tuple(sorted(cases, key=lambda case: (case.recorded_at, case.id))),
        query_max=QUERY_MAX,
        ends_at=ENDS_AT,
    )


def _editions() -> tuple[Edition, ...]:
    """The years as they came: each when it was announced, 2015 once more in May."""
    begins = datetime(2014, 8, 1, 9, 0, 30, tzinfo=BEIJING)
    found = [Edition(begins, of, 1, *days) for of, days in editions_of_the_seed().items() if 2013 <= of <= 2014]
    off, made_up = editions_of_the_seed()[2015]
    found.append(
        Edition(datetime(2014, 12, 16, 16, 0, 30, tzinfo=BEIJING), 2015, 1, off - V_DAY, made_up - V_DAY_MADE_UP)
    )
    found.append(Edition(NOTICE_OF_MAY, 2015, 2, off, made_up))
    announced = datetime(2015, 12, 10, 16, 0, 30, tzinfo=BEIJING)
    return (*found, Edition(announced, 2016, 1, *editions_of_the_seed()[2016]))


def as_it_came() -> Table:
    """The days that were worked in the end."""
    table = Table()
    for edition in _editions():
        table.learn(edition)
    return table


def _posts(centre: str) -> tuple[Post, ...]:
    one, two, three, four = (f"s-{centre}-{n}" for n in range(1, 5))
    return (
        Post(f"{centre}-examination-1", centre, "EXAMINATION", one, two),
        Post(f"{centre}-examination-2", centre, "EXAMINATION", two, one),
        Post(f"{centre}-approval", centre, "APPROVAL", three, four),
    )


def _absences(rng: Random, posts: Sequence[Post]) -> list[Absence]:
    """Some days for everybody; in each centre A and B of the examination are once away together."""
    found: list[Absence] = []
    people = sorted({person for post in posts for person in (post.holder, post.substitute)})
    for person in people:
        for _ in range(rng.randint(2, 4)):
            found.append(_absence(rng, person, FIRST + timedelta(days=rng.randrange(400))))
    for post in posts:
        if post.id.endswith("-1"):
            together = FIRST + timedelta(days=rng.randrange(30, 330))
            found += [_absence(rng, person, together) for person in (post.holder, post.substitute)]
    # A return ends every absence that has begun: who is back early is away for no other reason then.
    apart = [replace(each, back=None) if _near(each, found) else each for each in found]
    return sorted(apart, key=lambda absence: (absence.recorded_at, absence.staff))


def _near(absence: Absence, others: Sequence[Absence]) -> bool:
    some_days = timedelta(days=10)
    return any(
        other is not absence and other.staff == absence.staff and abs(other.first - absence.first) < some_days
        for other in others
    )


def _absence(rng: Random, person: str, first: date) -> Absence:
    last = first + timedelta(days=rng.randint(0, 8))
    known = midnight(first) + rng.choice(
        [timedelta(hours=8), timedelta(days=-1, hours=17), timedelta(days=-9, hours=10)]
    )
    back = last if last > first + DAY and rng.random() < 0.15 else None
    return Absence(person, first, last, known + timedelta(seconds=30), back)


@dataclass
class _Days:
    """On which days the hall takes applications, and when somebody is on a post."""

    rng: Random
    table: Table
    posts: Sequence[Post]
    absences: Sequence[Absence]
    _away: dict[str, list[Absence]] = field(default_factory=dict)
    _post: dict[str, Post] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for absence in self.absences:
            self._away.setdefault(absence.staff, []).append(absence)
        self._post = {post.id: post for post in self.posts}
        days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
        self._arrivals = days, [1.0 if self.table.works(day) else 0.12 for day in days]

    def arrival(self) -> datetime:
        """When somebody comes: on a day of duty before noon."""
        (day,) = self.rng.choices(*self._arrivals)
        hours = [9, 10, 11, 15, 16, 17] if self.table.works(day) else [9, 10, 11]
        return midnight(day) + timedelta(hours=self.rng.choice(hours), minutes=self.rng.randrange(55))

    def on_post(self, post_id: str, day: date) -> str | None:
        """Who is on a post: A, else B."""
        post = self._post[post_id]
        away = (person for person in (post.holder, post.substitute) if not self._is_away(person, day))
        return next(away, None)

    def attended_on(self, post_id: str, day: date) -> bool:
        """Whether work is done on a post on a day."""
        return self.table.works(day) and self.on_post(post_id, day) is not None

    def _is_away(self, person: str, day: date) -> bool:
        return any(absence.on(day) for absence in self._away.get(person, ()))


def _case(rng: Random, days: _Days, place: int) -> Case:
    (item,) = rng.choices(tuple(ITEMS), tuple(ITEMS.values()))
    centre, at = rng.choice(CENTRES), days.arrival()
    accepted_on, deemed = day_of(at), rng.random() < 0.02
    # Nobody told what is missing within five working days: accepted as of the day of receipt.
    recorded_at = after(days.table.nth_worked(accepted_on, 5)) if deemed else at
    examination = f"{centre}-examination-{rng.randint(1, 2)}"
    bare = Case(f"case-{place:04}", centre, item.code, accepted_on, recorded_at, deemed=deemed)
    diary = Diary(rng, item, bare, examination, f"{centre}-approval", days)
    acts = tuple(act for act in diary.written(_editions(), QUERY_MAX) if act.at < ENDS_AT)
    return replace(bare, acts=acts)
