"""What is entered from paper: associations that were filed or registered before, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_commands import EnterAssociation
from services.associations.domain.association_refusals import AtAnotherStage, ForbiddenName, NotDoneYet
from services.associations.domain.association_registration import NumberOfAnotherTime
from shared.contracts.associations.association import SubmittedV2
from shared.contracts.associations.association_care import CareStarted
from shared.contracts.associations.association_founding import Track
from shared.kernel.actors import Role
from shared.kernel.provenance import Provenance
from shared.testing.decider import Spec
from tests.associations.samples import (
    PNE,
    RELATED,
    STATION,
    at,
    draft,
    drafted,
    filed,
    founder,
    founding,
    named,
    registered,
    registering,
)

SPEC = Spec(ASSOCIATION)
ADMIN = at("2015-12-31T10:00", Role.ADMIN)
PAPER = {"provenance": Provenance.SYNTHETIC, "source": "示例"}


def enter(of: object, on: date, **more: object) -> EnterAssociation:
    numbers = {"uscc": None, "legacy_reg_no": None}
    told = {"draft": of, "founder": None, "in_charge": None, "on": on, **numbers, **PAPER}
    return EnterAssociation.model_validate({**told, **more})


old = draft(STATION, track=Track.REGISTERED, form=PNE)
entered_filing = filed.model_copy(
    update={
        "number": "城东社备〔2014〕GJC-0001",
        "filed_on": date(2014, 5, 6),
        "valid_until_on": date(2017, 5, 6),
        "in_charge": None,
        **PAPER,
    }
)
entered_registration = registered.model_copy(
    update={"registered_on": date(2015, 9, 30), "uscc": None, "legacy_reg_no": "QDM-001", "in_charge": None, **PAPER}
)
said = drafted().model_copy(update={**PAPER, "entered_on": date(2014, 5, 6)})
handed_in = SubmittedV2(founder=founder(), papers=(), applied_on=date(2014, 5, 6), entered_on=date(2014, 5, 6))
said_of_registered = registering().model_copy(update={**PAPER, "entered_on": date(2015, 9, 30)})
begun = CareStarted(from_on=date(2015, 12, 31))
ENTRIES = {
    "what was filed on paper takes a number of its year": (
        [],
        enter(draft(), date(2014, 5, 6)),
        ADMIN,
        [said, entered_filing, begun],
    ),
    "entering twice records once": ([said, entered_filing, begun], enter(draft(), date(2014, 5, 6)), ADMIN, []),
    "with who is in charge, sealed and in public": (
        [],
        enter(draft(), date(2014, 5, 6), founder=founder(), in_charge=named()),
        ADMIN,
        [said, handed_in, entered_filing.model_copy(update={"in_charge": named()}), begun],
    ),
    "what was registered before credit codes has a number of the old kind": (
        [],
        enter(old, date(2015, 9, 30), legacy_reg_no="QDM-001"),
        ADMIN,
        [said_of_registered, entered_registration, begun],
    ),
    "and no credit code": (
        [],
        enter(old, date(2015, 9, 30), uscc="52630102MJX0000267"),
        ADMIN,
        NumberOfAnotherTime,
    ),
    "from 2015-10-01 on it has one": (
        [],
        enter(old, date(2015, 10, 1), legacy_reg_no="QDM-001"),
        ADMIN,
        NumberOfAnotherTime,
    ),
    "nobody enters what comes tomorrow": ([], enter(draft(), date(2016, 1, 1)), ADMIN, NotDoneYet),
    "nor a name that no association may have": (
        [],
        enter(draft(founding("中国艺术团")), date(2014, 5, 6)),
        ADMIN,
        ForbiddenName,
    ),
    "nor what somebody drafts here": ([drafted()], enter(draft(), date(2014, 5, 6)), ADMIN, AtAnotherStage),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), ENTRIES.values(), ids=ENTRIES.keys())
def test_entries(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)
