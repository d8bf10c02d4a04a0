"""The language rules: what no linter asks for, read from the syntax tree."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture.house import product

_UNFINISHED = re.compile(r"\b(NotImplementedError|TODO|FIXME)\b")
_EVERYTHING = {"Exception", "BaseException"}
_MAPPINGS = {"dict", "Dict", "Mapping", "MutableMapping"}
_ANYTHING = {"Any", "object"}


def unfinished(root: Path) -> list[str]:
    """Work put off in what is shipped."""
    return [
        f"{path}:{number}: {match.group()}"
        for path in product(root)
        for number, line in enumerate(_text(root, path).splitlines(), 1)
        if (match := _UNFINISHED.search(line))
    ]


def catch_alls(root: Path) -> list[str]:
    """Handlers of any exception outside shared/runtime; one that ends in `raise` only tidies up."""
    return [
        f"{path}:{node.lineno}: catches everything"
        for path, node in _nodes(root)
        if not path.startswith("shared/runtime/") and _catches_everything(node)
    ]


def dict_payloads(root: Path) -> list[str]:
    """Functions of services and kernel through whose signature a mapping of anything passes."""
    return [
        f"{path}:{node.lineno}: a dict payload passes through {node.name}"
        for path, node in _nodes(root)
        if path.startswith(("services/", "shared/kernel/"))
        and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and any(_is_payload(part) for annotation in _annotations(node) for part in ast.walk(annotation))
    ]


def _nodes(root: Path) -> Iterator[tuple[str, ast.expr | ast.stmt | ast.excepthandler]]:
    return ((path, node) for path in product(root) for node in _parsed(_text(root, path)))


@cache
def _parsed(source: str) -> tuple[ast.expr | ast.stmt | ast.excepthandler, ...]:
    """Each source once, in however many trees it stands."""
    return tuple(
        node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.expr | ast.stmt | ast.excepthandler)
    )


def _catches_everything(node: ast.AST) -> bool:
    if isinstance(node, ast.ExceptHandler):
        if _tidies_up_only(node):
            return False
        return node.type is None or any(_name(part) in _EVERYTHING for part in ast.walk(node.type))
    if isinstance(node, ast.Call) and _name(node.func) == "suppress":
        return any(_name(argument) in _EVERYTHING for argument in node.args)
    return False


def _tidies_up_only(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def _annotations(function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[ast.expr]:
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    for annotation in (function.returns, *(argument.annotation for argument in every if argument)):
        if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
            yield ast.parse(annotation.value, mode="eval").body
        elif annotation:
            yield annotation


def _is_payload(node: ast.AST) -> bool:
    if (
        not isinstance(node, ast.Subscript)
        or _name(node.value) not in _MAPPINGS
        or not isinstance(node.slice, ast.Tuple)
    ):
        return False
    key, value = node.slice.elts
    return _name(key) == "str" and _name(value) in _ANYTHING


def _name(node: ast.AST) -> str:
    """`Any` of both `Any` and `typing.Any`."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")
