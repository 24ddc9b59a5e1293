"""The examples in docstrings, of every module."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

import triage

MODULES = [one.name for one in walk_packages(triage.__path__, "triage.") if one.name != "triage.__main__"]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
