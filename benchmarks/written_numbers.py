"""How telephone numbers and links are written in messages: a form and what it means, as in ``written_forms``."""

from __future__ import annotations

from random import Random

from written_forms import Form


def phone(random: Random, kind: str) -> Form:
    """A telephone number of ``kind`` in one of its usual forms. The middle of every number is zeros."""
    last = f"{random.randint(0, 9999):04}"
    if kind == "mobile":
        start = random.choice(("139", "138", "186", "150"))
        groups = (f"{start}0000{last}", f"{start}0000{last}", f"{start}-0000-{last}", f"{start} 0000 {last}")
        abroad = (
            f"+86{start}0000{last}",
            f"+86 {start}0000{last}",
            f"0086-{start}0000{last}",
            f"(+86){start}0000{last}",
        )
        apart = " ".join(f"{start}0000{last}")
        written = random.choice((*groups, *groups, *abroad, f"{start}.0000.{last}", f"{start}0000 {last}", apart))
        return Form(written, {"digits": f"{start}0000{last}", "kind": kind})
    if kind == "virtual_mobile":
        return Form(f"1700000{last}", {"digits": f"1700000{last}", "kind": kind})
    if kind == "hotline_400":
        usual = random.choice((f"400-000-{last}", f"400000{last}"))
        forms = (f"400 000 {last}", f"4000-00{last[0]}-{last[1:]}", f"400.000.{last}", f"+86 400 000 {last}")
        written = random.choice((usual, usual, *forms))
        return Form(written, {"digits": f"400000{last}", "kind": kind})
    if kind == "masked":
        written = random.choice((f"139****{last}", f"139 **** {last}", "1390000****", f"138xxxx{last}"))
        digits = written.replace(" ", "").replace("x", "*")
        return Form(written, {"digits": digits, "kind": "mobile"})
    if kind == "spelled":
        plain = f"1390000{last}"
        digits = random.choice(("零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "〇幺二三四五六七八九"))
        places = random.sample(range(11), random.randint(5, 11))
        written = "".join(digits[int(char)] if at in places else char for at, char in enumerate(plain))
        return Form(written, {"digits": plain, "kind": "mobile"})
    if kind == "sms_106":
        written = random.choice((f"10690000{last}", f"1069 0000 {last}", f"1069000000{last}"))
        return Form(written, {"digits": written.replace(" ", ""), "kind": kind})
    if kind == "overseas":
        written = random.choice(
            (f"+852 6000 {last}", f"00852-6000{last}", f"+1 (212) 555-{last}", f"+44 2000 00{last}")
        )
        digits = written.replace("+", "00")
        return Form(written, {"digits": "".join(char for char in digits if char.isdigit()), "kind": kind})
    if kind == "local":
        written = random.choice((f"6000{last}", f"6000-{last}", f"600{last}"))
        return Form(written, {"digits": written.replace("-", ""), "kind": "landline", "extension": None})
    if kind == "service_95":
        written = random.choice((f"950{last[:2]}", f"9500{last}"))
        return Form(written, {"digits": written, "kind": kind})
    area = random.choice(("010", "021", "0755", "0571"))
    number = f"{random.randint(2, 8)}000{last}"
    usual = f"{area}-{number}"
    written = random.choice((usual, usual, f"{area}{number}", f"({area}){number}", f"{area} {number}"))
    extension = f"{random.randint(100, 9999)}" if random.random() < 0.2 else None
    shown = written + (random.choice(("转", "-", "转")) + extension if extension else "")
    return Form(shown, {"digits": area + number, "kind": "landline", "extension": extension})


HOSTS = ("example.com", "example.cn", "example.com.cn", "example.net", "example.top", "example.cc", "example.xyz")
LABELS = ("dk", "www", "m", "h5", "pay", "s", "t", "url-1", "qz2")


def link(random: Random) -> Form:
    """A link as it stands in ordinary messages."""
    registrable = random.choice(HOSTS)
    host = f"{random.choice(LABELS)}.{registrable}" if random.random() < 0.75 else registrable
    token = _token(random)
    path = random.choice(("", "/", f"/{token}", f"/{token}", f"/a/b?id={token}", f"/{token}.html"))
    scheme = random.choice(("https://", "https://", "http://", ""))
    if random.random() < 0.05:
        address = f"192.0.2.{random.randint(1, 250)}"
        return Form(f"http://{address}:8080/{token}", {"host": address, "registrable": None})
    if random.random() < 0.1:
        host = host.upper() if scheme else host
    fields = {"host": host.lower(), "registrable": registrable}
    return Form(f"{scheme}{host}{path}", fields, lead=random.choice(("", "", " ")), tail=random.choice(("", " ")))


def special_link(random: Random) -> Form:
    """A deep link, an address in Chinese, a file that installs something, a host with a port or a user."""
    token = _token(random)
    text, fields = random.choice(
        (
            (f"weixin://dl/business/?t={token}", {"host": "", "traits": ("deep_link",)}),
            (f"alipays://platformapi/startapp?appId={token}", {"host": "", "traits": ("deep_link",)}),
            (f"https://example.com/{token}.apk", {"host": "example.com", "traits": ("app_package",)}),
            (f"http://www.example.com:8080/{token}", {"host": "www.example.com", "traits": ("port",)}),
            (f"http://bank@example.com/{token}", {"host": "example.com", "traits": ("userinfo",)}),
            (f"http://192.0.2.7/{token}", {"host": "192.0.2.7", "traits": ("ip_host",)}),
            (f"https://xn--fsq.example.com/{token}", {"host": "xn--fsq.example.com", "traits": ("punycode",)}),
            (f"http://例子.example.com/{token}", {"host": "xn--fsqu00a.example.com"}),
        )
    )
    return Form(text, fields, lead=random.choice(("", " ")), tail=" ")


def hidden_link(random: Random) -> Form:
    """A link written so that filters miss it."""
    label, registrable, token = random.choice(LABELS[:4]), random.choice(HOSTS[:2]), _token(random)
    host = f"{label}.{registrable}"
    shown = random.choice(
        (
            f"{host.replace('.', '。')}/{token}",
            f"{host.replace('.', '点')}/{token}",
            f"https：//{host}/{token}",
            f"hxxps://{host}/{token}",
            f"{host.replace('.', '[.]')}/{token}",
            "".join(chr(ord(char) + 0xFEE0) for char in f"{host}/{token}"),
            f"https://{host[:3]}\u200b{host[3:]}/{token}",
            f"h t t p s://{host}/{token}",
            f"http:/ /{host}/{token}",
            f"{host.replace('.', ' . ')}/{token}",
            f"{host.replace('.', '．')}/{token}",
            f"{host.replace('.', ' dot ')}/{token}",
        )
    )
    return Form(shown, {"host": host, "registrable": registrable}, lead=" ", tail=" ")


def _token(random: Random) -> str:
    return "".join(random.choice("abcdefghkmnpqrstABCDEFGHK23456789") for _ in range(random.randint(3, 7)))
