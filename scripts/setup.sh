# shellcheck shell=bash
# What scripts/run, scripts/test and scripts/lint share: installs what is missing, configures, builds. To be sourced.
# Sets: root, build. Expects: `set -euo pipefail`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build

say() { printf '%s\n' "gauntlet: $*" >&2; }
die() { say "$*"; exit 3; }

packages_build=(g++ cmake ninja-build patch clang-19 libclang-rt-19-dev llvm-19 lld-19 golang-go golang-golang-x-sync-dev libasio-dev
  libbenchmark-dev libboost-thread-dev libcli11-dev libfmt-dev libgtest-dev libpugixml-dev librapidcheck-dev libtbb-dev
  nlohmann-json3-dev python3)
packages_lint=(clang-format-19 clang-tidy-19)

# Prints the packages of its arguments that are not installed.
missing_packages() {
  local package
  for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || printf '%s\n' "$package"
  done
}

# Installs packages through apt: as root, or through sudo where that asks nothing. Otherwise says what to type.
install_packages() {
  command -v dpkg-query >/dev/null || die "this is no Debian system; install the equivalents of: $*"
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -eq 0 ] && return
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      as_root=(sudo)
    else
      die "these packages are missing, and this user may not install them. Type: sudo apt-get install --yes ${missing[*]}"
    fi
  fi
  say "installing ${missing[*]}"
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update && DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install --yes --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    die "apt-get could not install ${missing[*]}; the whole log is in $log"
  fi
  rm -f "$log"
}

# Node 18 or later builds the page of the report: Debian's, unless another is there.
install_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then install_packages nodejs npm; fi
  local major
  major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
  [ "$major" -ge 18 ] || die "node $(node --version) is too old; install node 18 or later"
}

# Configures once (and again where a preset changed), and builds the default preset, or that of the argument.
build_preset() {
  local preset=${1:-default}
  local log
  log=$(mktemp)
  if ! (cd "$root" && cmake --preset "$preset") >"$log" 2>&1; then
    cat "$log" >&2
    die "cmake --preset $preset failed"
  fi
  rm -f "$log"
  say "building preset $preset"
  (cd "$root" && cmake --build --preset "$preset") >&2
}

# The sanitizers' stacks need a symbolizer of the compiler's version.
export GAUNTLET_SYMBOLIZER=${GAUNTLET_SYMBOLIZER:-/usr/lib/llvm-19/bin/llvm-symbolizer}
