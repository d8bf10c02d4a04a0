"""What grants does about associations: from the event as their service recorded it to contracts and rewards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from services.grants.domain.association_merits import Merits, merits_of
from services.grants.domain.association_standing import (
    ASSOCIATION_STANDING,
    ActivityHeardOf,
    NoteEngagement,
    RecordActivity,
)
from services.grants.domain.association_standing_state import Engagement, Gone, Standing, standing_of
from services.grants.domain.contract import CONTRACT
from services.grants.domain.contract_state import Terminated
from services.grants.domain.reward_application import REWARD_APPLICATION
from services.grants.domain.reward_application_state import Forfeited
from shared.contracts.associations.activity import ActivityRated, ActivityReported, ActivityTotals, Programme
from shared.contracts.associations.association_care import Addressee, AnnualReportSubmitted, YearReport
from shared.contracts.associations.association_ending import (
    Deregistered,
    RevocationCause,
    Revoked,
    Sanctioned,
    SanctionKind,
    SuspensionEnded,
)
from shared.contracts.associations.association_filing import (
    FilingCancelCause,
    FilingCancelled,
    FilingExpired,
)
from shared.contracts.associations.association_founding import Track
from shared.contracts.associations.need import NeedAnswered, NeedTakenUp, Taker, TakerKind
from shared.contracts.grants.association_standing import AssociationEnd, EngagementKind
from shared.kernel.actors import Role
from shared.kernel.decider import Step
from shared.kernel.messages import Event
from shared.kernel.money import Money
from shared.kernel.personal import Personal
from tests.grants.acts import Acts
from tests.grants.purchases import ASSOCIATION, OF_ASSOCIATION, asked, signed, transferred
from tests.grants.rewards import applied, confirmed, paid
from tests.grants.standings import LINEAGE, filing, registration, suspension

PLACE: dict[str, Any] = {"community_id": "taining", "lineage_id": LINEAGE}
filed, registered = filing("2015-05-01"), registration(filed_id=ASSOCIATION)
warning = Sanctioned(
    sanction_id="sanction-0",
    kind=SanctionKind.WARNING,
    imposed_on=date(2015, 5, 20),
    offence="未报告",
    track=Track.FILED,
    **PLACE,
)
over = SuspensionEnded(lifted=False, ended_on=date(2016, 1, 1))
ENDS: dict[AssociationEnd, Event] = {
    AssociationEnd.CANCELLED: FilingCancelled(cause=FilingCancelCause.OWN_WISH, ended_on=date(2015, 12, 1), **PLACE),
    AssociationEnd.EXPIRED: FilingExpired(fell_due_at=datetime.fromisoformat("2015-12-01T00:00+08:00"), **PLACE),
    AssociationEnd.DEREGISTERED: Deregistered(
        liquidated_on=date(2015, 11, 20), ended_on=date(2015, 12, 1), late=False, track=Track.REGISTERED, **PLACE
    ),
    AssociationEnd.REVOKED: Revoked(
        cause=RevocationCause.FRAUD, offence="骗取登记", ended_on=date(2015, 12, 1), track=Track.REGISTERED, **PLACE
    ),
}


def engaged(*application: Event) -> Acts:
    """An association with a contract and an application for a reward."""
    acts = Acts()
    assert acts.hear(filed, ASSOCIATION) == ["association-known"]
    acts.given(CONTRACT, "c-1", signed(provider=OF_ASSOCIATION), transferred())
    acts.given(REWARD_APPLICATION, "a-1", *(application or (applied(), confirmed)))
    for kind, id_ in ((EngagementKind.CONTRACT, "c-1"), (EngagementKind.REWARD, "a-1")):
        noted = NoteEngagement(engagement=Engagement(kind=kind, id=id_))
        acts.tell(asked(Role.CLERK), Step(ASSOCIATION_STANDING, ASSOCIATION, noted))
    return acts


def test_a_filed_association_becomes_known_once():
    acts = engaged()
    assert acts.hear_again(filed, ASSOCIATION, 1) == []
    assert acts.state(ASSOCIATION_STANDING, ASSOCIATION).record.known.since_on == date(2015, 5, 1)


def test_one_that_was_never_filed_is_registered_by_itself():
    acts = Acts()
    assert acts.hear(registered.model_copy(update={"filed_id": None}), "r-1") == ["association-known"]
    assert acts.hear(registered, "r-2") == ["association-known"], "of the filed one nobody had told"


def test_a_suspension_freezes_and_its_end_releases():
    acts = engaged()
    assert acts.hear(warning, ASSOCIATION) == ["association-sanction-known"]
    assert acts.state(ASSOCIATION_STANDING, ASSOCIATION).record.sanctions == (warning.imposed_on,)
    assert acts.hear(suspension(), ASSOCIATION) == ["association-sanction-known", "reward-frozen"]
    assert standing_of(acts.state(ASSOCIATION_STANDING, ASSOCIATION)) is Standing.SUSPENDED
    assert acts.hear(over, ASSOCIATION) == ["association-suspension-ended", "reward-released"]
    assert acts.hear_again(suspension(), ASSOCIATION, 1) == [], "what stands earlier never goes back"


def test_a_registration_moves_contract_and_reward():
    acts = engaged()
    assert acts.hear(registered, "r-1") == [
        *("association-known", "engagement-noted", "engagement-noted", "association-end-known"),
        *("contract-moved", "reward-moved"),
    ]
    now = acts.state(ASSOCIATION_STANDING, "r-1")
    assert (now.record.known.track, now.record.known.since_on) == (Track.REGISTERED, date(2015, 5, 1))
    assert now.record.known.entered_on == date(2016, 1, 4), "under its new id since then"
    before = acts.state(ASSOCIATION_STANDING, ASSOCIATION)
    assert isinstance(before, Gone)
    assert before.end.ended_on == date(2016, 1, 4)
    assert (before.end.how, before.end.successor_id) == (AssociationEnd.CONVERTED, "r-1")
    assert acts.state(CONTRACT, "c-1").book.provider.id == "r-1"
    assert acts.state(REWARD_APPLICATION, "a-1").file.association_id == "r-1"
    assert acts.hear(suspension(), "r-1") == ["association-sanction-known", "reward-frozen"], "and reaches them there"


@pytest.mark.parametrize(("how", "event"), ENDS.items())
def test_an_end_stops_the_contract_and_forfeits_the_reward(how, event):
    acts = engaged()
    assert acts.hear(event, ASSOCIATION) == ["association-end-known", "contract-terminated", "reward-forfeited"]
    assert isinstance(acts.state(CONTRACT, "c-1"), Terminated)
    reward = acts.state(REWARD_APPLICATION, "a-1")
    assert isinstance(reward, Forfeited)
    assert reward.forfeited.how is how


def test_what_is_paid_is_not_taken_away():
    acts = engaged(applied(), confirmed, paid)
    assert acts.hear(ENDS[AssociationEnd.CANCELLED], ASSOCIATION) == ["association-end-known", "contract-terminated"]


def test_of_an_association_that_nobody_told_of_nothing_follows():
    acts = Acts()
    assert [acts.hear(event, "nobody") for event in (suspension(), over, *ENDS.values())] == [[]] * 6


def report(to: Addressee) -> AnnualReportSubmitted:
    account = YearReport(summary="示例", members=12, income=Money(amount=0), spending=Money(amount=0))
    return AnnualReportSubmitted(year=2014, to=to, report=account, late=False, track=Track.FILED, **PLACE)


def test_the_years_report_is_in_when_whoever_keeps_the_register_has_it_and_once():
    acts = engaged()
    assert acts.hear(report(Addressee.SUPERVISOR), ASSOCIATION) == []
    assert acts.hear(report(Addressee.CENTRE), ASSOCIATION) == ["annual-report-known"]
    assert acts.hear(report(Addressee.REGISTRY), ASSOCIATION) == []
    assert acts.state(ASSOCIATION_STANDING, ASSOCIATION).record.reports == {2014}


held = ActivityReported(
    association_id=ASSOCIATION,
    programme=Programme(kind="VOLUNTEER_PATROL", title="示例·巡逻", place="示例"),
    held_on=date(2015, 6, 1),
    attended=30,
    residents=20,
    cost=Money(amount=0),
    **PLACE,
)
told = ActivityRated(
    association_id=ASSOCIATION,
    held_on=date(2015, 6, 1),
    cast=5,
    totals=ActivityTotals(very_satisfied=2, satisfied=1, basically=0, dissatisfied=0, very_dissatisfied=1),
    **PLACE,
)


def merits(acts: Acts) -> Merits:
    return merits_of(2015, [acts.state(ASSOCIATION_STANDING, ASSOCIATION).record])


def test_an_activity_that_was_reported_counts_once():
    acts = engaged()
    assert acts.hear(held, "activity-1") == ["activity-known"]
    assert acts.hear(held, "activity-1") == []
    assert (merits(acts).activities, merits(acts).attended, merits(acts).residents) == (1, 30, 20)


ENTER = RecordActivity(activity_id="paper-1", held_on=date(2015, 6, 1))


def test_heard_of_first_it_is_not_entered_again():
    acts = engaged()
    assert acts.hear(held, "activity-1") == ["activity-known"]
    refused = acts.tell(asked(Role.CLERK), Step(ASSOCIATION_STANDING, ASSOCIATION, ENTER))
    assert refused == ActivityHeardOf("activity-1")
    assert merits(acts).activities == 1


def test_entered_first_it_gives_way_to_what_is_heard_of():
    acts = engaged()
    assert acts.tell(asked(Role.CLERK), Step(ASSOCIATION_STANDING, ASSOCIATION, ENTER)) != []
    assert (merits(acts).activities, merits(acts).attended) == (1, 0)
    assert acts.hear(held, "activity-1") == ["activity-known"]
    assert (merits(acts).activities, merits(acts).attended) == (1, 30)


def test_how_residents_rated_an_activity_becomes_known_once():
    acts = engaged()
    assert acts.hear(held, "activity-1") == ["activity-known"]
    assert acts.hear(told, "activity-1") == ["activity-rating-known"]
    assert acts.hear(told, "activity-1") == []
    assert (merits(acts).rated, merits(acts).points, merits(acts).cast) == (1, 15, 4), "of five, one says nothing"


def test_a_rating_that_is_told_after_the_end_still_counts_for_the_year():
    acts = engaged()
    acts.hear(held, "activity-1")
    acts.hear(ENDS[AssociationEnd.CANCELLED], ASSOCIATION)
    assert acts.hear(told, "activity-1") == ["activity-rating-known"]
    assert merits(acts).rated == 1


SUBJECT = "subject-founder"
HUB, CENTRE = Taker(kind=TakerKind.HUB, id=ASSOCIATION), Taker(kind=TakerKind.CENTRE, id="centre-taining")


def reply(taker: Taker, *, late: bool = False) -> NeedAnswered:
    words = Personal[str](subject=SUBJECT, sealed="c2VhbGVk")
    return NeedAnswered(taker=taker, answer=words, late=late)


def test_what_a_hub_took_up_and_answered_becomes_known_once():
    acts = engaged()
    assert acts.hear(NeedTakenUp(taker=HUB), "need-1") == ["need-taken-up-known"]
    assert acts.hear(NeedTakenUp(taker=HUB), "need-1") == []
    assert acts.hear(reply(HUB, late=True), "need-1") == ["need-answered-known"]
    assert acts.hear(reply(HUB, late=True), "need-1") == []
    counted = merits(acts)
    assert (counted.needs_taken_up, counted.needs_answered, counted.needs_answered_late) == (1, 1, 1)


def test_what_a_centre_took_up_is_no_merit_of_an_association():
    acts = engaged()
    assert acts.hear(NeedTakenUp(taker=CENTRE), "need-1") == []
    assert acts.hear(reply(CENTRE), "need-1") == []
    assert merits(acts).needs_taken_up == 0


def test_what_stands_earlier_in_the_other_log_is_no_news():
    acts = engaged()
    acts.hear(held, "activity-1")
    for event, of in ((told, "activity-1"), (NeedTakenUp(taker=HUB), "need-1"), (held, "activity-2")):
        assert acts.hear_again(event, of, acts.heard) == []
