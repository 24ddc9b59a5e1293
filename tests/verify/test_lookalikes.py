from __future__ import annotations

from pathlib import Path

import pytest

from tests.verify.scenes import AS_OF, compare, invented, only, real
from triage.catalog.catalog import Catalog
from triage.catalog.register import register_of
from triage.model import Check, Message
from triage.read import read
from triage.read.hosts import read_authority, registrable_domain
from triage.verify import verify
from triage.verify.edits import one_edit, two_edits
from triage.verify.lookalikes import LookAlike, imitated, look_alike

LOOK_ALIKE = {"typo", "confusable", "other_ending", "combosquat", "brand_subdomain"}
WELL_KNOWN = [
    line
    for line in Path(__file__).with_name("well_known.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def official() -> list[str]:
    return list(register_of(real()).domains())


def trick(host: str, catalog: Catalog, *speaks_for: str) -> LookAlike | None:
    authority = read_authority(host)
    assert authority is not None
    registrable = registrable_domain(authority.host, catalog.lexicon)
    if registrable is None or register_of(catalog).hosts(authority.host):
        return None
    return look_alike(authority.host, registrable, speaks_for, catalog)


def link_check(host: str, claimed: str = "") -> Check:
    text = f"{claimed}请登录 {host} 办理"
    _, checks = compare(text, real(), links=(host,))
    return only(checks, "link")


# --- the tricks, over the invented register --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "reason", "value"),
    [
        ("bamboobank.com.cn.repay.top", "brand_subdomain", "bamboobank.com.cn"),
        ("www.egretcash.com.pay.example", "brand_subdomain", "egretcash.com"),
        ("qz.cn.zhuxiao.top", "brand_subdomain", "qz.cn"),
        ("egretcash.loan.top", "brand_subdomain", "egretcash.com"),
        ("egretcash.my-kefu.cn", "brand_subdomain", "egretcash.com"),
        ("egretcash-huankuan.cn", "combosquat", "egretcash.com"),
        ("vip-egretcash.com", "combosquat", "egretcash.com"),
        ("egretcash88.com", "combosquat", "egretcash.com"),
        ("egretcashkefu.cn", "combosquat", "egretcash.com"),
        ("huankuanegretcash.cn", "combosquat", "egretcash.com"),
        ("egretcashvipkefu.cn", "combosquat", "egretcash.com"),
        ("egretcash-pay.top", "combosquat", "egretcash.com"),
        ("egretcash.top", "other_ending", "egretcash.com"),
        ("egretcash.vip", "other_ending", "egretcash.com"),
        ("egretcahs.com", "typo", "egretcash.com"),
        ("egretcach.com", "typo", "egretcash.com"),
        ("egretcashh.com", "typo", "egretcash.com"),
        ("egrtcash.cn", "typo", "egretcash.com"),
        ("zh1fuhe.com", "confusable", "zhifuhe.com"),
        ("zhlfuhe.com", "confusable", "zhifuhe.com"),
        ("barnboobank.com.cn", "confusable", "bamboobank.com.cn"),
        ("bamb00bank.com.cn", "confusable", "bamboobank.com.cn"),
        ("еgretcash.com", "confusable", "egretcash.com"),
        ("xn--gretcash-b8g.com", "confusable", "egretcash.com"),
    ],
)
def test_tricks(host: str, reason: str, value: str) -> None:
    found = trick(host, invented())
    assert found is not None
    assert (found.reason, found.domain.name) == (reason, value)


@pytest.mark.parametrize(
    "host",
    [
        "egretcash.cn",  # its owner may well hold it
        "egretcash.com.cn",
        "egret.com",
        "cash.com",
        "egretcashasia.com",
        "egretcash.github.io",
        "egretcash.zhiye.example",
        "my-egret-cash.com",
        "whitegulls-club.org",
        "yuanxing-hotel.com",
        "bmbd.com.cn",
        "qz.top",
        "egretcash-pay.com",
        "egretcashvipxyz.com",
        "egretcash-egretcash.com",
        "9500o.com",
        "egret.cash.com",
        "gretca.com",
        "baocn.com",
        "baoc.n.example",
        "95000.top",
        "95008.com",
        "egretcashpay.top",
        "egretcash12345.com",
        "qz-huankuan.cn",
        "xbmbc.com",
    ],
)
def test_no_trick(host: str) -> None:
    assert trick(host, invented()) is None


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("egretcash.github.io", "brand_subdomain"),
        ("egretcash.app", "other_ending"),
        ("egretcash.asia", "other_ending"),
        ("egret.cash.com", "typo"),
        ("wwwegretcash.com", "typo"),
        ("egretcash-com.com", "combosquat"),
        ("wwwegretcashcom.cn", "combosquat"),
        ("my-egretcash.com", "combosquat"),
        ("agretcach.com", "typo"),
        ("egretcxxh.com", "typo"),
        ("ègrétcash.com", "confusable"),
        ("ègretcxsh.com", "confusable"),
        ("egrêtcazħ.com", "confusable"),
    ],
)
def test_more_tricks_are_told_where_the_owner_is_claimed(host: str, reason: str) -> None:
    found = trick(host, invented(), "egret")
    assert found is not None
    assert (found.reason, found.domain.name) == (reason, "egretcash.com")
    other = trick(host, invented(), "boat")
    assert other is None or reason in ("combosquat", "confusable")


