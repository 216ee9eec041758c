# For tools/quickstart and tools/check, which read it with `.`: packages, and steps whose output goes to a log.
# Expects $top, the folder of the project.

mkdir -p "$top/build"
log=$top/build/setup.log
: > "$log"

say() { printf '%s\n' "$*"; }

fail()
{
    say "$*" >&2
    exit 1
}

# Run a command; its output goes to the log, whose end is shown when it fails.
# step "what it does" command...
step()
{
    what=$1
    shift
    say "$what"
    printf '\n== %s\n' "$what" >> "$log"
    if ! "$@" >> "$log" 2>&1; then
        say "-- the end of $log:" >&2
        tail -n 40 "$log" >&2
        return 1
    fi
}

is_installed()
{
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

has_command() { [ -n "$1" ] && command -v "$1" >/dev/null 2>&1; }

as_root()
{
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        echo "installing packages needs root: run as root, or install sudo"
        return 1
    fi
}

# Install what is missing of the kinds given ("build", or "build test"); nothing is asked of the network when all
# is there.
install_packages()
{
    command -v dpkg-query >/dev/null 2>&1 || fail "This script installs Debian packages (Debian 12). Elsewhere, install
what tools/packages lists and build with: cmake --workflow --preset release"
    missing=
    while read -r kind package command; do
        case " $* " in *" $kind "*) ;; *) continue ;; esac
        is_installed "$package" || has_command "$command" || missing="$missing $package"
    done < "$top/tools/packages"
    if [ -z "$missing" ]; then
        say "All Debian packages are there."
        return 0
    fi
    export DEBIAN_FRONTEND=noninteractive
    step "Reading the package lists ..." as_root apt-get update &&
        step "Installing$missing ..." as_root apt-get install -y --no-install-recommends $missing ||
        fail "The Debian packages could not be installed."
}
