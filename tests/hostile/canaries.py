"""Canaries: unmistakable values for every personal field of the contracts, and a search of all that we keep.

A personal field that has no row here turns `test_every_personal_field_has_its_canary` red.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote

import redis
from pydantic import BaseModel

from deploy.registry import SERVICES, parts
from shared.kernel.personal import Personal

FILE_TEXT = "金丝雀之附件Qzd1"
FILE = f"%PDF-1.7\n{FILE_TEXT}\n".encode()
"""Attached to an application; of its content an event holds the hash, sealed."""

COUNTER: Mapping[str, str] = {
    "intake AgentAuthorised data.agent.name": "金丝雀·来人1Qzd",
    "intake AgentAuthorised data.agent.id_kind": "canary-paper-b-qzd",
    "intake AgentAuthorised data.agent.id_number": "CANARYQZD21",
    "intake AgentAuthorised data.agent.phone": "13977700741",
    "intake ApplicantCorrected data.applicant.name": "金丝雀·来人2Qzd",
    "intake ApplicantCorrected data.applicant.id_kind": "canary-paper-c-qzd",
    "intake ApplicantCorrected data.applicant.id_number": "CANARYQZD22",
    "intake ApplicantCorrected data.applicant.phone": "13977700742",
    "intake ApplicationDrafted data.applicant.name": "金丝雀·来人3Qzd",
    "intake ApplicationDrafted data.applicant.id_kind": "canary-paper-d-qzd",
    "intake ApplicationDrafted data.applicant.id_number": "CANARYQZD23",
    "intake ApplicationDrafted data.applicant.phone": "13977700743",
    "intake DraftRevised data.applicant.name": "金丝雀·来人4Qzd",
    "intake DraftRevised data.applicant.id_kind": "canary-paper-e-qzd",
    "intake DraftRevised data.applicant.id_number": "CANARYQZD24",
    "intake DraftRevised data.applicant.phone": "13977700744",
    "intake EntryCorrected data.applicant.name": "金丝雀·更正后姓名Qze1",
    "intake EntryCorrected data.applicant.phone": "13977700751",
    "intake HouseholdMemberDeclared data.member.name": "金丝雀·家人Qze2",
    "intake HouseholdMemberDeclared data.member.id_kind": "canary-paper-of-kin-qze",
    "intake HouseholdMemberDeclared data.member.id_number": "CANARYQZE22",
    "intake ApplicationReceived data.address": "金丝雀巷9号Qze3",
    "intake AcceptanceWithdrawn data.reasons": "金丝雀之言10Qzf",
    "intake ApplicationNotAccepted data.reasons": "金丝雀之言11Qzf",
    "intake ApplicationTransferred data.reasons": "金丝雀之言12Qzf",
    "intake BadRatingAppealed data.grounds": "金丝雀之言13Qzf",
    "intake BadRatingVerified data.plan": "金丝雀之言14Qzf",
    "intake ComplaintAnswered data.answer": "金丝雀之言15Qzf",
    "intake ComplaintFiled data.text": "金丝雀之言16Qzf",
    "intake OpinionTaken data.text": "金丝雀之言41Qzg",
    "intake OpinionTaken data.contact": "13977700768",
    "intake DecidedAtWindow data.reasons": "金丝雀之言17Qzf",
    "intake DuplicateAnswered data.reason": "金丝雀之言18Qzf",
    "intake EnquiryAnswered data.answer": "金丝雀之言19Qzf",
    "intake EnquiryHandedOver data.note": "金丝雀之言20Qzf",
    "intake EnquiryOpened data.question": "金丝雀之言21Qzf",
    "intake ServiceRated data.comment": "金丝雀之言22Qzf",
    "intake AppointmentBooked data.contact.name": "金丝雀·联系人0Qzg",
    "intake AppointmentBooked data.contact.phone": "13977700760",
    "intake EnquiryOpened data.contact.name": "金丝雀·联系人1Qzg",
    "intake EnquiryOpened data.contact.phone": "13977700761",
    "intake ServiceRated data.contact.name": "金丝雀·联系人2Qzg",
    "intake ServiceRated data.contact.phone": "13977700762",
    "intake AccessReviewDemanded data.reason": "金丝雀之查阅理由Qzg2",
}
"""What `counter_words` says, of many people; none of them is the one of the plain way."""

COUNCILS: Mapping[str, str] = {
    "councils PersonEntered data.identity.name": "金丝雀·被提名人Qzi1",
    "councils PersonEntered data.identity.id_kind": "canary-paper-i-qzi",
    "councils PersonEntered data.identity.id_number": "CANARYQZI41",
    "councils CandidateNotQualified data.reasons.words": "金丝雀之审查理由Qzi2",
    "councils QualificationAppealed data.grounds": "金丝雀之申诉理由Qzi3",
    "councils QualificationAppealDecided data.reasons": "金丝雀之申诉答复Qzi4",
    "councils HouseholdObjected data.reason": "金丝雀之住户异议Qzi5",
    "councils OpinionRegistered data.text": "金丝雀之居民意见Qzi6",
    "councils OpinionRegistered data.contact": "13977700771",
    "councils OpinionAnswered data.answer": "金丝雀之意见答复Qzi7",
    "councils ReportPresented data.report": "金丝雀之述职报告Qzi8",
    "councils RectificationSubmitted data.sealed_plan": "金丝雀之整改方案Qzi9",
}
"""What `councils_words` says: of somebody who is nominated, of a household, of who raised an opinion, and of who is
appraised.
"""

ASSOCIATIONS: Mapping[str, str] = {
    "associations SubmittedV2 data.founder.name": "金丝雀·未获备案者Qzj0",
    "associations SubmittedV2 data.founder.document.id_kind": "canary-paper-j-qzj",
    "associations SubmittedV2 data.founder.document.id_number": "CANARYQZJ51",
    "associations FilingChanged data.person.document.id_kind": "canary-paper-k-qzj",
    "associations FilingChanged data.person.document.id_number": "CANARYQZJ52",
    "associations RegistrationChanged data.person.document.id_kind": "canary-paper-l-qzj",
    "associations RegistrationChanged data.person.document.id_number": "CANARYQZJ53",
    "associations NeedRegistered data.words": "金丝雀之培育需求Qzj4",
    "associations NeedAnswered data.answer": "金丝雀之需求答复Qzj5",
}
"""What `associations_words` says: each document is of somebody else who is in charge, and their names are public, but
for the founder who is refused; a need is of who asked.
"""

CANARIES: Mapping[str, str] = {
    "intake ApplicationReceived data.applicant.name": "金丝雀·申请人Qzv1",
    "intake ApplicationReceived data.applicant.id_kind": "canary-passport-of-qzv",
    "intake ApplicationReceived data.applicant.id_number": "CANARYQZV20",
    "intake ApplicationReceived data.applicant.phone": "13977700731",
    "intake CorrectionRequested data.defects.reason": "金丝雀之补正理由Qzv3",
    "intake ApplicationWithdrawn data.reason": "金丝雀之撤回理由Qzv4",
    "casework StaffEngaged data.name": "金丝雀·经办人Qzv5",
    "casework DecisionProposed data.reasons": "金丝雀之拟办理由Qzv6",
    "casework ReturnedByApprover data.reasons": "金丝雀之退回理由Qzv7",
    "casework DecisionMade data.reasons": "金丝雀之决定理由Qzv8",
    "casework NoteAdded data.note": "金丝雀之内部备注Qza1",
    "casework ExtensionRequested data.reasons": "金丝雀之延期申请Qza2",
    "casework ExtensionApproved data.reasons": "金丝雀之延期批准Qza3",
    "casework ExtensionDenied data.reasons": "金丝雀之延期不批Qza4",
    "casework HearingHeld data.finding": "金丝雀之听证所得Qza5",
    "casework ExpertReviewed data.finding": "金丝雀之专家意见Qza6",
    "casework StepCompleted data.finding": "金丝雀之检验所得Qza7",
    "casework HouseholdVisitDone data.finding": "金丝雀之入户所见Qza8",
    "casework FinanceCheckReturned data.finding": "金丝雀之核对所得Qza9",
    "casework DepartmentQueried data.question": "金丝雀之部门征询Qzb1",
    "casework DepartmentReplied data.answer": "金丝雀之部门答复Qzb2",
    "casework ObjectionFiled data.objector": "金丝雀·异议人Qzb3",
    "casework ObjectionFiled data.text": "金丝雀之异议内容Qzb4",
    "casework ObjectionResolved data.reasons": "金丝雀之异议处理Qzb5",
    "casework BodyAnswered data.finding": "金丝雀之机关回复Qzb6",
    "casework CaseTerminatedV2 data.reasons": "金丝雀之终止理由Qzb7",
    "casework EntryCorrected data.correction": "金丝雀之笔误更正Qzb8",
    "casework ReconsiderationConcluded data.reasons": "金丝雀之复议理由Qzb9",
    "casework DecisionCorrected data.reasons": "金丝雀之更正理由Qzc1",
    "casework DecisionRevoked data.reasons": "金丝雀之撤销理由Qzc2",
    "casework SingleDecisionRechecked data.reasons": "金丝雀之复核理由Qzc3",
    "intake AttachmentAdded data.content": sha256(FILE).hexdigest(),
    **COUNTER,
    **COUNCILS,
    **ASSOCIATIONS,
}
SAID_ELSEWHERE = (
    "intake EntryCorrected data.applicant.id_kind",
    "intake EntryCorrected data.applicant.id_number",
    "intake RatingCast data.ballot.",
    "councils CandidateNotQualified data.reasons.unmet",
    "associations ActivityRatingCast data.ballot",
    "associations Submitted data.person.document",
    *(f"{service} AccessReviewDemanded" for service in SERVICES if service != "intake"),
)
"""What begins like this has the canary of another field, or no words: an entry is mended with its old number, and a
ballot holds what `ServiceRated` tells, beside ids and levels, under the key of its box; of an activity it is a level
alone. What a candidate does not meet is criteria, which are published. Version 1 of `Submitted` is recorded no more.
Intake alone shows what is masked otherwise, and has it reviewed.
"""

_IDENTITY = "councils PersonEntered data.identity"
_IN_CHARGE = {
    "SubmittedV2": "associations SubmittedV2 data.founder.document",
    "FilingChanged": "associations FilingChanged data.person.document",
    "RegistrationChanged": "associations RegistrationChanged data.person.document",
}
OF_ONE: Mapping[str, tuple[tuple[str, str], tuple[str, ...]]] = {
    "a household that objected": (("household", "HK-CANARYQZI11"), ("councils HouseholdObjected",)),
    "who raised an opinion": (("phone", "councils OpinionRegistered data.contact"), ("councils Opinion",)),
    "who was nominated": (
        (f"{_IDENTITY}.id_kind", f"{_IDENTITY}.id_number"),
        (_IDENTITY, "councils Candidate", "councils Qualification"),
    ),
    **{
        f"who is in charge, as {event} has it": (
            (f"{document}.id_kind", f"{document}.id_number"),
            (f"associations {event}",),
        )
        for event, document in _IN_CHARGE.items()
    },
}
"""Somebody's document, said or by the field that names it; and how the fields begin that are theirs."""

