"""What the README shows runs, and both READMEs say the same."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
READMES = [ROOT / "README.md", ROOT / "README.zh.md"]


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", path.read_text("utf-8"), re.DOTALL)


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_python_example_runs(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = blocks(path, "python")
    exec(compile(code, path.name, "exec"), {})
    assert capsys.readouterr().out.strip() == "error_possible"


def test_both_give_the_same_commands() -> None:
    commands = [re.sub("#.*", "", "".join(blocks(path, "sh"))).split() for path in READMES]
    assert commands[0] == commands[1]


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_ci_runs_the_test_command_of_the_readme(path: Path) -> None:
    commands = "".join(blocks(path, "sh"))
    assert "pip install -q -c constraints.txt -e '.[dev]' && .venv/bin/pytest" in commands


def test_every_page_that_is_linked_is_there() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links {target}"
