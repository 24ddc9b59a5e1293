"""A pytest plugin that makes the modules named in TRIAGE_BLOCK impossible to import."""

import os
import sys
from importlib.abc import MetaPathFinder


class Blocked(MetaPathFinder):
    def __init__(self, names: set[str]) -> None:
        self.names = names

    def find_spec(self, fullname, path=None, target=None):
        if fullname.split(".")[0] in self.names:
            raise ModuleNotFoundError(f"{fullname} is blocked in this run", name=fullname)
        return


NAMES = {name for name in os.environ.get("TRIAGE_BLOCK", "").split(",") if name}
for loaded in [name for name in sys.modules if name.split(".")[0] in NAMES]:
    del sys.modules[loaded]
sys.meta_path.insert(0, Blocked(NAMES))
