"""A small district for tests: the shipped calendar and policy, one centre's people and posts, three items."""

from __future__ import annotations

import json
from datetime import date
from importlib import resources

import yaml

from services.casework.domain.item import ITEM
from services.casework.domain.post import POST
from services.casework.domain.staff import STAFF
from shared.contracts.casework.item import ItemKnown
from shared.contracts.casework.post import AwayReason, PostAssigned, PostEstablished, PostKind, PostSubstituted
from shared.contracts.casework.staff import AbsenceReason, StaffAbsenceRecorded, StaffEngaged, StaffLeft
from shared.contracts.intake.item import Handling, ItemKind, ItemVersion
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context
from shared.kernel.instants import start_of
from shared.kernel.limits import Limit, LimitStage, LimitUnit
from shared.kernel.personal import Personal
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.provenance import Provenance
from shared.kernel.working_days import Calendar, CalendarYear
from shared.testing.decider import context, known

CENTRE, ELSEWHERE = "centre-qingzhenxiang", "centre-zhoujiaquan"
ITEM_CODE = "CD-MZ-001"


def seed(name: str) -> list[dict]:
    text = resources.files("deploy").joinpath("seed", name).read_text("utf-8")
    loaded: list[dict] = json.loads(json.dumps(yaml.safe_load(text), default=str))
    return loaded


CALENDAR = Calendar.of(CalendarYear.model_validate_json(json.dumps(year)) for year in seed("calendar.yaml"))
POLICY = Policy.of(PolicyEntry.model_validate_json(json.dumps(entry)) for entry in seed("policy.yaml"))


def policy_with(key: str, value: int | str | bool | tuple[str, ...]) -> Policy:
    """The shipped policy after one more adoption."""
    entry = PolicyEntry(
        key=key, value=value, effective_on=date(2013, 1, 1), basis="a test", provenance=Provenance.SYNTHETIC
    )
    return POLICY.adopt(entry)


def asked(by: str, at: str = "2014-10-13T09:00+08:00", role: Role = Role.EXAMINER, org: str = CENTRE) -> Context:
    """A person asks, under the shipped policy and calendar."""
    return context(at, Actor(ActorId(by), role, org), POLICY, CALENDAR)


def engaged(name: str = "某甲", org: str = CENTRE, trained_for: tuple[str, ...] = (ITEM_CODE,)) -> StaffEngaged:
    return StaffEngaged(
        name=Personal[str].of(f"subject-{sum(map(ord, name))}", name),
        org=org,
        trained_for=trained_for,
        engaged_on=date(2013, 9, 29),
    )


left = StaffLeft(left_on=date(2014, 10, 1))
sick = StaffAbsenceRecorded(from_on=date(2014, 9, 22), until_on=date(2014, 10, 31), reason=AbsenceReason.SICK)


def established(kind: PostKind, org: str = CENTRE) -> PostEstablished:
    return PostEstablished(org=org, kind=kind, title_zh="岗位", title_en="Post")


def handed_over(holder: str, substitute: str) -> tuple[PostAssigned, PostSubstituted]:
    """The post's A is absent, and B is on it."""
    return PostAssigned(holder=holder, substitute=substitute), PostSubstituted(
        from_staff=holder, to_staff=substitute, reason=AwayReason.SICK, from_at=start_of(date(2014, 9, 22))
    )


PEOPLE = (
    known(STAFF, "s-examiner", engaged("某甲"))
    | known(STAFF, "s-substitute", engaged("某乙"))
    | known(STAFF, "s-untrained", engaged("某丙", trained_for=("CD-JS-001",)))
    | known(STAFF, "s-approver", engaged("某丁", trained_for=()))
    | known(STAFF, "s-both", engaged("某戊"))
    | known(STAFF, "s-left", engaged("某己"), left)
    | known(STAFF, "s-sick", engaged("某庚"), sick)
    | known(STAFF, "s-elsewhere", engaged("某辛", org=ELSEWHERE))
    | known(STAFF, "s-stranger")
)
POSTS = (
    known(
        POST,
        "examination",
        established(PostKind.EXAMINATION),
        PostAssigned(holder="s-examiner", substitute="s-substitute"),
    )
    | known(
        POST,
        "examination-2",
        established(PostKind.EXAMINATION),
        PostAssigned(holder="s-both", substitute="s-untrained"),
    )
    | known(
        POST, "examination-3", established(PostKind.EXAMINATION), PostAssigned(holder="s-left", substitute="s-approver")
    )
    | known(POST, "examination-4", established(PostKind.EXAMINATION), *handed_over("s-sick", "s-untrained"))
    | known(POST, "approval", established(PostKind.APPROVAL), PostAssigned(holder="s-approver", substitute="s-both"))
    | known(
        POST, "approval-2", established(PostKind.APPROVAL), PostAssigned(holder="s-examiner", substitute="s-substitute")
    )
    | known(POST, "elsewhere", established(PostKind.EXAMINATION, ELSEWHERE), PostAssigned(holder="s-examiner"))
    | known(POST, "empty", established(PostKind.EXAMINATION))
    | known(POST, "nowhere")
)


def limit(n: int | None, unit: LimitUnit = LimitUnit.WORKING_DAY) -> Limit:
    """One stage of the centre's, or none: in time."""
    return Limit(stages=() if n is None else (LimitStage(name="审查", body="CENTRE", n=n, unit=unit),))


def item_version(statutory: Limit, promised: Limit, version: int = 1) -> ItemVersion:
    return ItemVersion(
        version=version,
        name_zh="最低生活保障",
        name_en="Minimum living allowance",
        kind=ItemKind.BENEFIT,
        handling=Handling.PROMISED,
        statutory=statutory,
        statutory_provenance=Provenance.DEFAULT,
        promised=promised,
        promised_provenance=Provenance.DEFAULT,
        materials=("身份证",),
        valid_from=date(2013, 1, 1),
    )


ITEM_VERSION = item_version(limit(30), limit(25))
ITEMS = known(ITEM, ITEM_CODE, ItemKnown(code=ITEM_CODE, item=ITEM_VERSION, source_position=3))
DISTRICT = PEOPLE | POSTS | ITEMS
HANDED_OVER = (
    DISTRICT
    | known(STAFF, "s-examiner", engaged("某甲"), sick)
    | known(STAFF, "s-approver", engaged("某丁", trained_for=()), sick)
    | known(POST, "examination", established(PostKind.EXAMINATION), *handed_over("s-examiner", "s-substitute"))
    | known(POST, "approval", established(PostKind.APPROVAL), *handed_over("s-approver", "s-both"))
    | known(POST, "approval-2", established(PostKind.APPROVAL), *handed_over("s-examiner", "s-substitute"))
)
"""The same while s-examiner and s-approver are absent and their substitutes are on the posts."""
