"""What an association holds beside itself, its name and its person in charge: taken and released in the act that does.

Each gives the steps that are recorded with that act or not at all.
"""

from __future__ import annotations

from services.associations.domain.association_commands import DraftAssociation, EnterAssociation
from services.associations.domain.association_file import File, InCharge
from services.associations.domain.association_name import ASSOCIATION_NAME, FreeName, TakeName, name_id, normalised
from services.associations.domain.association_state import Association, NotDrafted, Over
from services.associations.domain.community import COMMUNITY
from services.associations.domain.person_in_charge import PERSON_IN_CHARGE, ReleaseCharge, TakeCharge
from services.associations.domain.types import AssociationId
from services.associations.domain.window_filing import WINDOW_FILING, DecideFiling, LinkFiling
from shared.contracts.casework.case import Outcome
from shared.kernel.decider import Step

Steps = tuple[Step, ...]


def taken(association_id: AssociationId, file: File, person_ref: str | None) -> Steps:
    """With an application: its name, and who is in charge in the place of whoever was."""
    return _name_taken(association_id, file, file.name_zh) + _person_taken(association_id, file, person_ref)


def entered(command: EnterAssociation) -> Steps:
    """With the entry of one that stands: its name, and who is in charge."""
    draft, founder = command.draft, command.founder
    id_ = draft.association_id
    name = name_id(draft.community_id, draft.founding.name_zh)
    named = Step(ASSOCIATION_NAME, name, TakeName(association_id=id_, lineage_id=id_))
    if founder is None:
        return (named,)
    charge = TakeCharge(association_id=id_, lineage_id=id_, track=draft.track, form=draft.form)
    return (named, Step(PERSON_IN_CHARGE, founder.ref, charge))


def linked(command: DraftAssociation) -> Steps:
    """With a draft: the application at a window that it names."""
    if command.window_filing is None:
        return ()
    link = LinkFiling(association_id=command.association_id, community_id=command.community_id)
    return (Step(WINDOW_FILING, command.window_filing, link, (COMMUNITY.ref(command.community_id),)),)


def told(association_id: AssociationId, file: File, outcome: Outcome, statement: str | None = None) -> Steps:
    """With the decision on a filing: its result for the application at a window that waits for it."""
    waiting = file.drafted.window_filing
    if waiting is None:
        return ()
    command = DecideFiling(application_id=waiting, association_id=association_id, outcome=outcome, statement=statement)
    return (Step(WINDOW_FILING, waiting, command),)


def exchanged(association_id: AssociationId, file: File, name_zh: str | None, person_ref: str | None) -> Steps:
    """With a change: the new name in the place of the old one, and so the person."""
    named: Steps = ()
    if name_zh is not None and normalised(name_zh) != normalised(file.name_zh):
        named = _name_taken(association_id, file, name_zh) + _name_freed(association_id, file)
    return named + _person_taken(association_id, file, person_ref)


def released(association_id: AssociationId, association: Association) -> Steps:
    """With its end: all that it holds; nothing where it had ended before."""
    if isinstance(association, NotDrafted | Over):
        return ()
    file = association.file
    return _name_freed(association_id, file) + _person_released(association_id, file.person)


def _name_taken(association_id: AssociationId, file: File, name_zh: str) -> Steps:
    command = TakeName(association_id=association_id, lineage_id=file.drafted.lineage_id)
    return (Step(ASSOCIATION_NAME, name_id(file.drafted.community_id, name_zh), command),)


def _name_freed(association_id: AssociationId, file: File) -> Steps:
    command = FreeName(association_id=association_id)
    return (Step(ASSOCIATION_NAME, name_id(file.drafted.community_id, file.name_zh), command),)


def _person_taken(association_id: AssociationId, file: File, ref: str | None) -> Steps:
    if ref is None or (file.person is not None and file.person.ref == ref):
        return ()
    drafted = file.drafted
    command = TakeCharge(
        association_id=association_id, lineage_id=drafted.lineage_id, track=drafted.track, form=drafted.form
    )
    return (Step(PERSON_IN_CHARGE, ref, command), *_person_released(association_id, file.person))


def _person_released(association_id: AssociationId, person: InCharge | None) -> Steps:
    if person is None:
        return ()
    return (Step(PERSON_IN_CHARGE, person.ref, ReleaseCharge(association_id=association_id)),)
