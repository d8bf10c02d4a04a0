"""The objections to the notice of a filing: who made each, and what was answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from shared.contracts.associations.association_objection import (
    AssociationObjectionEvent,
    FilingObjected,
    FilingObjectionAnswered,
    FilingObjectionAnswerMissed,
    FilingObjectionOutcome,
)


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection, its answer if there is one, and whether its last day passed without."""

    made: FilingObjected
    answered: FilingObjectionAnswered | None = None
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Objections:
    """All by their ids, in the order in which they were made."""

    all: Mapping[str, Objection] = field(default_factory=dict)

    def after(self, event: AssociationObjectionEvent) -> Objections:
        """The objections with one more fact."""
        match event:
            case FilingObjected():
                return self._with(Objection(event))
            case FilingObjectionAnswered():
                return self._with(replace(self.all[event.objection_id], answered=event))
            case FilingObjectionAnswerMissed():
                return self._with(replace(self.all[event.objection_id], missed=True))
            case _:
                assert_never(event)

    def _with(self, objection: Objection) -> Objections:
        return Objections({**self.all, objection.made.objection_id: objection})

    @property
    def open(self) -> tuple[str, ...]:
        """Those that nobody has answered."""
        return tuple(id_ for id_, each in self.all.items() if each.answered is None)

    @property
    def upheld(self) -> tuple[str, ...]:
        """Those that were found right."""
        upheld = FilingObjectionOutcome.UPHELD
        return tuple(id_ for id_, each in self.all.items() if each.answered and each.answered.outcome is upheld)

    def unsaid(self) -> Iterator[FilingObjected]:
        """Those without an answer of which nobody has said that it is late."""
        return (each.made for each in self.all.values() if each.answered is None and not each.missed)

    def of_household(self, household: str) -> Objection | None:
        """That of a household."""
        return next((each for each in self.all.values() if each.made.household == household), None)

    def by_resident(self, resident: str | None) -> bool:
        """Whether who lives here has objected for their household, by a token of their own."""
        return resident is not None and any(each.made.resident == resident for each in self.all.values())


NO_OBJECTIONS = Objections()
