"""What is said of associations, each word a canary: whom founders name and the documents of who is in charge, a need
and its answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.kernel.actors import Role
from tests.hostile.canaries import ASSOCIATIONS, CONTROL, HOUSEHOLDS
from tests.journeys.associations import PAPERS, founding

if TYPE_CHECKING:
    from tests.hostile.cage import Cage

V1 = "/associations/v1"
EXEMPT = {
    "/needs/{id}/words": "who takes a need up reads what is needed",
    "/associations/{id}/founder": "who examines an application reads whom the founders named",
}
"""The questions that open what was said, to who needs it."""
IN_CHARGE = "示例·负责人"
"""Whose name the register has: the search must find it there."""
FIT = {"of_age": True, "resident": True, "full_capacity": True}


def founder() -> dict[str, Any]:
    """Somebody who is refused: the name is a canary as the document is."""
    of = "associations SubmittedV2 data.founder"
    return {"name": ASSOCIATIONS[f"{of}.name"], **_document(of)}


def in_charge(event: str) -> dict[str, Any]:
    """Somebody whose name is public, and whose document is a canary."""
    return {"name": IN_CHARGE, **_document(f"associations {event} data.person")}


def _document(of: str) -> dict[str, Any]:
    return {name: ASSOCIATIONS[f"{of}.document.{name}"] for name in ("id_kind", "id_number")}


def associations_said(cage: Cage) -> None:
    """Founders say who is to be in charge, households object, and they are refused; one that is filed names another, so
    does one that is registered; founders ask.
    """
    listed = cage.district.admin.get("associations", "/v1/communities")["communities"]
    (community,) = (each["id"] for each in listed if each.get("centre_id") == cage.here.centre_id)
    cage.tell(f"{V1}/communities/{community}/code", {"code": "QZX"}, Role.ADMIN)
    draft = {"track": "FILED", "community_id": community, "founding": founding("示例艺术团")}
    never = cage.tell(f"{V1}/associations", draft, Role.CLERK)["id"]
    submission = {"person": {**founder(), **FIT}, "papers": PAPERS}
    cage.tell(f"{V1}/associations/{never}/submission", submission, Role.CLERK)
    _objected(cage, f"{V1}/associations/{never}")
    refusal = {"grounds": ["FOR_PROFIT"], "statement": "示例：收费培训班"}
    cage.tell(f"{V1}/associations/{never}/filing-refusal", refusal, Role.EXAMINER)
    paper = {"on": "2013-09-01", "provenance": "SYNTHETIC", "source": "示例"}
    kept = {**draft, "founding": founding(f"{CONTROL}艺术团")}
    filed = cage.tell(f"{V1}/association-entries", {**kept, **paper}, Role.ADMIN, sub="admin")["id"]
    change = {"person": {**in_charge("FilingChanged"), **FIT}, "changed_on": "2013-09-29"}
    cage.tell(f"{V1}/associations/{filed}/filing-change", change, Role.CLERK)
    legal = {"track": "REGISTERED", "form": "PRIVATE_NON_ENTERPRISE", "legacy_reg_no": "QDMZ-0001"}
    kept = {**draft, **legal, "founding": founding("示例对照服务中心")}
    registered = cage.tell(f"{V1}/association-entries", {**kept, **paper}, Role.ADMIN, sub="admin")["id"]
    change = {"person": {**in_charge("RegistrationChanged"), **FIT}, "consented_on": "2013-09-29"}
    cage.tell(f"{V1}/associations/{registered}/registration-change", change, Role.REGISTRAR)
    _need(cage, community)


def _objected(cage: Cage, path: str) -> None:
    """While the notice runs: at the counter, and with a code that the counter told."""
    cage.tell(f"{path}/name-warning-answer", {"warning": "PREFIX_MISSING", "answer": "示例"}, Role.EXAMINER)
    cage.tell(f"{path}/notice", {}, Role.EXAMINER)
    ground = {"ground": "PLACE"}
    cage.tell(f"{path}/objections", {"register_number": HOUSEHOLDS[0], **ground}, Role.CLERK)
    clerk = cage.wire.token(Role.CLERK, org=cage.here.centre_id)
    slips = cage.wire.post(f"{path}/objection-codes", {"register_numbers": HOUSEHOLDS}, token=clerk).json()["codes"]
    cage.codes += [slip["code"] for slip in slips]
    own = {**slips[-1], "association_id": path.rsplit("/", 1)[-1], **ground}
    cage.tell(f"{V1}/public/association-objections", own)
    made = cage.district.admin.get("associations", path.removeprefix("/associations") + "/objections")["objections"]
    for each in made:
        dismissed = {"outcome": "DISMISSED", "statement": "示例"}
        cage.tell(f"{path}/objections/{each['id']}/answer", dismissed, Role.EXAMINER)


def _need(cage: Cage, community: str) -> None:
    """What founders need, asked at the counter and answered by the centre."""
    words, answer = (
        ASSOCIATIONS[f"associations {each}"] for each in ("NeedRegistered data.words", "NeedAnswered data.answer")
    )
    asked = {"community_id": community, "kind": "TRAINING", "words": words}
    need = f"{V1}/needs/{cage.tell(f'{V1}/needs', asked, Role.CLERK)['id']}"
    cage.tell(f"{need}/taking-up", {}, Role.CLERK)
    cage.tell(f"{need}/answer", {"answer": answer}, Role.CLERK)
