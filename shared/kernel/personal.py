"""Personal values: what only a person's own key can open, and what the law makes public.

A `Personal` value enters a decision closed: the domain hands it on without looking. It is sealed under the key of
its subject when the event is written; erasing the key erases the value wherever the event has been copied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Annotated, Generic, Self, TypeVar, cast, get_args

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, field_serializer
from pydantic_core import to_json

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

SubjectRef = Annotated[str, Field(min_length=1, max_length=64)]
"""An opaque reference to a person; it says nothing about them."""

Seal = Callable[[str, str, bytes], str]
"""(subject, field path, plaintext) -> what the event carries."""


PADDED_TO = 64
"""Plaintexts are padded with spaces to a multiple of this, so that a length does not outlive an erasure."""


class UnsealedValue(Exception):
    """A personal value was about to leave the process as plaintext: a bug."""


class Personal(BaseModel, Generic[T]):
    """A value under the key of `subject`: `sealed` is base64 of AES-256-GCM over its JSON."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    subject: SubjectRef
    sealed: str
    _plain: T | None = PrivateAttr(default=None)
    _given: bool = PrivateAttr(default=False)

    @classmethod
    def of(cls, subject: str, value: T) -> Self:
        """A value not sealed yet; it cannot be printed or serialised before it is."""
        personal = cls(subject=subject, sealed="")
        personal._plain, personal._given = value, True
        return personal

    @field_serializer("sealed")
    def _only_sealed(self, sealed: str) -> str:
        if not sealed:
            raise UnsealedValue(f"a personal value of {self.subject} is not sealed")
        return sealed

    def seal_with(self, seal: Seal, path: str) -> Self:
        """The sealed twin; one that is sealed already is itself."""
        if self.sealed:
            return self
        if not self._given:
            # Pydantic rebuilt it as another generic and dropped what it held: `Personal[str].of`, not `Personal.of`.
            raise UnsealedValue(f"a personal value of {self.subject} was lost before it was sealed")
        plaintext = to_json(self._plain)
        plaintext = plaintext.ljust(-(-len(plaintext) // PADDED_TO) * PADDED_TO)
        return type(self)(subject=self.subject, sealed=seal(self.subject, path, plaintext))


class Published(BaseModel, Generic[T]):
    """A value about a person that the law makes public, with the law's reason."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    value: T
    reason: Annotated[str, Field(min_length=1, max_length=200)]


def seal(model: M, with_: Seal, path: str = "data") -> M:
    """The model with each personal value in it sealed; the path of a value names its fields from `data` on."""
    if not may_hold_personal(type(model)):
        return model
    sealed = {
        name: _sealed(value, with_, f"{path}.{name}")
        for name in type(model).model_fields
        if _holds_personal(value := getattr(model, name))
    }
    return model.model_copy(update=sealed) if sealed else model


def personal_values(value: object, path: str = "data") -> Iterator[tuple[str, Personal[object]]]:
    """Each personal value in a model with its path."""
    if isinstance(value, Personal):
        yield path, value
    elif isinstance(value, BaseModel) and may_hold_personal(type(value)):
        for name in type(value).model_fields:
            yield from personal_values(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple | list):
        for index, item in enumerate(value):
            yield from personal_values(item, f"{path}.{index}")


def _sealed(value: object, with_: Seal, path: str) -> object:
    if isinstance(value, Personal):
        return cast("Personal[object]", value).seal_with(with_, path)
    if isinstance(value, BaseModel):
        return seal(value, with_, path)
    if isinstance(value, tuple):
        return tuple(_sealed(item, with_, f"{path}.{index}") for index, item in enumerate(value))
    return value


def _holds_personal(value: object) -> bool:
    return next(personal_values(value), None) is not None


@cache
def may_hold_personal(model: type[BaseModel]) -> bool:
    """Whether there is room for a personal value anywhere in a model."""
    return any(_mentions_personal(field.annotation, frozenset({model})) for field in model.model_fields.values())


def _mentions_personal(annotation: object, seen: frozenset[object]) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Personal):
        return True
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation not in seen:
        return any(
            _mentions_personal(field.annotation, seen | {annotation}) for field in annotation.model_fields.values()
        )
    return any(_mentions_personal(argument, seen) for argument in get_args(annotation))
