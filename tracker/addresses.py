"""Whose requests are counted together."""

from ipaddress import IPv6Address, IPv6Network, ip_address


def customer(address: str) -> str:
    """Of an IPv6 address its network of 64 bits, all of whose addresses one customer has; any other text as it is."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Network((found, 64), strict=False).network_address) if isinstance(found, IPv6Address) else address
