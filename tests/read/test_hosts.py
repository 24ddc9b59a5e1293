"""Hosts as a browser opens them, checked against a browser's parser, and their registrable domains against the list."""

import subprocess
import sys
from pathlib import Path

import can_ada
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from publicsuffixlist import PublicSuffixList

from tests.read.scene import catalog
from triage.read.hosts import (
    browser_host,
    is_ip,
    read_authority,
    registrable_domain,
    shown_host,
    suffixes_of,
)

ROOT = Path(__file__).parent.parent.parent
LETTERS = "abcxyz0179-_.中国银行example"
ODD = "。．｡ａＢ①%2e:@/\\?#[]<>|^ àéß\u200b\u00ad"


def opened(authority: str) -> str | None:
    """The host that the oracle opens for ``http://authority/``, without a final full stop."""
    try:
        return can_ada.parse(f"http://{authority}/").hostname.removesuffix(".") or None
    except ValueError:
        return None


@pytest.mark.parametrize(
    ("authority", "host"),
    [
        ("Example.COM", "example.com"),
        ("user:pass@example.com:8080", "example.com"),
        ("www.icbc.com.cn@pay.example", "pay.example"),
        ("www.icbc.com.cn\\@pay.example", "www.icbc.com.cn"),
        ("example。com", "example.com"),
        ("ｅｘａｍｐｌｅ．com", "example.com"),
        ("example.com.", "example.com"),
        ("0x7f.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0177.0.0.01", "127.0.0.1"),
        ("[2001:DB8:0:0:0:0:0:1]", "[2001:db8::1]"),
        ("[::ffff:192.0.2.7]", "[::ffff:c000:207]"),
        ("示例.中国", "xn--fsq092h.xn--fiqs8s"),
        ("exаmple.com", "xn--exmple-4nf.com"),
        ("%65xample.com", "example.com"),
        ("256.1.1.1", None),
        ("1.2.3.4.5", None),
        ("exa mple.com", None),
        ("example.com:99999", None),
        ("xn--a", None),
        ("", None),
    ],
)
def test_hosts_by_hand(authority: str, host: str | None) -> None:
    read = read_authority(authority)
    assert (read.host if read else None) == host == opened(authority)


@given(st.text(alphabet=st.sampled_from(LETTERS), min_size=1, max_size=24))
@example("a..b")
@example("-a.b_")
def test_plain_hosts_open_as_in_a_browser(name: str) -> None:
    assume("xn--" not in name)
    assert browser_host(name) == opened(name)


@given(st.text(alphabet=st.sampled_from(LETTERS + ODD), min_size=1, max_size=16))
def test_odd_authorities_open_as_in_a_browser(text: str) -> None:
    assume("xn--" not in text)
    read = read_authority(text)
    assert (read.host if read else None) == opened(text)


@given(
    st.lists(
        st.sampled_from(["0", "1", "7", "08", "0x1f", "255", "256", "65535", "4294967295", "0x", "a", ""]),
        min_size=1,
        max_size=5,
    )
)
def test_numbers_open_as_in_a_browser(parts: list[str]) -> None:
    name = ".".join(parts)
    assert browser_host(name) == opened(name)


@given(st.lists(st.sampled_from(["0", "1", "ff", "0db8", ""]), min_size=1, max_size=9))
def test_long_addresses_open_as_in_a_browser(groups: list[str]) -> None:
    name = f"[{':'.join(groups)}]"
    assert browser_host(name) == opened(name)


def test_the_table_is_the_installed_list() -> None:
    script = ROOT / "scripts" / "generate_suffixes.py"
    assert subprocess.run([sys.executable, str(script), "--check"], check=False).returncode == 0


def test_every_rule_gives_the_domain_that_the_list_gives() -> None:
    oracle = PublicSuffixList()
    lexicon = catalog().lexicon
    rules = [line for line in lexicon.table("suffixes.txt").splitlines() if not line.startswith("#")]
    assert len(rules) > 10000
    for rule in rules:
        for host in (f"www.name.{rule.lstrip('!*.')}", f"a.b.name.{rule.lstrip('!*.')}"):
            assert registrable_domain(host, lexicon) == oracle.privatesuffix(host), host


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.example.com", "example.com"),
        ("example.com.cn", "example.com.cn"),
        ("a.b.example.gov.cn", "example.gov.cn"),
        ("a.example.github.io", "example.github.io"),
        ("github.io", "github.io"),
        ("com.cn", None),
        ("com", None),
        ("a.unheard-of", "a.unheard-of"),
        ("192.0.2.7", None),
        ("[::1]", None),
        ("localhost", None),
    ],
)
def test_registrable_domains(host: str, domain: str | None) -> None:
    assert registrable_domain(host, catalog().lexicon) == domain


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("example.com", True),
        ("example.invalid", False),
        ("com.cn", False),
        ("a.b", False),
        ("x.ck", False),
        ("www.ck", True),
    ],
)
def test_known_suffixes(host: str, known: bool) -> None:
    assert suffixes_of(catalog().lexicon).known(host) is known


def test_punycode_is_shown_as_letters() -> None:
    assert shown_host("www.xn--fsq092h.xn--fiqs8s") == "www.示例.中国"
    assert shown_host("xn--a.com") == "xn--a.com"
    assert is_ip("127.0.0.1")
    assert not is_ip("127.example")
