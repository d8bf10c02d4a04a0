"""What is shipped is finished, catches what it knows, passes types and not dicts, and bears no trace of a machine."""

import pytest

from tests.architecture import house, language, traces

UNFINISHED = {
    "a method left for later": "def later():\n    raise NotImplementedError\n",
    "a note to oneself": "# TODO: the other half\n",
    "a known fault": "# FIXME\n",
}

CATCH_ALLS = {
    "Exception": "try:\n    pass\nexcept Exception:\n    pass\n",
    "BaseException": "try:\n    pass\nexcept BaseException as error:\n    print(error)\n",
    "a bare except": "try:\n    pass\nexcept:\n    pass\n",
    "Exception among others": "try:\n    pass\nexcept (ValueError, Exception):\n    pass\n",
    "suppress(Exception)": "import contextlib\nwith contextlib.suppress(Exception):\n    pass\n",
}

PAYLOADS = {
    "taken": "from typing import Any\ndef take(body: dict[str, Any]) -> None: ...\n",
    "returned": "import typing\ndef give() -> dict[str, typing.Any]: ...\n",
    "quoted": "def take(body: 'dict[str, Any]') -> None: ...\n",
    "awaited": "async def take(*, body: dict[str, object]) -> None: ...\n",
    "inside another type": "def take(rows: list[dict[str, Any]] | None) -> None: ...\n",
    "as a mapping": "def take(body: Mapping[str, Any]) -> None: ...\n",
    "in any number": "def take(*bodies: dict[str, Any]) -> None: ...\n",
}

TRACES = {
    "a home": "see /hom" + "e/alice/notes",
    "a build directory": "cd '/wor" + "k/main'",
    "the superuser's": "/roo" + "t/.config",
    "another system's": "C:" + "\\Users\\alice",
    "an index": "--index-url https://pypi" + ".org/simple",
    "a file host": "https://files.pythonhos" + "ted.org/packages",
    "a script registry": "https://registry.npm" + "js.org",
    "a distribution's mirror": "http://deb.debi" + "an.org/debian",
}


@pytest.fixture
def tree(tmp_path):
    return house.copy(tmp_path)


def test_no_work_is_put_off():
    assert language.unfinished(house.ROOT) == []


def test_nothing_catches_everything_outside_the_runtime():
    assert language.catch_alls(house.ROOT) == []


def test_no_dict_payload_passes_between_functions():
    assert language.dict_payloads(house.ROOT) == []


def test_no_file_bears_the_trace_of_a_machine():
    assert traces.findings(house.ROOT) == []


@pytest.mark.parametrize("source", UNFINISHED.values(), ids=UNFINISHED.keys())
def test_work_put_off_is_found(tree, source):
    house.plant(tree, "deploy/planted.py", source)
    assert any(finding.startswith("deploy/planted.py:") for finding in language.unfinished(tree))


@pytest.mark.parametrize("source", CATCH_ALLS.values(), ids=CATCH_ALLS.keys())
def test_a_catch_all_is_found_outside_the_runtime_only(tree, source):
    house.plant(tree, "shared/store/planted.py", source)
    house.plant(tree, "shared/runtime/planted.py", source)
    found = [finding.split(":")[0] for finding in language.catch_alls(tree)]
    assert "shared/store/planted.py" in found
    assert "shared/runtime/planted.py" not in found


def test_tidying_up_before_raising_is_no_catch_all(tree):
    house.plant(tree, "shared/store/planted.py", "try:\n    pass\nexcept BaseException:\n    print()\n    raise\n")
    assert not any("planted" in finding for finding in language.catch_alls(tree))


@pytest.mark.parametrize("source", PAYLOADS.values(), ids=PAYLOADS.keys())
@pytest.mark.parametrize("path", ["services/grants/api/planted.py", "shared/kernel/planted.py"])
def test_a_dict_payload_is_found(tree, path, source):
    house.plant(tree, path, source)
    assert any(finding.startswith(f"{path}:") for finding in language.dict_payloads(tree))


def test_a_mapping_of_known_types_is_no_payload(tree):
    house.plant(tree, "services/grants/api/planted.py", "def take(shares: dict[str, int]) -> None: ...\n")
    assert not any("planted" in finding for finding in language.dict_payloads(tree))


@pytest.mark.parametrize("line", TRACES.values(), ids=TRACES.keys())
def test_the_trace_of_a_machine_is_found(tree, line):
    house.plant(tree, "deploy/planted.yaml", f"note: {line}\n")
    assert any(finding.startswith("deploy/planted.yaml:1:") for finding in traces.findings(tree))
