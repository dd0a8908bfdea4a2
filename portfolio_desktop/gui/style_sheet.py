# SPDX-License-Identifier: Apache-2.0
"""The one style sheet, filled with a theme's colours. Only what QPalette over Fusion cannot say stands here.

Widgets are addressed by class, or by the dynamic properties `flat`, `line`, `primary`, `problem`, `segment`,
`fold`, `chip`, `menu` and `panel`; never by object name.
"""

from string import Template
from typing import TYPE_CHECKING

from portfolio_desktop.base.paths import shipped

if TYPE_CHECKING:
    from portfolio_desktop.gui.theme import Theme

_SHEET = Template("""
QToolTip { background: $raised; color: $text; border: 1px solid $edge; padding: 4px 6px; }

QLabel[ink="muted"] { color: $muted; }
QLabel[ink="accent"] { color: $accent; }
QLabel[ink="danger"] { color: $danger; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $surface; color: $text; border: 1px solid $edge; border-radius: 4px; padding: 3px 6px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $muted;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; padding: 2px 5px;
}
QAbstractSpinBox { padding: 2px 6px 1px 6px; }
QAbstractSpinBox:focus { padding: 1px 5px 0 5px; }
QLineEdit:disabled, QLineEdit:read-only, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    background: $raised; border-color: $line;
}
QAbstractItemView QLineEdit, QAbstractItemView QComboBox, QAbstractItemView QPlainTextEdit {
    border: 2px solid $accent; border-radius: 0; padding: 0 4px;
}
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"] { border: 1px solid $danger; }
QLineEdit[problem="true"]:focus, QPlainTextEdit[problem="true"]:focus, QComboBox[problem="true"]:focus {
    border: 3px solid $danger; padding: 1px 4px;
}

QComboBox QLineEdit, QAbstractSpinBox QLineEdit,
QComboBox QLineEdit:focus, QAbstractSpinBox QLineEdit:focus {
    border: none; padding: 0; background: transparent;
}
QAbstractItemView QComboBox[flat="true"] {
    border: 1px solid $line; border-radius: 4px; padding: 2px 6px; margin: 2px 4px 2px 0;
}
QAbstractItemView QComboBox[flat="true"]:focus { border: 2px solid $accent; padding: 1px 5px; }
QComboBox::drop-down, QDateTimeEdit::drop-down { border: none; width: 20px; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow { image: url("$pictures/down.svg"); width: 14px; height: 14px; }
QComboBox[list="true"] { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $outline; padding: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 18px; }
QAbstractSpinBox::up-arrow { image: url("$pictures/up.svg"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$pictures/down.svg"); width: 10px; height: 10px; }

QCheckBox, QRadioButton { spacing: 8px; padding: 3px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; padding: 2px; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
    width: 14px; height: 14px; border: 1px solid $edge; border-radius: 3px; background: $surface;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$pictures/check.svg");
}
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
    background: $accent; border-color: $accent; image: url("$pictures/minus.svg");
}
QRadioButton::indicator:checked { background: $surface; border: 5px solid $accent; width: 6px; height: 6px; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QPushButton {
    background: $surface; color: $text; border: 1px solid $outline; border-radius: 4px;
    padding: 4px 13px; min-height: 18px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 3px 12px; }
QPushButton:disabled { color: $edge; border-color: $line; background: $window; }
QPushButton:default, QPushButton[primary="true"] {
    background: $accent; color: $on_accent; border-color: $accent;
}
QPushButton:default:focus, QPushButton[primary="true"]:focus { border: 4px double $on_accent; padding: 1px 10px; }
QPushButton[primary="true"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton[flat="true"] {
    background: transparent; border-color: transparent; color: $accent; padding: 4px 8px;
}
QPushButton[line="true"] { text-align: left; padding: 4px; }
QPushButton[line="true"]:focus { padding: 3px; }
QPushButton[flat="true"]:hover { background: $hover; }
QPushButton[flat="true"]:disabled { color: $edge; background: transparent; }
QPushButton[flat="true"]:focus { border: 2px solid $accent; padding: 3px 7px; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $accent_soft; color: $accent; }
QToolButton:pressed { background: $selection; }
QToolButton:focus { border: 2px solid $accent; padding: 3px; }
QToolButton:disabled { color: $edge; }
QToolButton[popupMode="1"] { padding-right: 18px; }
QToolButton::menu-button { border: none; width: 16px; }
QToolButton::menu-arrow, QToolButton::menu-indicator {
    image: url("$pictures/down.svg"); width: 12px; height: 12px;
}
QToolButton[popupMode="2"] { padding-right: 20px; }
QToolButton[popupMode="2"][menu="true"] { padding-right: 4px; }
QToolButton[popupMode="2"]::menu-indicator {
    subcontrol-origin: border; subcontrol-position: center right; right: 5px;
}
QToolButton[menu="true"]::menu-indicator { image: none; width: 0; }
QToolButton[fold="true"] { padding: 5px 0; text-align: left; }
QToolButton[fold="true"]:checked { background: transparent; color: $text; }
QToolButton[fold="true"]:hover { background: $hover; }
QToolButton[fold="true"]:focus { border: 2px solid $accent; padding: 4px 0; }
QToolButton[chip="true"] { background: $accent_soft; color: $text; border-radius: 11px; padding: 3px 8px; }
QToolButton[chip="true"]:hover { background: $selection; }
QToolButton[chip="true"]:focus { border: 2px solid $accent; padding: 2px 7px; }
QToolButton[segment="true"] { color: $muted; padding: 3px 11px; }
QToolButton[segment="true"]:checked { background: $surface; color: $text; border-color: $outline; }
QToolButton[segment="true"]:focus { border: 2px solid $accent; padding: 2px 10px; }

QFrame[panel="surface"] { background: $surface; border: 1px solid $line; border-radius: 6px; }
QFrame[panel="inset"] { background: $hover; border: 1px solid $line; border-radius: 6px; }
QFrame[panel="toast"] { background: $raised; border: 1px solid $outline; border-radius: 6px; }

QHeaderView { background: $raised; }
QHeaderView::section {
    background: $raised; color: $muted; padding: 4px 8px;
    border: none; border-bottom: 1px solid $line; border-right: 1px solid $line;
}
QTableView, QTreeView, QListView {
    background: $surface; border: none; gridline-color: $line; outline: none;
    selection-background-color: $selection; selection-color: $on_selection;
}

QListView::item { padding: 4px 8px; }
QListView::item:focus, QTreeView::item:focus, QTableView::item:focus { border: 2px solid $accent; }
QListView::item:focus { padding: 2px 6px; }
QListView::item:selected:focus, QTreeView::item:selected:focus, QTableView::item:selected:focus {
    background: $selection; color: $on_selection;
}

QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 6px 10px; border: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { border: 2px solid $accent; }

QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $outline; border-radius: 4px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QStatusBar { background: $window; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QMenu { background: $surface; border: 1px solid $outline; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 8px; border-radius: 3px; }
QMenu::item:selected { background: $selection; color: $on_selection; }
QMenu::item:disabled { color: $edge; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
""")


def style_sheet(theme: "Theme") -> str:
    """The sheet in the colours of `theme`."""
    names = set(_SHEET.get_identifiers()) - {"pictures"}
    pictures = shipped("resources", "themes", theme.name).as_posix()  # Qt reads forward slashes everywhere
    return _SHEET.substitute({name: getattr(theme, name) for name in names}, pictures=pictures)
