"""The rooms import only to their left, and the core touches neither network, clock, environment nor locale."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "triage"
ORDER = [
    *("errors", "model", "catalog", "read", "verify", "judge", "advise", "api"),
    *("render", "letters", "batch", "evaluate", "frame", "adapters", "cli"),
]
CORE = {"model", "read", "verify", "judge", "advise", "api"}
OUTSIDE = {
    "socket",
    "http",
    "urllib",
    "ssl",
    "asyncio",
    "time",
    "os",
    "locale",
    "random",
    "subprocess",
    "tempfile",
    "pathlib",
}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return parts[0]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_left(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    assert room in ORDER, f"a room that the design does not know: {room}"
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "triage" and len(parts) > 1 and parts[1] in ORDER:
            assert ORDER.index(parts[1]) <= ORDER.index(room), f"{path} imports {name}, to its right"


@pytest.mark.parametrize(
    "path", [p for p in modules() if room_of(p) in CORE], ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_the_core_does_no_io(path: Path) -> None:
    roots = {name.split(".")[0] for name in imported(path)}
    assert not roots & OUTSIDE
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"now", "today", "utcnow"}, f"{path}:{node.lineno} reads the clock"
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "input"}, f"{path}:{node.lineno} does I/O"


def test_no_module_of_leftovers() -> None:
    names = {path.stem for path in modules()}
    assert not names & {"utils", "helpers", "common", "misc"}
