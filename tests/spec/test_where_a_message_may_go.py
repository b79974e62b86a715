"""When a message is tried again, and to which addresses Homeward connects at all (S-13)."""

from datetime import timedelta

import pytest

from homeward.register.tasks.rules.outgoing import is_given_up, tried_again_at, wrong_address, wrong_numbers
from tests.factories import NOW

# after so many tries, again in so many minutes, given up instead
TRIES = [(1, 1, False), (2, 2, False), (3, 4, False), (6, 32, False), (7, 60, False), (8, 60, True), (40, 60, True)]


@pytest.mark.parametrize(("tries", "minutes", "given_up"), TRIES)
def test_a_message_that_fails_waits_longer_each_time_and_is_given_up_after_eight(tries, minutes, given_up) -> None:
    assert tried_again_at(tries, at=NOW) == NOW + timedelta(minutes=minutes)
    assert is_given_up(tries) is given_up


# the address, what is wrong in real use, what is wrong in a demonstration
ADDRESSES = [
    ("https://pager.example.test/in", "", ""),
    ("https://pager.example.test:8443/in?desk=1", "", ""),
    ("http://pager.example.test/in", "not-https", ""),
    ("file:///etc/passwd", "no-host", "no-host"),
    ("ftp://pager.example.test/", "not-https", "not-https"),
    ("https://user:secret@pager.example.test/", "no-host", "no-host"),
    ("https://pager.example.test:99999/", "no-host", "no-host"),
    ("https://[::1/", "no-host", "no-host"),
    ("pager.example.test", "no-host", "no-host"),
    ("", "no-host", "no-host"),
]


@pytest.mark.parametrize(("address", "in_real_use", "in_a_demonstration"), ADDRESSES)
def test_an_address_is_https_and_names_a_host(address, in_real_use, in_a_demonstration) -> None:
    assert wrong_address(address, https_only=True) == in_real_use
    assert wrong_address(address, https_only=False) == in_a_demonstration


# the numbers a name leads to, what is wrong
NUMBERS = [
    (["8.8.8.8"], ""),
    (["2a00:1450:4009::200e"], ""),
    (["8.8.8.8", "10.0.0.5"], "private-address"),
    (["127.0.0.1"], "private-address"),
    (["192.168.1.1"], "private-address"),
    (["172.16.0.1"], "private-address"),
    (["169.254.169.254"], "private-address"),
    (["100.64.0.1"], "private-address"),
    (["0.0.0.0"], "private-address"),
    (["224.0.0.1"], "private-address"),
    (["::1"], "private-address"),
    (["fe80::1%eth0"], "private-address"),
    (["fd00::1"], "private-address"),
    (["::ffff:10.0.0.1"], "private-address"),
    (["2002:a00:1::"], "private-address"),
    ([], "no-host"),
]


@pytest.mark.parametrize(("numbers", "wrong"), NUMBERS)
def test_no_number_of_a_private_network_is_connected_to_unless_that_is_set(numbers, wrong) -> None:
    assert wrong_numbers(numbers, private_allowed=False) == wrong
    assert wrong_numbers(numbers, private_allowed=True) == ("" if numbers else "no-host")
