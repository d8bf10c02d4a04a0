"""What tests of ratings are made of: the policy with ratings switched on in 2013, ballots, and a service rated so."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx

from services.intake.app import PARTS
from shared.contracts.casework.case import CaseClosed, Outcome
from shared.contracts.casework.post import ActedAs
from shared.contracts.intake.bad_rating import (
    BadRatingAppealed,
    BadRatingAppealRejected,
    BadRatingAssigned,
    BadRatingClosed,
    BadRatingContacted,
    BadRatingCorrected,
    BadRatingExcluded,
    BadRatingRecontacted,
    BadRatingVerified,
    CallBack,
    ClosingOutcome,
    ExclusionGround,
    Finding,
    RatingEvent,
    Remedy,
)
from shared.contracts.intake.rating import (
    Ballot,
    Contact,
    Indicator,
    IndicatorLevel,
    Level,
    RatingOffered,
    ServiceChannel,
    ServiceRated,
)
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef, by_trigger
from shared.kernel.personal import Personal
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.provenance import Provenance
from shared.runtime.settings import Deployment
from tests.intake.samples import CALENDAR, POLICY, at
from tests.intake.service import Intake, enter_items, heard, opened_hall, received
from tests.runtime.served import served

CENTRE = "centre-qzx"
SAID = "窗口等了两个小时"
PHONE = "13912345678"


def adopted(key: str, value: Any, on: date = date(2013, 1, 1)) -> PolicyEntry:
    """A value of the policy that a test sets."""
    return PolicyEntry(key=key, value=value, effective_on=on, basis="of the test", provenance=Provenance.DEFAULT)


RATED_POLICY = POLICY.adopt(adopted("rating.enabled_from", "2013-01-01"))
"""Ratings of 2019, switched on for the test."""


def on(instant: str, who: str = "s-second", role: Role = Role.CLERK, org: str = CENTRE) -> Context:
    """Somebody of the centre at this instant, where there are ratings."""
    return replace(at(instant), actor=Actor(ActorId(who), role, org), policy=RATED_POLICY)


OFFERED = RatingOffered(
    hall_id="hall-qzx",
    centre_id=CENTRE,
    item_code="CD-MZ-005",
    channel=ServiceChannel.OFFLINE,
    offered_on=date(2015, 12, 1),
    rate_by_on=date(2015, 12, 31),
)
SUBJECT = "subject-of-the-rating"


def ballot(level: Level = Level.DISSATISFIED, rating_id: str = "r-1", **changes: object) -> Ballot:
    """What somebody put into the box."""
    said = Ballot(
        rating_id=rating_id,
        subject=SUBJECT,
        hall_id="hall-qzx",
        centre_id=CENTRE,
        item_code="CD-MZ-005",
        served_in="2015-12",
        channel=ServiceChannel.OFFLINE,
        level=level,
        indicators=(IndicatorLevel(indicator=Indicator.ATTITUDE, level=level),),
        handler="s-clerk",
    )
    return said.model_copy(update=changes)


def rated(level: Level = Level.DISSATISFIED, named: bool = True) -> ServiceRated:
    """The rating of 2015-12-07."""
    return ServiceRated(
        hall_id="hall-qzx",
        centre_id=CENTRE,
        item_code="CD-MZ-005",
        served_in="2015-12",
        channel=ServiceChannel.OFFLINE,
        level=level,
        indicators=(IndicatorLevel(indicator=Indicator.ATTITUDE, level=level),),
        rated_on=date(2015, 12, 7),
        comment=Personal[str].of(SUBJECT, SAID),
        contact=Personal[Contact].of(SUBJECT, Contact(phone="+8613912345678")) if named else None,
    )


ASSIGNED = BadRatingAssigned(
    centre_id=CENTRE, handler="s-clerk", contact_due_on=date(2015, 12, 8), fix_due_on=date(2015, 12, 28)
)
CONTACTED = BadRatingContacted(result=CallBack.REACHED, contacted_by="s-second", contacted_on=date(2015, 12, 8))


def verified(finding: Finding) -> BadRatingVerified:
    """Looked into on the day of the call."""
    return BadRatingVerified(finding=finding, verified_by="s-second", verified_on=date(2015, 12, 8))


GROUNDS = Personal[str].of(SUBJECT, "评价的不是本事项")
APPEALED = BadRatingAppealed(grounds=GROUNDS, appealed_by="s-clerk", appealed_on=date(2015, 12, 9))
REJECTED = BadRatingAppealRejected(rechecked_by="s-director", rejected_on=date(2015, 12, 10))
CORRECTED = BadRatingCorrected(
    remedy=Remedy.RECTIFIED, measure="增开一个窗口", corrected_by="s-clerk", corrected_on=date(2015, 12, 10)
)

# What has been recorded of a bad rating, step by step.
BAD: list[RatingEvent] = [rated(), ASSIGNED]
ANONYMOUS: list[RatingEvent] = [rated(named=False), ASSIGNED]
TO_VERIFY: list[RatingEvent] = [*BAD, CONTACTED]
CLEAR: list[RatingEvent] = [*TO_VERIFY, verified(Finding.CLEAR)]
MISTAKEN: list[RatingEvent] = [*TO_VERIFY, verified(Finding.MISTAKEN)]
TO_RECHECK: list[RatingEvent] = [*MISTAKEN, APPEALED]
TO_CALL_AGAIN: list[RatingEvent] = [*CLEAR, CORRECTED]
EXCLUDED = BadRatingExcluded(ground=ExclusionGround.MISTAKEN, rechecked_by="s-director", excluded_on=date(2015, 12, 10))
AGAIN = BadRatingRecontacted(result=CallBack.REACHED, contacted_by="s-second", contacted_on=date(2015, 12, 11))
CLOSED = BadRatingClosed(outcome=ClosingOutcome.CONTENT, closed_on=date(2015, 12, 11))
DONE: list[RatingEvent] = [*TO_CALL_AGAIN, AGAIN, CLOSED]
GONE: list[RatingEvent] = [*TO_RECHECK, EXCLUDED]

# --- over HTTP --------------------------------------------------------------


@asynccontextmanager
async def rating_in(state_dir: Path, policy: Policy = RATED_POLICY, **settled: Any) -> AsyncIterator[Intake]:
    """Intake with ratings switched on; `settled` are more settings."""
    async with served(PARTS, state_dir, policy, CALENDAR, deployment=Deployment.DEMONSTRATION, **settled) as intake:
        await intake.at("2015-12-07T09:00")
        await enter_items(intake, "CD-MZ-005")
        yield intake


async def delivered(intake: Intake, hall: str, clerk: str = "s-clerk", **said: Any) -> str:
    """The id of an application whose result its applicant got from this clerk."""
    application = await received(intake, hall, **said)
    answer = await intake.post_as(clerk, f"/applications/{application}/acceptance", Role.CLERK, CENTRE)
    assert answer.status_code == 200, answer.text
    closed = CaseClosed(
        application_id=application,
        post_id="post-1",
        acted_as=ActedAs.A,
        outcome=Outcome.GRANT,
        closed_on=intake.clock.at.date(),
    )
    position = await intake.log.head() + 1
    await heard(intake, "casework", AggregateRef("case", by_trigger("case", application)), closed, position)
    answer = await intake.post_as(clerk, f"/applications/{application}/delivery", Role.CLERK, CENTRE, mode="WINDOW")
    assert answer.status_code == 200, answer.text
    return application


async def voucher_of(intake: Intake, application: str) -> dict[str, str]:
    """What stands on the voucher."""
    told = await intake.get(f"/applications/{application}/voucher", Role.CLERK)
    return {"voucher_number": told["voucher_number"], "code": told["code"]}


async def rate(intake: Intake, application: str, level: Level = Level.DISSATISFIED, **more: Any) -> None:
    """Rate its service; it must be taken."""
    answer = await intake.post_open("/public/ratings", **await voucher_of(intake, application), level=level, **more)
    assert answer.status_code == 200, answer.text


def rating_of(intake: Intake, application: str) -> str:
    """The id of its rating, which only the vault's key tells."""
    return intake.service.desk.vault.token("rating", application)