@pytest.mark.parametrize("host", ["egretcazh.gov.cn", "egretcash-kefu.edu.cn", "egretcxxh.net"])
def test_nobody_imitates_under_an_ending_of_public_bodies_nor_by_two_letters_under_another(host: str) -> None:
    assert trick(host, invented(), "egret") is None


@pytest.mark.parametrize("ending", ["cn", "net", "com.cn", "com.hk", "jp", "bank"])
def test_endings_that_owners_hold_beside_their_own_show_nothing(ending: str) -> None:
    assert trick(f"egretcash.{ending}", invented(), "egret") is None


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("http://bamboobank.com.cn@repay.top/h5", ("mismatch", "brand_subdomain", "bamboo")),
        ("http://www.bamboobank.com.cn:80@repay.top", ("mismatch", "brand_subdomain", "bamboo")),
        ("http://www.BambooBank.com.cn@10.0.0.1/", ("mismatch", "brand_subdomain", "bamboo")),
        ("http://user@repay.example/", ("unknown", "not_on_record", None)),
        ("http://repay.top@bamboobank.com.cn/", ("match", "on_record", "bamboo")),
        ("http://bamboobank.com.cn@bamboobank.com.cn/", ("match", "on_record", "bamboo")),
        ("http://bamboobank.com.cn:8443/", ("match", "on_record", "bamboo")),
        ("http://10.0.0.1/bamboobank.com.cn", ("unknown", "ip_host", None)),
    ],
)
def test_what_stands_before_an_at_sign_is_not_where_a_link_leads(
    link: str, expected: tuple[str, str, str | None]
) -> None:
    text = f"【青竹银行】您的账单已出 {link} "
    reading = read(Message(text), real(), AS_OF)
    _, checks = verify(Message(text), reading, invented(), AS_OF)
    check = only(checks, "link")
    assert (check.status, check.reason, check.org) == expected


@pytest.mark.parametrize("host", ["bmbd.com.cn", "bmbcc.com.cn", "bmbc-x.com", "bmbc.pages.example"])
def test_short_labels_are_protected_where_their_owner_is_claimed(host: str) -> None:
    assert trick(host, invented()) is None
    assert trick(host, invented(), "bamboo") is not None
    assert trick(host, invented(), "egret") is None


def test_a_short_domain_without_its_dots_counts_where_its_owner_is_claimed() -> None:
    assert trick("www-bao-cn.com", invented()) is None
    assert trick("www-bao-cn.com", invented(), "aigrette") is not None


