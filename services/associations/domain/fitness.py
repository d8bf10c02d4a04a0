"""Who is to be in charge, as a command gives them: with what the rules ask of them, which is kept nowhere."""

from __future__ import annotations

from datetime import date

from shared.contracts.associations.association_founding import Founder, PersonInCharge
from shared.kernel.messages import Value


class Fitness(Value):
    """What is asked of who is to be in charge, and kept nowhere.

    `of_age` counts only where the document does not say when they were born.
    """

    born_on: date | None
    of_age: bool
    resident: bool
    full_capacity: bool
    political_rights: bool


class FounderGiven(Fitness):
    """Who is to be in charge of what does not stand yet."""

    founder: Founder


class PersonGiven(Fitness):
    """Who is to be in charge of what stands."""

    person: PersonInCharge
