"""What changes in an association that stands, on both tracks: its name, who is in charge, where it is."""

from __future__ import annotations

from dataclasses import dataclass

from services.associations.domain.association_acting import not_by_authority
from services.associations.domain.association_commands import Change
from services.associations.domain.association_conditions import Founders, forbidden_name, not_met, warnings_of
from services.associations.domain.association_file import File, InCharge
from services.associations.domain.association_refusals import ConditionsNotMet, NameWarningOpen
from services.associations.domain.community import COMMUNITY
from shared.contracts.associations.association_founding import PersonInCharge, Place
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Changed:
    """What is another now; None is as it was."""

    name_zh: str | None
    name_answer: str | None
    person: PersonInCharge | None
    place: Place | None


def changed(command: Change, file: File, context: Context) -> Changed | Refusal | None:
    """What a change comes to, or what speaks against it; None where everything is so already."""
    if refusal := _forbidden(command, file, context) or _person_not_fit(command, file, context):
        return refusal
    person = None if command.person is None else command.person.person
    name_zh = command.name_zh if command.name_zh != file.name_zh else None
    told = Changed(
        name_zh,
        command.name_answer if name_zh else None,
        person if person and InCharge.of(person) != file.person else None,
        command.place if command.place != file.place else None,
    )
    return told if told != Changed(None, None, None, None) else None


def _forbidden(command: Change, file: File, context: Context) -> Refusal | None:
    name_zh, policy, today = command.name_zh, context.policy, context.today
    if name_zh is None or name_zh == file.name_zh:
        return None
    if refusal := forbidden_name(name_zh, command.religious_body, policy, today):
        return refusal
    community_zh = context.look(COMMUNITY, file.drafted.community_id).name_zh
    warnings = warnings_of(name_zh, community_zh, policy, today)
    answered = command.name_answer is not None and not_by_authority(file, context) is None
    return NameWarningOpen(warnings) if warnings and not answered else None


def _person_not_fit(command: Change, file: File, context: Context) -> ConditionsNotMet | None:
    if command.person is None:
        return None
    drafted = file.drafted
    founders = Founders(drafted.founding, drafted.form, command.person, context.policy, context.today)
    conditions = not_met(founders, of_person_alone=True)
    return ConditionsNotMet(conditions) if conditions else None
