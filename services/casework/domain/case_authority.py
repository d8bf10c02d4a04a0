"""Why a body may decide a case: its own power, or a delegation that is in force; and when one person may alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from services.casework.domain.authority import Body, Matter, authority_for
from services.casework.domain.case_state import File
from services.casework.domain.delegation import Delegations
from shared.contracts.casework.benefit import Amount
from shared.contracts.casework.delegation import Authority
from shared.contracts.intake.item import ItemVersion, WhoseDecision


def matter_of(file: File, item: ItemVersion, amount: Amount | None, decided_on: date) -> Matter:
    """What is to be decided, as the rules of authority see it: by the body that has the case now.

    The item's authority is a body by its id where the guide names one, else any body of the kind.
    """
    own, centre = item.authority or WhoseDecision.CENTRE, WhoseDecision.CENTRE
    if file.body == file.opened.centre_id:
        body = Body(file.body, centre)
    else:
        # Cases go to no other body than the item's: what has the case and is not the centre is of the item's kind.
        body = Body(file.body, "" if own is centre else own)
    return Matter(
        body=body,
        own=Body("" if own is centre else item.department or "", own),
        accepted_on=file.opened.accepted_on,
        decided_on=decided_on,
        amount=amount,
    )


def alone(matter: Matter, delegations: Delegations) -> Authority | None:
    """By which delegations one person may examine and decide for the body; its own power does not say so.

    Where the item is the body's own, it is whoever handed it down for one person that says so.
    """
    names = (matter.body.org, matter.body.kind)
    if matter.body.answers_to(matter.own.org or matter.own.kind):
        givers = [Body(one.granted.from_body) for name in names for one in delegations.to(name)]
    else:
        givers = [matter.own]
    found = (authority_for(replace(matter, own=giver), delegations) for giver in givers)
    return next((each for each in found if isinstance(each, Authority) and each.single_person), None)
