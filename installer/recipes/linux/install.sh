#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs Portfolio Desktop for you alone, without an administrator: sh install.sh
# Removes it again, and leaves workspaces, backups and settings: sh install.sh --remove
set -eu

here=$$(cd "$$(dirname "$$0")" && pwd)
data=$${XDG_DATA_HOME:-$$HOME/.local/share}
program=$$HOME/.local/lib/$name
command=$$HOME/.local/bin/$name

refresh() {
    for tool in "update-desktop-database $$data/applications" "update-mime-database $$data/mime" \
        "gtk-update-icon-cache -q -t $$data/icons/hicolor"; do
        if command -v "$${tool%% *}" >/dev/null; then $$tool >/dev/null 2>&1 || true; fi
    done
}

remove() {
    rm -rf "$$program"
    rm -f "$$command" "$$data/applications/$name.desktop" "$$data/mime/packages/$name.xml"
    find "$$data/icons/hicolor" \( -name '$name.*' -o -name '$icon.*' \) -delete 2>/dev/null || true
}

if [ "$${1:-}" = --remove ]; then
    remove
    refresh
    echo "Portfolio Desktop is removed. Your workspaces, backups and settings are where they were."
    exit 0
fi
if [ "$$here" = "$$program" ]; then
    echo "This copy is the installed one. To remove it: sh install.sh --remove" >&2
    exit 1
fi
remove
mkdir -p "$$program" "$$data/applications" "$$data/mime/packages" "$$HOME/.local/bin"
cp -R "$$here/program/." "$$program"
cp "$$here/install.sh" "$$program/"
ln -s "$$program/$name" "$$command"
sed "s|^Exec=[^ ]*|Exec=\"$$program/$name\"|" "$$here/share/applications/$name.desktop" >"$$data/applications/$name.desktop"
cp "$$here/share/mime/packages/$name.xml" "$$data/mime/packages/"
cp -R "$$here/share/icons" "$$data/"
refresh
echo "Portfolio Desktop is installed: $$command, and in your desktop's menu."
