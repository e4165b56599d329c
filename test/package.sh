#!/usr/bin/env bash
# The package from beginning to end: made, installed with apt-get, walked through by an ordinary user with the sandbox on,
# removed. As root, on Debian or Ubuntu; --no-build takes the package that lies in dist/.
# What it makes (a user, an installation) it takes away again, also when it fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
checkout=$PWD

say() { printf '\n== %s\n' "$*"; }
fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}

[ "$(id -u)" = 0 ] || fail "this installs a package and makes a user, so it has to run as root"
! dpkg-query -W -f='${Status}' keyrack 2>/dev/null | grep -q 'ok installed' ||
  fail "Keyrack is installed on this machine and would be gone at the end; please remove it first"
user=keyrack-walk
home=/home/$user
! getent passwd "$user" >/dev/null || fail "there is a user $user already"

work=$(mktemp -d)
bound=""
clean_up() {
  set +e
  dpkg-query -W keyrack >/dev/null 2>&1 && apt-get purge -y keyrack >/dev/null 2>&1
  getent passwd "$user" >/dev/null && userdel --remove "$user" >/dev/null 2>&1
  [ -z "$bound" ] || { umount "$bound" && rmdir "$bound"; }
  rm -rf "$work"
}
trap clean_up EXIT

as_user() {
  (cd / && runuser -u "$user" -- env -i HOME="$home" USER="$user" LOGNAME="$user" PATH="$PATH" LANG=C.UTF-8 \
    TMPDIR="$home/tmp" "$@")
}
# Every file of the system, but for what package managers and logs keep for themselves.
inventory() {
  find /etc /opt /srv /usr /var -xdev \( -path /var/log -o -path /var/cache -o -path /var/lib/apt -o -path /var/lib/dpkg \
    -o -path /var/tmp -o -path "$checkout" -o -path "${bound:-/nowhere}" \) -prune -o -print | sort
}

if [ "${1:-}" != --no-build ]; then
  say "npm run dist"
  rm -f dist/keyrack_*.deb
  npm run -s dist || npm run -s dist -- --fallback-runtime
fi
packages=(dist/keyrack_*.deb)
[ -e "${packages[0]}" ] || fail "there is no package in dist/"
[ ${#packages[@]} = 1 ] || fail "there is more than one package in dist/: ${packages[*]}"
package=./${packages[0]}

say "What the walk itself needs"
node scripts/setup.mjs
export DEBIAN_FRONTEND=noninteractive
# Its dependencies first, so that what is counted below is its own.
apt-get satisfy -y --no-install-recommends "$(dpkg-deb -f "$package" Depends)" >/dev/null
useradd --create-home --home-dir "$home" --shell /bin/bash "$user"
mkdir -m 700 "$home/tmp"
chown "$user:" "$home/tmp"
if ! as_user test -r "$checkout/package.json" 2>/dev/null; then
  # The checkout lies in somebody's home; the same folder under a path that everybody may follow.
  bound=$(mktemp -d /srv/keyrack-walk.XXXXXX)
  chmod 755 "$bound"
  mount --bind "$checkout" "$bound"
  checkout=$bound
fi
as_user test -r "$checkout/package.json" || fail "an ordinary user cannot read this checkout"
as_user node --version >/dev/null || fail "an ordinary user cannot run $(command -v node)"

say "apt-get install $package"
inventory >"$work/before"
apt-get install -y --no-install-recommends "$package"
[ "$(command -v keyrack)" = /usr/bin/keyrack ] || fail "keyrack is not on the PATH"
for file in /usr/share/applications/keyrack.desktop /usr/share/icons/hicolor/{16x16,48x48,512x512}/apps/keyrack.png \
  /usr/share/icons/hicolor/scalable/apps/keyrack.svg /usr/share/doc/keyrack/copyright \
  /usr/lib/keyrack/LICENSES.chromium.html /usr/lib/keyrack/resources/licences/third-party.txt; do
  [ -s "$file" ] || fail "$file is missing"
done
[ "$(stat -c '%U %a' /usr/lib/keyrack/chrome-sandbox)" = "root 4755" ] || fail "chrome-sandbox is not root's helper"
others=$(find /usr/lib/keyrack \( ! -user root -o -perm /022 \) ! -type l)
[ -z "$others" ] || fail "not root's alone: $others"
missing=$(find /usr/lib/keyrack -type f \( -perm /111 -o -name '*.so*' -o -name '*.node' \) -exec ldd {} + 2>/dev/null | grep 'not found' || true)
[ -z "$missing" ] || fail "libraries are missing: $missing"

say "The release, by an ordinary user with the sandbox on"
as_user node "$checkout/scripts/dist/walk.mjs" /usr/bin/keyrack "$home/results" release

say "The guide, in the test variant"
node scripts/dist/test-variant.mjs /usr/lib/keyrack/keyrack
changed=$(dpkg --verify keyrack | awk '{print $NF}')
[ "$changed" = /usr/lib/keyrack/keyrack ] || fail "more than the executable differs from the package: $changed"
as_user node "$checkout/scripts/dist/walk.mjs" /usr/bin/keyrack "$home/results" installed guide

say "The update check, as in a package that is made with --update-url"
[ ! -e /usr/lib/keyrack/resources/app-update.yml ] || fail "the package looks for updates although nobody asked for it"
port=$(node -p 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); }); ""' | grep -m1 .)
printf 'provider: generic\nurl: http://127.0.0.1:%s/keyrack\nupdaterCacheDirName: keyrack-updater\n' "$port" \
  >/usr/lib/keyrack/resources/app-update.yml
as_user KEYRACK_TEST_UPDATES_PORT="$port" node "$checkout/scripts/dist/walk.mjs" /usr/bin/keyrack "$home/results" updates
rm /usr/lib/keyrack/resources/app-update.yml

say "apt-get remove keyrack"
apt-get remove -y keyrack
inventory >"$work/after"
diff "$work/before" "$work/after" || fail "the files above are left, or were taken away"
! command -v keyrack >/dev/null || fail "keyrack is still on the PATH"
strays=$(find "$home/tmp" -name 'scoped_dir*' -o -name '.org.chromium.*')
[ -z "$strays" ] || fail "Chromium's own temporary files: $strays"
strays=$(find / -xdev \( -path /proc -o -path /home -o -path "$work" \) -prune -o -user "$user" -print 2>/dev/null |
  grep -v '^/tmp/\.\(X11-unix\|ICE-unix\|X[0-9]*-lock\)' || true)
[ -z "$strays" ] || fail "the user's files outside of their home: $strays"

say "The package was made, installed, walked through and removed; nothing is left."