HOUSEHOLDS = ("HK-CANARYQZI10", "HK-CANARYQZI11")
"""Numbers of registers, of a household at the counter and of one with a code; nothing keeps them, sealed or not."""

CITIZEN = "630102197707070019"
"""One more for the number that most people have; its check digit is right."""

STEMS = ("金丝雀", "anary-", "CANARYQZ", "139777007")
"""What many canaries have in common."""

CONTROL = "对照之词Qzv9"
"""Planted where the search must find it."""


def personal_fields() -> Iterator[str]:
    """`<service> <Event> <path>` of every value that is under a person's key, down to its last field."""
    for service in SERVICES:
        for event in parts(service).events:
            yield from _personal(event, f"{service} {event.__name__} data", ())


def _personal(annotation: Any, path: str, seen: tuple[Any, ...]) -> Iterator[str]:
    if isinstance(annotation, type) and issubclass(annotation, Personal):
        (sealed,) = annotation.__pydantic_generic_metadata__["args"]
        yield from _leaves(sealed, path)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            for name, told in annotation.model_fields.items():
                yield from _personal(told.annotation, f"{path}.{name}", (*seen, annotation))
    else:
        for argument in get_args(annotation):
            yield from _personal(argument, path, seen)


def _leaves(sealed: Any, path: str) -> Iterator[str]:
    fields = getattr(sealed, "model_fields", None)
    if fields is None:
        yield path
        return
    for name, told in fields.items():
        yield from _leaves(told.annotation, f"{path}.{name}")


