"""A user's own records over the register: what they add and replace, how they are worded, and what is wrong in them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from triage.catalog import Catalog, load_catalog
from triage.catalog.overlay import overlaid
from triage.catalog.register import offerable, register_of, standing
from triage.errors import DataErrors
from triage.model import Text

FILE = """\
orgs:
  - id: bank-qingzhu
    contacts:
      - {kind: hotline, value: "95000", purpose: closed, callable_by: nobody, as_of: "2026-10"}
      - {kind: hotline, value: "4000000123", as_of: "2026-11-20", note: 分行给的电话}
  - id: cloud-loan
    name: 云栈小贷
    role: lender
    lender_type: microloan
    aliases: [云栈]
    contacts:
      - {kind: domain, value: yunzhan.example, as_of: "2026-11"}
      - {kind: app, value: 云栈借款, as_of: "2026-11"}
"""


@pytest.fixture
def small(folder: Path) -> Catalog:
    return load_catalog(folder)


@pytest.fixture
def mine(small: Catalog) -> Catalog:
    return overlaid(small, FILE, "mine.yaml")


def test_a_contact_of_the_same_kind_and_value_is_replaced_and_others_are_added(mine: Catalog, small: Catalog) -> None:
    before, after = small.org("bank-qingzhu"), mine.org("bank-qingzhu")
    assert [one.value for one in after.contacts] == [*(one.value for one in before.contacts[1:]), "95000", "4000000123"]
    assert after._replace(contacts=before.contacts) == before
    lapsed, new = after.contacts[-2:]
    assert (lapsed.purpose, offerable(lapsed)) == ("closed", False)
    assert (new.purpose, offerable(new)) == ("general", True)
    assert new.note == Text("分行给的电话", "分行给的电话")


def test_an_organisation_is_added_and_found(mine: Catalog) -> None:
    org = mine.org("cloud-loan")
    assert (org.name, org.role, org.lender_type) == (Text("云栈小贷", "云栈小贷"), "lender", "microloan")
    assert (org.status, org.status_as_of, org.identifies) == ("active", "2026-11", True)
    register = register_of(mine)
    assert register.names("云栈") == register.names("云栈借款") == ("cloud-loan",)
    assert [one.org for one in register.hosts("m.yunzhan.example")] == ["cloud-loan"]
    assert [one.org for one in register.numbers("4000000123")] == ["bank-qingzhu"]
    assert mine.org_ids() == ("bank-qingzhu", "police", "label", "cloud-loan")


def test_every_contact_is_the_users_own_and_never_official(mine: Catalog) -> None:
    own = [one for id in mine.org_ids() for one in mine.org(id).contacts if one.source_kind == "own"]
    assert len(own) == 4
    for one in own:
        assert standing(one) == "own"
        assert one.confidence == "medium"
        assert [mine.source(id).title for id in one.sources] == ["mine.yaml"]


def test_the_register_itself_stays_as_it_is(mine: Catalog, small: Catalog) -> None:
    assert small.overlay is None
    assert "cloud-loan" not in small.org_ids()
    assert register_of(small).names("云栈") == ()
    assert standing(small.org("bank-qingzhu").contacts[0]) == "public_list"
    assert mine.lexicon is small.lexicon


def test_the_digest_names_what_was_used(mine: Catalog, small: Catalog) -> None:
    assert mine.overlay is not None
    assert mine.overlay[::2] == ("mine.yaml", ("bank-qingzhu", "cloud-loan"))
    again = overlaid(small, "# a remark\n" + FILE, "mine.yaml")
    assert (again.digest, again.overlay) == (mine.digest, mine.overlay)
    other = overlaid(small, FILE.replace("4000000123", "4000000124"), "mine.yaml")
    assert len({small.digest, mine.digest, other.digest}) == 3
    assert other.overlay is not None
    assert other.overlay.digest != mine.overlay.digest
    assert mine.digest.startswith("sha256:")


def test_a_public_body_may_be_added_to(small: Catalog) -> None:
    added = "orgs: [{id: police, aliases: [片警], contacts: [{kind: hotline, value: '01000000000', as_of: '2026-11'}]}]"
    police = overlaid(small, added, "mine.yaml").org("police")
    assert [one.value for one in police.contacts] == ["110", "01000000000"]
    assert police.aliases == ("片警",)


FAULTS = [
    ("orgs:", "org:", "mine.yaml:1: unknown key org, perhaps orgs"),
    ("orgs:\n", "- orgs\n", "mine.yaml:2: mapping values are not allowed"),
    ("id: cloud-loan", "id: Cloud Loan", "mine.yaml:6: 'Cloud Loan' is not an id"),
    ("id: cloud-loan", "id: bank-qingzhu", "mine.yaml:6: the id bank-qingzhu stands here twice"),
    ("    name: 云栈小贷\n", "", "mine.yaml:6: cloud-loan is not on record, so name is missing"),
    ("    role: lender\n", "", "mine.yaml:6: cloud-loan is not on record, so role is missing"),
    ("role: lender", "role: authority", "mine.yaml:8: 'authority' is not one of lender, platform, collector, carrier"),
    ("role: lender", "role: lender\n    role: other", "mine.yaml:9: the key role stands here twice"),
    ('value: "4000000123"', 'value: "400-000"', "mine.yaml:5: '400-000' is not a number of digits only"),
    ('value: "4000000123"', 'valu: "4000000123"', "mine.yaml:5: unknown key valu, perhaps value"),
    ('value: "4000000123"', 'value: "95000"', "mine.yaml:5: hotline 95000 stands here twice"),
    ("purpose: closed, callable_by: nobody", "purpose: closed", "mine.yaml:4: a line for closed is not for borrowers"),
    ('as_of: "2026-11-20", ', "", "mine.yaml:5: as_of is missing"),
    ('as_of: "2026-11-20"', "as_of: yesterday", "mine.yaml:5: 'yesterday' is not YYYY, "),
    ('as_of: "2026-11-20"', "as_of: undated", "mine.yaml:5: 'undated' is not a date: when did you see it last?"),
    ("yunzhan.example", "https://yunzhan.example", "mine.yaml:12: 'https://yunzhan.example' is not a host name"),
    (", as_of: \"2026-11-20\"", ", confidence: high, as_of: \"2026-11-20\"", "mine.yaml:5: unknown key confidence"),
    ("note: 分行给的电话", "note: 快打！", "mine.yaml:5: no exclamation marks in texts for people"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "wanted"), FAULTS)
def test_a_fault_is_told_with_its_line(small: Catalog, old: str, new: str, wanted: str) -> None:
    with pytest.raises(DataErrors) as error:
        overlaid(small, FILE.replace(old, new, 1), "mine.yaml")
    told = [str(fault) for fault in error.value.faults]
    assert any(one.startswith(wanted) for one in told), told


@pytest.mark.parametrize(
    ("org", "told"),
    [
        (
            "{id: police, contacts: [{kind: hotline, value: '110', purpose: vip, callable_by: nobody, as_of: '2026'}]}",
            "mine.yaml:1: 110 of a public body is on record and stays as it is",
        ),
        (
            "{id: police, role: other}",
            "mine.yaml:1: police is a public body: contacts and names may be added, the rest",
        ),
        ("{id: police, name: 保安}", "mine.yaml:1: police is a public body: contacts and names may be added, the rest"),
    ],
)
def test_a_public_body_is_not_changed(small: Catalog, org: str, told: str) -> None:
    with pytest.raises(DataErrors) as error:
        overlaid(small, f"orgs: [{org}]", "mine.yaml")
    assert str(error.value).startswith(told)


@pytest.mark.parametrize("content", ["", "[]", "orgs: []", "orgs: {}", "text", "\0", "orgs: [&a {id: x}, *a]"])
def test_what_is_no_overlay_at_all(small: Catalog, content: str) -> None:
    with pytest.raises(DataErrors) as error:
        overlaid(small, content, "mine.yaml")
    assert str(error.value).startswith("mine.yaml:1: ")


def test_all_faults_come_at_once(small: Catalog) -> None:
    broken = FILE.replace("id: cloud-loan", "id: Cloud Loan").replace("kind: domain", "kind: page")
    with pytest.raises(DataErrors) as error:
        overlaid(small, broken.replace("role: lender", "role: boss"), "mine.yaml")
    assert [fault.line for fault in error.value.faults] == [6, 8]
    with pytest.raises(DataErrors) as error:
        overlaid(small, FILE.replace("kind: domain", "kind: page").replace("2026-11-20", "2026-13"), "mine.yaml")
    assert [fault.line for fault in error.value.faults] == [5, 12]


def test_an_own_record_grows_old_like_any_other(mine: Catalog) -> None:
    from triage.catalog.age import aged

    line = mine.org("bank-qingzhu").contacts[-1]
    assert offerable(aged(line, mine, date(2027, 11, 1)))
    assert not offerable(aged(line, mine, date(2029, 1, 1)))
