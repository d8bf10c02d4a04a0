"""What a registered association asks the registry to enter, and what becomes of it, one row each."""

from __future__ import annotations

from datetime import date

import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_change_request import ChangeWaits, NoChangeRequested
from services.associations.domain.association_change_request_commands import (
    RefuseRegistrationChange,
    RequestRegistrationChange,
)
from services.associations.domain.association_commands import ChangeRegistration
from services.associations.domain.association_refusals import AtAnotherStage, ForbiddenName, NotDoneYet
from shared.contracts.associations.association_founding import Place
from shared.contracts.associations.association_registration import (
    RegistrationChanged,
    RegistrationChangeRefused,
    RegistrationChangeRequested,
)
from shared.kernel.actors import Role
from shared.testing.decider import Spec
from tests.associations.samples import BEFORE_REGISTRY, ON_REGISTER, RELATED, STATION, at, registrar
from tests.associations.service import centre, registering
from tests.associations.test_association_timers import town
from tests.runtime.served import refused

SPEC = Spec(ASSOCIATION)
HALL = Place(address="国际村路 9 号", shared=False)
ask = RequestRegistrationChange(consented_on=date(2016, 3, 1), place=HALL)
requested = RegistrationChangeRequested(consented_on=date(2016, 3, 1), late=False, place=HALL)
not_entered = RegistrationChangeRefused(statement="产权证明不符")
refuse_change = RefuseRegistrationChange(statement="产权证明不符")
REQUESTING = {
    "the association asks for it within 30 days": (ON_REGISTER, ask, at("2016-03-31T10:00"), [requested]),
    "a day later it is late": (
        ON_REGISTER,
        ask,
        at("2016-04-01T10:00"),
        [requested.model_copy(update={"late": True})],
    ),
    "asking twice records once, however late": ([*ON_REGISTER, requested], ask, at("2016-04-01T10:00"), []),
    "for one change at a time": (
        [*ON_REGISTER, requested],
        ask.model_copy(update={"new_representative": True}),
        at("2016-03-31T10:00"),
        ChangeWaits,
    ),
    "what it has it does not ask for": (
        ON_REGISTER,
        ask.model_copy(update={"place": STATION.place, "name_zh": STATION.name_zh}),
        at("2016-03-31T10:00"),
        [],
    ),
    "no name that no association may have": (
        ON_REGISTER,
        ask.model_copy(update={"name_zh": "中国互助站"}),
        at("2016-03-31T10:00"),
        ForbiddenName,
    ),
    "nor what the supervisor consents to tomorrow": (ON_REGISTER, ask, at("2016-02-29T10:00"), NotDoneYet),
    "nor before it is registered": (BEFORE_REGISTRY, ask, at("2016-03-31T10:00"), AtAnotherStage),
    "the registry enters it, in time as it was asked for": (
        [*ON_REGISTER, requested],
        ChangeRegistration(consented_on=date(2016, 3, 1), place=HALL),
        registrar("2016-04-20T10:00"),
        [RegistrationChanged(consented_on=date(2016, 3, 1), late=False, place=HALL)],
    ),
    "or refuses it": ([*ON_REGISTER, requested], refuse_change, registrar("2016-04-20T10:00"), [not_entered]),
    "what was refused waits no more": (
        [*ON_REGISTER, requested, not_entered],
        refuse_change,
        registrar("2016-04-21T10:00"),
        NoChangeRequested,
    ),
    "and may be asked for anew": ([*ON_REGISTER, requested, not_entered], ask, at("2016-03-31T18:00"), [requested]),
    "what was entered waits no more": (
        [*ON_REGISTER, requested, RegistrationChanged(consented_on=date(2016, 3, 1), late=False, place=HALL)],
        refuse_change,
        registrar("2016-04-21T10:00"),
        NoChangeRequested,
    ),
}


@pytest.mark.parametrize(("given", "when", "context", "then"), REQUESTING.values(), ids=REQUESTING.keys())
def test_requests(given, when, context, then):
    SPEC.check(given, when, then, context, RELATED)


async def test_an_association_asks_for_itself_and_the_registry_enters(tmp_path):
    """What waits is seen by itself, the counter and the registry, and by nobody else."""
    async with town(tmp_path, "2016-04-01T09:00") as here:
        paper = {"on": "2015-06-01", "legacy_reg_no": "R-1", "provenance": "SYNTHETIC", "source": "示例"}
        entered = {**registering("城东示例互助站", "PRIVATE_NON_ENTERPRISE"), **paper}
        id_ = (await here.post("/association-entries", Role.ADMIN, "", **entered)).json()["id"]
        of, officer = f"/associations/{id_}", Role.ASSOCIATION_OFFICER
        place = {"address": "国际村路 9 号", "shared": False}
        asked = {"consented_on": "2016-04-01", "place": place, "new_representative": True}
        another = await here.post(f"{of}/registration-change-request", officer, "a-9", **asked)
        assert refused(another) == (403, "not-this-association")
        elsewhere = await here.post(f"{of}/registration-change-request", Role.CLERK, centre("dg"), **asked)
        assert refused(elsewhere) == (403, "not-the-centre")
        unheard = await here.post(f"{of}/registration-change-request", officer, id_, **asked)
        assert refused(unheard) == (409, "supervisor-has-not-consented")
        heard = await here.do(f"{of}/supervisor-consents", Role.CENTRE_DIRECTOR, centre("gjc"), act="CHANGE")
        assert heard == ["association-act-consented"]
        assert (await here.get(of))["consents"] == {"CHANGE": "2016-04-01"}
        words = await here.do(f"{of}/registration-change-request", officer, id_, **asked)
        assert words == ["registration-change-requested"]
        (waits,) = (await here.get("/associations", track="REGISTERED"))["associations"]
        assert waits["change_requested_on"] == "2016-04-01"
        assert (await here.get(of))["change_requested"] == {**asked, "late": False}
        public = (await here.http.get(f"{here.root}/public{of}")).json()
        assert (public["stage"], public.get("change_requested"), public["consents"]) == ("REGISTERED", None, {})
        entering = {"consented_on": "2016-04-01", "place": place}
        assert await here.do(f"{of}/registration-change", Role.REGISTRAR, **entering) == ["registration-changed"]
        shown = await here.get(of)
        assert (shown["place"], shown.get("change_requested")) == (place, None)
        refusal = await here.post(f"{of}/registration-change-refusal", Role.REGISTRAR, "", statement="材料不符")
        assert refused(refusal) == (409, "no-registration-change-requested")
        (entry,) = (await here.get("/associations", track="REGISTERED"))["associations"]
        assert "change_requested_on" not in entry
