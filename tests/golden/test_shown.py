"""What the five cases are about is on the screen, not only among what could be said."""

import re

import pytest
import yaml

from .answers import HERE

SHOWN = yaml.load((HERE / "shown.yaml").read_text("utf-8"), yaml.BaseLoader)


def kept(case: str) -> str:
    """The kept answer without blanks and line ends."""
    return re.sub(r"\s", "", (HERE / f"{case}.zh.txt").read_text("utf-8"))


@pytest.mark.parametrize(
    ("case", "about", "words"), [(case, *one) for case, lines in SHOWN.items() for one in lines.items()]
)
def test_it_is_shown(case: str, about: str, words: str) -> None:
    assert re.sub(r"\s", "", words) in kept(case), about


def test_one_who_owes_and_whose_family_is_harassed_gets_one_list_in_order() -> None:
    answer = kept("ctrip-relatives")
    places = [answer.index(words) for words in ("告诉家人", "查这笔：携程", "说明困难要趁早", "投诉到放款机构")]
    assert places == sorted(places)
