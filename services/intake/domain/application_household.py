"""The household that applies (家庭成员): its members, and the word of each adult for the finance check (核对授权)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import assert_never

from services.intake.domain.application_commands import ReceiveApplication
from services.intake.domain.application_people import (
    AuthoriseMember,
    DeclareMember,
    DeclareMembers,
    HouseholdCommand,
    People,
    RemoveMember,
    is_adult,
)
from services.intake.domain.application_people_refusals import AuthorisationMissing, MemberUnknown, NotAHousehold
from services.intake.domain.application_refusals import ApplicationNotReceived
from services.intake.domain.application_state import Accepted, AwaitingCorrection, Events, Facts, Kept, Received
from services.intake.domain.window_post import OnPost
from shared.contracts.intake.application_people import (
    ApplicantKind,
    HouseholdMemberAuthorised,
    HouseholdMemberDeclared,
    HouseholdMemberRemoved,
    Paper,
)
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal

EACH_ADULT = "household.each_adult_authorises"
AUTHORISATION: Paper = "家庭经济状况核对授权书"
"""As the guides name the paper; a notice that lists it asks for the word of each adult who has not given it."""

Undecided = Received | AwaitingCorrection | Accepted
"""Taken as accepted by the passing of the limit, an application may still lack somebody's word: it is given later."""

HouseholdTold = HouseholdMemberDeclared | HouseholdMemberAuthorised


def missing_authorisation(people: People, context: Context) -> AuthorisationMissing | None:
    """Which adults of a household have not let their finances be checked; None where that is not asked."""
    if people.kind is not ApplicantKind.HOUSEHOLD or not context.policy.flag(EACH_ADULT, context.today):
        return None
    members = people.unauthorised
    return AuthorisationMissing(missing=len(members), members=members) if members else None


def household_at_receipt(command: ReceiveApplication, on: OnPost, today: date) -> Iterator[HouseholdTold]:
    """The members told at the receipt, and who of them, the applicant included, authorised at once."""
    given, applicant = command.people, command.applicant.subject
    if given.kind is not ApplicantKind.HOUSEHOLD:
        return
    if given.authorises and is_adult(given.protection):
        yield _authorised(applicant, None, on, today)
    yield from _declared(given.members, {applicant}, on, today)


def about_household(command: HouseholdCommand, application: Kept, on: OnPost, context: Context) -> Events | Refusal:
    """Answer what is asked about the members of a household, until there is a result."""
    if not isinstance(application, Undecided):
        return ApplicationNotReceived()
    people, today = application.facts.people, context.today
    if people.kind is not ApplicantKind.HOUSEHOLD:
        return NotAHousehold()
    match command:
        case DeclareMembers():
            return list(_declared(command.members, people.members.keys(), on, today))
        case AuthoriseMember():
            return _authorise(command, people, on, today)
        case RemoveMember():
            return _remove(command, application.facts, on, today)
        case _:
            assert_never(command)


def _declared(
    members: Iterable[DeclareMember], known: Iterable[str], on: OnPost, today: date
) -> Iterator[HouseholdTold]:
    """Each of them once; who is known already is left as they are."""
    seen = set(known)
    for each in members:
        ref = each.member.subject
        if ref in seen:
            continue
        seen.add(ref)
        yield HouseholdMemberDeclared(
            member=each.member, adult=each.adult, declared_on=today, post_id=on.post_id, acted_as=on.acted_as
        )
        if each.adult and each.authorises:
            yield _authorised(ref, each.material, on, today)


def _authorise(command: AuthoriseMember, people: People, on: OnPost, today: date) -> Events | Refusal:
    member = people.members.get(command.member)
    if member is None or not member.adult:
        return MemberUnknown()
    return [] if member.authorised else [_authorised(command.member, command.material, on, today)]


def _authorised(member: str, material: str | None, on: OnPost, today: date) -> HouseholdMemberAuthorised:
    return HouseholdMemberAuthorised(
        member=member, material=material, authorised_on=today, post_id=on.post_id, acted_as=on.acted_as
    )


def _remove(command: RemoveMember, facts: Facts, on: OnPost, today: date) -> Events | Refusal:
    if command.member not in facts.people.members or command.member == facts.subject:
        return MemberUnknown()
    return [
        HouseholdMemberRemoved(
            member=command.member,
            cause=command.cause,
            removed_on=today,
            post_id=on.post_id,
            acted_as=on.acted_as,
        )
    ]
