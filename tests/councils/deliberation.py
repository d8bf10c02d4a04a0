"""夏都花园 with its fifty representatives, and what happens at its meetings (S6)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import yaml

import deploy
from services.councils.domain.committee import COMMITTEE
from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.representatives import REPRESENTATIVES
from services.councils.domain.resident_unit import RESIDENT_UNIT
from services.councils.domain.supervision_committee import SUPERVISION_COMMITTEE
from services.councils.domain.types import CommitteeId, MeetingId, TopicId
from shared.contracts.councils.committee import CommitteeFounded, CommitteeKind
from shared.contracts.councils.meeting import (
    AttendanceMarked,
    Attendee,
    Capacity,
    MeetingConvened,
    MeetingEvent,
    MeetingKind,
    MeetingOpened,
    VoteTaken,
)
from shared.contracts.councils.representatives import RepresentativeElected
from shared.contracts.councils.resident_unit import UnitKind, UnitRegistered
from shared.contracts.councils.supervision_committee import Office, SupervisionMemberElected
from shared.kernel.actors import Actor, ActorId, Role
from shared.kernel.decider import Context, Decider
from shared.kernel.ids import AggregateRef
from shared.kernel.personal import Published
from shared.kernel.policy import Policy, PolicyEntry
from shared.kernel.provenance import Provenance
from shared.kernel.working_days import Calendar
from shared.testing.decider import context, known

SEED = Path(deploy.__file__).parent / "seed"
_dumps = partial(json.dumps, default=str)


def seed(name: str) -> list[str]:
    return [_dumps(entry) for entry in yaml.safe_load((SEED / name).read_text(encoding="utf-8"))]


POLICY = Policy.of(PolicyEntry.model_validate_json(entry) for entry in seed("policy.yaml"))
XIADU, VILLAGE, NOWHERE = CommitteeId("xiadu"), CommitteeId("village"), CommitteeId("nowhere")
LIGHTS, MEETING_ID = TopicId("lights"), MeetingId("m1")
TERM: Mapping[str, Any] = {"elected_on": date(2015, 1, 5), "from_on": date(2015, 1, 5), "until_on": date(2018, 1, 4)}
FIFTY = tuple(f"p{number}" for number in range(1, 51))


def group_of(person_id: str) -> str:
    """Ten groups of five."""
    return f"g{(int(person_id[1:]) - 1) // 5 + 1}"


REGISTERS: tuple[Decider[Any, Any, Any], ...] = (COMMITTEE_MEMBERS, REPRESENTATIVES, SUPERVISION_COMMITTEE)
SUPERVISOR = "supervisor"
SEAT = SupervisionMemberElected(
    committee_id=XIADU,
    person_id=SUPERVISOR,
    office=Office.CHAIR,
    name=Published(value="马兰", reason="居务监督委员会成员公开"),
    from_on=date(2015, 1, 5),
    until_on=date(2018, 1, 4),
)
UNIT = UnitRegistered(
    community_id="dongguan",
    kind=UnitKind.PROPERTY_COMPANY,
    name_zh="示例物业",
    resident_from_on=date(2015, 1, 5),
)
REGISTER = tuple(RepresentativeElected(person_id=each, group_id=group_of(each), **TERM) for each in FIFTY)


def founded(kind: CommitteeKind) -> CommitteeFounded:
    return CommitteeFounded(
        kind=kind, name_zh="夏都花园社区居委会", aliases=(), stat_code_12="630102001001", street_code="630102001"
    )


COMMITTEES: Mapping[AggregateRef, object] = {
    **known(COMMITTEE, XIADU, founded(CommitteeKind.RESIDENTS)),
    **known(COMMITTEE, VILLAGE, founded(CommitteeKind.VILLAGERS)),
    **known(COMMITTEE, NOWHERE),
    **known(COMMITTEE_MEMBERS, XIADU),
    **known(REPRESENTATIVES, XIADU, *REGISTER),
    **known(SUPERVISION_COMMITTEE, XIADU, SEAT),
    **known(RESIDENT_UNIT, "unit-1", UNIT),
    **{kind.ref(each): kind.initial for kind in REGISTERS for each in (VILLAGE, NOWHERE)},
}


def adopted(key: str, value: int | str) -> Policy:
    entry = PolicyEntry(
        key=key, value=value, effective_on=date(2013, 1, 1), basis="of the test", provenance=Provenance.DEFAULT
    )
    return POLICY.adopt(entry)


def on(instant: str = "2015-05-11T19:00", by: str = "chair", role: Role = Role.COMMITTEE, org: str = XIADU) -> Context:
    """Who acts when, with all that is known of the committees."""
    when = instant if "T" in instant else f"{instant}T09:00"
    at = context(f"{when}+08:00", Actor(ActorId(by), role, org), POLICY, Calendar.of(()))
    return replace(at, related=COMMITTEES)


def with_policy(at: Context, policy: Policy) -> Context:
    return replace(at, policy=policy)


def representatives(count: int, first: int = 1) -> tuple[Attendee, ...]:
    return tuple(
        Attendee(person_id=each, capacity=Capacity.REPRESENTATIVE) for each in FIFTY[first - 1 : first - 1 + count]
    )


def called(kind: MeetingKind = MeetingKind.DECISION, day: str = "2015-05-11", **said: Any) -> MeetingConvened:
    told: dict[str, Any] = {
        "committee_id": XIADU,
        "kind": kind,
        "begins_at": datetime.fromisoformat(f"{day}T19:00+08:00"),
        "place": "居委会会议室",
        "agenda": () if kind is MeetingKind.OPINION else (LIGHTS,),
        "material": ("方案",) if kind is MeetingKind.TOPIC else (),
        "convened_on": date(2015, 5, 4),
    }
    return MeetingConvened(**{**told, **said})


def came(*attendees: Attendee) -> AttendanceMarked:
    return AttendanceMarked(attendees=attendees)


def opened(present: int, base: int = 50, residents: int = 0, groups: tuple[str, ...] = ()) -> MeetingOpened:
    return MeetingOpened(base=base, present=present, residents=residents, groups=groups)


def in_session(present: int, kind: MeetingKind = MeetingKind.DECISION, **said: Any) -> list[MeetingEvent]:
    """A meeting at which so many of the fifty are there."""
    return [called(kind, **said), came(*representatives(present)), opened(present)]


def counted(
    in_favour: int, present: int, carried: bool, against: int = 0, base: int = 50, residents: int = 0
) -> VoteTaken:
    return VoteTaken(
        topic_id=LIGHTS,
        base=base,
        present=present,
        in_favour=in_favour,
        against=against,
        abstained=present + residents - in_favour - against,
        carried=carried,
    )
