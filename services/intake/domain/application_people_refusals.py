"""Why somebody cannot act for an applicant, or an application not go on for want of somebody's word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from shared.contracts.intake.application_people import AgentAct, Protection
from shared.kernel.refusals import Conflict, Forbidden, Unacceptable


@dataclass(frozen=True, slots=True)
class GuardianNeeded(Unacceptable):
    """A minor, or a person without full capacity, does not act alone."""

    slug: ClassVar[str] = "guardian-needed"
    zh: ClassVar[str] = "未成年人或无完全民事行为能力人须由监护人代为办理"
    en: ClassVar[str] = "A guardian has to act for this applicant"
    protection: Protection


@dataclass(frozen=True, slots=True)
class RepresentativeNeeded(Unacceptable):
    """A legal person acts by its representative or an agent."""

    slug: ClassVar[str] = "representative-needed"
    zh: ClassVar[str] = "法人须由法定代表人或代办人办理"
    en: ClassVar[str] = "A representative or an agent has to act for a legal person"


@dataclass(frozen=True, slots=True)
class AgentOutOfScope(Forbidden):
    """Who acts for the applicant has no authority, none for this act, or none any more; `scope` is what there is."""

    slug: ClassVar[str] = "agent-out-of-scope"
    zh: ClassVar[str] = "代办人无权办理此事项或授权已过期"
    en: ClassVar[str] = "The authority does not cover this act, or has ended"
    act: AgentAct
    scope: tuple[AgentAct, ...] = ()
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class AgentUnfit(Unacceptable):
    """Who acts for somebody is of age, is somebody else, and is to them what that kind of applicant can have."""

    slug: ClassVar[str] = "agent-unfit"
    zh: ClassVar[str] = "该人员不能担任代办人、监护人或法定代表人"
    en: ClassVar[str] = "This person cannot act for the applicant in this way"
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AuthorityIncomplete(Unacceptable):
    """A written authority says for what it is given and until when, which is not over; `lacks` names what is not so."""

    slug: ClassVar[str] = "authority-incomplete"
    zh: ClassVar[str] = "授权委托须写明事项和有效期限"
    en: ClassVar[str] = "A written authority has to say its scope and a last day to come"
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NobodyAuthorised(Conflict):
    """There is no such authority to end."""

    slug: ClassVar[str] = "nobody-authorised"
    zh: ClassVar[str] = "没有可终止的授权"
    en: ClassVar[str] = "There is no such authority to end"


@dataclass(frozen=True, slots=True)
class NotAHousehold(Conflict):
    """Only the application of a household has members."""

    slug: ClassVar[str] = "not-a-household"
    zh: ClassVar[str] = "该申请不是以家庭名义提出的"
    en: ClassVar[str] = "The application is not that of a household"


@dataclass(frozen=True, slots=True)
class MemberUnknown(Unacceptable):
    """No such adult member, or to be removed, no such member beside the applicant."""

    slug: ClassVar[str] = "member-unknown"
    zh: ClassVar[str] = "家庭中没有该成员"
    en: ClassVar[str] = "The household has no such member"


@dataclass(frozen=True, slots=True)
class AuthorisationMissing(Conflict):
    """Each adult of the household lets their finances be checked alone; `members` have not. It is for correction."""

    slug: ClassVar[str] = "authorisation-missing"
    zh: ClassVar[str] = "尚有 {missing} 名成年家庭成员未授权核对经济状况"
    en: ClassVar[str] = "{missing} adult members of the household have not authorised the finance check"
    missing: int
    members: tuple[str, ...]
