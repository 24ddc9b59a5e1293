"""``benchmarks/spark.py`` on a few rows. The part that kills an executor takes too long for here."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyspark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java", allow_module_level=True)
PROGRAM = Path(__file__).parents[2] / "benchmarks" / "spark.py"


def test_it_runs_and_finds_the_same_lines(tmp_path: Path) -> None:
    words = [sys.executable, str(PROGRAM), "--rows", "400", "--lost", "0", "--folder", str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "400 lines by the batch, 400 by Spark, equal" in done.stdout
    assert list(tmp_path.iterdir()) == []
