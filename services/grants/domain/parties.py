"""Who acts for whom: a department, a committee or an association for itself, and the counter for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from shared.contracts.grants.contract import Provider, ProviderKind
from shared.kernel.actors import Actor, Role
from shared.kernel.refusals import Forbidden, Refusal


@dataclass(frozen=True, slots=True)
class NotTheDepartment(Forbidden):
    """The act is another department's."""

    slug: ClassVar[str] = "not-the-department"
    zh: ClassVar[str] = "该事项属于其他部门"
    en: ClassVar[str] = "This is for another department"
    department: str


@dataclass(frozen=True, slots=True)
class NotTheProvider(Forbidden):
    """The act is for the committee or association that does the work, or for the counter on its behalf."""

    slug: ClassVar[str] = "not-the-provider"
    zh: ClassVar[str] = "您所在组织不是承接主体"
    en: ClassVar[str] = "Your organisation is not the provider"
    provider: str


@dataclass(frozen=True, slots=True)
class NotTheAssociation(Forbidden):
    """The act is for the association itself, or for the counter on its behalf."""

    slug: ClassVar[str] = "not-the-association"
    zh: ClassVar[str] = "该事项属于其他社团"
    en: ClassVar[str] = "This is for another association"
    association_id: str


_OF_KIND = {ProviderKind.COMMITTEE: Role.COMMITTEE, ProviderKind.ASSOCIATION: Role.ASSOCIATION_OFFICER}


def not_for_department(actor: Actor, department: str) -> Refusal | None:
    """Why the actor may not act for a department; what happened on paper is entered by the administration."""
    if actor.role is Role.ADMIN or (actor.role is Role.DEPARTMENT and actor.org == department):
        return None
    return NotTheDepartment(department=department)


def not_for_buyer(actor: Actor, department: str) -> Refusal | None:
    """The same of what a department applies for, signs and verifies: the counter takes that for it too."""
    return None if actor.role is Role.CLERK else not_for_department(actor, department)


def not_for_provider(actor: Actor, provider: Provider) -> Refusal | None:
    """Why the actor may not act for a provider."""
    if actor.role is Role.CLERK or (actor.role is _OF_KIND[provider.kind] and actor.org == provider.id):
        return None
    return NotTheProvider(provider=provider.id)


def not_for_association(actor: Actor, association_id: str) -> Refusal | None:
    """Why the actor may not act for an association."""
    if actor.role is Role.CLERK or (actor.role is Role.ASSOCIATION_OFFICER and actor.org == association_id):
        return None
    return NotTheAssociation(association_id=association_id)
