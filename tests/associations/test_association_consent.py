"""What the supervisor of a registered association consents to by an act of its own, and who goes by it."""

from __future__ import annotations

from datetime import date

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_change_request_commands import RequestRegistrationChange
from services.associations.domain.association_commands import ChangeRegistration, StartLiquidation
from services.associations.domain.association_consent import ConsentOfAnotherDay
from services.associations.domain.association_consent_commands import ConsentToAct
from services.associations.domain.association_founding import SupervisorHasNotConsented
from services.associations.domain.association_refusals import AtAnotherStage, NotTheCentre, NotTheSupervisor
from services.associations.domain.association_state import Stage, WindingUp
from shared.contracts.associations.association_ending import LiquidationStarted
from shared.contracts.associations.association_founding import Place
from shared.contracts.associations.association_registration import (
    AssociationActConsented,
    ConsentedAct,
    RegistrationChanged,
    RegistrationChangeRefused,
    RegistrationChangeRequested,
)
from shared.kernel.actors import Role
from shared.testing.decider import Spec
from tests.associations.samples import (
    BEFORE_REGISTRY,
    ON_FILE,
    ON_REGISTER,
    RELATED,
    STATION,
    at,
    charter,
    director,
    registered,
    registering,
    registrar,
)

SPEC = Spec(ASSOCIATION)
CHANGE, LIQUIDATION = ConsentedAct.CHANGE, ConsentedAct.LIQUIDATION
HALL = Place(address="国际村路 9 号", shared=False)
MARCH, SECOND, THIRD = date(2016, 3, 1), director("2016-03-02T10:00"), at("2016-03-03T10:00")
OFFICER = at("2016-03-03T10:00", Role.ASSOCIATION_OFFICER)
OF_CULTURE = (registering(STATION, supervisor_id="culture"), *BEFORE_REGISTRY[1:], charter, registered)


def heard(act: ConsentedAct, day: int = 1, supervisor_id: str = "centre-gjc") -> AssociationActConsented:
    return AssociationActConsented(supervisor_id=supervisor_id, act=act, consented_on=date(2016, 3, day))


def ask(day: int = 1) -> RequestRegistrationChange:
    return RequestRegistrationChange(consented_on=date(2016, 3, day), place=HALL)


def enter(day: int = 1) -> ChangeRegistration:
    return ChangeRegistration(consented_on=date(2016, 3, day), place=HALL)


requested = RegistrationChangeRequested(consented_on=MARCH, late=False, place=HALL)
entered = RegistrationChanged(consented_on=MARCH, late=False, place=HALL)
not_entered = RegistrationChangeRefused(statement="产权证明不符")
started = LiquidationStarted(consented_on=MARCH)
wind_up = StartLiquidation(consented_on=MARCH)

CONSENTING = {
    "the centre consents as the supervisor": (ON_REGISTER, ConsentToAct(act=CHANGE), SECOND, [heard(CHANGE, 2)]),
    "to the liquidation too": (ON_REGISTER, ConsentToAct(act=LIQUIDATION), SECOND, [heard(LIQUIDATION, 2)]),
    "twice on a day records once": ([*ON_REGISTER, heard(CHANGE, 2)], ConsentToAct(act=CHANGE), SECOND, []),
    "on another day it is another consent": (
        [*ON_REGISTER, heard(CHANGE)],
        ConsentToAct(act=CHANGE),
        SECOND,
        [heard(CHANGE, 2)],
    ),
    "a department does where it is the supervisor": (
        OF_CULTURE,
        ConsentToAct(act=CHANGE),
        at("2016-03-02T10:00", Role.DEPARTMENT, "culture"),
        [heard(CHANGE, 2, "culture")],
    ),
    "the centre then does not": (OF_CULTURE, ConsentToAct(act=CHANGE), SECOND, NotTheSupervisor("culture")),
    "nor does that of another community": (
        ON_REGISTER,
        ConsentToAct(act=CHANGE),
        at("2016-03-02T10:00", Role.CENTRE_DIRECTOR, "centre-dg"),
        NotTheCentre("centre-gjc"),
    ),
    "not before it is registered": (
        BEFORE_REGISTRY,
        ConsentToAct(act=CHANGE),
        SECOND,
        AtAnotherStage(Stage.BEFORE_REGISTRY),
    ),
    "nor of a filed one": (ON_FILE, ConsentToAct(act=CHANGE), SECOND, AtAnotherStage(Stage.FILED)),
}
GOING_BY_IT = {
    "an association asks for a change by it": ([*ON_REGISTER, heard(CHANGE)], ask(), OFFICER, [requested]),
    "not without": (ON_REGISTER, ask(), OFFICER, SupervisorHasNotConsented),
    "nor by one to something else": (
        [*ON_REGISTER, heard(LIQUIDATION)],
        ask(),
        OFFICER,
        SupervisorHasNotConsented,
    ),
    "nor with another day": ([*ON_REGISTER, heard(CHANGE)], ask(2), OFFICER, ConsentOfAnotherDay(MARCH)),
    "the counter does so from paper": (ON_REGISTER, ask(), THIRD, [requested]),
    "but not against what was recorded": (
        [*ON_REGISTER, heard(CHANGE)],
        ask(2),
        THIRD,
        ConsentOfAnotherDay(MARCH),
    ),
    "the registry enters from paper": (ON_REGISTER, enter(), registrar("2016-03-03T10:00"), [entered]),
    "not against what was recorded": (
        [*ON_REGISTER, heard(CHANGE)],
        enter(2),
        registrar("2016-03-03T10:00"),
        ConsentOfAnotherDay(MARCH),
    ),
    "what was asked for before is entered so": (
        [*ON_REGISTER, requested, heard(CHANGE, 2)],
        enter(),
        registrar("2016-03-03T10:00"),
        [entered],
    ),
    "with the change the consent is used": (
        [*ON_REGISTER, heard(CHANGE), entered],
        RequestRegistrationChange(consented_on=MARCH, new_representative=True),
        OFFICER,
        SupervisorHasNotConsented,
    ),
    "and with its refusal": (
        [*ON_REGISTER, heard(CHANGE), requested, not_entered],
        ask(),
        OFFICER,
        SupervisorHasNotConsented,
    ),
    "an association winds up by it": ([*ON_REGISTER, heard(LIQUIDATION)], wind_up, OFFICER, [started]),
    "not without it": (ON_REGISTER, wind_up, OFFICER, SupervisorHasNotConsented),
    "nor with a day before": (
        [*ON_REGISTER, heard(LIQUIDATION, 2)],
        wind_up,
        OFFICER,
        ConsentOfAnotherDay(date(2016, 3, 2)),
    ),
    "the counter winds it up from paper": (ON_REGISTER, wind_up, THIRD, [started]),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), CONSENTING.values(), ids=CONSENTING.keys())
def test_what_a_supervisor_consents_to(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


@pytest.mark.parametrize(("given", "when", "context", "then"), GOING_BY_IT.values(), ids=GOING_BY_IT.keys())
def test_who_goes_by_it(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


def test_one_that_winds_up_waits_for_no_consent():
    state = ASSOCIATION.fold([*ON_REGISTER, heard(CHANGE), heard(LIQUIDATION), started])
    assert isinstance(state, WindingUp)
    assert state.file.consents == {}
