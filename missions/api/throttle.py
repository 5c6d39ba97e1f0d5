"""How many requests one address may make."""

import logging
from typing import TYPE_CHECKING

from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle

from tracker.addresses import customer

if TYPE_CHECKING:
    # While it loads, it loads this.
    from rest_framework.views import APIView

log = logging.getLogger(__name__)


class AddressThrottle(AnonRateThrottle):
    """Counts in the cache. Where the cache does not answer, nobody is counted: the API goes on without it."""

    def get_ident(self, request: Request) -> str:
        return customer(str(super().get_ident(request)))

    def allow_request(self, request: Request, view: "APIView") -> bool:
        try:
            allowed: bool = super().allow_request(request, view)
        except (OSError, RedisError) as error:
            log.warning("Requests are not counted, because the cache does not answer: %s", error)
            return True
        return allowed


def reader_of(request: Request) -> str:
    """Whose requests these count as."""
    return AddressThrottle().get_ident(request)
