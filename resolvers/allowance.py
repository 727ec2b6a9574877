"""What a caller may ask of this process: so much at once, and so many points in a time."""

from contextlib import AbstractContextManager
from dataclasses import dataclass

from domain.access import Viewer
from domain.rate import Quota, network
from resolvers.admission import Admission
from resolvers.meter import Lease, Meter


@dataclass(frozen=True, slots=True)
class Allowance:
    """That of one caller; `account` is who is counted, a principal or the address of the anonymous."""

    admission: Admission
    meter: Meter
    account: str
    lease: Lease | None

    def admitted(self) -> AbstractContextManager[None]:
        """Count an operation while it runs; raises TurnedAway when there are too many already."""
        return self.admission.admitted(self.account)

    async def take(self, points: int) -> None:
        """Spend points; raises TooFast when there aren't so many."""
        if self.lease is not None:
            await self.meter.take(self.lease, points)

    def settle(self, points: int) -> None:
        """Have points back that were taken and not needed; a negative number is spent in addition, come what may."""
        if self.lease is not None:
            self.lease.points += points

    def quota(self) -> Quota | None:
        """What is left; None without limit."""
        return self.lease.quota() if self.lease else None


@dataclass(frozen=True, slots=True)
class Allowances:
    """One for a process, shared by all requests."""

    admission: Admission
    meter: Meter

    def of(self, viewer: Viewer, address: str | None) -> Allowance:
        """The allowance of a caller at that address."""
        account = viewer.principal or f"address:{network(address)}"
        return Allowance(self.admission, self.meter, account, self.meter.lease(account))
