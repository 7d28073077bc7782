# Sourced by scripts/demo and scripts/test: which packages a list file names, and how they are installed.

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# list_packages FILE [optional]: the names in FILE, without or only those marked optional.
list_packages() {
  if [ "${2-}" = optional ]; then
    sed -e 's/#.*//' "$1" | awk '$2 == "optional" {print $1}'
  else
    sed -e 's/#.*//' "$1" | awk 'NF == 1 {print $1}'
  fi
}

missing_packages() {
  for name in "$@"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || echo "$name"
  done
}

updated=no
update_lists() {
  [ "$updated" = yes ] && return
  updated=yes
  as_root apt-get update -qq >&2 || true
}

# install_packages NAME...: says what it installs; fails when one cannot be had.
install_packages() {
  local missing
  missing=$(missing_packages "$@" | tr '\n' ' ')
  [ -z "${missing// /}" ] && return 0
  echo "Installing: $missing" >&2
  update_lists
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

# One by one, so that one that cannot be had leaves the others.
install_optional() {
  local name
  for name in "$@"; do
    install_packages "$name" || echo "Optional package $name cannot be had; what needs it is skipped." >&2
  done
}
