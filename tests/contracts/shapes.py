"""What a field may hold, read from its annotation: one place for the samples and for the strategies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo


@dataclass(frozen=True)
class Shape:
    """A type with its bounds. `alternatives` of a union, `items` of a tuple that repeats."""

    kind: Any
    alternatives: tuple[Shape, ...] = ()
    items: Shape | None = None
    literals: tuple[Any, ...] = ()
    least: int | None = None
    most: int | None = None
    pattern: str | None = None


def fields_of(model: type[BaseModel]) -> Iterator[tuple[str, Shape, bool]]:
    """Each field with its shape and whether it must be there."""
    for name, field in model.model_fields.items():
        yield name, bounded(shape_of(field.annotation), field.metadata), field.is_required()


def shape_of(annotation: Any) -> Shape:  # noqa: PLR0911 - one return a kind
    """The shape of an annotation."""
    if isinstance(annotation, NewType):
        return shape_of(annotation.__supertype__)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        metadata = [one for told in arguments[1:] for one in (told.metadata if isinstance(told, FieldInfo) else [told])]
        return bounded(shape_of(arguments[0]), metadata)
    if origin in (Union, UnionType):
        return Shape(Union, alternatives=tuple(shape_of(one) for one in arguments))
    if origin is tuple and arguments[-1] is Ellipsis:
        return Shape(tuple, items=shape_of(arguments[0]))
    if origin is frozenset:
        return Shape(frozenset, items=shape_of(arguments[0]))
    if origin is Literal:
        return Shape(Literal, literals=arguments)
    return Shape(NoneType if annotation is None else annotation)


def bounded(shape: Shape, metadata: Sequence[Any]) -> Shape:
    """The shape within what pydantic was told of it."""
    takers: dict[type, Callable[[Any], Shape]] = {
        annotated_types.MinLen: lambda one: replace(shape, least=one.min_length),
        annotated_types.MaxLen: lambda one: replace(shape, most=one.max_length),
        annotated_types.Ge: lambda one: replace(shape, least=one.ge),
        annotated_types.Gt: lambda one: replace(shape, least=one.gt + 1),
        annotated_types.Le: lambda one: replace(shape, most=one.le),
        annotated_types.Lt: lambda one: replace(shape, most=one.lt - 1),
    }
    for one in metadata:
        if type(one) in takers:
            shape = takers[type(one)](one)
        elif pattern := getattr(one, "pattern", None):
            shape = replace(shape, pattern=pattern if isinstance(pattern, str) else re.compile(pattern).pattern)
    return shape
