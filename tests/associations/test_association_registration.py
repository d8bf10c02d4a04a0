"""Registration: the supervisor's consent, the registry's days and what it decides, one row each."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_commands import (
    AcceptRegistration,
    ApproveCharter,
    ChangeRegistration,
    MissLimit,
    RefuseRegistration,
    RegisterAssociation,
)
from services.associations.domain.association_consent_commands import ConsentToRegistration
from services.associations.domain.association_founding import PAPERS, SupervisorHasNotConsented
from services.associations.domain.association_refusals import (
    AtAnotherStage,
    Condition,
    ConditionsNotMet,
    NotTheSupervisor,
    PapersMissing,
)
from services.associations.domain.association_registration import (
    CharterNotApproved,
    NumberOfAnotherTime,
)
from shared.contracts.associations.association import DecisionLimitMissed, LimitKind
from shared.contracts.associations.association_founding import Place, Track
from shared.contracts.associations.association_registration import (
    CharterApproved,
    RegistrationChanged,
    RegistrationRefusalGround,
    RegistrationRefused,
    SupervisorConsented,
)
from shared.kernel.actors import Role
from shared.kernel.instants import SHANGHAI
from shared.kernel.money import Money
from shared.testing.decider import Spec
from tests.associations.samples import (
    BEFORE_REGISTRY,
    ON_REGISTER,
    PNE,
    RELATED,
    STATION,
    accepted,
    applied,
    at,
    by_itself,
    charter,
    consented,
    director,
    draft,
    founding,
    named,
    registered,
    registering,
    registrar,
    submit,
)

SPEC = Spec(ASSOCIATION)
ALL, NOV_2 = PAPERS[Track.REGISTERED], at("2015-11-02T10:00")
REGISTRY, JAN_4 = registrar("2015-11-02T10:00"), registrar("2016-01-04T10:00")
register = RegisterAssociation(uscc="52630102MJX0000267", in_charge=named())


APPLYING = {
    "a registration is drafted": ([], draft(STATION, track=Track.REGISTERED, form=PNE), NOV_2, [registering()]),
    "out of what was filed, it is of that lineage": (
        [],
        draft(STATION, track=Track.REGISTERED, form=PNE, filed_id="old-1"),
        NOV_2,
        [registering(filed_id="old-1")],
    ),
    "the centre consents as the supervisor": (
        [registering()],
        ConsentToRegistration(),
        director("2015-10-30T10:00"),
        [consented],
    ),
    "consenting twice records once": (
        [registering(), consented],
        ConsentToRegistration(),
        director("2015-11-02T10:00"),
        [],
    ),
    "a department does where it is the supervisor": (
        [registering(supervisor_id="culture")],
        ConsentToRegistration(),
        at("2015-10-30T10:00", Role.DEPARTMENT, "culture"),
        [SupervisorConsented(supervisor_id="culture", consented_on=date(2015, 10, 30))],
    ),
    "the centre then does not": (
        [registering(supervisor_id="culture")],
        ConsentToRegistration(),
        director("2015-10-30T10:00"),
        NotTheSupervisor("culture"),
    ),
    "nobody consents to a draft that was changed before": (
        [registering(), consented, registering(founding("城东区示例邻里站"))],
        submit(ALL),
        NOV_2,
        SupervisorHasNotConsented,
    ),
    "nobody applies before": ([registering()], submit(ALL), NOV_2, SupervisorHasNotConsented),
    "a private non-enterprise applies, and nothing is due yet": (
        [registering(), consented],
        submit(ALL),
        NOV_2,
        [applied(date(2015, 11, 2))],
    ),
    "all conditions that are not met are told at once": (
        [
            registering(founding("城东区示例邻里互助站", members=3, residents=4, money=Money(amount=0), place=None)),
            consented,
        ],
        submit(ALL, full_capacity=False, political_rights=False),
        NOV_2,
        ConditionsNotMet(
            (
                *(Condition.MEMBERS, Condition.MONEY, Condition.PLACE, Condition.STAFF),
                *(Condition.PERSON_HAS_CAPACITY, Condition.PERSON_HAS_POLITICAL_RIGHTS),
            )
        ),
    ),
    "who is in charge need not live there": (
        [registering(), consented],
        submit(ALL, resident=False),
        NOV_2,
        [applied(date(2015, 11, 2))],
    ),
}
REGISTERING = {
    "from the day of all papers 60 calendar days, which roll over the new year": (
        [registering(), consented, applied(date(2015, 11, 2))],
        AcceptRegistration(),
        REGISTRY,
        [accepted],
    ),
    "accepting twice records once": (BEFORE_REGISTRY, AcceptRegistration(), REGISTRY, []),
    "not with papers missing": (
        [registering(), consented, applied(date(2015, 11, 2)).model_copy(update={"papers": ALL[:5]})],
        AcceptRegistration(),
        REGISTRY,
        PapersMissing(ALL[5:]),
    ),
    "the charter is approved": (BEFORE_REGISTRY, ApproveCharter(approved_on=date(2015, 12, 1)), JAN_4, [charter]),
    "approving it twice records once": (
        [*BEFORE_REGISTRY, charter],
        ApproveCharter(approved_on=date(2015, 12, 1)),
        JAN_4,
        [],
    ),
    "a later one too": (
        ON_REGISTER,
        ApproveCharter(approved_on=date(2016, 3, 1)),
        registrar("2016-03-01T10:00"),
        [CharterApproved(approved_on=date(2016, 3, 1))],
    ),
    "none before the registry has the papers": (
        [registering(), consented],
        ApproveCharter(approved_on=date(2015, 12, 1)),
        JAN_4,
        AtAnotherStage,
    ),
    "registered on the last day": (
        [*BEFORE_REGISTRY, charter],
        register,
        JAN_4,
        [
            DecisionLimitMissed(
                limit=LimitKind.PROMISED,
                due_on=date(2015, 11, 30),
                fell_due_at=datetime(2015, 12, 1, tzinfo=SHANGHAI),
            ),
            registered,
        ],
    ),
    "registering twice records once": (ON_REGISTER, register, JAN_4, []),
    "not without an approved charter": (BEFORE_REGISTRY, register, JAN_4, CharterNotApproved),
    "not without a credit code": (
        [*BEFORE_REGISTRY, charter],
        RegisterAssociation(in_charge=named()),
        JAN_4,
        NumberOfAnotherTime,
    ),
    "nor with a number of the old kind": (
        [*BEFORE_REGISTRY, charter],
        RegisterAssociation(uscc="52630102MJX0000267", legacy_reg_no="QDM-001", in_charge=named()),
        JAN_4,
        NumberOfAnotherTime,
    ),
    "the statutory limit passes after the last day": (
        [*BEFORE_REGISTRY],
        MissLimit(),
        by_itself("2016-01-05T00:00"),
        [
            DecisionLimitMissed(
                limit=limit, due_on=on, fell_due_at=datetime(after.year, after.month, after.day, tzinfo=SHANGHAI)
            )
            for limit, on, after in (
                (LimitKind.PROMISED, date(2015, 11, 30), date(2015, 12, 1)),
                (LimitKind.STATUTORY, date(2016, 1, 4), date(2016, 1, 5)),
            )
        ],
    ),
    "refused with its grounds": (
        [registering(), consented, applied(date(2015, 11, 2))],
        RefuseRegistration(grounds=(RegistrationRefusalGround.SIMILAR_EXISTS,), statement="已有同类组织"),
        REGISTRY,
        [RegistrationRefused(grounds=(RegistrationRefusalGround.SIMILAR_EXISTS,), statement="已有同类组织")],
    ),
    "what is registered is not refused": (
        ON_REGISTER,
        RefuseRegistration(grounds=(RegistrationRefusalGround.FRAUD,), statement="材料不实"),
        JAN_4,
        AtAnotherStage,
    ),
}
HALL = Place(address="国际村路 9 号", shared=False)
CHANGING = {
    "another place within 30 days of the consent": (
        ON_REGISTER,
        ChangeRegistration(consented_on=date(2016, 3, 1), place=HALL),
        registrar("2016-03-31T10:00"),
        [RegistrationChanged(consented_on=date(2016, 3, 1), late=False, place=HALL)],
    ),
    "a day later it is entered as late": (
        ON_REGISTER,
        ChangeRegistration(consented_on=date(2016, 3, 1), place=HALL),
        registrar("2016-04-01T10:00"),
        [RegistrationChanged(consented_on=date(2016, 3, 1), late=True, place=HALL)],
    ),
    "what is as it was changes nothing": (
        ON_REGISTER,
        ChangeRegistration(consented_on=date(2016, 3, 1), place=STATION.place),
        registrar("2016-03-31T10:00"),
        [],
    ),
}


ROWS = {**APPLYING, **REGISTERING, **CHANGING}


@pytest.mark.parametrize(
    ("given", "when", "context", "then"),
    ROWS.values(),
    ids=ROWS.keys(),
)
def test_registration(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)
