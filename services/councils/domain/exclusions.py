"""Exclusions (回避): who may not supervise a residents' committee, by office, post or kin; all grounds are found.

Policy `supervision_committee.excluded` says which of them hold. Kin count of the members of the two committees (两委).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from services.councils.domain.committee_members import COMMITTEE_MEMBERS
from services.councils.domain.person import PERSON, NotEntered
from services.councils.domain.supervision_committee_state import SupervisionCommittee
from services.councils.domain.types import PersonId
from shared.contracts.councils.person import Kinship
from shared.contracts.councils.supervision_committee import ExcludingPost
from shared.kernel.decider import Context
from shared.kernel.ids import AggregateRef

EXCLUDED = "supervision_committee.excluded"


class Exclusion(StrEnum):
    """Why somebody may not supervise the committee."""

    BRANCH_HEAD = "BRANCH_HEAD"
    COMMITTEE_MEMBER = "COMMITTEE_MEMBER"
    SPOUSE = "SPOUSE"
    DIRECT_RELATIVE = "DIRECT_RELATIVE"
    CLOSE_RELATIVE_BY_MARRIAGE = "CLOSE_RELATIVE_BY_MARRIAGE"
    CLERK = "CLERK"
    BOOKKEEPER = "BOOKKEEPER"
    GROUP_LEADER = "GROUP_LEADER"


BY_KIN = frozenset({Exclusion.SPOUSE, Exclusion.DIRECT_RELATIVE, Exclusion.CLOSE_RELATIVE_BY_MARRIAGE})


@dataclass(frozen=True, slots=True)
class Ties:
    """What binds somebody to those whom they would supervise: what they hold themselves, and whose kin they are."""

    member: bool
    posts: Set[ExcludingPost]
    kin: Set[Kinship]


_RULES: Mapping[Exclusion, Callable[[Ties], bool]] = {
    Exclusion.BRANCH_HEAD: lambda ties: ExcludingPost.BRANCH_HEAD in ties.posts,
    Exclusion.COMMITTEE_MEMBER: lambda ties: ties.member,
    Exclusion.SPOUSE: lambda ties: Kinship.SPOUSE in ties.kin,
    Exclusion.DIRECT_RELATIVE: lambda ties: Kinship.DIRECT in ties.kin,
    Exclusion.CLOSE_RELATIVE_BY_MARRIAGE: lambda ties: Kinship.CLOSE_BY_MARRIAGE in ties.kin,
    Exclusion.CLERK: lambda ties: ExcludingPost.CLERK in ties.posts,
    Exclusion.BOOKKEEPER: lambda ties: ExcludingPost.BOOKKEEPER in ties.posts,
    Exclusion.GROUP_LEADER: lambda ties: ExcludingPost.GROUP_LEADER in ties.posts,
}


def refs(committee_id: str, *people: str) -> tuple[AggregateRef, ...]:
    """What is to be looked at to know whether these may supervise a committee."""
    return (COMMITTEE_MEMBERS.ref(committee_id), *(PERSON.ref(person_id) for person_id in people))


def grounds(
    person_id: PersonId, committee_id: str, supervision: SupervisionCommittee, context: Context
) -> tuple[Exclusion, ...]:
    """Every ground on which somebody may not supervise the committee today."""
    ties = _ties(person_id, committee_id, supervision, context)
    excluded = context.policy.texts(EXCLUDED, context.today)
    return tuple(ground for ground, binds in _RULES.items() if ground in excluded and binds(ties))


def _ties(person_id: PersonId, committee_id: str, supervision: SupervisionCommittee, context: Context) -> Ties:
    members = context.look(COMMITTEE_MEMBERS, committee_id).on(context.today)
    heads = supervision.holders_on(context.today, ExcludingPost.BRANCH_HEAD)
    person = context.look(PERSON, person_id)
    kin = {} if isinstance(person, NotEntered) else person.kin
    near = {kinship for other_id, kinship in kin.items() if other_id in members or other_id in heads}
    return Ties(person_id in members, supervision.posts_on(context.today, person_id), near)
