"""Links as they stand in messages, what is none, and the host behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.scene import catalog, compare, prepared, spec, timed_doubling
from triage.read.links import TRAITS, find_links

SPEC = spec("links")


@pytest.mark.parametrize(("text", "expected"), SPEC["reads"])
def test_reads(text: str, expected: list[dict[str, object]]) -> None:
    found = find_links(prepared(text), catalog())
    compare(found, expected, text)
    for link, names in zip(found, expected, strict=True):
        assert list(link.traits) == names.get("traits", [])


@pytest.mark.parametrize("text", SPEC["nothing"])
def test_is_no_link(text: str) -> None:
    assert find_links(prepared(text), catalog()) == ()


@pytest.mark.parametrize("host", ["dk.example.com", "example.com.cn", "192.0.2.7", "xn--fiqs8s.example.com"])
@pytest.mark.parametrize("around", ["{}", "点击{}处理", "（{}）", "【青竹】{}，回T退订", "“{}”", "{}。", "网址:{} "])
def test_the_neighbours_of_a_link_do_not_matter(host: str, around: str) -> None:
    text = around.format(f"https://{host}/aB3")
    (link,) = find_links(prepared(text), catalog())
    assert link.raw == f"https://{host}/aB3"
    assert link.host == host


@pytest.mark.parametrize("dot", [*"。．｡点丶·•", "[.]", "(.)", " . ", ". ", " dot "])
def test_every_disguised_dot_is_one(dot: str) -> None:
    text = f"请登录 www{dot}example{dot}com 处理"
    (link,) = find_links(prepared(text), catalog())
    assert link.host == "www.example.com"
    assert "hidden" in link.traits


@pytest.mark.parametrize("text", ["http://EXAMPLE.com/AbC?D=E#F", "http://ｅｘａｍｐｌｅ．com/AbC?D=E#F"])
def test_the_case_of_the_path_is_kept(text: str) -> None:
    (link,) = find_links(prepared(text), catalog())
    assert link.url == "http://example.com/AbC?D=E#F"


@given(st.text(alphabet=st.sampled_from("a1.-/:@\\[]()。点中 w%x?#_аéhtps"), max_size=40))
def test_any_text_gives_links_on_their_place(text: str) -> None:
    for link in find_links(prepared(text), catalog()):
        assert text[link.span.start : link.span.end] == link.raw
        assert link.host == link.host.lower()
        assert set(link.traits) <= set(TRAITS)


@pytest.mark.parametrize(
    "piece",
    [
        "a-",
        "a.",
        "a-a.",
        "。a",
        "http://",
        "http://a",
        "a@",
        "a点",
        "www。",
        "登录请.",
        "http://a。",
        "(",
        "http:/\\",
        "a. b",
        "1.",
        "x://",
        "h t t p ",
        "http: / /",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    assert timed_doubling(lambda text: find_links(prepared(text)._replace(), catalog()), piece) < 3.5
