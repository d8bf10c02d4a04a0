"""Social groups: how many and how much they need, and the two regimes, by the day of the application."""

from __future__ import annotations

from datetime import date

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_commands import (
    AcceptRegistration,
    ApprovePreparation,
    HoldFoundingMeeting,
    RefuseRegistration,
)
from services.associations.domain.association_founding import PAPERS
from services.associations.domain.association_refusals import (
    AtAnotherStage,
    Condition,
    ConditionsNotMet,
    NotDoneYet,
)
from services.associations.domain.association_registration import (
    FoundedTooLate,
)
from shared.contracts.associations.association import Members
from shared.contracts.associations.association_founding import Area, Track
from shared.contracts.associations.association_registration import (
    FoundingMeetingHeld,
    RegistrationAccepted,
    RegistrationRefusalGround,
    RegistrationRefused,
)
from shared.kernel.money import Money, yuan
from shared.testing.decider import Spec
from tests.associations.samples import (
    CLUB,
    GROUP,
    RELATED,
    applied,
    at,
    consented,
    founded,
    prepared,
    registering,
    registrar,
    submit,
)

SPEC = Spec(ASSOCIATION)
ALL, NOV_2 = PAPERS[Track.REGISTERED], at("2015-11-02T10:00")
REGISTRY, JAN_4 = registrar("2015-11-02T10:00"), registrar("2016-01-04T10:00")
group = registering(CLUB, GROUP)
OLD, NEW = date(2015, 11, 16), date(2016, 2, 6)
preparing = applied(OLD, date(2016, 1, 15), date(2015, 12, 14))
PREPARED = (group, consented, preparing, prepared)


def club(**more: object) -> object:
    return registering(CLUB.model_copy(update=more), GROUP)


def district(individuals: int, units: int) -> object:
    """A social group of the whole district."""
    return club(area=Area.DISTRICT, members=Members(individuals=individuals, residents=0, units=units))


NUMBERS = {
    "20 members are enough for a social group of one community": (club(), []),
    "19 are not": (club(members=Members(individuals=19, residents=0)), [Condition.MEMBERS]),
    "50 individuals are for one of the district": (district(50, 0), []),
    "49 are not": (district(49, 0), [Condition.MEMBERS]),
    "30 units are": (district(0, 30), []),
    "29 are not": (district(0, 29), [Condition.MEMBERS]),
    "50 of both are": (district(20, 30), []),
    "49 of both are not": (district(20, 29), [Condition.MEMBERS]),
    "30,000 yuan are enough": (club(money=yuan(30_000)), []),
    "one fen less is not": (club(money=Money(amount=2_999_999)), [Condition.MONEY]),
}
TWO_REGIMES = {
    "before 2016-02-06 a social group asks to prepare first, and that is due": (
        [group, consented],
        submit(ALL),
        at("2015-11-16T10:00"),
        [preparing],
    ),
    "still so on the last day": (
        [group, consented],
        submit(ALL),
        at("2016-02-05T10:00"),
        [applied(date(2016, 2, 5), date(2016, 4, 5), date(2016, 3, 9))],
    ),
    "from then on it registers straight away": (
        [group, consented],
        submit(ALL),
        at("2016-02-06T10:00"),
        [applied(NEW)],
    ),
    "its decision is due within 60 days": (
        [group, consented, applied(NEW)],
        AcceptRegistration(),
        registrar("2016-02-15T10:00"),
        [
            RegistrationAccepted(
                accepted_on=date(2016, 2, 15), decision_due_on=date(2016, 4, 15), promised_due_on=date(2016, 3, 14)
            )
        ],
    ),
    "what asks to prepare is not accepted for registration": (
        [group, consented, preparing],
        AcceptRegistration(),
        registrar("2015-11-17T10:00"),
        AtAnotherStage,
    ),
    "nor is what registers approved to prepare": (
        [group, consented, applied(NEW)],
        ApprovePreparation(),
        registrar("2016-02-15T10:00"),
        AtAnotherStage,
    ),
    "the preparation is approved, with six months to found": (
        [group, consented, preparing],
        ApprovePreparation(),
        registrar("2015-11-16T15:00"),
        [prepared],
    ),
    "approving the preparation twice records once": (PREPARED, ApprovePreparation(), registrar("2015-11-17T10:00"), []),
    "founded on the last day": (
        PREPARED,
        HoldFoundingMeeting(held_on=date(2016, 5, 16)),
        at("2016-05-16T18:00"),
        [FoundingMeetingHeld(held_on=date(2016, 5, 16))],
    ),
    "a day later is too late": (
        PREPARED,
        HoldFoundingMeeting(held_on=date(2016, 5, 17)),
        at("2016-05-17T18:00"),
        FoundedTooLate(date(2016, 5, 16)),
    ),
    "nobody has founded tomorrow": (
        PREPARED,
        HoldFoundingMeeting(held_on=date(2016, 3, 2)),
        at("2016-03-01T18:00"),
        NotDoneYet,
    ),
    "founding twice records once": (
        [*PREPARED, founded],
        HoldFoundingMeeting(held_on=date(2016, 3, 1)),
        at("2016-03-02T18:00"),
        [],
    ),
    "nobody registers without the meeting": (PREPARED, submit(ALL), at("2016-03-02T10:00"), AtAnotherStage),
    "founded it applies, under the rules of the day on which it asked to prepare": (
        [*PREPARED, founded],
        submit(ALL),
        at("2016-03-02T10:00"),
        [applied(OLD)],
    ),
    "so that its decision is due within 30 days": (
        [*PREPARED, founded, applied(OLD)],
        AcceptRegistration(),
        registrar("2016-03-02T10:00"),
        [
            RegistrationAccepted(
                accepted_on=date(2016, 3, 2), decision_due_on=date(2016, 4, 1), promised_due_on=date(2016, 3, 30)
            )
        ],
    ),
    "and when the six months are over": (
        PREPARED,
        RefuseRegistration(grounds=(RegistrationRefusalGround.OTHER_LAW,), statement="逾期未成立"),
        registrar("2016-05-17T10:00"),
        [RegistrationRefused(grounds=(RegistrationRefusalGround.OTHER_LAW,), statement="逾期未成立")],
    ),
    "the preparation may be refused": (
        [group, consented, preparing],
        RefuseRegistration(grounds=(RegistrationRefusalGround.ILLEGAL_AIM,), statement="宗旨不合法"),
        registrar("2015-11-20T10:00"),
        [RegistrationRefused(grounds=(RegistrationRefusalGround.ILLEGAL_AIM,), statement="宗旨不合法")],
    ),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), TWO_REGIMES.values(), ids=TWO_REGIMES.keys())
def test_the_regime_of_the_day_of_the_application(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


@pytest.mark.parametrize(("drafted", "conditions"), NUMBERS.values(), ids=NUMBERS.keys())
def test_how_many_and_how_much_a_social_group_needs(drafted, conditions):
    then = ConditionsNotMet(tuple(conditions)) if conditions else [applied(NEW)]
    SPEC.check([drafted, consented], submit(ALL), then, at("2016-02-06T10:00"), RELATED)
