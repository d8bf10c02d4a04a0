"""The written rule by which a published schema may change: optional additions, and nothing else.

Red are: a field removed; a field newly required, or one that was and is no more (who reads has relied on it); another
type, format, pattern or bound; a value of an enumeration gone or come (an enumeration grows by a new version); an
alternative gone or come; a schema removed or closed. Titles, descriptions, defaults and examples are words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

WORDS = {"title", "description", "default", "examples", "$defs", "$schema"}
_OBJECT = {"properties", "required"}

Schema = Mapping[str, Any]


def breaches(old: Schema, new: Schema) -> list[str]:
    """What a reader or a writer of the old schema could not live with, by path."""
    return list(_compare(old, new, old, new, "data"))


def _compare(old: Schema, new: Schema, old_root: Schema, new_root: Schema, path: str) -> Iterator[str]:
    old, new = _resolved(old, old_root), _resolved(new, new_root)
    yield from _objects(old, new, old_root, new_root, path)
    for word in ("items", "prefixItems", "anyOf", "oneOf", "allOf"):
        yield from _parts(_listed(old.get(word)), _listed(new.get(word)), old_root, new_root, f"{path}.{word}")
    for word in sorted(
        (old.keys() | new.keys()) - WORDS - _OBJECT - {"items", "prefixItems", "anyOf", "oneOf", "allOf"}
    ):
        if old.get(word) != new.get(word):
            yield f"{path}: {word} was {old.get(word)!r} and is {new.get(word)!r}"


def _objects(old: Schema, new: Schema, old_root: Schema, new_root: Schema, path: str) -> Iterator[str]:
    had, has = old.get("properties", {}), new.get("properties", {})
    for name in had.keys() - has.keys():
        yield f"{path}.{name}: removed"
    for name in sorted(had.keys() & has.keys()):
        yield from _compare(had[name], has[name], old_root, new_root, f"{path}.{name}")
    needed, needs = set(old.get("required", ())), set(new.get("required", ()))
    for name in sorted(needs - needed):
        yield f"{path}.{name}: newly required"
    for name in sorted((needed - needs) & has.keys()):
        yield f"{path}.{name}: no longer required"


def _parts(old: list[Schema], new: list[Schema], old_root: Schema, new_root: Schema, path: str) -> Iterator[str]:
    if len(old) != len(new):
        yield f"{path}: there were {len(old)} and are {len(new)}"
        return
    for number, (was, is_) in enumerate(zip(old, new, strict=True)):
        yield from _compare(was, is_, old_root, new_root, f"{path}.{number}")


def _listed(schemas: object) -> list[Schema]:
    if schemas is None:
        return []
    return schemas if isinstance(schemas, list) else [schemas]  # type: ignore[list-item]


def _resolved(schema: Schema, root: Schema) -> Schema:
    """The schema that a reference names, with what stands beside the reference."""
    if "$ref" not in schema:
        return schema
    named = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    return {**named, **{word: value for word, value in schema.items() if word != "$ref"}}
