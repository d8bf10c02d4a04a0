"""The readings rule: a question whose handler opens personal values, or notes that it tells what is somebody's alone,
says for what purpose; no other says one.

The runtime shows nothing without a purpose; here the routes are found before anybody asks them.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.house import product

QUESTIONS = {"query", "search", "file", "public"}
OPENERS = {
    *(("shared.runtime.opening", name) for name in ("opened", "opened_at", "opened_elsewhere")),
    ("a method", "opened"),
    ("shared.runtime.reading", "note"),
}
EXPLAINS = "explain"
"""What a handler calls whose purpose stands in the body."""
KEYS = {"open_value": "shared/runtime/opening.py", "open_file": "services/intake/api/attachment_files.py"}
"""Who takes a key in hand, beside the vault."""


@dataclass
class Module:
    """What a module's own names refer to, and what the names that it imports are."""

    refers: dict[str, set[str]] = field(default_factory=dict)
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)
    questions: list[tuple[int, str, bool, set[str]]] = field(default_factory=list)


def findings(root: Path) -> list[str]:
    """What breaks the rule, a sentence each."""
    return [*_unexplained(_modules(root)), *_around_the_door(root)]


def count(root: Path) -> int:
    """How many questions open personal values."""
    modules = _modules(root)
    return sum(_opens(modules, name, used, set()) for name, module in modules.items() for *_, used in module.questions)


def _modules(root: Path) -> dict[str, Module]:
    rooms = (path for path in product(root) if path.startswith(("services/", "shared/runtime/")))
    return {path.removesuffix(".py").replace("/", "."): _read(root / path) for path in rooms}


def _unexplained(modules: dict[str, Module]) -> Iterator[str]:
    for name, module in modules.items():
        for line, handler, purposeful, used in module.questions:
            opens = _opens(modules, name, used, set())
            said = purposeful or EXPLAINS in used
            if opens and not said:
                yield f"{name}:{line}: {handler} opens personal values for no purpose"
            if said and not opens:
                yield f"{name}:{line}: {handler} says a purpose and opens nothing"


def _opens(modules: dict[str, Module], at: str, used: set[str], seen: set[tuple[str, str]]) -> bool:
    """Whether names that are used in a module lead to an opening."""
    module = modules[at]
    for name in used:
        there, what = module.imported.get(name, (at, name))
        if (there, what) in OPENERS:
            return True
        if (there, what) in seen or there not in modules:
            continue
        seen.add((there, what))
        if (refers := modules[there].refers.get(what)) and _opens(modules, there, refers, seen):
            return True
    return False


def _read(path: Path) -> Module:
    module = Module(imported={".opened": ("a method", "opened")})
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.ImportFrom(module=str(origin)):
                module.imported |= {alias.asname or alias.name: (origin, alias.name) for alias in node.names}
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                module.refers[node.name] = _names(node)
                module.questions += _questions(node)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                module.refers[name] = _names(node)
            case _:
                pass
    return module


def _questions(routes: ast.AST) -> Iterator[tuple[int, str, bool, set[str]]]:
    for node in ast.walk(routes):
        if not isinstance(node, ast.AsyncFunctionDef):
            continue
        for decorator in node.decorator_list:
            match decorator:
                case ast.Call(func=ast.Attribute(attr=kind)) if kind in QUESTIONS:
                    purposeful = any(keyword.arg == "purpose" for keyword in decorator.keywords)
                    used = set().union(*(_names(each) for each in node.body))
                    yield node.lineno, node.name, purposeful, used
                case _:
                    pass


def _names(node: ast.AST) -> set[str]:
    """The names that are used, methods that are called with a dot before them."""
    called = (each.func for each in ast.walk(node) if isinstance(each, ast.Call))
    methods = {f".{each.attr}" for each in called if isinstance(each, ast.Attribute)}
    return methods | {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}


def _around_the_door(root: Path) -> Iterator[str]:
    for path in product(root):
        if path.startswith("shared/vault/"):
            continue
        for node in ast.walk(ast.parse((root / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and KEYS.get(node.attr, path) != path:
                yield f"{path}:{node.lineno}: {node.attr} opens without a note of it"
