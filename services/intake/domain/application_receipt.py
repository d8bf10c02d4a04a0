"""The receipt of an application (收件): at which window, by and for whom, and what else was asked for before."""

from __future__ import annotations

from dataclasses import dataclass

from services.intake.domain.application_commands import ReceiveApplication
from services.intake.domain.application_duplicates_acts import found_at_receipt
from services.intake.domain.application_people_acts import handed_in_by, told_at_receipt
from services.intake.domain.application_state import Application, Events, NotReceived
from services.intake.domain.hall import HALL, Hall, HallUnknown, WindowNotOpen
from services.intake.domain.item import ITEM
from services.intake.domain.voucher import VOUCHERS, series_id
from services.intake.domain.window_post import NotOnWindowPost, OnPost, at_window, in_hall
from shared.contracts.intake.application import ApplicationReceived
from shared.contracts.intake.application_people import ApplicantKind
from shared.contracts.intake.item import ItemVersion
from shared.kernel.decider import Context
from shared.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class _Counter:
    """Where it is received, under which version of the item, and as what by whom."""

    hall: Hall
    item: ItemVersion
    on: OnPost


def receive(
    command: ReceiveApplication, application: Application, context: Context, *, urgent: bool = False
) -> Events | Refusal:
    """Take it in with the next voucher number of hall and year; the claims and what they name were given.

    What is `urgent` is received of who cannot act alone and came alone.
    """
    if not isinstance(application, NotReceived):
        return []
    counter = _counter(command, context)
    if isinstance(counter, Refusal):
        return counter
    agent = None if urgent else handed_in_by(command, context.today)
    if isinstance(agent, Refusal):
        return agent
    return [
        _received(command, counter, agent, context),
        *told_at_receipt(command, counter.on, context.today),
        *found_at_receipt(command, counter.hall.centre_id, context),
    ]


def _counter(command: ReceiveApplication, context: Context) -> _Counter | Refusal:
    hall = context.look(HALL, command.hall_id)
    if not isinstance(hall, Hall):
        return HallUnknown()
    on = _at_which(command, hall, context)
    if isinstance(on, Refusal):
        return on
    item = context.look(ITEM, command.item_code).receivable(context.today)
    return item if isinstance(item, Refusal) else _Counter(hall, item, on)


def _at_which(command: ReceiveApplication, hall: Hall, context: Context) -> OnPost | Refusal:
    """On which post of which window it is received; outside of all windows on none."""
    if command.window_id is None:
        return in_hall(command.hall_id, hall.centre_id, context)
    on = at_window(command.hall_id, command.window_id, context)
    return on if isinstance(on, NotOnWindowPost) or hall.takes(command.window_id) else WindowNotOpen()


def _received(
    command: ReceiveApplication, counter: _Counter, agent: str | None, context: Context
) -> ApplicationReceived:
    hall, year, people = counter.hall, context.today.year, command.people
    vouchers = context.look(VOUCHERS, series_id(command.hall_id, year))
    return ApplicationReceived(
        hall_id=command.hall_id,
        window_id=command.window_id or "",
        centre_id=hall.centre_id,
        item_code=command.item_code,
        item_version=counter.item.version,
        voucher_number=vouchers.next_number(hall.code, year),
        applicant=command.applicant,
        materials=command.materials,
        received_on=context.today,
        post_id=counter.on.post_id,
        acted_as=counter.on.acted_as,
        applicant_kind=None if people.kind is ApplicantKind.NATURAL_PERSON else people.kind,
        legal_person=people.legal_person,
        household=people.household,
        address_ref=people.address_ref,
        address=people.address,
        protection=people.protection,
        agent=agent,
    )
