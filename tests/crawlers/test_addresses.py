"""Which addresses are of the public internet."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.addresses import Allowed, is_public


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
        *("64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:80ff:fffe", "2001:db8::1"),
        *("", "localhost", "127.1", "0x7f000001", "2130706433", "1.2.3", "::g"),
    ],
)
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.215.14", "2606:4700:4700::1111", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_no_form_of_ipv6_hides_an_address_that_is_not_public(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    for form in (f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}", f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1"):
        assert is_public(form) == is_public(str(address))
    assert not is_public(f"::ffff:{address}")


def test_what_the_operator_allows() -> None:
    allowed = Allowed.parse("intranet.example., 10.1.0.0/16 [::1]")
    assert allowed.host("Intranet.Example") and not allowed.host("sub.intranet.example")
    assert allowed.address("10.1.2.3") and allowed.address("::1") and allowed.address("8.8.8.8")
    assert not allowed.address("10.2.0.1") and not allowed.address("127.0.0.1") and not allowed.address("nonsense")
    assert Allowed.parse("") == Allowed()
