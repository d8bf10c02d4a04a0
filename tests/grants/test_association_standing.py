"""What grants knows of associations: decisions, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.grants.domain.association_standing import (
    ASSOCIATION_STANDING,
    ActivityHeardOf,
    AssociationNotKnown,
    ExcludeFromRewards,
    NoteEngagement,
    RecordActivity,
    RecordActivityRating,
    RecordAnnualReport,
    RecordAssociation,
    RecordEnd,
    RecordNeedAnswered,
    RecordNeedTakenUp,
    RecordSanction,
    RecordSuspensionOver,
)
from services.grants.domain.association_standing_state import Active, Engagement, Standing, standing_of
from shared.contracts.associations.association_ending import SanctionKind
from shared.contracts.associations.association_founding import Track
from shared.contracts.associations.need import TakerKind
from shared.contracts.grants.association_standing import (
    ActivityKnown,
    AnnualReportKnown,
    AssociationEnd,
    AssociationExcluded,
    AssociationStandingEvent,
    EngagementKind,
    EngagementNoted,
)
from shared.kernel.instants import start_of
from shared.kernel.refusals import CorruptStream
from shared.testing.decider import Spec, context
from tests.grants.standings import (
    LINEAGE,
    answered,
    filed,
    gone,
    heard_of,
    rated,
    sanctioned,
    suspended,
    suspension_over,
    taken_up,
)

SPEC = Spec(ASSOCIATION_STANDING)
CONTEXT = context()
CONTRACT = Engagement(kind=EngagementKind.CONTRACT, id="c-1")
record = RecordAssociation(
    track=Track.FILED,
    community_id="taining",
    lineage_id=LINEAGE,
    entered_on=date(2015, 5, 1),
    since_on=date(2015, 5, 1),
    source_position=10,
)
warn = RecordSanction(kind=SanctionKind.WARNING, sanctioned_on=date(2015, 6, 1), source_position=20)
end = RecordEnd(how=AssociationEnd.CANCELLED, ended_on=date(2015, 12, 1), source_position=40)
exclude = ExcludeFromRewards(application_id="a-1", until_on=date(2017, 6, 8))
excluded = AssociationExcluded(application_id="a-1", until_on=date(2017, 6, 8))
held = ActivityKnown(activity_id="x", held_on=date(2015, 6, 1))
heard = heard_of()


def enter(id_: str = "x", on: str = "2015-06-01") -> RecordActivity:
    return RecordActivity(activity_id=id_, held_on=date.fromisoformat(on))


def entered(id_: str, on: str = "2015-06-01") -> ActivityKnown:
    return ActivityKnown(**dict(enter(id_, on)))


def hear_of(id_: str = "x", position: int = 50) -> RecordActivity:
    return RecordActivity(**dict(heard_of(id_, position=position)))


def rate(position: int) -> RecordActivityRating:
    return RecordActivityRating(**dict(rated(position)))


def take_up(position: int, by: TakerKind = TakerKind.HUB) -> RecordNeedTakenUp:
    return RecordNeedTakenUp(**dict(taken_up(position)), by=by)


def answer(position: int) -> RecordNeedAnswered:
    return RecordNeedAnswered(**dict(answered(position)))


ROWS = {
    "an association becomes known": ([], record, [filed()]),
    "once": ([filed()], record, []),
    "with what it takes over": (
        [],
        record.model_copy(update={"engagements": (CONTRACT,)}),
        [filed(), EngagementNoted(kind=EngagementKind.CONTRACT, id="c-1")],
    ),
    "it is warned": ([filed()], warn, [sanctioned()]),
    "what stands earlier in the other log comes too late": ([filed(), gone(position=20)], warn, []),
    "of one that nobody knows nothing is kept": ([], warn, []),
    "a suspension is over": (
        [filed(), suspended()],
        RecordSuspensionOver(ended_on=date(2016, 1, 1), source_position=30),
        [suspension_over()],
    ),
    "it ends": ([filed()], end, [gone()]),
    "after its end nothing more is heard": (
        [filed(), gone()],
        RecordSuspensionOver(ended_on=date(2016, 1, 1), source_position=50),
        [],
    ),
    "a report is in": ([filed()], RecordAnnualReport(year=2014), [AnnualReportKnown(year=2014)]),
    "once a year": ([filed(), AnnualReportKnown(year=2014)], RecordAnnualReport(year=2014), []),
    "nobody reports for one that nobody knows": ([], RecordAnnualReport(year=2014), AssociationNotKnown),
    "an activity is held": ([filed()], RecordActivity(activity_id="x", held_on=date(2015, 6, 1)), [held]),
    "and counts once": ([filed(), held], RecordActivity(activity_id="x", held_on=date(2015, 6, 2)), []),
    "one that is heard of tells how many came": ([filed()], hear_of(), [heard]),
    "and is told once": ([filed(), heard], hear_of().model_copy(update={"source_position": 60}), []),
    "nothing that stands earlier in the other log": ([filed(), heard_of("y", position=60)], hear_of(), []),
    "heard of, it takes the place of what was entered under its id": ([filed(), held], hear_of(), [heard]),
    "and nothing is entered under it again": ([filed(), heard], enter(), []),
    "nor is another of its day": ([filed(), heard], enter("paper-1"), ActivityHeardOf("x")),
    "of the day before it is": ([filed(), heard], enter("paper-1", "2015-05-31"), [entered("paper-1", "2015-05-31")]),
    "two of a day from paper are two": ([filed(), held], enter("paper-1"), [entered("paper-1")]),
    "and two of a day are heard of": ([filed(), heard], hear_of("y", position=60), [heard_of("y", position=60)]),
    "what was entered of a day keeps nothing from being heard of": ([filed(), held], hear_of("y"), [heard_of("y")]),
    "its rating becomes known": ([filed(), heard], rate(60), [rated(60)]),
    "of one that is not known, too": ([filed()], rate(60), [rated(60)]),
    "a rating counts once": ([filed(), rated(60)], rate(70), []),
    "a rating that stands earlier in the other log comes too late": ([filed(), heard_of(position=60)], rate(60), []),
    "of an unknown association nothing is rated": ([], rate(60), []),
    "one that has ended was rated all the same": ([filed(), gone()], rate(60), [rated(60)]),
    "a hub takes a need up": ([filed()], take_up(60), [taken_up(60)]),
    "once only": ([filed(), taken_up(60)], take_up(70), []),
    "what is taken up earlier in the other log comes too late": ([filed(), heard_of(position=60)], take_up(60), []),
    "a centre is no hub": ([filed()], take_up(60, TakerKind.CENTRE), []),
    "nor is a unit": ([filed()], take_up(60, TakerKind.UNIT), []),
    "and answers it": ([filed(), taken_up(60)], answer(70), [answered(70)]),
    "one answer is heard": ([filed(), taken_up(60), answered(70)], answer(80), []),
    "an answer that stands earlier comes too late": ([filed(), taken_up(60)], answer(60), []),
    "what nobody was heard to take up nobody answers": ([filed()], answer(70), []),
    "what it signs is remembered": (
        [filed()],
        NoteEngagement(engagement=CONTRACT),
        [EngagementNoted(kind=EngagementKind.CONTRACT, id="c-1")],
    ),
    "nobody signs who is not known": ([], NoteEngagement(engagement=CONTRACT), AssociationNotKnown),
    "it is excluded from rewards": ([filed()], exclude, [excluded]),
    "a shorter exclusion says nothing": (
        [filed(), excluded],
        exclude.model_copy(update={"until_on": date(2016, 6, 8)}),
        [],
    ),
}
STANDINGS: dict[Standing, list[AssociationStandingEvent]] = {
    Standing.NOT_KNOWN: [],
    Standing.ACTIVE: [filed(), sanctioned()],
    Standing.SUSPENDED: [filed(), suspended()],
    Standing.ENDED: [filed(), suspended(), gone()],
}


@pytest.mark.parametrize(("given", "when", "then"), ROWS.values(), ids=ROWS.keys())
def test_what_is_recorded(given, when, then):
    SPEC.check(given, when, then, CONTEXT)


@pytest.mark.parametrize(("standing", "given"), STANDINGS.items())
def test_standing(standing, given):
    assert standing_of(ASSOCIATION_STANDING.fold(given)) is standing


IN_LAW = {
    "a filing": (filed(), date(2015, 5, 1)),
    "a registration, of one that exists since its filing": (
        filed(track=Track.REGISTERED).model_copy(update={"entered_on": date(2016, 1, 4)}),
        date(2016, 1, 4),
    ),
    "a sanction": (sanctioned(), date(2015, 6, 1)),
    "the end of a suspension": (suspension_over(), date(2016, 1, 1)),
    "an end": (gone(), date(2015, 12, 1)),
    "an activity": (held, date(2015, 6, 1)),
    "a need that was taken up": (taken_up(60), date(2015, 7, 1)),
    "its answer": (answered(70), date(2015, 7, 10)),
}


@pytest.mark.parametrize(("event", "day"), IN_LAW.values(), ids=IN_LAW.keys())
def test_what_was_recorded_late_counts_from_its_day(event, day):
    assert event.effective_at() == start_of(day)


def test_a_suspension_that_is_over_leaves_its_day_for_the_rule_of_sanctions():
    standing = ASSOCIATION_STANDING.fold([filed(), suspended(), suspension_over()])
    assert isinstance(standing, Active)
    assert standing.record.sanctions == (date(2015, 6, 1),)


def test_an_answer_to_what_nobody_took_up_is_no_history():
    with pytest.raises(CorruptStream):
        ASSOCIATION_STANDING.fold([filed(), answered(70)])


def test_a_report_of_an_unknown_association_is_no_history():
    with pytest.raises(CorruptStream):
        ASSOCIATION_STANDING.fold([AnnualReportKnown(year=2014)])
