# SPDX-License-Identifier: Apache-2.0
"""What a person does about sharing: share, join, invite, leave, choose the folder anew. Questions first, then the work."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from portfolio_desktop.base.errors import Refusal, Trouble
from portfolio_desktop.base.i18n import N_, _
from portfolio_desktop.base.laptop import unsafe_here
from portfolio_desktop.base.paths import laptop_folder
from portfolio_desktop.base.progress import Progress
from portfolio_desktop.gui.ask import Choice
from portfolio_desktop.gui.desk import Desk
from portfolio_desktop.gui.pages.sharing.addresses import Addresses
from portfolio_desktop.gui.pages.sharing.rounds import Rounds
from portfolio_desktop.services.office import Office, open_office

if TYPE_CHECKING:
    from portfolio_desktop.sharing.part import Part, Standing
    from portfolio_desktop.sharing.places import Place
    from portfolio_desktop.sync.invitation import Invitation

_SUFFIX, _WORKSPACE = ".invitation", ".portfolio"
_PLAIN, _SEALED, _LEAVE, _ANYWAY, _PUT_BACK = "plain", "sealed", "leave", "anyway", "put back"
_COME_BACK, _COPY = "come back", "copy"

_ENCRYPT = N_(
    "Whoever can open the folder can read what lies in it, unless it is encrypted. Only laptops with an invitation can write "
    "to the portfolio either way."
)
_HAND_OVER = N_(
    "{path} is the invitation. Hand it over in private to those who are to join, and never put it into the shared folder: "
    "whoever has it can read and change what is shared."
)
_LEAVING = N_(
    "This workspace goes on alone. What was shared stays with the others, and all of it stays here. To come back, join with an "
    "invitation while it is open."
)
_BACK = N_(
    "This workspace is of the portfolio “{title}”, and not shared now. It can come back: what was changed in it meanwhile goes "
    "to the others, and theirs comes here."
)

Join = Callable[[Path, Callable[[], Office], Callable[[], None]], None]


class SharingActs(QObject):
    """`join` opens the workspace that an act has made at a path, and calls what follows."""

    def __init__(self, desk: Desk, rounds: Rounds, join: Join, documents: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rounds = rounds
        self._join = join
        self._documents = documents
        self._addresses = Addresses(desk, self)

    def share(self) -> None:
        """Ask for the folder, whether to encrypt, and where the invitation goes; then share."""
        self._desk.ask.folder(_("The folder to share through"), self._share_into)

    def share_at(self) -> None:
        """The same through an address."""
        self._addresses.ask("", self._share_into)

    def invite(self) -> None:
        """Write another invitation."""

        def write(path: Path) -> None:
            def work(part: "Part") -> "Standing | None":
                from portfolio_desktop.sharing.invitations import keep_invitation, refuse_shared_place

                if part.folder is not None:
                    refuse_shared_place(path, part.folder)
                keep_invitation(part.invite(self._title), path)
                return part.standing

            self._rounds.carry_out(work, lambda: self._tell_invitation(path), self._refuse)

        self._ask_invitation(write)

    def join(self) -> None:
        """Ask for the invitation, the folder, and where this laptop's own copy goes; then join."""
        ask = self._desk.ask

        def given(path: Path) -> None:
            self._desk.jobs.free(lambda _progress: _read(path), owner=self, done=found, failed=self._refuse)

        def found(invitation: "Invitation") -> None:
            if invitation.address:
                self._addresses.ask(invitation.address, lambda place: own(invitation, place))
                return
            ask.folder(
                _("The shared folder, as this laptop reaches it"), lambda folder: own(invitation, folder)
            )

        def own(invitation: "Invitation", folder: "Place") -> None:
            if self._desk.workspace is None or self._desk.read_only:
                copy(invitation, folder)
                return
            self._desk.read(
                lambda office: _is_alone_of(office, invitation),
                lambda alone: back(invitation, folder) if alone else copy(invitation, folder),
                owner=self,
            )

        def back(invitation: "Invitation", folder: "Place") -> None:
            choices = (
                Choice(_COME_BACK, _("Come back with this workspace")),
                Choice(_COPY, _("Join with another copy")),
            )

            def chosen(key: str) -> None:
                if key == _COME_BACK:
                    self._go_back(invitation, folder)
                else:
                    copy(invitation, folder)

            from portfolio_desktop.sharing.words import plain

            ask.choose(_("Come back?"), _(_BACK).format(title=plain(invitation.title)), choices, chosen)

        def copy(invitation: "Invitation", folder: "Place") -> None:
            suggested = _safe_place(self._documents) / f"{_file_name(invitation.title)}{_WORKSPACE}"
            kinds = [_("Workspaces ({pattern})").format(pattern=f"*{_WORKSPACE}")]
            ask.save_file(
                _("Where to keep your own copy"),
                suggested,
                kinds,
                lambda file: self._go_join(invitation, folder, file),
            )

        kinds = [_("Invitations ({pattern})").format(pattern=f"*{_SUFFIX}")]
        ask.open_file(_("The invitation that you were handed"), kinds, given)

    def leave(self) -> None:
        """Ask, and leave; once more where changes were never sent."""

        def go(*, anyway: bool) -> None:
            def work(part: "Part") -> None:
                part.leave(anyway=anyway)

            def failed(error: Exception) -> None:
                if anyway or not isinstance(error, Refusal):
                    self._refuse(error)
                    return
                choice = Choice(_ANYWAY, _("Leave without sending"), destructive=True)
                self._desk.ask.choose(
                    _("Leave the share?"), str(error), (choice,), lambda _key: go(anyway=True)
                )

            def left() -> None:
                self._desk.notify(_("The workspace is shared no longer."))

            self._rounds.carry_out(work, left, failed, _("Leaving the share"))

        choice = Choice(_LEAVE, _("Leave the share"))
        self._desk.ask.choose(_("Leave the share?"), _(_LEAVING), (choice,), lambda _key: go(anyway=False))

    def choose_folder(self) -> None:
        """The folder has moved: ask for its new place, and go on through that."""
        self._desk.ask.folder(_("Where the shared folder is now"), self._choose)

    def choose_address(self) -> None:
        """The same for an address, or where its password is another now."""
        shown = self._rounds.shown
        present = shown.folder if shown is not None else None
        self._addresses.ask(
            "" if present is None or isinstance(present, Path) else str(present), self._choose
        )

    def put_back(self) -> None:
        """Publish again what has gone from the folder."""
        self._rounds.round(put_back=True)

    @property
    def _title(self) -> str:
        return self._desk.workspace.path.stem if self._desk.workspace else ""

    def _ask_invitation(self, then: Callable[[Path], None]) -> None:
        kinds = [_("Invitations ({pattern})").format(pattern=f"*{_SUFFIX}")]
        suggested = self._documents / f"{_file_name(self._title)}{_SUFFIX}"
        self._desk.ask.save_file(_("Where to put the invitation"), suggested, kinds, then)

    def _share_into(self, folder: "Place") -> None:
        def where(key: str) -> None:
            self._ask_invitation(lambda path: self._share(folder, key == _SEALED, path))

        choices = (Choice(_SEALED, _("Encrypt")), Choice(_PLAIN, _("Do not encrypt")))
        self._desk.ask.choose(_("Encrypt what is shared?"), _(_ENCRYPT), choices, where)

    def _choose(self, folder: "Place", *, put_back: bool = False) -> None:
        def work(part: "Part") -> "Standing":
            part.choose_folder(folder, put_back=put_back)
            return part.round(thorough=True, put_back=put_back)

        def failed(error: Exception) -> None:
            from portfolio_desktop.sharing.places import WrongPlace

            if not (isinstance(error, WrongPlace) and error.vacant):
                self._refuse(error)
                return
            choice = Choice(_PUT_BACK, _("Put the share back here"), deliberate=True)
            self._desk.ask.choose(
                _("The share is not there"),
                str(error),
                (choice,),
                lambda _key: self._choose(folder, put_back=True),
            )

        self._rounds.carry_out(work, None, failed, _("Looking into the folder"))

    def _share(self, folder: "Place", encrypted: bool, path: Path) -> None:
        title = self._title

        def work(part: "Part") -> "Standing":
            from portfolio_desktop.sharing.invitations import keep_invitation, refuse_shared_place

            refuse_shared_place(path, folder)
            invitation, standing = part.share(folder, encrypted=encrypted, title=title)
            keep_invitation(invitation, path)
            return standing

        self._rounds.carry_out(
            work, lambda: self._tell_invitation(path), self._refuse, _("Sharing the portfolio")
        )

    def _tell_invitation(self, path: Path) -> None:
        self._desk.ask.inform(_("The invitation is written"), _(_HAND_OVER).format(path=path))

    def _go_back(self, invitation: "Invitation", folder: "Place") -> None:
        def work(part: "Part") -> "Standing":
            return part.come_back(invitation, folder)

        def joined() -> None:
            shown = self._rounds.shown
            self._tell_joined(invitation, shown.standing if shown is not None else None)

        self._rounds.carry_out(work, joined, self._refuse, _("Joining {name}").format(name=self._title))

    def _tell_joined(self, invitation: "Invitation", standing: "Standing | None") -> None:
        from portfolio_desktop.sharing.words import joined, on_its_way

        self._desk.notify(joined(invitation))
        for sentence in on_its_way(standing.report) if standing is not None else ():
            self._desk.ask.inform(_("Joined"), sentence)

    def _go_join(self, invitation: "Invitation", folder: "Place", file: Path) -> None:
        author = self._desk.settings.author

        def work(progress: Progress) -> "Standing":
            from portfolio_desktop.sharing.part import join

            office, standing = join(invitation, folder, file, author, progress)
            office.close()
            return standing

        self._desk.jobs.free(
            work,
            label=_("Joining {name}").format(name=file.stem),
            owner=self,
            done=lambda standing: self._join(
                file, lambda: open_office(file, author), lambda: self._tell_joined(invitation, standing)
            ),
            failed=self._refuse,
        )

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, Refusal | Trouble):
            self._desk.ask.refuse(str(error))


def _read(path: Path) -> "Invitation":
    from portfolio_desktop.sharing.invitations import read_invited

    return read_invited(path)


def _is_alone_of(office: Office, invitation: "Invitation") -> bool:
    """Whether a workspace is one of the portfolio, and not shared."""
    from portfolio_desktop.sharing.shared import is_shared

    return office.store.id == invitation.office.portfolio and not is_shared(office)


def _safe_place(documents: Path) -> Path:
    """Documents, or this laptop's own folder where those are kept in step by somebody."""
    return laptop_folder("portfolios") if unsafe_here(documents) else documents


def _file_name(title: str) -> str:
    """The title of a portfolio as a name for a file, whoever wrote it."""
    kept = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in title).strip()
    return kept[:60].strip() or _("Portfolio")