def sealed(value: Any, path: str) -> Iterator[tuple[str, Personal[Any]]]:
    """The personal values of an event's data, each with its path."""
    if isinstance(value, dict) and value.keys() == {"subject", "sealed"}:
        yield path, Personal[Any](**value)
    elif isinstance(value, dict | list):
        for name, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from sealed(each, f"{path}.{name}")


@cache
def spellings(text: str) -> Mapping[str, bytes]:
    """The ways in which a text may lie in bytes; of base64 what its place cannot change."""
    raw = text.encode()
    forms = {
        "UTF-8": raw,
        "escaped JSON": json.dumps(text).strip('"').encode(),
        "UTF-16": text.encode("utf-16-le"),
        "URL": quote(text).encode(),
        "hexadecimal": raw.hex().encode(),
    }
    return {**forms, **_base64(raw)}


def _base64(raw: bytes) -> Mapping[str, bytes]:
    return {
        f"base64 at {shift}": b64encode(b"\0" * shift + raw)[4 if shift else 0 : (len(raw) + shift) // 3 * 4]
        for shift in range(3)
    }


def found(wanted: Iterable[str], places: Mapping[str, bytes]) -> set[tuple[str, str, str]]:
    """(text, spelling, place) of each text that lies in a place.

    Most texts have a stem in common, which each spelling of the text spells out: where no stem lies, none of them does.
    """
    by_stem: dict[str, list[tuple[str, str, bytes]]] = {}
    for text in wanted:
        stem = next((each for each in STEMS if each in text), text)
        by_stem.setdefault(stem, []).extend((text, how, form) for how, form in spellings(text).items())
    return {
        (text, how, place)
        for stem, texts in by_stem.items()
        for place, content in places.items()
        if any(form in content for form in spellings(stem).values())
        for text, how, form in texts
        if form in content
    }


def redis_values(url: str) -> dict[str, bytes]:
    """Every key with all that it holds, as bytes; of every kind that a server has, or the search is incomplete."""
    with redis.Redis.from_url(url) as server:
        return {f"redis {key.decode()}": key + b"\0" + _value(server, key) for key in server.scan_iter(count=1000)}


def _value(server: Any, key: bytes) -> bytes:
    match server.type(key):
        case b"string":
            return bytes(server.get(key))
        case b"hash":
            return _flat(server.hgetall(key))
        case b"stream":
            return _flat(server.xrange(key))
        case other:
            raise AssertionError(f"{key!r} is a {other!r}, and nobody has said how to search it")


def _flat(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    if isinstance(value, dict):
        return b"\0".join(map(_flat, (*value.keys(), *value.values())))
    return b"\0".join(map(_flat, value or ()))


def files(directory: Path) -> dict[str, bytes]:
    """Every file below, whole: views and vault with their write-ahead logs, identities, logs, the server's own."""
    return {f"file {path.relative_to(directory)}": path.read_bytes() for path in directory.rglob("*") if path.is_file()}
