"""What an association must have (成立条件), and how it may be called: named rules, so that one answer tells all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from services.associations.domain.association_name import normalised
from services.associations.domain.association_refusals import Condition, ForbiddenName, NameRule
from services.associations.domain.fitness import Fitness
from shared.contracts.associations.association import Founding, Members, NameWarning
from shared.contracts.associations.association_founding import Area, Form
from shared.kernel.counting import months_after
from shared.kernel.policy import Policy

FORBIDDEN_WORDS = "association.name.forbidden_words"
RELIGIOUS_BODY_ALLOWED = "association.name.religious_body_allowed"
WARNED_OF = "association.name.warned_of"
FORM_WORDS = "association.name.form_words"
DISTRICT_NAMES = "association.name.district_names"

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Founders:
    """What they found, as what, with whom in charge, under the policy of a day."""

    founding: Founding
    form: Form | None
    given: Fitness
    policy: Policy
    on: date

    def whole(self, key: str) -> int:
        """A number of the policy."""
        return self.policy.whole(key, self.on)


Rule = Callable[[Founders], bool]

# --- of both tracks ---------------------------------------------------------


def _of_age(of: Founders) -> bool:
    born_on, years = of.given.born_on, of.whole("file.person_min_age_years")
    return of.given.of_age if born_on is None else months_after(born_on, years * _MONTHS) <= of.on


def _has_capacity(of: Founders) -> bool:
    return of.given.full_capacity


# --- of a filing ------------------------------------------------------------


def _enough_to_file(of: Founders) -> bool:
    members = of.founding.members
    return members.individuals >= of.whole("file.min_members") and members.residents <= members.individuals


def _mostly_residents(of: Founders) -> bool:
    members, over = of.founding.members, Fraction(of.policy.text("file.residents_over_fraction", of.on))
    return members.residents > members.individuals * over


def _money_to_file(of: Founders) -> bool:
    return of.founding.money.amount >= of.whole("file.min_money_fen")


def _place_to_meet(of: Founders) -> bool:
    place = of.founding.place
    return place is not None and (not place.shared or of.policy.flag("file.shared_place_allowed", of.on))


def _resident(of: Founders) -> bool:
    return of.given.resident


# --- of a registration ------------------------------------------------------


def _enough_to_register(of: Founders) -> bool:
    members = of.founding.members
    if members.residents > members.individuals:
        return False
    return of.form is not Form.SOCIAL_GROUP or _enough_for_a_social_group(members, of)


def _enough_for_a_social_group(members: Members, of: Founders) -> bool:
    """Individuals, units, or both together (社会团体登记管理条例 §10); fewer where the district says so of its own."""
    relaxed = of.policy.in_force("registration.social_group.community_min_members", of.on)
    if relaxed is not None and of.founding.area is Area.COMMUNITY:
        return members.individuals + members.units >= of.whole(relaxed.key)
    if not members.units:
        return members.individuals >= of.whole("registration.social_group.min_individuals")
    if not members.individuals:
        return members.units >= of.whole("registration.social_group.min_units")
    return members.individuals + members.units >= of.whole("registration.social_group.min_mixed")


def _money_to_register(of: Founders) -> bool:
    """A sum for a social group; of the others the law asks for lawful property that suits them."""
    if of.form is Form.SOCIAL_GROUP:
        return of.founding.money.amount >= of.whole("registration.social_group.min_money_fen")
    return of.founding.money.amount > 0


def _premises(of: Founders) -> bool:
    return of.founding.place is not None


def _staff(of: Founders) -> bool:
    return of.founding.full_time_staff > 0


def _political_rights(of: Founders) -> bool:
    return of.given.political_rights


OF_FILING: tuple[tuple[Condition, Rule], ...] = (
    (Condition.MEMBERS, _enough_to_file),
    (Condition.MOSTLY_RESIDENTS, _mostly_residents),
    (Condition.MONEY, _money_to_file),
    (Condition.PLACE, _place_to_meet),
    (Condition.PERSON_IS_RESIDENT, _resident),
    (Condition.PERSON_IS_OF_AGE, _of_age),
    (Condition.PERSON_HAS_CAPACITY, _has_capacity),
)
OF_REGISTRATION: tuple[tuple[Condition, Rule], ...] = (
    (Condition.MEMBERS, _enough_to_register),
    (Condition.MONEY, _money_to_register),
    (Condition.PLACE, _premises),
    (Condition.STAFF, _staff),
    (Condition.PERSON_IS_OF_AGE, _of_age),
    (Condition.PERSON_HAS_CAPACITY, _has_capacity),
    (Condition.PERSON_HAS_POLITICAL_RIGHTS, _political_rights),
)
OF_PERSON = frozenset(condition for condition in Condition if condition.name.startswith("PERSON"))


def not_met(founders: Founders, *, of_person_alone: bool = False) -> tuple[Condition, ...]:
    """All conditions of its track that founders do not meet; where the person alone changes, those of the person."""
    rules = OF_FILING if founders.form is None else OF_REGISTRATION
    asked = (each for each in rules if each[0] in OF_PERSON or not of_person_alone)
    return tuple(condition for condition, met in asked if not met(founders))


# --- names ------------------------------------------------------------------


def forbidden_name(name_zh: str, religious_body: bool, policy: Policy, on: date) -> ForbiddenName | None:
    """Which hard rules a name breaks, if any."""
    words = tuple(word for word in policy.texts(FORBIDDEN_WORDS, on) if word in normalised(name_zh))
    rules = (NameRule.FORBIDDEN_WORD,) if words else ()
    if religious_body and not policy.flag(RELIGIOUS_BODY_ALLOWED, on):
        rules = (*rules, NameRule.RELIGIOUS_BODY)
    return ForbiddenName(rules, words) if rules else None


def warnings_of(name_zh: str, community_zh: str, policy: Policy, on: date) -> tuple[NameWarning, ...]:
    """Which soft rules a name breaks, of those that the policy warns of."""
    broken = {
        NameWarning.PREFIX_MISSING: not name_zh.startswith((*policy.texts(DISTRICT_NAMES, on), community_zh)),
        NameWarning.FORM_WORD_MISSING: not name_zh.endswith(policy.texts(FORM_WORDS, on)),
    }
    return tuple(each for each in map(NameWarning, policy.texts(WARNED_OF, on)) if broken[each])
