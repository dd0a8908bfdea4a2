# SPDX-License-Identifier: Apache-2.0
"""What opens servers, as a test gives it."""

from tests.support.servers import PASSWORD


class Given:
    """The keys of a laptop. `refusals` counts how often a password was said to be wrong."""

    def __init__(self, password: str | None = PASSWORD, hosts: str = "") -> None:
        self.given, self.known, self.refusals = password, hosts, 0

    def password(self) -> str | None:
        return self.given

    def hosts(self) -> str:
        return self.known

    def refused(self) -> None:
        self.refusals += 1
