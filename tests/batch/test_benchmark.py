"""``benchmarks/batch.py`` and its dump of messages, on a few of them. Nothing is held to a time."""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import dump


def test_a_dump_is_the_same_by_its_seed_and_every_text_another() -> None:
    found = list(dump.rows(3000, 7))
    assert found == list(dump.rows(3000, 7))
    assert found != list(dump.rows(3000, 8))
    assert len({row["text"] for row in found}) == len({row["id"] for row in found}) == 3000
    assert all(row["sender"] and row["received_at"] for row in found)


def test_every_part_runs(tmp_path: Path) -> None:
    few = ["--count", "40", "--rows", "1100", "--rounds", "1", "--memory", "10", "40", "--characters", "100"]
    words = [sys.executable, str(Path(dump.__file__).with_name("batch.py")), *few, "--folder", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "outputs byte for byte" in done.stdout
    assert "DIFFERENT" not in done.stdout
    assert "exponent" in done.stdout
    assert list(tmp_path.iterdir()) == []
