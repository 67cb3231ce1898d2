# shellcheck shell=bash
# The Debian 12 packages of this project and the way scripts get them; sourced by examples/tour.sh, tests/run.sh
# and .ci/run. Why each library is here: docs/adr/0009-dependencies.md.

# To build and run the three programs.
build_packages=(
  g++ cmake ninja-build pkg-config ccache python3 ca-certificates
  libsodium-dev libssl-dev nlohmann-json3-dev libsimdjson-dev zlib1g-dev libsqlite3-dev
  libcpp-httplib-dev libcli11-dev libtomlplusplus-dev libcsv-dev libutf8proc-dev libstemmer-dev
  libqrencode-dev libpng-dev
)
# To run every test, the peers from npm included.
test_packages=(catch2 libbenchmark-dev nodejs npm groff-base python3-jsonschema python3-icalendar python3-yaml zsh fish
  zbar-tools librsvg2-bin)
# What .ci/run adds.
ci_packages=(clang-format-14)

# install_missing PACKAGE...: installs those that are not there, without questions. Somebody who is not root gets
# the command to run instead. A node and npm from elsewhere stand in for Debian's.
install_missing() {
  local package missing=()
  for package in "$@"; do
    case $package in
      nodejs) if command -v node >/dev/null; then continue; fi ;;
      npm) if command -v npm >/dev/null; then continue; fi ;;
    esac
    if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
      missing+=("$package")
    fi
  done
  if [ ${#missing[@]} -eq 0 ]; then return 0; fi
  if [ "$(id -u)" -ne 0 ]; then
    echo "Some packages are missing. Run this once, then try again:" >&2
    echo "  sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    return 1
  fi
  echo "== installing: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq </dev/null
  apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null
}
