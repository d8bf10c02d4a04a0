"""What changes in an association that stands, on both tracks: its name, who is in charge, where it is."""

from __future__ import annotations

from dataclasses import dataclass

from services.associations.domain.association_commands import Change
from services.associations.domain.association_conditions import Founders, forbidden_name, not_met
from services.associations.domain.association_file import File, InCharge
from services.associations.domain.association_refusals import ConditionsNotMet
from shared.contracts.associations.association_founding import PersonInCharge, Place
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Changed:
    """What is another now; None is as it was."""

    name_zh: str | None
    person: PersonInCharge | None
    place: Place | None


def changed(command: Change, file: File, context: Context) -> Changed | Refusal | None:
    """What a change comes to, or what speaks against it; None where everything is so already."""
    if refusal := _forbidden(command, file, context) or _person_not_fit(command, file, context):
        return refusal
    person = None if command.person is None else command.person.person
    told = Changed(
        command.name_zh if command.name_zh != file.name_zh else None,
        person if person and InCharge.of(person) != file.person else None,
        command.place if command.place != file.place else None,
    )
    return told if told != Changed(None, None, None) else None


def _forbidden(command: Change, file: File, context: Context) -> Refusal | None:
    name_zh = command.name_zh or file.name_zh
    return forbidden_name(name_zh, command.religious_body, context.policy, context.today)


def _person_not_fit(command: Change, file: File, context: Context) -> ConditionsNotMet | None:
    if command.person is None:
        return None
    drafted = file.drafted
    founders = Founders(drafted.founding, drafted.form, command.person, context.policy, context.today)
    conditions = not_met(founders, of_person_alone=True)
    return ConditionsNotMet(conditions) if conditions else None
