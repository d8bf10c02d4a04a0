"""No trace of a machine: no absolute path of somebody's disk and no package registry stands in any file of ours."""

import re
from pathlib import Path

from tests.architecture.house import files

# A letter in brackets keeps these patterns from matching themselves.
_HOSTS = re.compile(
    r"pypi\.o[r]g|pythonhoste[d]|registry\.npmj[s]|registry\.npmmirro[r]|npmjs\.o[r]g|deb\.debia[n]|debian\.or[g]/debian"
    r"|proxy\.golan[g]|index\.crate[s]|rubygems\.o[r]g|registry-1\.docke[r]"
)
_PATHS = re.compile(r"(^|[^A-Za-z0-9_.])(/(wor[k]|far[m]|roo[t]|User[s])/|/hom[e]/(?!huimin\b)|[A-Z]:\\User[s])")


def findings(root: Path) -> list[str]:
    """Where in the text files of the repository one stands."""
    return [
        f"{path}:{number}: {what}"
        for path in files(root)
        if b"\0" not in (raw := (root / path).read_bytes())
        for number, line in enumerate(raw.decode("utf-8", "replace").splitlines(), 1)
        for pattern, what in ((_HOSTS, "a package registry"), (_PATHS, "a machine's path"))
        if pattern.search(line)
    ]
