"""Word classes in the patterns of cues."""

from typing import Any

import pytest

from triage.catalog.cue_table import CueFaults, chains_of, compile_cues
from triage.catalog.word_classes import BadClass, classes_of, expanded

KIN = {"kin": ["爸", "妈"], "outsider": ["<kin>", "同事", "老<kin>", "妈"]}


def literals(pattern: str) -> list[set[str]]:
    return [set(step.literals) for step in chains_of(pattern, classes_of(KIN)[0])[0]]


def test_a_class_stands_for_its_words() -> None:
    assert literals("告诉…<kin>") == [{"告诉"}, {"爸", "妈"}]
    assert literals("<kin>") == [{"爸", "妈"}]


def test_a_class_among_other_words_and_inside_a_word() -> None:
    assert literals("告诉…{你<kin>|邻居}") == [{"告诉"}, {"你爸", "你妈", "邻居"}]
    assert literals("{<kin>|爸|}们") == [{"爸们", "妈们", "们"}]


def test_a_class_may_contain_a_class_of_plain_words() -> None:
    classes, faults = classes_of(KIN)
    assert classes["outsider"] == ("爸", "妈", "同事", "老爸", "老妈")
    assert not faults


def test_a_class_of_classes_goes_no_deeper() -> None:
    _, faults = classes_of({**KIN, "all": ["<outsider>"]})
    assert faults == [("all", "<outsider>", "no class has the name 'outsider'")]


@pytest.mark.parametrize("pattern", ["<nobody>", "{<nobody>|妈}", "告诉<kin", "{<kin><kin>|妈}"])
def test_what_names_no_class_is_refused(pattern: str) -> None:
    with pytest.raises(BadClass):
        expanded(pattern, classes_of(KIN)[0])


def test_faults_name_the_cue_and_the_pattern_or_the_class() -> None:
    sections: dict[str, Any] = {
        "classes": {"kin": ["爸", "<gone>"]},
        "cues_third": {"third.told": {"words": ["告诉…<nobody>"], "not": ["<kin>们"]}},
    }
    with pytest.raises(CueFaults) as refused:
        compile_cues(sections)
    assert [fault[:3] for fault in refused.value.faults] == [
        ("classes", "kin", "<gone>"),
        ("cues_third", "third.told", "告诉…<nobody>"),
    ]


def test_the_words_of_a_class_are_literals_of_the_table() -> None:
    table = compile_cues({"classes": KIN, "cues_third": {"third.told": {"words": ["告诉…<kin>"]}}})
    assert {"爸", "妈"} in [set(group.split("|")) for group in table["groups"].split("…")]