def test_weaker_words_count_where_the_owner_is_claimed_and_the_ending_is_cheap() -> None:
    assert trick("egretcashpay.top", invented(), "egret") is not None
    assert trick("egretcashpay.top", invented(), "boat") is None
    assert trick("egretcashpay.com", invented(), "egret") is None


def test_another_ending_of_a_short_label_counts_where_its_owner_is_claimed() -> None:
    for host, owner in (("bao.top", "aigrette"), ("95000.top", "bamboo")):
        assert trick(host, invented()) is None
        assert trick(host, invented(), "boat") is None
        assert trick(host, invented(), owner) is not None


def test_look_alike_letters_need_four_of_them_or_the_owner_claimed() -> None:
    assert trick("brnbc.com.cn", invented()) is not None
    assert trick("o1d.example", invented()) is None
    assert trick("ba0.cn", invented()) is None
    assert trick("ba0.cn", invented(), "aigrette") is not None


def test_a_media_site_and_weak_records_are_not_worth_imitating() -> None:
    assert trick("jiuqianzhan.top", invented()) is None
    assert trick("oldboat.top", invented()) is None
    assert "jr" not in imitated(invented()).labels


# --- the real register -----------------------------------------------------------------------------------------------


def test_no_official_domain_is_a_look_alike_of_another() -> None:
    bad = [host for host in official() if link_check(host).reason in LOOK_ALIKE]
    assert bad == []
    bad = [host for host in official() if link_check(f"www.{host}", "【招商银行】").reason in LOOK_ALIKE]
    assert bad == []


def test_well_known_domains_of_others_are_no_look_alikes() -> None:
    assert len(WELL_KNOWN) == len(set(WELL_KNOWN)) == 2000
    assert {host: link_check(host).reason for host in WELL_KNOWN if link_check(host).status == "mismatch"} == {}
    names = ("【招商银行】", "【信用飞】", "【支付宝】", "【京东金融】", "【某市人民法院】")
    bad = {(host, name) for name in names for host in WELL_KNOWN if link_check(host, name).reason in LOOK_ALIKE}
    assert bad == set()


def slips(label: str) -> set[str]:
    """One edit at fixed places: doubled, left out, swapped, replaced, and the classic look-alike letters."""
    middle = len(label) // 2
    found = {
        label[:middle] + label[middle] + label[middle:],
        label[:middle] + label[middle + 1 :],
        label[: middle - 1] + label[middle] + label[middle - 1] + label[middle + 1 :],
        label[:middle] + ("x" if label[middle] != "x" else "y") + label[middle + 1 :],
    }
    shapes = (("l", "1"), ("i", "1"), ("o", "0"), ("m", "rn"), ("w", "vv"))
    found |= {label.replace(plain, seen, 1) for plain, seen in shapes}
    return found - {label}


def test_slips_of_official_domains_are_named() -> None:
    """Counted over every domain worth imitating; each is claimed by its owner, as in a forged message."""
    catalog = real()
    index = imitated(catalog)
    tried = missed = 0
    for domain in index.names.values():
        if len(domain.label) < 4 or domain.label.isdigit():
            continue
        for label in slips(domain.label):
            host = f"{label}.{domain.ending}"
            if label in index.labels or register_of(catalog).hosts(host):
                continue
            tried += 1
            found = trick(host, catalog, domain.org)
            missed += found is None
    assert tried > 1000
    assert missed == 0


def test_one_edit_agrees_with_rapidfuzz() -> None:
    distance = pytest.importorskip("rapidfuzz.distance").OSA.distance
    labels = sorted(imitated(real()).labels)
    pairs = [(a, b) for a in labels[::3] for b in labels]
    pairs += [(label, slip) for label in labels for slip in slips(label)]
    pairs += [(label, slip) for label in labels[::7] for once in slips(label) for slip in slips(once)]
    assert all(one_edit(a, b) == (distance(a, b) == 1) for a, b in pairs)
    wrong = [(a, b) for a, b in pairs if two_edits(a, b) != (distance(a, b) == 2)]
    assert wrong == []
