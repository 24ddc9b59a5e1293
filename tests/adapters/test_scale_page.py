"""``docs/scale.md``: what it shows runs, on a session of its own size."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyspark")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java", allow_module_level=True)
PAGE = Path(__file__).parents[2] / "docs" / "scale.md"
LOCAL = """
from pyspark.sql import SparkSession
SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config(
    "spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
"""


def test_its_lines_run(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "text": "【青竹金融】您的借款已逾期3天，请尽快还款。"},
        {"id": "2", "text": " "},
        {"id": "3", "text": "再不还钱就去你单位闹。"},
    ]
    (tmp_path / "dump.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    code = LOCAL + "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL))
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {path.suffix for path in (tmp_path / "answers").iterdir()} >= {".parquet"}
    assert re.search(r"\|\s*no_text\|\s*1\|", done.stdout)
    assert re.search(r"\|\s*verify_first\|\s*1\|", done.stdout)
