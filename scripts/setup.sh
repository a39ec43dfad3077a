# shellcheck shell=bash
# Functions that the scripts share: install missing packages, configure, build. Source this file; do not run it.
# Sets: root, build. Requires: `set -euo pipefail`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build

say() { printf '%s\n' "gauntlet: $*" >&2; }
die() { say "$*"; exit 3; }

# The packages of the main job, and the further packages of the benchmarks, of the peers and tests, and of lint.
packages_main=(g++ cmake ninja-build patch clang-19 libclang-rt-19-dev llvm-19 lld-19 libasio-dev libcli11-dev libfmt-dev
  libpugixml-dev nlohmann-json3-dev)
packages_bench=(libbenchmark-dev)
packages_test=(golang-go golang-golang-x-sync-dev libboost-thread-dev libgtest-dev librapidcheck-dev libtbb-dev python3
  "${packages_bench[@]}")
packages_lint=(clang-format-19 clang-tidy-19)

# missing_packages PACKAGE…: prints those that are not installed.
missing_packages() {
  local package
  for package in "$@"; do
    dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || printf '%s\n' "$package"
  done
}

# install_packages PACKAGE…: installs those that are missing with apt-get, as root or with a sudo that needs no password. Otherwise the
# script ends with the command that the user must run.
install_packages() {
  command -v dpkg-query >/dev/null || die "dpkg-query is missing, so this is not a Debian system; install the equivalents of: $*"
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -eq 0 ] && return
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      as_root=(sudo)
    else
      die "packages are missing, and this user cannot install them without a password; run: sudo apt-get install --yes ${missing[*]}"
    fi
  fi
  say "installing ${missing[*]}"
  local log
  log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update && DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install --yes --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    die "apt-get could not install ${missing[*]}; the log is in $log"
  fi
  rm -f "$log"
}

# Installs Debian's node and npm, unless they are installed. Node 18 or later bundles the HTML page.
install_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then install_packages nodejs npm; fi
  local major
  major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
  [ "$major" -ge 18 ] || die "node $(node --version) is too old; install version 18 or later"
}

# configure PRESET [ARGUMENT…]: runs cmake with the preset. Prints its output only if it fails.
configure() {
  local preset=$1 log
  shift
  log=$(mktemp)
  if ! (cd "$root" && cmake --preset "$preset" "$@") >"$log" 2>&1; then
    cat "$log" >&2
    die "cmake --preset $preset failed"
  fi
  rm -f "$log"
}

# build_targets FOLDER [TARGET…]: runs ninja, and prints a line of progress every 20 seconds. Prints the compiler's output only if the
# build fails.
build_targets() {
  local folder=$1 log started=$SECONDS shown=$SECONDS step
  shift
  log=$(mktemp)
  ninja -C "$folder" "$@" >"$log" 2>&1 &
  local job=$!
  while kill -0 "$job" 2>/dev/null; do
    sleep 1
    [ $((SECONDS - shown)) -ge 20 ] || continue
    shown=$SECONDS
    step=$(grep -oE '^\[[0-9]+/[0-9]+\]' "$log" | tail -n 1 || true)
    [ -z "$step" ] || say "building: $step steps, $((SECONDS - started)) s"
  done
  if ! wait "$job"; then
    grep -vE '^\[[0-9]+/[0-9]+\] (Building|Linking|Generating|Mutant)' "$log" >&2 || true
    die "the build failed; its log is in $log"
  fi
  rm -f "$log"
  say "built in $((SECONDS - started)) s"
}

# Sanitizers need a symbolizer of the compiler's version to print source lines.
export GAUNTLET_SYMBOLIZER=${GAUNTLET_SYMBOLIZER:-/usr/lib/llvm-19/bin/llvm-symbolizer}
