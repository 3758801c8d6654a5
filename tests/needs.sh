#!/bin/sh
# What the tests need from the system: installed where this may be done, or named with what to type.
# needs.sh PACKAGE COMMAND...: one of the commands has to be there, or else the Debian package that has it.
package=$1
shift
for command in "$@"; do
  if command -v "$command" >/dev/null; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing $package, which the tests need."
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq && apt-get install -qq -y --no-install-recommends "$package" >/dev/null && exit 0
fi
echo "The tests need one of: $*. Install it (on Debian or Ubuntu: sudo apt-get install $package), and try again." >&2
exit 1
