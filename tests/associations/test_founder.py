"""Who is to be in charge is the founders' own matter until the association stands: refused, nobody ever learns it."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from services.associations.domain.association import ASSOCIATION
from services.associations.domain.association_file import InCharge
from services.associations.domain.association_state import Known
from shared.contracts.associations.association import AssociationEvent, Submitted, SubmittedV2
from shared.contracts.associations.association_founding import IdDocument, PersonInCharge
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.codes import masked
from shared.kernel.envelope import Stamp, encode, type_of
from shared.kernel.personal import Personal, Published, seal
from shared.store.port import Append, NewEvent, Write
from tests.associations.samples import (
    EXAMINED,
    ON_FILE,
    ON_REGISTER,
    ZHUOMA,
    answered,
    drafted,
    filed,
    person,
    posted,
)
from tests.associations.service import REGISTRY_PAPERS, centre, drafting, registering, somebody
from tests.associations.test_association_timers import drafted as drafted_alone
from tests.associations.test_association_timers import filed as is_filed
from tests.associations.test_association_timers import submit, submitted, town
from tests.hostile.canaries import files, found
from tests.runtime.house import fresh_id
from tests.runtime.served import Served, refused

HERE = centre("gjc")
ENDS = {
    "refused": ("filing-refusal", Role.EXAMINER, {"grounds": ["FOR_PROFIT"], "statement": "收费培训班"}),
    "taken back": ("withdrawal", Role.CLERK, {}),
}
SEALED = {"founder.name", "founder.document"}
ALL = ("/associations", "/associations/statistics", "/log")
OF_ALL = ("/public/associations", "/public/association-notices")
NAME, STANDING = "金丝雀·才让Qzk1", "金丝雀·拉毛Qzk2"

# --- state ------------------------------------------------------------------

old = Submitted(
    **{name: getattr(EXAMINED[1], name) for name in SubmittedV2.model_fields if name != "founder"}, person=person()
)
OLD_FILING = filed.model_copy(update={"in_charge": None})
KNOWN_AS: dict[str, tuple[tuple[AssociationEvent, ...], str | None]] = {
    "while it is examined nobody is named": (EXAMINED, None),
    "nor while it is on notice": ((*EXAMINED, posted), None),
    "from the filing on": (ON_FILE, ZHUOMA),
    "from the registration on": (ON_REGISTER, ZHUOMA),
    "a log of version 1 names whom it has named": ((drafted(), old, answered, posted, OLD_FILING), ZHUOMA),
    "an application of version 1 is filed now": ((drafted(), old, answered, posted, filed), ZHUOMA),
}


@pytest.mark.parametrize(("given", "name"), KNOWN_AS.values(), ids=KNOWN_AS.keys())
def test_who_is_in_charge_is_named(given, name):
    association = ASSOCIATION.fold(list(given))
    assert isinstance(association, Known)
    assert association.file.person == InCharge("zhuoma", name)


# --- the service ------------------------------------------------------------


async def ask(here: Served, path: str, role: Role | None = Role.AUDITOR, of: str = "") -> httpx.Response:
    """A question of somebody in a role, or of anybody, once the view has read all that is there."""
    await here.follow()
    token = {} if role is None else {"Authorization": f"Bearer {here.issuer.token('somebody', (role,), of)}"}
    return await here.http.get(f"{here.root}{path}", headers=token)


async def everything(here: Served, state_dir: Path, *ids: str) -> dict[str, bytes]:
    """The log, all answers about associations, and every file."""
    log = {f"log {each.position} {each.type}": each.document for each in await here.log.read(0, 1000)}
    asked = [*ALL, *(f"/associations/{id_}{part}" for id_ in ids for part in ("", "/history", "/certificate"))]
    answers = {f"auditor {path}": (await ask(here, path)).content for path in asked}
    public = [*OF_ALL, *(f"/public/associations/{id_}" for id_ in ids)]
    answers |= {f"nobody {path}": (await ask(here, path, None)).content for path in public}
    return {**log, **answers, **files(state_dir)}


async def erase(here: Served, person: dict[str, object]) -> None:
    """Destroy the key of somebody."""
    vault = here.service.desk.vault
    subject = await vault.find("citizen-id", str(person["id_number"]))
    assert subject is not None
    assert await vault.destroy(subject, here.clock.at)


@pytest.mark.parametrize(("act", "by", "body"), ENDS.values(), ids=ENDS.keys())
async def test_the_founder_of_what_came_to_nothing_is_named_nowhere_and_of_what_is_filed_in_public(
    tmp_path, act, by, body
):
    async with town(tmp_path) as here:
        founder = somebody(NAME)
        never, troupe = await submitted(here, founder), await is_filed(here, somebody(STANDING), "国际村示例合唱团")
        waiting = await everything(here, tmp_path, never, troupe)
        await here.do(f"/associations/{never}/{act}", by, HERE, **body)
        await erase(here, founder)
        kept = await everything(here, tmp_path, never, troupe)
        assert not found([NAME], waiting)
        assert not found([NAME], kept)
        told = {place.split(" ", 2)[-1] for _, _, place in found([STANDING], kept)}
        assert told >= {"huimin.associations.filed.v1", "/public/associations", f"/associations/{troupe}/certificate"}
        assert [place for place in told if place.startswith("views/")]
        assert "huimin.associations.submitted.v2" not in told


async def named_in(here: Served, id_: str, **as_of: str) -> set[str | None]:
    """By what name one association alone and the list of all have who is in charge."""
    alone, page = await here.get(f"/associations/{id_}", Role.AUDITOR, **as_of), await here.get("/associations")
    return {each.get("in_charge") for each in (alone, *page["associations"])}


async def test_on_notice_nobody_is_named_and_from_the_filing_on_everywhere(tmp_path):
    async with town(tmp_path) as here:
        id_ = await submitted(here, somebody(NAME))
        await here.do(f"/associations/{id_}/notice", Role.EXAMINER, HERE)
        assert await named_in(here, id_) == {None}
        await here.at("2015-10-20T09:00")
        await here.do(f"/associations/{id_}/filing", Role.EXAMINER, HERE)
        assert await named_in(here, id_) == {NAME}
        assert await named_in(here, id_, as_of="2015-10-19") == {None, NAME}, "the list is one of today"


async def test_of_two_founders_the_later_is_registered_and_the_earlier_named_nowhere(tmp_path):
    """A social group applies again after its founding meeting, and has found somebody else."""
    async with town(tmp_path, "2015-11-02T10:00") as here:
        id_ = await drafted_alone(here, registering("城东区示例棋会", "SOCIAL_GROUP"))
        of = f"/associations/{id_}"
        await here.do(f"{of}/supervisor-consent", Role.CENTRE_DIRECTOR, HERE)
        await submit(here, id_, somebody(NAME), REGISTRY_PAPERS)
        await here.do(f"{of}/preparation-approval", Role.REGISTRAR)
        await here.do(f"{of}/founding-meeting", Role.CLERK, HERE, held_on="2015-11-02")
        await submit(here, id_, somebody(STANDING), REGISTRY_PAPERS)
        await here.do(f"{of}/registration-acceptance", Role.REGISTRAR)
        await here.do(f"{of}/charter-approval", Role.REGISTRAR, approved_on="2015-11-02")
        assert await named_in(here, id_) == {None}
        await here.do(f"{of}/registration", Role.REGISTRAR, uscc="51630102MJX000018F")
        assert await named_in(here, id_) == {STANDING}
        assert not found([NAME], await everything(here, tmp_path, id_))


async def test_the_authority_alone_reads_whom_the_founders_named(tmp_path):
    async with town(tmp_path) as here:
        person = somebody(NAME)
        path = f"/associations/{await submitted(here, person)}/founder"
        for role in (Role.EXAMINER, Role.CENTRE_DIRECTOR):
            shown = (await ask(here, path, role, HERE)).json()
            assert shown == {"name": NAME, "id_kind": "citizen-id", "id_number": masked(str(person["id_number"]))}
        entries = [each for each in await here.log.read(0, 1000) if each.type.endswith("personal-data-read.v1")]
        read = [json.loads(each.document)["data"] for each in entries]
        assert [(set(each["fields"]), each["purpose"]) for each in read] == [(SEALED, "EXAMINING")] * 2
        assert refused(await ask(here, path, Role.EXAMINER, centre("dg"))) == (403, "not-the-centre")
        assert refused(await ask(here, path, Role.REGISTRAR)) == (403, "not-the-authority")
        assert refused(await ask(here, path, Role.CLERK, HERE)) == (403, "role-forbidden")
        draft = await drafted_alone(here, drafting("城东示例读书会"))
        assert refused(await ask(here, f"/associations/{draft}/founder", Role.EXAMINER, HERE)) == (404, "not-found")
        unknown = await ask(here, "/associations/nobody/founder", Role.EXAMINER, HERE)
        assert refused(unknown) == (404, "association-unknown")


async def test_who_was_erased_meanwhile_is_put_on_no_register(tmp_path):
    async with town(tmp_path) as here:
        founder = somebody(NAME)
        id_ = await submitted(here, founder)
        await here.do(f"/associations/{id_}/notice", Role.EXAMINER, HERE)
        await here.at("2015-10-20T09:00")
        await erase(here, founder)
        filing = await here.post(f"/associations/{id_}/filing", Role.EXAMINER, HERE)
        assert refused(filing) == (409, "person-erased")
        assert refused(await ask(here, f"/associations/{id_}/founder", Role.EXAMINER, HERE)) == (409, "person-erased")


async def handed_in_before(here: Served, id_: str, person: dict[str, object]) -> None:
    """Let version 1 of the submission be in the log."""
    vault, number = here.service.desk.vault, str(person["id_number"])
    ref = await vault.enrol("citizen-id", number)
    document = Personal[IdDocument].of(ref, IdDocument(id_kind="citizen-id", id_number=number))
    named = PersonInCharge(
        ref=ref, name=Published[str](value=str(person["name"]), reason="依法公开"), document=document
    )
    log, event_id = here.service.desk.executor.log_name, fresh_id()
    sealer = (await vault.keys({ref})).sealer(log.source, event_id)
    closed = seal(old.model_copy(update={"person": named}), sealer)
    stamp = Stamp(log, here.clock.at, Actor(ActorId("earlier"), Role.CLERK, HERE), 0)
    new = NewEvent(type_of("associations", Submitted), encode(closed, event_id, ASSOCIATION.ref(id_), stamp))
    await here.log.append(Append((Write(ASSOCIATION.ref(id_), 1, (new,)),)))


async def test_who_was_named_by_an_application_of_version_1_is_read_and_filed(tmp_path):
    async with town(tmp_path) as here:
        id_ = await drafted_alone(here, drafting("国际村示例艺术团"))
        await handed_in_before(here, id_, somebody(NAME))
        shown = await ask(here, f"/associations/{id_}/founder", Role.EXAMINER, HERE)
        assert shown.json()["name"] == NAME
        await here.do(f"/associations/{id_}/notice", Role.EXAMINER, HERE)
        assert (await here.get(f"/associations/{id_}"))["applied_on"] == "2015-10-08"
        await here.at("2015-10-20T09:00")
        assert (await here.do(f"/associations/{id_}/filing", Role.EXAMINER, HERE))[-2:] == [
            *("filed", "filing-number-issued")
        ]
        assert await named_in(here, id_) == {NAME}
        assert NAME.encode() in (await here.log.read(0, 1000))[-2].document


async def test_nobody_is_filed_who_never_applied(tmp_path):
    async with town(tmp_path) as here:
        draft = await drafted_alone(here, drafting("城东示例读书会"))
        filing = await here.post(f"/associations/{draft}/filing", Role.EXAMINER, HERE)
        assert refused(filing) == (409, "association-at-another-stage")
