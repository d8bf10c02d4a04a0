"""What is said to residents' committees, each word a canary: opinions, objections, who may stand, reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.kernel.actors import Role
from tests.hostile.canaries import COUNCILS, HOUSEHOLDS
from tests.journeys.council import Council

if TYPE_CHECKING:
    from tests.hostile.cage import Cage

V1 = "/councils/v1"
MEETS_ON, VOTE_ON = "2013-10-12", "2013-11-20"
INDICATORS = [{"title": "财务监督", "function": "SERVE_PEOPLE"}]
CRITERIA = [{"code": "resident", "text_zh": "在本居住地区居住一年以上"}]
EXEMPT = {
    "/opinions/{id}/words": "the committee that answers reads the opinion",
    "/appraisals/{id}/report": "who appraises reads what the appraised say of their work",
    "/rectifications/{id}/plan": "who checks reads what will be put right",
    "/people/{id}/name": "who lists candidates and members names them",
}
"""Questions that open what was said, each to who needs it."""


def word(where: str) -> str:
    """The canary of a personal field of councils."""
    return COUNCILS[f"councils {where}"]


def councils_said(cage: Cage) -> None:
    """All that residents and candidates say to a committee, from the opinion to the objection."""
    council = Council.of(cage.district, lambda path, body: cage.say(f"{V1}{path}", body, Role.ADMIN, sub="admin"))
    council.seat("2013-09-29")
    cage.collections["councils committees"] = [council.id]
    opinion = _opinion(cage, council)
    nominated = _nominated(cage, council)
    appraisal = _opened(cage, council)
    meeting, topic = council.call_for(appraisal, MEETS_ON), council.topic(opinion)
    council.discuss(topic, MEETS_ON)
    _appraised(cage, council, appraisal, meeting)
    council.decide(topic, "2013-10-21")
    _objected(cage, council.resolutions[-1])
    _answered(cage, opinion)
    _reviewed(cage, nominated, council.people)
    _put_right(cage, appraisal)


def _said(cage: Cage, path: str, body: dict[str, Any]) -> dict[str, Any]:
    return cage.tell(f"{V1}{path}", body, Role.ADMIN, sub="admin")


def _opinion(cage: Cage, council: Council) -> str:
    text, contact = (word(f"OpinionRegistered data.{name}") for name in ("text", "contact"))
    said = {"committee_id": council.id, "text": text, "phone": contact}
    cage.tell(f"{V1}/public/opinions", said)
    return str(_said(cage, "/opinions", {**said, "channel": "COUNTER"})["id"])


def _objected(cage: Cage, resolution: str) -> None:
    """At the counter, and with a code that the counter told."""
    path, reason = f"/resolutions/{resolution}", {"reason": word("HouseholdObjected data.reason")}
    _said(cage, f"{path}/objections", {"register_number": HOUSEHOLDS[0], **reason})
    numbers, clerk = {"register_numbers": HOUSEHOLDS}, cage.wire.token(Role.CLERK)
    slips = cage.wire.post(f"{V1}{path}/objection-codes", numbers, token=clerk).json()["codes"]
    cage.codes += [slip["code"] for slip in slips]
    cage.tell(f"{V1}/public/resolution-objections", {**slips[-1], "resolution_id": resolution, **reason})


def _answered(cage: Cage, opinion: str) -> None:
    _said(cage, f"/opinions/{opinion}/answer", {"answer": word("OpinionAnswered data.answer"), "published": "已办"})


def _nominated(cage: Cage, council: Council) -> tuple[str, str]:
    """An election on its way, and who is nominated for it; they are no member of its committee."""
    identity = {name: word(f"PersonEntered data.identity.{name}") for name in ("name", "id_kind", "id_number")}
    person = _said(cage, "/people", identity)["id"]
    election = council.call_election(9, VOTE_ON)
    _said(cage, f"/elections/{election}/criteria", {"criteria": CRITERIA})
    council.register_voters(election)
    return str(election), str(person)


def _reviewed(cage: Cage, nominated: tuple[str, str], members: list[str]) -> None:
    election, person = nominated
    path, of = f"/elections/{election}", {"person_id": person}
    _said(cage, f"{path}/voter-list", {})
    _said(cage, f"{path}/nominations", {**of, "office": "CHAIR"})
    finding = {**of, "unmet": ["resident"], "reasons": word("CandidateNotQualified data.reasons.words")}
    _said(cage, f"{path}/reviews", {"reviewers": members[:3], "findings": [finding]})
    _said(cage, f"{path}/appeals", {**of, "grounds": word("QualificationAppealed data.grounds")})
    reasons = word("QualificationAppealDecided data.reasons")
    heard = {**of, "upheld": False, "reasons": reasons}
    cage.tell(f"{V1}{path}/appeal-answers", heard, Role.ELECTION_COMMITTEE, sub=members[3])


def _opened(cage: Cage, council: Council) -> str:
    """The appraisal of whoever chairs the supervision committee."""
    (community, *_) = cage.district.admin.get("councils", "/v1/communities")["communities"]
    belongs = {
        "community_id": community["id"],
        "effective_on": "2013-09-29",
        "provenance": "SYNTHETIC",
        "source": "示例",
    }
    _said(cage, f"/committees/{council.id}/assignment", belongs)
    who = {"subject_kind": "SUPERVISION_MEMBER", "committee_id": council.id, "community_id": community["id"]}
    what = {"period": "2013", "indicators": INDICATORS, "subjects": [{"id": council.people[-1]}]}
    return str(_said(cage, "/appraisals", {**who, **what})["id"])


def _appraised(cage: Cage, council: Council, appraisal: str, meeting: str) -> None:
    """They report on the year and are scored; the result is posted, and counts when that is over."""
    path = f"/appraisals/{appraisal}"
    council.gather(meeting, 40)
    _said(cage, f"{path}/report", {"words": word("ReportPresented data.report")})
    scores = {"excellent": 0, "competent": 40, "basically_competent": 0, "not_competent": 0}
    at = {"committee_id": council.id, "meeting_id": meeting, "held_on": MEETS_ON}
    _said(cage, f"{path}/scores", {**at, "present": 40, "scores": scores})
    _said(cage, f"{path}/marks", {"daily_work": 90, "working_committee": 90, "discipline": 90})
    _said(cage, f"{path}/publication", {})


def _put_right(cage: Cage, appraisal: str) -> None:
    ordered = _said(cage, f"/appraisals/{appraisal}/rectification", {})["id"]
    _said(cage, f"/rectifications/{ordered}/answer", {"plan": word("RectificationSubmitted data.sealed_plan")})