async def bad_rating(intake: Intake, **more: Any) -> str:
    """The id of a bad rating of 2015-12-07 whose box has been opened; s-clerk handled the service."""
    application = await delivered(intake, await opened_hall(intake))
    await rate(intake, application, **more)
    assert await intake.at("2015-12-07T23:30") == ["rating-box-opened", "service-rated", "bad-rating-assigned"]
    await intake.at("2015-12-08T09:00")
    return rating_of(intake, application)


async def follow_up(intake: Intake, rating: str, act: str, who: str = "s-second", **body: Any) -> list[str]:
    """A step of following up that must not be refused; the words of the events that it recorded."""
    answer = await intake.post_as(who, f"/ratings/{rating}/{act}", Role.CENTRE_DIRECTOR, CENTRE, **body)
    assert answer.status_code == 200, answer.text
    return [event["type"].split(".")[2] for event in answer.json()["events"]]


async def inbox(
    intake: Intake, role: Role = Role.CENTRE_DIRECTOR, org: str = CENTRE, **parameters: str
) -> httpx.Response:
    """What a centre has to do, or the district."""
    await intake.follow()
    headers = {"Authorization": f"Bearer {intake.issuer.token('s-second', (role,), org)}"}
    return await intake.http.get(f"{intake.root}/ratings", params=parameters, headers=headers)


async def public(intake: Intake, path: str, **parameters: str) -> dict[str, Any]:
    """A question without a token."""
    await intake.follow()
    answer = await intake.http.get(f"{intake.root}/public{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())
