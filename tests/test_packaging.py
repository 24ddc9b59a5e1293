"""The built wheel carries data/ and runs from another folder, in an environment of its own."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MESSAGE = "【信用飞】您好，您的借款已逾期5天，逾期金额862.50元，请于11月25日前通过信用飞APP还款，客服400-862-5862。"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel and, from ours, only what the wheel depends on."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True, system_site_packages=False)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = [str(python), "-m", "pip", "install", "-q", "-c", str(ROOT / "constraints.txt"), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return python


def run(python: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "TRIAGE"))}
    environment["XDG_CACHE_HOME"] = str(folder / "cache")
    return subprocess.run(
        [str(python), "-m", "triage", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_the_wheel_answers_from_another_folder(installed: Path, tmp_path: Path) -> None:
    words = ["check", MESSAGE, "--received", "2026-11-20T09:15", "--as-of", "2026-11-22", "--json"]
    away = run(installed, tmp_path, *words)
    assert away.returncode == 0, away.stderr
    report = json.loads(away.stdout)
    assert report["verdict"]["headline"] == "verify_first"
    assert report["claimed"][0]["org"] == "xinyongfei"


def test_the_wheel_holds_the_schemas(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "schema")
    files = sorted(path.stem for path in (ROOT / "triage" / "schema").glob("*.json"))
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        f"triage.{name.replace('-', '/')}" for name in files
    ]


def test_the_wheel_and_the_checkout_hold_the_same_data(installed: Path, tmp_path: Path) -> None:
    from triage import load_catalog

    code = "from triage import load_catalog; print(load_catalog().digest)"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run([str(installed), "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == load_catalog().digest


def test_the_wheel_needs_no_cache(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "check", MESSAGE, "--json")
    assert done.returncode == 0
    assert not (tmp_path / "cache").exists()


def test_the_wheel_carries_the_letters(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "letter", "verify", MESSAGE, "--out", "letter.md")
    assert done.returncode == 0, done.stderr
    assert "核实" in (tmp_path / "letter.md").read_text("utf-8")
